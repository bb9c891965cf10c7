"""What a page tells the networks about itself: Open Graph, the card of X, and data for search engines."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from cms import structured_data as pages
from cms.models import BasePage
from stories import share_files, structured_data
from stories.share_files import ShareCard

if TYPE_CHECKING:
    from cms.models import CampaignSettings


@dataclass(frozen=True)
class ShareMeta:
    """Everything that stands in the head of a page for others' machines.

    kind: "article" or "website", the type of Open Graph (ogp.me). published, modified: for an
    article. data: JSON-LD, one text for each script element.
    """

    kind: str
    title: str
    description: str
    url: str
    card: ShareCard
    published: datetime | None = None
    modified: datetime | None = None
    data: tuple[SafeString, ...] = field(default=(), repr=False)


def describe(page, campaign: "CampaignSettings") -> ShareMeta | None:
    """Return what a page tells about itself; None for what is no public page of the site."""
    from stories.models import StoryPage

    if not isinstance(page, BasePage) or not page.live or not page.address:
        return None
    way = pages.breadcrumbs(page)
    if isinstance(page, StoryPage):
        return _describe_story(page, campaign, way)
    card = share_files.page_card(page, campaign)
    return ShareMeta(
        kind="website",
        title=page.seo_title or page.title,
        description=page.search_description or getattr(page, "intro", "") or campaign.tagline,
        url=page.address,
        card=share_files.with_chosen(card, page) or card,
        data=(way,) if way else (),
    )


def card_of(story, campaign: "CampaignSettings") -> ShareCard:
    """Return the card that a story is shared with: the picture chosen for that, its own where it may show, else its heart."""
    card = share_files.story_card(story, campaign)
    if chosen := share_files.with_chosen(card, story):
        return chosen
    if story.shown_picture:
        return share_files.with_picture(card, story.shown_picture) or card
    return card


def _describe_story(story, campaign, way):
    card = card_of(story, campaign)
    video = story.video
    data = [structured_data.article(story, card, campaign)]
    data += [structured_data.video(story, video)] if video else []
    return ShareMeta(
        kind="article",
        title=story.title,
        description=story.because or campaign.tagline,
        url=story.address,
        card=card,
        published=story.first_published_at,
        modified=story.last_published_at,
        data=(*data, *([way] if way else [])),
    )
