"""Reads the queue in the order of time from any place, at the same cost for a thousand stories and for a million."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import Expression, RawSQL

from stories.keyset import beyond
from stories.models import Submission
from stories.models.queue import marks_with

ORDER = "submit_time"
# The columns that a selection asks about, and so what has to be known of the rows that were sought.
ASKED = (
    "id",
    ORDER,
    "state",
    "marks",
    "topic_id",
    "claimed_by_id",
    "review_step_id",
    "assigned_to_id",
    "due_on",
)
# How far a list is walked along to see whether what is sought is frequent in it; further where more is asked for.
STRETCH = 4000
TIMES_ASKED = 8
# As many of the rare are kept as anybody wants to be counted.
MOST_FOUND = 1001
WEEK_SECONDS = 7 * 24 * 3600
TABLE = f'"{Submission._meta.db_table}"'
Place = tuple[datetime, int]


@dataclass
class Selection:
    """Which submissions a list is about.

    states: values of Submission.State. marks: which Mark has to be set or not. own: columns with an
    index of their own and the key they hold, such as a topic. rest: what else holds of a row; it has
    to be true of most rows, since those it leaves out are read for nothing. has_due: only dated ones.
    sought: what somebody looks for, be it rare or frequent; an index of its own finds it, though in no
    order. weekly: of which week (weeks.week) a row is, if that index knows it.
    """

    states: tuple[str, ...] = tuple(Submission.State.values)
    marks: dict = field(default_factory=dict)
    own: dict = field(default_factory=dict)
    rest: Q = field(default_factory=Q)
    has_due: bool = False
    sought: Q | Expression | None = None
    weekly: Expression | None = None
    # What was found from an end of the list on, and whether that is all.
    _ends: dict = field(default_factory=dict, init=False, repr=False)

    @property
    def rows(self) -> QuerySet:
        """The submissions as a queryset, for those who need no place and little of it."""
        rows = self._narrowed(self._rest)
        return rows.filter(self.sought) if self._is_seeking else rows

    def keys(
        self,
        most: int,
        *,
        after: Place | None = None,
        before: Place | None = None,
        newest_first: bool = False,
    ) -> list[Place]:
        """Return up to `most` places, oldest first unless asked otherwise.

        after and before are places of the list as it is ordered, which it does not return; with
        before the nearest ones are returned, in the order of the list.
        """
        place = before or after
        is_later = newest_first == bool(before) if place else not newest_first
        if self._is_seeking:
            found = self._seek(most, place, is_later)[0][:most]
        else:
            found = self._walk(most, place, is_later)
        return found[::-1] if before else found

    def count(self, most: int) -> int:
        """Return how many there are, or `most` where there are as many or more."""
        return count_together([self], most)[0]

    def reckon(self, most: int) -> tuple[int, bool]:
        """Return how many there are and True; or how many there are at least, which may be 0, and False.

        Where something is sought this is what was met when the list was read from its end, if it was.
        """
        if self._is_seeking:
            found, is_all = next(iter(self._ends.values()), ((), False))
            return len(found), is_all
        number = self.count(most)
        return number, number < most

    def walk(self, size: int) -> Iterator[list[Place]]:
        """Yield all places, oldest first, `size` at a time."""
        place = None
        while found := self.keys(size, after=place):
            yield found
            place = found[-1]

    def counted(self, most: int) -> tuple[str, list]:
        """Return the SQL of `count` and its values."""
        if self._is_seeking:
            statement, given = self._found(most, None, True)
        else:
            rest = self._rest.order_by().values_list(ORDER, "pk")
            statement, given = self._statement(rest, most, None)
        return f"SELECT COUNT(*) FROM ({statement}) AS counted", list(given)

    @property
    def _is_seeking(self):
        """Say whether there is an index to seek in; elsewhere what is sought is a condition like others."""
        return self.sought is not None and connection.vendor == "postgresql"

    @property
    def _rest(self):
        rows = Submission.objects.filter(self.rest, **self.own)
        if self.sought is not None and not self._is_seeking:
            rows = rows.filter(self.sought)
        return rows.filter(due_on__isnull=False) if self.has_due else rows

    def _narrowed(self, rows):
        """Return the rows of a queryset that are in the states and have the marks."""
        if len(self.states) < len(Submission.State):
            rows = rows.filter(state__in=self.states)
        return rows.filter(marks__in=marks_with(self.marks)) if self.marks else rows

    def _ordered(self, place, is_later):
        """Return the rows beyond a place, in order, but for their states and marks."""
        rest = self._rest
        if place:
            rest = rest.filter(beyond(ORDER, place, later=is_later))
        sign = "" if is_later else "-"
        return rest.order_by(f"{sign}{ORDER}", f"{sign}pk").values_list(ORDER, "pk")

    def _walk(self, most, place, is_later):
        """Return the next places, whatever is sought."""
        rest = self._ordered(place, is_later)
        if connection.vendor != "postgresql":
            return list(self._narrowed(rest)[:most])
        return _fetch(*self._statement(rest, most, "" if is_later else "DESC"))

    def _seek(self, most, place, is_later):
        """Return at least `most` of the next places with what is sought, if there are as many; and whether that is all.

        What is frequent is soon met on the way along the list. What is not met often enough on the
        first stretch is left to its own index. Each way alone takes seconds for what suits the
        other, and the planner's guess at the frequency of words is a poor one.
        """
        known = None if place else self._ends.get(is_later)
        if known and (known[1] or len(known[0]) >= most):
            return known
        found, is_all = self._look_along(most, place, is_later)
        if not is_all and len(found) < most:
            asked = max(most, MOST_FOUND)
            found = _fetch(*self._found(asked, place, is_later))
            is_all = len(found) < asked
        if place is None:
            self._ends[is_later] = found, is_all
        return found, is_all

    def _look_along(self, most, place, is_later):
        """Return what is sought among the next places of the list, and whether the list ends there."""
        length = max(STRETCH, TIMES_ASKED * most)
        rest, way = self._ordered(place, is_later), "" if is_later else "DESC"
        near, given = self._statement(rest, length, way)
        here = Submission.objects.filter(self.sought, pk=RawSQL("near.pk", ())).order_by()
        inner, sought = here.values("pk").query.sql_with_params()
        looked = _fetch(
            f"WITH near(moment, pk) AS MATERIALIZED ({near})"
            f" SELECT moment, pk, EXISTS({inner}) FROM near ORDER BY moment {way}, pk {way}",
            [*given, *sought],
        )
        return [(moment, pk) for moment, pk, is_found in looked if is_found], len(looked) < length

    def _found(self, most, place, is_later):
        """Return the statement that finds what is sought by its own index, and then looks what of it is of the list.

        All of it is found first, in no order; where the index knows weeks, all of one week after the
        other, until there is enough.
        """
        rows = Submission.objects.filter(self.sought).order_by().values_list(*ASKED)
        if self.weekly is not None:
            rows = rows.filter(self.weekly)
        inner, sought = rows.query.sql_with_params()
        rest = self._narrowed(self._ordered(place, is_later))
        outer, given = rest[:most].query.sql_with_params()
        # In the second part the name of the table is that of the rows found in the first.
        found = f"WITH {TABLE} AS MATERIALIZED ({inner}) {outer}"
        if self.weekly is None:
            return found, [*sought, *given]
        here = [f"{place[0].timestamp() // WEEK_SECONDS:.0f}"] if place else []
        start, end, step = ("first", "last", 1) if is_later else ("last", "first", -1)
        if here:
            start = f"{'GREATEST' if is_later else 'LEAST'}({start}, %s)"
        return (
            f"SELECT moment, pk FROM (SELECT {_week(f'min({ORDER})')} AS first,"
            f" {_week(f'max({ORDER})')} AS last FROM {TABLE}) AS ends"
            f" CROSS JOIN LATERAL generate_series({start}, {end}, {step}) AS weeks(week)"
            f" CROSS JOIN LATERAL ({found}) AS found(moment, pk) LIMIT %s",
            [*map(int, here), *sought, *given, most],
        )

    def _statement(self, rest, most, direction):
        """Return the statement that reads the first places of `rest` among the states and marks.

        An index holds the rows of one state, with one value of the marks, in the order of time. No
        plan of PostgreSQL merges several of these ranges, so each is asked for its first rows and
        the first of all of these are taken. That is up to a few hundred looks, whatever the size.
        """
        has_own = bool(self.own or self.has_due)
        has_marks = bool(self.marks) and not has_own
        is_everything = len(self.states) == len(Submission.State) and not (has_own or has_marks)
        if connection.vendor != "postgresql" or is_everything:
            return self._narrowed(rest)[:most].query.sql_with_params()
        probes = "unnest(%s::varchar[]) AS states(state)"
        given = [list(self.states)]
        rest = rest.filter(state=RawSQL("states.state", ()))
        if has_marks:
            probes += " CROSS JOIN unnest(%s::int[]) AS bits(marks)"
            given.append(marks_with(self.marks))
            rest = rest.filter(marks=RawSQL("bits.marks", ()))
        elif self.marks:
            rest = rest.filter(marks__in=marks_with(self.marks))
        inner, values = rest[:most].query.sql_with_params()
        order = "" if direction is None else f"ORDER BY moment {direction}, pk {direction}"
        return (
            f"SELECT moment, pk FROM {probes} CROSS JOIN LATERAL ({inner}) AS found(moment, pk)"
            f" {order} LIMIT %s",
            [*given, *values, most],
        )


def count_together(selections, most: int) -> tuple[int, ...]:
    """Return for each Selection how many there are, up to `most`; all in one query."""
    statements, given = zip(*(one.counted(most) for one in selections), strict=True)
    columns = ", ".join(f"({statement})" for statement in statements)
    return _fetch(f"SELECT {columns}", [value for values in given for value in values])[0]


def _week(moment):
    """Return the SQL of the number of the week in which a moment lies, as migration 0013 counts them."""
    return f"floor(extract(epoch FROM {moment} AT TIME ZONE 'UTC') / {WEEK_SECONDS})::int"


def _fetch(statement, given):
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()
