"""When a part of a page shows: in some phases of the week, from one day to another; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Phase(StrEnum):
    """The three parts of a campaign's year."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


PHASE_LABELS = {
    Phase.BEFORE: "Before the week",
    Phase.DURING: "During the week",
    Phase.AFTER: "After the week",
}


@dataclass(frozen=True)
class Standing:
    """Where a page stands: the day it is there, and the phase, or None for a page without a week.

    zone: the IANA name of the time zone in which its days begin.
    """

    today: date
    phase: Phase | None
    zone: str


@dataclass(frozen=True)
class Timing:
    """What limits a part of a page; an empty one limits nothing.

    phases: in any of these. first and last: from this day on, up to and with that day.
    """

    phases: frozenset[Phase] = frozenset()
    first: date | None = None
    last: date | None = None

    @property
    def is_always(self) -> bool:
        """Say whether nothing limits it."""
        return not (self.phases or self.first or self.last)

    def shows(self, standing: Standing) -> bool:
        """Say whether the part shows; where no week is known, phases limit nothing."""
        if self.first and standing.today < self.first:
            return False
        if self.last and standing.today > self.last:
            return False
        return not self.phases or standing.phase is None or standing.phase in self.phases

    @property
    def edges(self) -> list[date]:
        """Return the days on which it begins or is over by its days alone."""
        found = [self.first] if self.first else []
        return found + ([self.last + timedelta(days=1)] if self.last else [])

    def describe(self) -> str:
        """Return when it shows in words for editors, "" for always."""
        parts = [PHASE_LABELS[phase] for phase in Phase if phase in self.phases]
        words = (
            [
                " or ".join(
                    part if not i else part[0].lower() + part[1:] for i, part in enumerate(parts)
                )
            ]
            if parts
            else []
        )
        if self.first and self.last:
            words.append(f"from {_day(self.first)} to {_day(self.last)}")
        elif self.first:
            words.append(f"from {_day(self.first)} on")
        elif self.last:
            words.append(f"until {_day(self.last)}")
        said = ", ".join(words)
        return said[:1].upper() + said[1:]


def timing_of(phases: Iterable[str], first: date | None, last: date | None) -> Timing:
    """Return the Timing of what an editor chose; an unknown phase is left out."""
    known = frozenset(Phase(name) for name in phases if name in list(Phase))
    return Timing(known, first, last)


def next_midnight(time_zone: str, now: datetime) -> datetime:
    """Return the moment in UTC at which the next day begins in a zone, after an aware moment.

    Where the clocks leave midnight out, it is the moment at which they are put forward.
    """
    day = now.astimezone(ZoneInfo(time_zone)).date() + timedelta(days=1)
    return datetime.combine(day, time(), ZoneInfo(time_zone)).astimezone(UTC)


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
