"""Until when a page may be kept: at most a minute, and never past a moment at which time changes something.

Moments are those of the whole site, not of one page. A page is built anew a few times too often, and
none can forget to name a moment of its own.
"""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from cms.timing import next_midnight

# Not only pages: whatever tells of a story is gone from every cache within it, once the story has left.
LONGEST_SECONDS = 60
# (now, until), aware: yields the moments after now, up to until, at which something changes.
Source = Callable[[datetime, datetime], Iterable[datetime]]


class Calendar:
    """The moments that lie ahead, read from the sources once a minute and after every change."""

    def __init__(self):
        self._sources: list[Source] = []
        self._read = None

    def add(self, source: Source) -> None:
        """Ask this source too; a second time changes nothing."""
        if source not in self._sources:
            self._sources.append(source)

    def end_of(self, now: float, version: str) -> float:
        """Return until when a page that is built now may be kept, both in seconds since 1970."""
        read = self._read
        if read is None or read[0] != version or not 0 <= now - read[1] < LONGEST_SECONDS:
            read = self._read = (version, now, self._look_ahead(now))
        return min([now + LONGEST_SECONDS, *(moment for moment in read[2] if moment > now)])

    def _look_ahead(self, now):
        begins = datetime.fromtimestamp(now, UTC)
        # What was read is used for a minute, for pages that live a minute from then on.
        ends = begins + timedelta(seconds=2 * LONGEST_SECONDS)
        return sorted(
            moment.timestamp()
            for source in self._sources
            for moment in source(begins, ends)
            if begins < moment <= ends
        )


calendar = Calendar()


def midnights(now: datetime, until: datetime, zones: Iterable[str]) -> Iterable[datetime]:
    """Yield the beginnings of days in time zones, between two aware moments."""
    for zone in set(zones):
        moment = next_midnight(zone, now)
        if moment <= until:
            yield moment


def seconds_left(ends: float) -> int:
    """Return for how many whole seconds something still holds; never one too many."""
    return max(0, int(ends - time.time()))
