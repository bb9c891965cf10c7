"""May this part of a story show here, now? Every surface asks this one place before it prints anything."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from stories import consent

if TYPE_CHECKING:
    from stories.models import StoryPage
    from stories.models.pages import StoryPageQuerySet


class Surface(StrEnum):
    """Where a story can be met."""

    PAGE = "its own page"
    BLOCK = "blocks of pages"
    LIST = "lists of stories"
    FEED = "feeds"
    API = "the public API"
    SEARCH = "search"
    SITEMAP = "the sitemap"
    EMBED = "cards on other sites"
    SHARE_CARD = "share cards and hearts"
    MEDIA = "media files"
    BRIEF = "briefs for policymakers"
    SOCIAL_KIT = "the social kit"


class Element(StrEnum):
    """What of a story is shown."""

    WORDS = "its words"
    NAME = "the name of its teller"
    PICTURE = "its picture"
    VIDEO = "its video"


# Off this site: the scope of the consent that the sender gave beside the publication.
OFF_SITE = {Surface.BRIEF: "brief", Surface.SOCIAL_KIT: "social"}


def showable(surface: Surface, at: datetime | None = None) -> "StoryPageQuerySet":
    """Return the story pages that may show on a surface at a moment: the queryset form of `may_show`.

    at: an aware datetime; without it the moment that the page is rendered for.
    """
    from stories.models import Consent, StoryPage

    rows = StoryPage.objects.showable(at)
    if surface in OFF_SITE:
        agreed = Consent.objects.current(at).filter(scope=OFF_SITE[surface])
        rows = rows.filter(submission__in=agreed.values("submission"))
    return rows


def may_show(
    story: "StoryPage",
    surface: Surface,
    element: Element = Element.WORDS,
    at: datetime | None = None,
) -> bool:
    """Say whether one element of a story may show on a surface at a moment.

    It costs queries of its own: a list takes `showable` and asks `consent.has_agreed_words` by row.
    """
    if story.pk is None or not showable(surface, at).filter(pk=story.pk).exists():
        return False
    if element is Element.PICTURE and not consent.may_use_picture(story.submission, at):
        return False
    return consent.has_agreed_words(story, at)
