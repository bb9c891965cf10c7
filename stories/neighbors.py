"""Where a story leads: the ones before and after it, and others to read next."""

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Q, Value

from stories.keyset import beyond
from stories.showing import Surface, showable, with_agreed_words

if TYPE_CHECKING:
    from stories.models import StoryPage

FIELD = "first_published_at"
NEWER, OLDER = "newer", "older"


@dataclass(frozen=True)
class Neighbors:
    """newer and older: the story pages beside one in the order of publication, or None; related: others to read."""

    newer: "StoryPage | None"
    older: "StoryPage | None"
    related: list["StoryPage"]


@dataclass(frozen=True)
class Wish:
    """Which stories to look for, and from which end; most: how many, None for as many as are wanted."""

    where: Q
    is_newest_first: bool = True
    most: int | None = None


def read(story: "StoryPage", count: int) -> Neighbors:
    """Return where a story page leads, with up to `count` related ones, read for cards.

    Related are those of its topic, the next older ones first, then those that the same kind of people
    tell, then the next older ones of all: each leads on, so that a reader who follows meets them all.
    """
    rows = showable(Surface.LIST).exclude(first_published_at=None)
    asked = {**_beside(story), **_related(story)}
    keys = _first_keys(rows.exclude(pk=story.pk), asked, count)
    newer, older = (next(iter(keys.pop(name, ())), None) for name in (NEWER, OLDER))
    # What leads on first comes first; dict.fromkeys takes each story once.
    related = list(dict.fromkeys(chain.from_iterable(keys.values())))[:count]
    pks = {*related, newer, older} - {None}
    found = with_agreed_words(rows.for_cards().filter(pk__in=pks)) if pks else []
    told = {one.pk: one for one in found}
    return Neighbors(told.get(newer), told.get(older), [told[pk] for pk in related if pk in told])


def _beside(story):
    """Return how to look for the next story in each direction; a draft stands nowhere yet."""
    if story.pk is None or story.first_published_at is None:
        return {}
    place = (story.first_published_at, story.pk)
    return {
        NEWER: Wish(beyond(FIELD, place, later=True), is_newest_first=False, most=1),
        OLDER: Wish(beyond(FIELD, place, later=False), most=1),
    }


def _related(story):
    """Return how to look for related stories, the best way first; each is a walk along an index."""
    older = Q()
    if story.pk and story.first_published_at:
        older = beyond(FIELD, (story.first_published_at, story.pk), later=False)
    wishes = [older, Q()]
    if story.audience:
        wishes.insert(0, Q(audience=story.audience) & older)
    if story.topic_id:
        wishes[:0] = [Q(topic=story.topic_id) & older, Q(topic=story.topic_id)]
    return {f"related {number}": Wish(where) for number, where in enumerate(wishes)}


def _first_keys(rows, wishes, count):
    """Return the first keys that each wish finds, by its name and in its order, in one query."""
    parts = []
    for number, wish in enumerate(wishes.values()):
        sign = "-" if wish.is_newest_first else ""
        first = rows.filter(wish.where).order_by(f"{sign}{FIELD}", f"{sign}pk")
        # SQLite takes a limit in a part of a UNION only further inside.
        part = rows.model.objects.filter(pk__in=first.values("pk")[: wish.most or count])
        parts.append(part.order_by().values_list(Value(number), FIELD, "pk"))
    found = {name: [] for name in wishes}
    names = list(wishes)
    for number, moment, pk in parts[0].union(*parts[1:], all=True):
        found[names[number]].append((moment, pk))
    return {
        name: [pk for _, pk in sorted(found[name], reverse=wish.is_newest_first)]
        for name, wish in wishes.items()
    }
