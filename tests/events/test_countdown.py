"""The countdown says the right thing one second before, at and after midnight where the week is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from events import countdown
from events.phases import moment_of

FIRST, LAST = date(2026, 9, 23), date(2026, 9, 27)
SECOND = timedelta(seconds=1)


def said(day, zone, *, first=FIRST, last=LAST):
    """Return what is said one second before, at and one second after midnight of a day."""
    midnight = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    return [countdown.say(moment_of(first, last, zone, midnight + SECOND * n)) for n in (-1, 0, 1)]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata", "Pacific/Auckland"])
class TestMidnights:
    def test_the_days_count_down(self, zone):
        assert said(date(2026, 9, 21), zone) == [
            "It begins in 3 days",
            *["It begins in 2 days"] * 2,
        ]

    def test_one_day_is_tomorrow(self, zone):
        assert said(date(2026, 9, 22), zone) == ["It begins in 2 days", *["It begins tomorrow"] * 2]

    def test_then_it_is_there(self, zone):
        assert said(FIRST, zone) == ["It begins tomorrow", *["Today is day 1 of 5"] * 2]

    def test_then_it_is_over(self, zone):
        assert said(date(2026, 9, 28), zone) == ["Today is day 5 of 5", "", ""]


def test_a_week_of_one_day_is_today():
    assert said(FIRST, "UTC", last=FIRST)[1] == "It is today"


def test_a_change_of_the_clocks_is_no_day_more():
    first, last = date(2026, 11, 3), date(2026, 11, 6)
    found = said(date(2026, 11, 1), "America/New_York", first=first, last=last)
    assert found == ["It begins in 3 days", *["It begins in 2 days"] * 2]
