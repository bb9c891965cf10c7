"""Briefs for policymakers: which stories are offered, chosen and printed, and where a printed one went."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from wagtail.log_actions import log

from stories import outside_copies
from stories.models import Brief, ChosenStory, Consent, StoryPage, Topic
from stories.showing import Surface, may_show, showable, with_agreed_words

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from stories.models.pages import StoryPageQuerySet

# More is no brief, and nobody reads it.
MOST_STORIES = 40
PERMISSION_ENDED = "The permission to print it has ended."
NOT_PUBLIC = "It is not public at the moment."


class BriefRefused(Exception):
    """A story that cannot be chosen; the message is a sentence for the editor."""


@dataclass(frozen=True)
class Row:
    """One chosen story in the list of its brief.

    story: the page, read for cards, or None where it may not be printed now: then nothing of its
    words is here, only its number and why it is left out. state: a postal code, or "".
    """

    pk: int
    number: str
    story: StoryPage | None
    state: str
    why_not: str


def offered(brief: Brief, *, topic: Topic | None = None, state: str = "") -> "StoryPageQuerySet":
    """Return the stories that could be chosen for a brief, the newest first, read for cards.

    state: a key of aspects.STATES, "" for all. A row whose words are not the agreed ones is among
    them: whoever prints the rows asks `consent.has_agreed_words`.
    """
    rows = showable(Surface.BRIEF).exclude(pk__in=brief.chosen.values("story"))
    if topic:
        rows = rows.filter(topic=topic)
    if state:
        rows = rows.filter(us_state=state)
    return rows.for_cards().order_by("-first_published_at", "-pk")


def printable(brief: Brief, at: "datetime | None" = None) -> list[StoryPage]:
    """Return the chosen stories that may be printed at a moment, in their order, read for cards.

    Each has `agreed_at`, when its sender said yes to briefs.
    """
    position = dict(brief.chosen.values_list("story", "position"))
    given = Consent.objects.current(at).filter(
        submission=OuterRef("submission"), scope=Consent.Scope.BRIEF
    )
    rows = (
        showable(Surface.BRIEF, at)
        .filter(pk__in=position)
        .for_cards()
        .annotate(agreed_at=Subquery(given.values("given_at")[:1]))
    )
    agreed = with_agreed_words(rows, at)
    return sorted(agreed, key=lambda story: (position[story.pk], story.pk))


def list_rows(brief: Brief, at: "datetime | None" = None) -> list[Row]:
    """Return a Row for every chosen story, in their order; those that may not be printed say why."""
    may = {story.pk: story for story in printable(brief, at)}
    agreed = set(
        Consent.objects.current(at)
        .filter(scope=Consent.Scope.BRIEF, submission__story_page__in=brief.chosen.values("story"))
        .values_list("submission", flat=True)
    )
    found = brief.chosen.values_list("story", "story__submission", "story__submission__number")
    return [
        Row(
            pk,
            number,
            may.get(pk),
            may[pk].us_state if pk in may else "",
            "" if pk in may else NOT_PUBLIC if submission in agreed else PERMISSION_ENDED,
        )
        for pk, submission, number in found
    ]


@transaction.atomic
def choose(brief: Brief, story_pk: int, *, user) -> ChosenStory:
    """Put a story at the end of a brief; one that is there stays where it is. Raises BriefRefused."""
    _lock(brief)
    story = StoryPage.objects.filter(pk=story_pk).first()
    if story is None or not may_show(story, Surface.BRIEF):
        raise BriefRefused("This story may not be printed in a brief now. Choose another one.")
    if brief.chosen.count() >= MOST_STORIES:
        raise BriefRefused(f"A brief has up to {MOST_STORIES} stories. Take one out first.")
    last = brief.chosen.aggregate(last=Max("position"))["last"] or 0
    row, is_new = brief.chosen.get_or_create(story=story, defaults={"position": last + 1})
    if is_new:
        _log(brief, "stories.brief_choose", user, story)
    return row


@transaction.atomic
def leave_out(brief: Brief, story_pk: int, *, user) -> None:
    """Take a story out of a brief; one that is not there changes nothing."""
    _lock(brief)
    row = brief.chosen.filter(story=story_pk).select_related("story__submission").first()
    if row:
        row.delete()
        _log(brief, "stories.brief_leave_out", user, row.story)


@transaction.atomic
def move(brief: Brief, story_pk: int, *, by: int) -> None:
    """Move a chosen story by -1 (earlier) or 1 (later); beyond the ends it stays."""
    _lock(brief)
    rows = list(brief.chosen.all())
    at = next((at for at, row in enumerate(rows) if row.story_id == story_pk), None)
    if at is None or not 0 <= at + by < len(rows):
        return
    rows.insert(at + by, rows.pop(at))
    for position, row in enumerate(rows, start=1):
        row.position = position
    brief.chosen.bulk_update(rows, ["position"])


@transaction.atomic
def note_use(brief: Brief, *, to: str, story_pks: "Collection[int]", user) -> int:
    """Note that a brief with these stories was printed or sent, and return for how many stories.

    to: who has it now. story_pks: those that stood on the paper; only chosen ones count. One that
    was withdrawn since is noted too: its copy is out, and somebody has to ask for it back.
    """
    stories = [
        row.story
        for row in brief.chosen.filter(story__in=story_pks).select_related("story__submission")
    ]
    for story in stories:
        where = f"“{brief.title}”, given to {to}"
        outside_copies.note(story, kind="brief", where=where, user=user)
    if stories:
        data = {"to": to, "stories": len(stories)}
        log(brief, "stories.brief_give", user=user, data=data)
    return len(stories)


def _lock(brief):
    """Let two editors change one list after each other."""
    Brief.objects.select_for_update().get(pk=brief.pk)


def _log(brief, action, user, story):
    """Name the story by its number alone: log entries outlive it."""
    log(brief, action, user=user, data={"number": story.submission.number})
