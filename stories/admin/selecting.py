"""Reads the queue in the order of time from any place, at the same cost for a thousand stories and for a million."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from stories.keyset import beyond
from stories.models import Submission
from stories.models.queue import marks_with

ORDER = "submit_time"
Place = tuple[datetime, int]


@dataclass
class Selection:
    """Which submissions a list is about.

    states: values of Submission.State. marks: which Mark has to be set or not. own: columns with an
    index of their own and the key they hold, such as a topic. rest: what else holds of a row; it has
    to be true of most rows, since those it leaves out are read for nothing. has_due: only dated ones.
    whole: an index finds the few rows that `rest` leaves, in whatever order.
    """

    states: tuple[str, ...] = tuple(Submission.State.values)
    marks: dict = field(default_factory=dict)
    own: dict = field(default_factory=dict)
    rest: Q = field(default_factory=Q)
    has_due: bool = False
    whole: bool = False

    @property
    def rows(self) -> QuerySet:
        """The submissions as a queryset, for those who need no place and little of it."""
        rows = self._rest.filter(state__in=self.states)
        return rows.filter(marks__in=marks_with(self.marks)) if self.marks else rows

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
        later = newest_first == bool(before)
        rest = self._rest
        if place:
            rest = rest.filter(beyond(ORDER, place, later=later))
        else:
            later = not newest_first
        sign = "" if later else "-"
        rest = rest.order_by(f"{sign}{ORDER}", f"{sign}pk").values_list(ORDER, "pk")
        found = self._read(rest, most, "" if later else "DESC")
        return found[::-1] if before else found

    def count(self, most: int) -> int:
        """Return how many there are, or `most` where there are as many or more."""
        return len(self._read(self._rest.order_by().values_list(ORDER, "pk"), most, None))

    def walk(self, size: int) -> Iterator[list[Place]]:
        """Yield all places, oldest first, `size` at a time."""
        place = None
        while found := self.keys(size, after=place):
            yield found
            place = found[-1]

    @property
    def _rest(self):
        rows = Submission.objects.filter(self.rest, **self.own)
        return rows.filter(due_on__isnull=False) if self.has_due else rows

    def _read(self, rest, most, direction):
        """Return the first places of `rest` among the states and marks.

        An index holds the rows of one state, with one value of the marks, in the order of time. No
        plan of PostgreSQL merges several of these ranges, so each is asked for its first rows and
        the first of all of these are taken. That is up to a few hundred looks, whatever the size.
        """
        if self.own or self.has_due:
            states, marks = self.states, None
            if self.marks:
                rest = rest.filter(marks__in=marks_with(self.marks))
        else:
            states, marks = self.states, marks_with(self.marks) if self.marks else None
        is_narrow = marks is not None or self.own or self.has_due
        is_everything = len(states) == len(Submission.State) and not is_narrow
        if connection.vendor != "postgresql" or is_everything or self.whole:
            if len(states) < len(Submission.State):
                rest = rest.filter(state__in=states)
            if marks is not None:
                rest = rest.filter(marks__in=marks)
            return list(rest[:most])
        probes = "unnest(%s::varchar[]) AS states(state)"
        given = [list(states)]
        rest = rest.filter(state=RawSQL("states.state", ()))
        if marks is not None:
            probes += " CROSS JOIN unnest(%s::int[]) AS bits(marks)"
            given.append(marks)
            rest = rest.filter(marks=RawSQL("bits.marks", ()))
        inner, values = rest[:most].query.sql_with_params()
        order = "" if direction is None else f"ORDER BY moment {direction}, pk {direction}"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT moment, pk FROM {probes} CROSS JOIN LATERAL ({inner}) AS found(moment, pk)"
                f" {order} LIMIT %s",
                [*given, *values, most],
            )
            return cursor.fetchall()
