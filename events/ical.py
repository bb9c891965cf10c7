"""Calendar files (RFC 5545), written through the icalendar library."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event, vUri

from events import zone_rules
from events.times import Span

PRODUCT = "-//IHeartHIT//Stories//EN"
# Zones are described from the year before to the year after: a calendar may show the days around.
AROUND = timedelta(days=366)


@dataclass(frozen=True)
class Entry:
    """One event of a calendar file.

    changed_at: an aware moment; sequence: grows with each change; url: a whole address or "".
    """

    uid: UUID
    title: str
    span: Span
    changed_at: datetime
    sequence: int = 0
    text: str = ""
    place: str = ""
    url: str = ""
    kind: str = ""
    is_called_off: bool = False
    is_busy: bool = True


def write(entries: Iterable[Entry], *, name: str) -> bytes:
    """Return a calendar file with these events and every time zone that they use.

    The same entries give the same bytes. DTSTAMP is the last change, as RFC 5545, 3.8.7.2 asks of a
    file that is published and not sent to anybody.
    """
    entries = list(entries)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for zone, spans in _zones(entries).items():
        first, last = min(span.first for span in spans), max(span.last for span in spans)
        calendar.add_component(zone_rules.describe(zone, first - AROUND, last + AROUND))
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def _zones(entries):
    """Return the spans that have hours, by their zone."""
    zones = defaultdict(list)
    for entry in entries:
        if not entry.span.is_all_day:
            zones[entry.span.starts.tzinfo].append(entry.span)
    return zones


def _event(entry):
    event = Event()
    event.add("uid", str(entry.uid))
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    if entry.span.is_all_day:
        # The end of whole days is the day after the last one (RFC 5545, 3.6.1).
        event.add("dtstart", entry.span.first)
        event.add("dtend", entry.span.last + timedelta(days=1))
    else:
        event.add("dtstart", entry.span.starts)
        event.add("dtend", entry.span.ends)
    for name, value in (("description", entry.text), ("location", entry.place)):
        if value:
            event.add(name, value)
    if entry.kind:
        event.add("categories", [entry.kind])
    if entry.url:
        event.add("url", vUri(entry.url))
    event.add("status", "CANCELLED" if entry.is_called_off else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.is_busy else "TRANSPARENT")
    return event
