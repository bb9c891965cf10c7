"""Lists of stories for visitors: the index page by page, what to read next, the newest of a topic."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Case, IntegerField, Q, Value, When
from django.http import Http404

from stories.keyset import beyond, read_place, write_place
from stories.showing import Surface, showable

if TYPE_CHECKING:
    from stories.models import StoryPage, Topic
    from stories.models.pages import StoryPageQuerySet

_SLUG = re.compile(r"[-\w]{1,60}", re.ASCII)


@dataclass(frozen=True)
class Listing:
    """One page of the list of stories.

    stories: read for cards, newest first. filters: what each filter chose, by its name (`narrow`).
    topic: the Topic that filters, or None. topics: those that
    have a story to show, by name. next_url and previous_url: query strings such as
    "?topic=rural&after=…", "?" for the first page, "" where there is no such page.
    """

    stories: list["StoryPage"]
    filters: dict[str, "Topic"]
    topic: "Topic | None"
    topics: list["Topic"]
    next_url: str
    previous_url: str

    @property
    def is_first(self) -> bool:
        """Say whether this is the first page."""
        return not self.previous_url


def read(query: Mapping[str, str], *, page_size: int) -> Listing:
    """Return the page of the list that a query string asks for.

    Reads topic (a slug), after and before (places in the list). Keyset pages: no COUNT, no OFFSET, and
    a story published meanwhile doubles none. A place that cannot be read gives the first page.
    Raises Http404 for a topic that does not exist.
    """
    rows, filters = narrow(_public_stories(), query)
    topic = filters.get("topic")
    before = read_place(query.get("before", ""))
    after = read_place(query.get("after", "")) if before is None else None

    if before:
        later = beyond("first_published_at", before, later=True)
        found = list(rows.filter(later).order_by("first_published_at", "pk")[: page_size + 1])
        if len(found) <= page_size:
            # The first page is always a full one, whatever was published meanwhile.
            before = None
        else:
            stories = found[:page_size][::-1]
            return Listing(
                stories=stories,
                filters=filters,
                topic=topic,
                topics=list(_used_topics()),
                next_url=_address(topic, after=stories[-1]),
                previous_url=_address(topic, before=stories[0]),
            )
    if after:
        rows = rows.filter(beyond("first_published_at", after, later=False))
    found = list(rows.order_by("-first_published_at", "-pk")[: page_size + 1])
    stories = found[:page_size]
    return Listing(
        stories=stories,
        filters=filters,
        topic=topic,
        topics=list(_used_topics()),
        next_url=_address(topic, after=stories[-1]) if len(found) > page_size else "",
        previous_url=(_address(topic, before=stories[0]) if stories else _address(topic))
        if after
        else "",
    )


def narrow(
    rows: "StoryPageQuerySet", query: Mapping[str, str]
) -> tuple["StoryPageQuerySet", dict[str, "Topic"]]:
    """Return the rows that the filters of a query string leave, and what each filter chose, by its name.

    The list, the feeds and the API all ask here, so that they know the same filters. What is chosen
    has a slug, which is its value in an address, and says its name as str. Raises Http404 for a
    topic that does not exist.
    """
    topic = _find_topic(query.get("topic", ""))
    if topic is None:
        return rows, {}
    return rows.filter(topic=topic), {"topic": topic}


def latest(topic: "Topic | None", count: int, *, exclude: Iterable[int] = ()) -> list["StoryPage"]:
    """Return up to `count` showable stories, newest first, of one topic or of all.

    exclude: keys of stories that stand on the page already. They fill up the end only where there
    are not enough others.
    """
    rows = _public_stories()
    if topic:
        rows = rows.filter(topic=topic)
    shown = list(exclude)
    rows = rows.annotate(is_shown=_one_if(Q(pk__in=shown)))
    return list(rows.order_by("is_shown", "-first_published_at", "-pk")[:count])


def keep_listening(story: "StoryPage", count: int) -> list["StoryPage"]:
    """Return other stories to read after one: of its topic first, older ones first, then the newest.

    Each story leads on to the next older one, so that a reader who follows meets them all.
    """
    rows = _public_stories().exclude(pk=story.pk)
    published_at = story.first_published_at
    is_older = Q(first_published_at__lt=published_at) if published_at else Q(pk__lt=story.pk or 0)
    is_related = Q(topic=story.topic_id) if story.topic_id else Q(pk=None)
    rows = rows.annotate(is_related=_one_if(is_related), is_older=_one_if(is_older))
    return list(rows.order_by("-is_related", "-is_older", "-first_published_at", "-pk")[:count])


def _public_stories():
    # Without a first publication a page never came through a door that asks.
    return showable(Surface.LIST).exclude(first_published_at=None).for_cards()


def _used_topics():
    from stories.models import Topic

    return Topic.objects.filter(stories__in=showable(Surface.LIST)).distinct()


def _find_topic(slug: str) -> "Topic | None":
    from stories.models import Topic

    if not slug:
        return None
    topic = Topic.objects.filter(slug=slug).first() if _SLUG.fullmatch(slug) else None
    if topic is None:
        raise Http404("There is no such topic.")
    return topic


def _address(topic, *, after=None, before=None) -> str:
    """Return the query string of a page of the list."""
    parts = {"topic": topic.slug} if topic else {}
    for name, story in (("after", after), ("before", before)):
        if story is not None:
            parts[name] = write_place(story.first_published_at, story.pk)
    return f"?{urlencode(parts)}"


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
