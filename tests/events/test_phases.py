"""A week stands before, during or after, by the calendar of its own time zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.phases import Moment, Phase, moment_of

SECOND = timedelta(seconds=1)
FIRST, LAST = date(2026, 9, 23), date(2026, 9, 27)
# (time zone, first day, last day): an ordinary week, and weeks in which the clocks are put back or
# forward on the first or the last day.
WEEKS = [
    ("America/New_York", FIRST, LAST),
    ("Asia/Kolkata", FIRST, LAST),
    ("Pacific/Auckland", FIRST, LAST),
    ("America/New_York", date(2026, 11, 1), date(2026, 11, 5)),
    ("America/New_York", date(2026, 3, 4), date(2026, 3, 8)),
    ("Pacific/Auckland", date(2026, 9, 27), date(2026, 10, 1)),
    ("Pacific/Auckland", date(2026, 4, 1), date(2026, 4, 5)),
    # Here midnight itself is left out: the day begins at one o'clock.
    ("America/Santiago", date(2026, 9, 6), date(2026, 9, 10)),
]
ZONES = ["America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Pacific/Kiritimati", "UTC"]


def midnight(day, zone):
    """Return the moment in UTC at which a day begins in a zone."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


class TestTheEdges:
    """One second before, at and after the moment in which the phase changes."""

    @pytest.mark.parametrize(("zone", "first", "last"), WEEKS)
    def test_it_begins_with_the_first_midnight(self, zone, first, last):
        start = midnight(first, zone)
        phases = [moment_of(first, last, zone, start + SECOND * n).phase for n in (-1, 0, 1)]
        assert phases == [Phase.BEFORE, Phase.DURING, Phase.DURING]

    @pytest.mark.parametrize(("zone", "first", "last"), WEEKS)
    def test_it_ends_with_the_midnight_after_its_last_day(self, zone, first, last):
        end = midnight(last + timedelta(days=1), zone)
        phases = [moment_of(first, last, zone, end + SECOND * n).phase for n in (-1, 0, 1)]
        assert phases == [Phase.DURING, Phase.AFTER, Phase.AFTER]

    def test_one_moment_is_another_phase_elsewhere(self):
        now = datetime(2026, 9, 22, 18, 0, tzinfo=UTC)
        found = {zone: moment_of(FIRST, LAST, zone, now).phase for zone in ZONES[:3]}
        assert found == {
            "America/New_York": Phase.BEFORE,
            "Asia/Kolkata": Phase.BEFORE,
            "Pacific/Auckland": Phase.DURING,
        }

    def test_the_zone_of_the_clock_does_not_matter(self):
        now = datetime(2026, 9, 25, 3, 0, tzinfo=UTC)
        there = now.astimezone(ZoneInfo("Asia/Kolkata"))
        assert moment_of(FIRST, LAST, "America/New_York", now) == moment_of(
            FIRST, LAST, "America/New_York", there
        )


class TestTheDay:
    def test_each_day_has_its_number(self):
        for number in range(1, 6):
            noon = midnight(FIRST, "America/New_York") + timedelta(days=number - 1, hours=12)
            assert moment_of(FIRST, LAST, "America/New_York", noon) == Moment(
                Phase.DURING, FIRST + timedelta(days=number - 1), number, 5, 0
            )

    def test_a_day_of_25_hours_is_one_day(self):
        first, last = date(2026, 10, 30), date(2026, 11, 3)
        start = midnight(date(2026, 11, 1), "America/New_York")
        for hours, day in ((0, 3), (24, 3), (24.99, 3), (25, 4)):
            now = start + timedelta(hours=hours)
            assert moment_of(first, last, "America/New_York", now).day == day

    def test_a_day_of_23_hours_is_one_day(self):
        first, last = date(2026, 3, 6), date(2026, 3, 10)
        start = midnight(date(2026, 3, 8), "America/New_York")
        for hours, day in ((0, 3), (22.99, 3), (23, 4)):
            now = start + timedelta(hours=hours)
            assert moment_of(first, last, "America/New_York", now).day == day

    def test_outside_of_the_week_there_is_none(self):
        before = moment_of(FIRST, LAST, "UTC", datetime(2026, 9, 20, tzinfo=UTC))
        after = moment_of(FIRST, LAST, "UTC", datetime(2026, 9, 28, tzinfo=UTC))
        assert before == Moment(Phase.BEFORE, date(2026, 9, 20), 0, 5, 3)
        assert after == Moment(Phase.AFTER, date(2026, 9, 28), 0, 5, 0)


class TestWeeksOfAnotherShape:
    def test_a_week_across_new_year(self):
        first, last = date(2026, 12, 29), date(2027, 1, 2)
        days = [
            moment_of(first, last, "America/New_York", midnight(day, "America/New_York")).day
            for day in (first, date(2026, 12, 31), date(2027, 1, 1), last, date(2027, 1, 3))
        ]
        assert days == [1, 3, 4, 5, 0]

    def test_a_week_of_one_day(self):
        noon = datetime(2026, 9, 23, 12, tzinfo=UTC)
        found = [moment_of(FIRST, FIRST, "UTC", noon + timedelta(days=n)) for n in (-1, 0, 1)]
        assert [moment.phase for moment in found] == [Phase.BEFORE, Phase.DURING, Phase.AFTER]
        assert [(moment.day, moment.days, moment.days_left) for moment in found] == [
            (0, 1, 1),
            (1, 1, 0),
            (0, 1, 0),
        ]


class TestWhateverTheWeek:
    @given(
        first=st.dates(date(2000, 1, 1), date(2090, 1, 1)),
        length=st.integers(0, 20),
        zone=st.sampled_from(ZONES),
        away=st.integers(-60 * 86_400, 60 * 86_400),
    )
    def test_phase_day_and_days_left_agree(self, first, length, zone, away):
        last = first + timedelta(days=length)
        now = midnight(first, zone) + timedelta(seconds=away)
        moment = moment_of(first, last, zone, now)
        assert moment.today == now.astimezone(ZoneInfo(zone)).date()
        assert moment.days == length + 1
        assert (moment.phase == Phase.BEFORE) == (moment.days_left > 0) == (away < 0)
        assert (moment.phase == Phase.DURING) == (1 <= moment.day <= moment.days)
        if moment.phase == Phase.DURING:
            assert first + timedelta(days=moment.day - 1) == moment.today
        if moment.phase == Phase.BEFORE:
            assert moment.today + timedelta(days=moment.days_left) == first
