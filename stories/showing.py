"""May this part of a story show here, now? Every surface asks this one place before it prints anything.

A story passes a row of gates. Each gate is written twice: for one story, and as a condition on rows.
`may_show` asks the first form, `showable` the second, and a property test holds them against each
other. Nobody can compute hashes in every database, so that one gate has no condition on rows: the
agreed words. A list that was read with `showable` passes through `with_agreed_words` therefore.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    prefetch_related_objects,
)
from wagtail.models import PageViewRestriction

from cms import clock
from cms.page_cache.facts import once
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


# What the page of a story asks while it is built.
ASKED_BY_ITS_PAGE = (Surface.PAGE, Surface.SOCIAL_KIT)
# Off this site: each asks for a consent of its own beside the one to publish.
OFF_SITE = frozenset({Surface.BRIEF, Surface.SOCIAL_KIT})
# Wagtail has asked for the password by then, and the files of the page are shown on it alone.
BEHIND_THE_PASSWORD = frozenset({Surface.PAGE, Surface.MEDIA})


@dataclass(frozen=True)
class Gate:
    """One condition that a story has to meet.

    holds: says it of one story. rows: returns it as a condition on rows of StoryPage, None where
    only `holds` can tell. surfaces: where the gate stands.
    """

    holds: Callable[["StoryPage", datetime], bool]
    rows: Callable[[datetime], Q] | None
    surfaces: frozenset[Surface] = frozenset(Surface)


def _was_chosen(story, at):
    from stories.models import Submission

    return story.submission.state in Submission.PUBLISHABLE


def _chosen_rows(at):
    from stories.models import Submission

    return Q(submission__state__in=Submission.PUBLISHABLE)


def _is_told(story, at):
    from stories import holding

    return not holding.is_held(story.submission)


def _told_rows(at):
    from stories import outbox
    from stories.models import OutboxMail

    held = OutboxMail.objects.filter(submission=OuterRef("submission"), held_at__isnull=False)
    return ~(Q(submission__state__in=outbox.HELD_STATES) & Q(Exists(held)))


def _agreed_rows(scope):
    """Return the condition that a consent of a scope is current, as rows see it."""

    def rows(at):
        from stories.models import Consent

        agreed = Consent.objects.current(at).filter(submission=OuterRef("submission"), scope=scope)
        return Q(Exists(agreed))

    return rows


def _settled_rows(at):
    from stories.models import ProtectedParty

    waiting = ProtectedParty.objects.unsettled().filter(submission=OuterRef("submission"))
    return ~Q(Exists(waiting))


def _public_rows(at):
    """Return Wagtail's `public()` as part of the same query: it reads the restrictions first."""
    around = PageViewRestriction.objects.alias(
        story_path=ExpressionWrapper(OuterRef("path"), CharField())
    ).filter(story_path__startswith=F("page__path"))
    return ~Q(Exists(around))


# Each by its name, in the order in which they cost. A test takes them away one by one.
GATES: dict[str, Gate] = {
    "published": Gate(lambda story, at: story.live, lambda at: Q(live=True)),
    "its day has come": Gate(
        lambda story, at: story.go_live_at is None or story.go_live_at <= at,
        lambda at: Q(go_live_at=None) | Q(go_live_at__lte=at),
    ),
    "its last day is ahead": Gate(
        lambda story, at: story.expire_at is None or story.expire_at > at,
        lambda at: Q(expire_at=None) | Q(expire_at__gt=at),
    ),
    "chosen": Gate(_was_chosen, _chosen_rows),
    "address confirmed": Gate(
        lambda story, at: story.submission.is_confirmed,
        lambda at: Q(submission__email_confirmed_at__isnull=False),
    ),
    "sender told": Gate(_is_told, _told_rows),
    "consent to publish": Gate(
        lambda story, at: consent.is_given(story.submission, "publish", at),
        _agreed_rows("publish"),
    ),
    "consent to quote": Gate(
        lambda story, at: consent.is_given(story.submission, "social", at),
        _agreed_rows("social"),
        frozenset({Surface.SOCIAL_KIT}),
    ),
    "consent to print": Gate(
        lambda story, at: consent.is_given(story.submission, "brief", at),
        _agreed_rows("brief"),
        frozenset({Surface.BRIEF}),
    ),
    "people agree": Gate(
        lambda story, at: all(
            person.is_settled for person in story.submission.protected_parties.all()
        ),
        _settled_rows,
    ),
    "open to everybody": Gate(
        lambda story, at: not story.get_view_restrictions().exists(),
        _public_rows,
        frozenset(Surface) - BEHIND_THE_PASSWORD,
    ),
    "agreed words": Gate(lambda story, at: consent.has_agreed_words(story, at), None),
}


