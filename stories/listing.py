"""Lists of stories for visitors: the index page by page, filtered, searched and in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext

from stories import word_search
from stories.facets import Facet, read_facets
from stories.finding import BEST, NEWEST, OLDEST, SORTS, Wanted, read_wanted
from stories.keyset import beyond, read_place, write_place
from stories.showing import Surface, showable

if TYPE_CHECKING:
    from stories.models import StoryPage
    from stories.models.pages import StoryPageQuerySet

FIELD = "first_published_at"


@dataclass(frozen=True)
class Listing:
    """One page of the list of stories.

    stories: read for cards, in the order that is wanted. wanted: what the address asks for. sort: the
    order, a key of SORTS. next_url and previous_url: query strings such as "?topic=rural&after=…",
    "?" for the first page of all, "" where there is no such page. limit: how many of the newest
    stories were looked through, 0 where it was all of them. rows: all stories that may show.
    """

    stories: list["StoryPage"]
    wanted: Wanted
    rows: "StoryPageQuerySet" = field(repr=False)
    sort: str = NEWEST
    next_url: str = ""
    previous_url: str = ""
    limit: int = 0

    @property
    def topic(self):
        """Return the Topic that filters, or None."""
        return self.wanted.topic

    @property
    def is_first(self) -> bool:
        """Say whether this is the first page."""
        return not self.previous_url

    @property
    def is_kept_out(self) -> bool:
        """Say whether search engines should leave the page out: a later one, or one of many combinations."""
        return not (self.is_first and self.wanted.is_topic_alone)

    @property
    def sorts(self) -> list[tuple[str, str]]:
        """Return the orders that can be chosen: pairs of what the address carries and the label.

        The usual one carries nothing: who types words next gets the best match first.
        """
        ranks = bool(self.wanted.q) and word_search.ranks()
        usual = BEST if ranks else NEWEST
        return [
            ("" if name == usual else name, label) for name, label in SORTS if ranks or name != BEST
        ]

    @cached_property
    def facets(self) -> list[Facet]:
        """Return what the list can be narrowed by, with the choices that lead to a story."""
        return read_facets(self.wanted, self.rows)

    @property
    def topics(self) -> Facet | None:
        """Return the topics to choose from; they stand above the cards, as links."""
        return next((one for one in self.facets if one.name == "topic" and one.choices), None)

    @property
    def selects(self) -> list[Facet]:
        """Return what else can be chosen, in the form."""
        return [one for one in self.facets if one.name != "topic"]

    @property
    def is_open(self) -> bool:
        """Say whether the choices are open: something is chosen there."""
        return bool(self.wanted.parts.keys() - {"q", "topic"})

    @property
    def summary(self) -> str:
        """Return what the page lists, in words, such as "“nurse”, Patient, Ohio"."""
        words = [f"“{self.wanted.q}”"] if self.wanted.q else []
        return ", ".join(words + [str(one.chosen_label) for one in self.facets if one.chosen_label])

    @property
    def heading(self) -> str:
        """Return the heading above the cards."""
        if not self.wanted.is_narrow:
            return str(dict(SORTS)[self.sort])
        if self.wanted.is_topic_alone:
            return gettext("Stories about {name}").format(name=self.topic.shown_name)
        return gettext("Stories found: {summary}").format(summary=self.summary)

    @property
    def empty_heading(self) -> str:
        """Return what to say where there is no story."""
        if not self.wanted.is_narrow:
            return gettext("No stories here yet")
        if self.wanted.is_topic_alone:
            return gettext("No stories about {name} yet").format(name=self.topic.shown_name)
        return gettext("No story found: {summary}").format(summary=self.summary)

    @property
    def limit_sentence(self) -> str:
        """Return what was left out, for whoever may think that this is everything."""
        if self.sort == BEST:
            return gettext(
                "Showing the best of the newest {limit:,} stories with these words."
            ).format(limit=self.limit)
        return gettext("Only the newest {limit:,} stories were searched.").format(limit=self.limit)

    @property
    def next_label(self) -> str:
        """Return the words of the link to the next page."""
        return {NEWEST: gettext("Older stories"), OLDEST: gettext("Newer stories")}.get(
            self.sort, gettext("More stories")
        )

    @property
    def previous_label(self) -> str:
        """Return the words of the link back."""
        return {NEWEST: gettext("Newer stories"), OLDEST: gettext("Older stories")}.get(
            self.sort, gettext("Better matches")
        )


def read(query: Mapping[str, str], *, page_size: int) -> Listing:
    """Return the page of the list that a query string asks for.

    Reads the filters (see finding), after and before (places in the list), or for the best matches
    page (a number). Keyset pages: no COUNT, no OFFSET, and a story published meanwhile doubles none. A
    place that cannot be read gives the first page. Raises Http404 for a filter that does not exist.
    """
    wanted = read_wanted(query)
    sort = wanted.sort or (BEST if wanted.q and word_search.ranks() else NEWEST)
    if sort == BEST and not word_search.ranks():
        sort = NEWEST
    shown = showable(Surface.SEARCH if wanted.q else Surface.LIST)
    rows, limit = wanted.narrow(_ready(shown)), 0
    if wanted.q:
        rows, limit = word_search.look_for(rows, wanted.q)
    if sort == BEST:
        listed = _read_best(rows, wanted, query.get("page", ""), page_size)
    else:
        listed = _read_by_time(rows, wanted, query, page_size, is_newest_first=sort == NEWEST)
    return replace(listed, rows=shown, sort=sort, limit=listed.limit or limit)


def latest(topic, count: int) -> list["StoryPage"]:
    """Return up to `count` showable stories, newest first, of one topic or of all."""
    rows = Wanted(topic=topic).narrow(stories_for(Surface.BLOCK))
    return list(rows.order_by(f"-{FIELD}", "-pk")[:count])


def stories_for(surface: Surface):
    """Return the stories that may show on a surface, with all that a card prints."""
    return _ready(showable(surface))


def _ready(rows):
    # Without a first publication a page never came through a door that asks.
    return rows.exclude(first_published_at=None).for_cards()


def _read_by_time(rows, wanted, query, page_size, *, is_newest_first):
    """Return a page in the order of publication."""
    before = read_place(query.get("before", ""))
    after = read_place(query.get("after", "")) if before is None else None
    sign = "-" if is_newest_first else ""
    forth, back = (f"{sign}{FIELD}", f"{sign}pk"), (_turn(f"{sign}{FIELD}"), _turn(f"{sign}pk"))
    if before:
        earlier = rows.filter(beyond(FIELD, before, later=is_newest_first))
        found = list(earlier.order_by(*back)[: page_size + 1])
        # The first page is always a full one, whatever was published meanwhile.
        if len(found) > page_size:
            stories = found[:page_size][::-1]
            return Listing(
                stories,
                wanted,
                rows,
                next_url=_address(wanted, after=stories[-1]),
                previous_url=_address(wanted, before=stories[0]),
            )
    if after:
        rows = rows.filter(beyond(FIELD, after, later=not is_newest_first))
    found = list(rows.order_by(*forth)[: page_size + 1])
    stories = found[:page_size]
    has_more, previous = len(found) > page_size, ""
    if after:
        previous = _address(wanted, before=stories[0]) if stories else _address(wanted)
    return Listing(
        stories,
        wanted,
        rows,
        next_url=_address(wanted, after=stories[-1]) if has_more else "",
        previous_url=previous,
    )


def _read_best(rows, wanted, number, page_size):
    """Return a page of the best matches; ranks are compared among the newest ones alone."""
    number = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 1
    ranked, is_cut = word_search.rank(rows, wanted.q)
    start = max(number - 1, 0) * page_size
    pks = ranked[start : start + page_size]
    found = rows.in_bulk(pks) if pks else {}
    has_more = len(ranked) > start + page_size
    return Listing(
        [found[pk] for pk in pks if pk in found],
        wanted,
        rows,
        sort=BEST,
        next_url=_address(wanted, page=number + 1) if has_more else "",
        previous_url=_address(wanted, page=number - 1) if number > 1 else "",
        limit=word_search.MOST_RANKED if is_cut else 0,
    )


def _address(wanted, *, after=None, before=None, page=1) -> str:
    """Return the query string of a page of the list."""
    parts = dict(wanted.parts)
    for name, story in (("after", after), ("before", before)):
        if story is not None:
            parts[name] = write_place(story.first_published_at, story.pk)
    if page > 1:
        parts["page"] = page
    return f"?{urlencode(parts)}"


def _turn(order: str) -> str:
    return order[1:] if order.startswith("-") else f"-{order}"
