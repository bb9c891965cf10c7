"""Times on a wall clock of a place, and the moments that they mean there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """A stretch of time in one zone.

    starts and ends: aware moments in that zone, the end not included; first and last: its days there;
    is_all_day: it has days and no hours.
    """

    starts: datetime
    ends: datetime
    first: date
    last: date
    is_all_day: bool

    def is_on(self, now: datetime) -> bool:
        """Say whether an aware moment lies in it."""
        now = now.astimezone(UTC)
        return self.starts.astimezone(UTC) <= now < self.ends.astimezone(UTC)

    def is_over(self, now: datetime) -> bool:
        """Say whether it lies before an aware moment as a whole."""
        return self.ends.astimezone(UTC) <= now.astimezone(UTC)


def span_of(
    day: date, starts_at: time | None, ends_at: time | None, ends_on: date | None, time_zone: str
) -> Span:
    """Return the span from a time on a day to another time, on the wall clocks of a zone.

    Without a last day (ends_on), an end that is not later than the start is on the next day. Without
    times it is whole days. An hour that the clocks show twice is the first of both (RFC 5545, 3.3.5).
    """
    zone = ZoneInfo(time_zone)
    if starts_at is None or ends_at is None:
        last = max(ends_on or day, day)
        return Span(_at(day, time(), zone), _at(last + DAY, time(), zone), day, last, True)
    last = ends_on or (day if ends_at > starts_at else day + DAY)
    starts, ends = _at(day, starts_at, zone), _at(last, ends_at, zone)
    # An hour that the clocks leave out can turn the two around.
    ends = max(starts, ends, key=lambda moment: moment.astimezone(UTC))
    return Span(starts, ends, day, last, False)


def exists(day: date, at: time, time_zone: str) -> bool:
    """Say whether the clocks of a zone show a time on that day: an hour is left out each spring."""
    zone = ZoneInfo(time_zone)
    moment = datetime.combine(day, at, zone)
    return moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == datetime.combine(day, at)


def zone_label(moment: datetime) -> str:
    """Return the short name of an aware moment's zone: EDT, or UTC+5:30 where it has no letters."""
    name = moment.tzname() or ""
    if name.isalpha():
        return name
    minutes = int(moment.utcoffset().total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def zone_place(time_zone: str) -> str:
    """Return the place whose clocks a zone is named after: New York for America/New_York."""
    return time_zone.rpartition("/")[2].replace("_", " ")


def say(span: Span) -> str:
    """Return a span in words, with its zone: "10 a.m.–11:30 a.m. EDT", or "All day"."""
    until = "" if span.first == span.last else format_date(span.last, gettext("l, F j"))
    if span.is_all_day:
        if not until:
            return gettext("All day")
        return gettext("All day, until %(day)s") % {"day": until}
    before, after = zone_label(span.starts), zone_label(span.ends)
    starts = _clock(span.starts) + (f" {before}" if before != after else "")
    said = f"{starts}–{_clock(span.ends)} {after}"
    return gettext("%(times)s on %(day)s") % {"times": said, "day": until} if until else said


def _at(day, at, zone):
    return datetime.combine(day, at, zone)


def _clock(moment):
    """Return a time as the site writes it: 10 a.m., 10:30 a.m., noon, midnight."""
    return format_date(moment.replace(tzinfo=None), "P")