def _shows_chosen_name(story, at):
    return not story.teller or story.teller == story.submission.teller


def _may_picture(story, at):
    """Say whether the picture was chosen by an editor, or is the sent one with its consent."""
    if hasattr(story, "picture_was_sent"):
        asked = consent.was_asked_for_picture(story.sealed_consents)
        return not story.picture_was_sent or not asked or story.picture_is_agreed
    chosen = story.picture_id is not None
    if chosen and not story.submission.public_pictures.filter(image=story.picture_id).exists():
        return True
    return consent.may_use_picture(story.submission, at)


# What an element asks beside all the gates. Nothing else is asked of words, and none of a video.
ELEMENTS: dict[Element, Callable[["StoryPage", datetime], bool]] = {
    Element.NAME: _shows_chosen_name,
    Element.PICTURE: _may_picture,
}


def condition(surface: Surface, at: datetime | None = None) -> Q:
    """Return the gates of a surface at a moment as one condition on rows of StoryPage."""
    at = at or clock.now()
    found = Q()
    for gate in GATES.values():
        if gate.rows and surface in gate.surfaces:
            found &= gate.rows(at)
    return found


def showable(surface: Surface, at: datetime | None = None) -> "StoryPageQuerySet":
    """Return the story pages that may show on a surface at a moment: the queryset form of `may_show`.

    at: an aware datetime; without it the moment that the page is rendered for. It asks every gate but
    the agreed words: what is printed of these rows goes through `with_agreed_words` first.
    """
    from stories.models import StoryPage

    return StoryPage.objects.showable(surface, at)


def with_agreed_words(
    stories: Iterable["StoryPage"], at: datetime | None = None
) -> list["StoryPage"]:
    """Return the stories of a `showable` list whose words are the agreed ones, in their order.

    Doors that publish ask for them too; here it catches what was written past them. Rows that were
    read with `for_cards()` cost no query each, and edited ones one query together.
    """
    at, stories = at or clock.now(), list(stories)
    # Few stories are edited; of those the sign-offs are read together.
    edited = [story for story in stories if not consent.has_own_words(story)]
    prefetch_related_objects(edited, "submission__sign_offs")
    by_row = [gate for gate in GATES.values() if gate.rows is None]
    return [story for story in stories if all(gate.holds(story, at) for gate in by_row)]


def may_show(
    story: "StoryPage",
    surface: Surface,
    element: Element = Element.WORDS,
    at: datetime | None = None,
) -> bool:
    """Say whether one element of a story may show on a surface at a moment.

    Everything is read anew but the page at hand, whose words, name and picture would be shown. A
    list takes `showable` instead, which costs no queries by row.
    """
    opens = once(("opens", story.pk, surface, at), lambda: _opens(story.pk, surface, at))
    at = at or clock.now()
    own = (gate for gate in GATES.values() if gate.rows is None and surface in gate.surfaces)
    return opens and all(gate.holds(story, at) for gate in own) and has_leave(story, element, at)


def _opens(pk, surface, at):
    """Say whether a story passes all gates but those that ask its words, read anew."""
    from stories.models import StoryPage

    at = at or clock.now()
    row = StoryPage.objects.select_related("submission").filter(pk=pk).first()
    asked = (gate for gate in GATES.values() if gate.rows and surface in gate.surfaces)
    return row is not None and all(gate.holds(row, at) for gate in asked)


def known_as(surface: Surface) -> str:
    """Return the name under which `for_reading()` brings along whether a story opens on a surface."""
    return f"opens_in_{surface.name.lower()}"


def remember(story: "StoryPage") -> None:
    """Let the page that is being built ask no more what was read along with the story (`for_reading()`)."""
    for surface in ASKED_BY_ITS_PAGE:
        once(("opens", story.pk, surface, None), lambda: getattr(story, known_as(surface)))  # noqa: B023


def has_leave(story: "StoryPage", element: Element, at: datetime | None = None) -> bool:
    """Say whether an element may show of a story that may show itself, at a moment.

    A name the sender did not choose, and a sent picture whose consent has ended, leave a story that
    stays. Rows that were read with `for_cards()` cost no query.
    """
    ask = ELEMENTS.get(element)
    return ask is None or ask(story, at or clock.now())
