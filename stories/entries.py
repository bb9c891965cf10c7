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
from stories import cards, consent, public_videos
from stories.showing import Surface, showable

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
    now = clock.now()
    agreed = [story for story in rows if consent.has_agreed_words(story, now)]
    pictured = _may_show_pictures([story for story in agreed if story.picture_id], now)
    return [_entry(story, story.pk in pictured) for story in agreed if story.address]


def whole(url: str) -> str:
    """Return a whole address: that of a file may lead to a store of its own."""
    return url if not url or urlsplit(url).netloc else site_address(url)


def _entry(story, has_picture):
    public_video = getattr(story.submission, "public_video", None)
    return Entry(
        story=story,
        address=story.address,
        quote=cards.quote_of(story),
        picture=story.picture if has_picture else None,
        video=public_videos.shown(public_video) if public_video else None,
        published_at=story.first_published_at,
        changed_at=max(
            story.last_published_at or story.first_published_at, story.first_published_at
        ),
    )


def _may_show_pictures(stories, now):
    """Return the keys of the stories whose picture may show: `consent.may_use_picture` for many."""
    from stories.models import Consent, Original, PromotedPicture

    images = [story.picture_id for story in stories]
    if not images:
        return set()
    # A picture that an editor chose instead is the campaign's own.
    copies = PromotedPicture.objects.filter(image__in=images)
    sent = dict(copies.values_list("image", "submission"))
    originals = Original.objects.filter(submission__in=sent.values()).order_by("version")
    # A later version comes later, and is the one that counts.
    asked = {
        submission: any(box["scope"] == Consent.Scope.IMAGE for box in boxes)
        for submission, boxes in originals.values_list("submission", "consents")
    }
    yes = Consent.objects.current(now).filter(
        submission__in=sent.values(), scope=Consent.Scope.IMAGE
    )
    agreed = set(yes.values_list("submission", flat=True))
    return {
        story.pk
        for story in stories
        if not asked.get(sent.get(story.picture_id)) or story.submission_id in agreed
    }
