"""How mixed the stories of one page are: what they cover, and what else there is; it judges nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stories.aspects import AUDIENCES, STATES
from stories.facets import used_choices
from stories.models import StoryPage
from stories.showing import Surface, showable

if TYPE_CHECKING:
    from wagtail.models import Page


@dataclass(frozen=True)
class Coverage:
    """One thing that stories differ in: its label, what the page covers, and what other stories could bring."""

    label: str
    covered: list[str]
    missing: list[str]


@dataclass(frozen=True)
class Balance:
    """What editors read about the stories that are placed on a page.

    count: placed stories. unknown: how many of them say nothing of who tells them. doubled: titles of
    stories that stand in two places, of which visitors see the first.
    """

    count: int
    coverage: list[Coverage]
    unknown: int
    doubled: list[str]


def weigh(page: "Page") -> Balance:
    """Return the balance of the slots of a page as it was read; blocks that choose themselves are left out.

    Three queries, whatever the page holds.
    """
    placed = [story for slot in page.get_slots() if slot.tells for story in slot.stories]
    stories = {story.pk: story for story in placed}
    rows = list(
        StoryPage.objects.filter(pk__in=stories).values_list("topic__name", "audience", "us_state")
    )
    topics, audiences, states = ({value for value in column if value} for column in _turned(rows))
    used = used_choices(showable(Surface.BLOCK))
    coverage = [
        _cover("Topics", topics, [(name, name) for _, name in used["topic"]]),
        _cover("Told by", audiences, used["audience"], AUDIENCES),
        _cover("States", states, used["us_state"], STATES),
    ]
    seen, doubled = set(), {}
    for story in placed:
        if story.pk in seen:
            doubled[story.pk] = story.title
        seen.add(story.pk)
    unknown = sum(not audience for _, audience, _ in rows)
    return Balance(len(stories), coverage, unknown, list(doubled.values()))


def brings(story: StoryPage, page: "Page") -> list[str]:
    """Return the topic, the kind of teller and the state of a story that no other placed story of a page has."""
    placed = {held.pk for slot in page.get_slots() if slot.tells for held in slot.stories}
    others = StoryPage.objects.filter(pk__in=placed - {story.pk})
    there = {
        value for row in others.values_list("topic__name", "audience", "us_state") for value in row
    }
    own = [
        (story.topic.name if story.topic else "",) * 2,
        (story.audience, story.get_audience_display()),
        (story.us_state, story.get_us_state_display()),
    ]
    return [words for value, words in own if value and value not in there]


def _turned(rows: list[tuple]) -> Iterable[tuple]:
    return zip(*rows, strict=True) if rows else ((), (), ())


def _cover(label, values, available, choices=()):
    """Return the words of what is covered and of what else there is, by name."""
    words = dict(choices)
    return Coverage(
        label,
        sorted(words.get(value, value) for value in values),
        sorted(name for value, name in available if value not in values),
    )
