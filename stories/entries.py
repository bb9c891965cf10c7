"""What of a story is taken along: the rows of feeds, of the API and of the sitemap, read through the gate."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.urls import reverse

from cms import clock
from cms.addresses import site_address
from cms.text import paragraphs, shorten
from stories import cards, public_videos
from stories.showing import Surface, showable, with_agreed_words

if TYPE_CHECKING:
    from cms.models import CampaignImage
    from stories.models import StoryPage
    from stories.models.pages import StoryPageQuerySet
    from stories.public_videos import ShownVideo

BEGINNING = 320


@dataclass(frozen=True)
class Entry:
    """One story that may show, with the parts of it that may.

    address: the whole address of its page. quote: the because line without its hashtag, else the
    title. picture and video: None where there is none to show. published_at: when it first went
    live; changed_at: when its page was last published.
    """

    story: "StoryPage" = field(repr=False)
    address: str
    quote: str
    picture: "CampaignImage | None"
    video: "ShownVideo | None"
    published_at: datetime
    changed_at: datetime

    @property
    def card_address(self) -> str:
        """Return the whole address of the card for other sites."""
        return site_address(reverse("story_card_frame", args=[self.story.pk]))

    @property
    def beginning(self) -> str:
        """Return the first words of the story, to be read on at its own address.

        Nobody can call a copy back: what stays in somebody's reader is not the whole story.
        """
        parts = paragraphs(self.story.story_text)
        return shorten(" ".join(parts), BEGINNING)


def public_rows(surface: Surface) -> "StoryPageQuerySet":
    """Return the story pages that may show on a surface, with all that an entry needs."""
    # Without a first publication a page never came through a door that asks.
    return showable(surface).exclude(first_published_at=None).for_cards()


def read(rows: Iterable["StoryPage"]) -> list[Entry]:
    """Return an entry for each story of `public_rows` whose words are the agreed ones, in their order.

    It costs a fixed number of queries, however many rows there are.
    """
    return [_entry(story) for story in with_agreed_words(rows, clock.now()) if story.address]


def whole(url: str) -> str:
    """Return a whole address: that of a file may lead to a store of its own."""
    return url if not url or urlsplit(url).netloc else site_address(url)


def _entry(story):
    public_video = getattr(story.submission, "public_video", None)
    return Entry(
        story=story,
        address=story.address,
        quote=cards.quote_of(story),
        picture=story.shown_picture,
        video=public_videos.shown(public_video) if public_video else None,
        published_at=story.first_published_at,
        changed_at=max(
            story.last_published_at or story.first_published_at, story.first_published_at
        ),
    )
