"""Where a story leads: the ones before and after it, and others to read next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from stories import consent
from stories.keyset import beyond
from stories.showing import Surface, showable

if TYPE_CHECKING:
    from stories.models import StoryPage

FIELD = "first_published_at"


@dataclass(frozen=True)
class Neighbors:
    """newer and older: the story pages beside one in the order of publication, or None; related: others to read."""

    newer: "StoryPage | None"
    older: "StoryPage | None"
    related: list["StoryPage"]


def read(story: "StoryPage", count: int) -> Neighbors:
    """Return where a story page leads, with up to `count` related ones, read for cards.

    Related are those of its topic, the next older ones first, then those that the same kind of people
    tell, then the next older ones of all: each leads on, so that a reader who follows meets them all.
    """
    # One look at the private pages serves all that is asked here.
    rows = showable(Surface.LIST).exclude(first_published_at=None)
    others = rows.exclude(pk=story.pk)
    newer, older = _beside(others, story, later=True), _beside(others, story, later=False)
    related = _related(others, story, count)
    pks = [*related, *(pk for pk in (newer, older) if pk)]
    found = rows.for_cards().in_bulk(pks) if pks else {}
    told = {pk: one for pk, one in found.items() if consent.has_agreed_words(one)}
    return Neighbors(told.get(newer), told.get(older), [told[pk] for pk in related if pk in told])


def _beside(rows, story, *, later):
    """Return the key of the next story in one direction; a draft stands nowhere yet."""
    if story.pk is None or story.first_published_at is None:
        return None
    place = (story.first_published_at, story.pk)
    sign = "" if later else "-"
    rows = rows.filter(beyond(FIELD, place, later=later))
    return rows.order_by(f"{sign}{FIELD}", f"{sign}pk").values_list("pk", flat=True).first()


def _related(rows, story, count):
    """Return the keys of related stories, each found by a walk along an index and no further than needed."""
    older = Q()
    if story.pk and story.first_published_at:
        older = beyond(FIELD, (story.first_published_at, story.pk), later=False)
    wishes = [older, Q()]
    if story.audience:
        wishes.insert(0, Q(audience=story.audience) & older)
    if story.topic_id:
        wishes[:0] = [Q(topic=story.topic_id) & older, Q(topic=story.topic_id)]
    found = []
    for wish in wishes:
        if len(found) < count:
            newest = rows.exclude(pk__in=found).filter(wish).order_by(f"-{FIELD}", "-pk")
            found += newest.values_list("pk", flat=True)[: count - len(found)]
    return found
