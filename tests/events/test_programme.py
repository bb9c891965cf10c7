"""The program says what is today, what is on and what is over, where the week is."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import programme
from events.models import Activity, Edition

EDITION = Edition(
    year=2026, starts_on=date(2026, 9, 23), ends_on=date(2026, 9, 27), time_zone="America/New_York"
)


def activity(day=24, starts=10, ends=11, **changes):
    return Activity(
        edition=changes.pop("edition", EDITION),
        title="Talk",
        day=date(2026, 9, day),
        starts_at=None if starts is None else time(starts),
        ends_at=None if ends is None else time(ends),
        **changes,
    )


def days_at(now, *activities):
    today = EDITION.moment(now).today
    return programme.days_of(activities, today=today, now=now)


class TestDays:
    def test_activities_stand_below_their_day(self):
        days = days_at(datetime(2026, 9, 1, tzinfo=UTC), activity(23), activity(24), activity(24))
        assert [(day.label, len(day.items)) for day in days] == [
            ("Wednesday, September 23", 1),
            ("Thursday, September 24", 2),
        ]

    @pytest.mark.parametrize(
        ("now", "today", "past"),
        [
            # In New York midnight is four hours later than in UTC.
            (datetime(2026, 9, 24, 3, 59, 59, tzinfo=UTC), [True, False], [False, False]),
            (datetime(2026, 9, 24, 4, 0, 0, tzinfo=UTC), [False, True], [True, False]),
            (datetime(2026, 9, 25, 4, 0, 0, tzinfo=UTC), [False, False], [True, True]),
        ],
    )
    def test_today_is_that_of_the_edition(self, now, today, past):
        days = days_at(now, activity(23), activity(24))
        assert [day.is_today for day in days] == today
        assert [day.is_past for day in days] == past

    def test_a_day_is_not_past_while_something_goes_on_after_midnight(self):
        night = activity(23, 22, 1)
        (day,) = days_at(datetime(2026, 9, 24, 4, 59, 59, tzinfo=UTC), night)
        assert not day.is_today and not day.is_past and day.items[0].is_on
        (day,) = days_at(datetime(2026, 9, 24, 5, 0, 0, tzinfo=UTC), night)
        assert day.is_past and day.items[0].is_over

    def test_what_was_called_off_is_never_on(self):
        off = activity(state=Activity.State.CALLED_OFF)
        (day,) = days_at(datetime(2026, 9, 24, 14, 30, tzinfo=UTC), off)
        assert not day.items[0].is_on

    def test_machines_read_a_moment_or_a_day(self):
        (day,) = days_at(
            datetime(2026, 9, 1, tzinfo=UTC), activity(starts=None, ends=None), activity()
        )
        assert [item.starts for item in day.items] == ["2026-09-24", "2026-09-24T10:00:00-04:00"]


@given(
    zone=st.sampled_from(["America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"]),
    first=st.dates(date(2001, 1, 1), date(2080, 1, 1)),
    offsets=st.lists(st.integers(0, 6), min_size=1, max_size=8).map(sorted),
    hour=st.integers(0, 22),
    away=st.integers(-10 * 86_400, 10 * 86_400),
)
def test_whatever_the_week_at_most_one_day_is_today_and_past_days_come_first(
    zone, first, offsets, hour, away
):
    edition = Edition(year=first.year, starts_on=first, ends_on=first, time_zone=zone)
    activities = [
        Activity(
            edition=edition,
            day=first + timedelta(days=offset),
            starts_at=time(hour),
            ends_at=time(hour + 1),
        )
        for offset in offsets
    ]
    now = datetime.combine(first, time(12), UTC) + timedelta(seconds=away)
    days = programme.days_of(activities, today=edition.moment(now).today, now=now)
    assert sum(len(day.items) for day in days) == len(offsets)
    assert sum(day.is_today for day in days) <= 1
    past = [day.is_past for day in days]
    assert past == sorted(past, reverse=True)
    for day in days:
        assert not (day.is_past and day.is_today)
        for item in day.items:
            assert not (item.is_on and item.is_over)
