"""The description of a time zone that a calendar file carries along (RFC 5545, 3.6.5).

The icalendar library describes zones as well, but lets summer time begin one hour late: it writes the
new wall time into DTSTART, where the RFC wants the old one.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

STEP = timedelta(days=1)
SECOND = timedelta(seconds=1)


def describe(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return the VTIMEZONE of a zone that holds from the first day to the last, in UTC."""
    component = Timezone()
    component.add("tzid", zone.key)
    begins = datetime.combine(first, time(), UTC)
    component.add_component(_observance(zone, begins, before=begins))
    for moment in changes(zone, begins, datetime.combine(last, time(), UTC)):
        component.add_component(_observance(zone, moment, before=moment - SECOND))
    return component


def changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[datetime]:
    """Yield the moments, in UTC, at which the clocks of a zone change, between two moments in UTC."""
    moment = begins
    while moment < ends:
        following = moment + STEP
        if _offset(zone, moment) != _offset(zone, following):
            following = _first_after(zone, moment, following)
            yield following
        moment = following


def _first_after(zone, before, after):
    """Return the second at which the offset of `before` no longer holds, by halves."""
    held = _offset(zone, before)
    while after - before > SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _offset(zone, middle) == held:
            before = middle
        else:
            after = middle
    return after


def _observance(zone, moment, *, before):
    """Return what holds from a moment on; `before`: a moment at which the old offset held."""
    local, old = moment.astimezone(zone), before.astimezone(zone)
    component = TimezoneDaylight() if local.dst() else TimezoneStandard()
    component.add("dtstart", (moment + old.utcoffset()).replace(tzinfo=None))
    component.add("tzoffsetfrom", old.utcoffset())
    component.add("tzoffsetto", local.utcoffset())
    component.add("tzname", local.tzname())
    return component


def _offset(zone, moment):
    local = moment.astimezone(zone)
    return local.utcoffset(), local.dst()
