"""The program of a week, day by day, as pages show it: what is today, what is over, what is on."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext

from events.activities import Activity
from events.times import Span


@dataclass(frozen=True)
class Item:
    """One activity with its times in words and, for machines, as moments of its own zone."""

    activity: Activity
    span: Span
    when: str
    is_on: bool
    is_over: bool

    @property
    def starts(self) -> str:
        """Return the start for the datetime attribute: a moment, or a day for what lasts whole days."""
        return self.span.first.isoformat() if self.span.is_all_day else self.span.starts.isoformat()


@dataclass(frozen=True)
class ProgrammeDay:
    """One day with its items; it is past when all of them are over, also those that go past midnight."""

    day: date
    items: list[Item]
    is_today: bool
    is_past: bool

    @property
    def label(self) -> str:
        """Return the day in words."""
        return format_date(self.day, gettext("l, F j"))


def days_of(activities, *, today: date, now: datetime) -> list[ProgrammeDay]:
    """Return the days on which activities begin, in order.

    activities: in the order of their days; today: the day in the edition's zone; now: an aware moment.
    """
    return [
        _day(day, [_item(activity, now) for activity in group], today)
        for day, group in groupby(activities, key=lambda activity: activity.day)
    ]


def _day(day, items, today):
    is_past = day < today and all(item.is_over for item in items)
    return ProgrammeDay(day, items, day == today, is_past)


def _item(activity, now):
    span = activity.span
    is_on = span.is_on(now) and not activity.is_called_off
    return Item(activity, span, activity.when, is_on, span.is_over(now))
