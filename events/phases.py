"""Before, during, after: which phase an edition is in, computed in its own time zone."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cms.timing import Phase, next_midnight

__all__ = ["Moment", "Phase", "moment_of", "next_midnight"]


@dataclass(frozen=True)
class Moment:
    """Where an edition stands at one moment.

    day is the day of the week counted from 1 and 0 outside of it; days is the length of the week;
    days_left counts the days to the first day and is 0 once it has begun.
    """

    phase: Phase
    today: date
    day: int
    days: int
    days_left: int


def moment_of(
    starts_on: date,
    ends_on: date,
    time_zone: str,
    now: datetime,
    override: Phase | None = None,
) -> Moment:
    """Return where a week from starts_on to ends_on, both included, stands at an aware moment.

    An override is the phase that editors have set by hand; days are still those of the calendar.
    """
    found = _by_the_calendar(starts_on, ends_on, time_zone, now)
    return replace(found, phase=override) if override else found


def _by_the_calendar(starts_on, ends_on, time_zone, now):
    today = now.astimezone(ZoneInfo(time_zone)).date()
    days = (ends_on - starts_on).days + 1
    if today < starts_on:
        return Moment(Phase.BEFORE, today, 0, days, (starts_on - today).days)
    if today > ends_on:
        return Moment(Phase.AFTER, today, 0, days, 0)
    return Moment(Phase.DURING, today, (today - starts_on).days + 1, days, 0)
