"""Times on wall clocks become the right moments, over midnight, over changes of the clocks, anywhere."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import times

NEW_YORK, KOLKATA, SANTIAGO = "America/New_York", "Asia/Kolkata", "America/Santiago"
ZONES = [NEW_YORK, KOLKATA, SANTIAGO, "Pacific/Auckland", "Pacific/Kiritimati", "UTC"]
DAY = date(2026, 9, 23)


def span(day=DAY, starts=None, ends=None, last=None, zone=NEW_YORK):
    return times.span_of(day, starts, ends, last, zone)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


class TestSpans:
    def test_an_hour_on_a_day(self):
        found = span(starts=time(10), ends=time(11, 30))
        assert found.starts == utc(2026, 9, 23, 14)
        assert found.ends == utc(2026, 9, 23, 15, 30)
        assert (found.first, found.last, found.is_all_day) == (DAY, DAY, False)

    def test_an_end_before_the_start_is_on_the_next_day(self):
        found = span(starts=time(22), ends=time(1))
        assert found.ends == utc(2026, 9, 24, 5)
        assert found.last == date(2026, 9, 24)

    def test_midnight_is_the_next_day_as_well(self):
        assert span(starts=time(22), ends=time(0)).ends == utc(2026, 9, 24, 4)

    def test_without_times_it_is_the_whole_day(self):
        found = span()
        assert (found.starts, found.ends) == (utc(2026, 9, 23, 4), utc(2026, 9, 24, 4))
        assert found.is_all_day

    def test_several_days(self):
        assert span(last=date(2026, 9, 27)).ends == utc(2026, 9, 28, 4)
        found = span(starts=time(9), ends=time(8), last=date(2026, 9, 25))
        assert found.ends == utc(2026, 9, 25, 12)

    def test_a_day_of_25_hours_is_25_hours_long(self):
        found = span(day=date(2026, 11, 1))
        assert found.ends.astimezone(UTC) - found.starts.astimezone(UTC) == timedelta(hours=25)

    def test_an_hour_that_is_shown_twice_is_the_first_of_both(self):
        found = span(day=date(2026, 11, 1), starts=time(1, 30), ends=time(3))
        assert found.starts.astimezone(UTC) == utc(2026, 11, 1, 5, 30)
        assert found.ends.astimezone(UTC) == utc(2026, 11, 1, 8)

    def test_an_end_in_the_hour_left_out_never_lies_before_the_start(self):
        found = span(day=date(2026, 3, 8), starts=time(2, 45), ends=time(3, 15))
        assert found.starts.astimezone(UTC) == found.ends.astimezone(UTC)

    @given(
        day=st.dates(date(2000, 1, 1), date(2090, 1, 1)),
        starts=st.none() | st.times().map(lambda at: at.replace(microsecond=0, fold=0)),
        minutes=st.integers(1, 24 * 60 - 1),
        more=st.integers(0, 6),
        zone=st.sampled_from(ZONES),
    )
    def test_whatever_it_is_it_ends_after_it_begins_and_is_over_at_its_end(
        self, day, starts, minutes, more, zone
    ):
        ends = None
        if starts:
            ends = (datetime.combine(day, starts) + timedelta(minutes=minutes)).time()
        last = day + timedelta(days=more) if more else None
        found = times.span_of(day, starts, ends, last, zone)
        begins, over = found.starts.astimezone(UTC), found.ends.astimezone(UTC)
        assert begins <= over
        assert found.first == day <= found.last
        second = timedelta(seconds=1)
        assert [found.is_on(begins + second * n) for n in (-1,)] == [False]
        assert found.is_on(begins) == (begins < over)
        assert not found.is_on(over) and found.is_over(over)
        assert begins == over or not found.is_over(over - second)
        if starts is None:
            assert found.starts.date() == day or not times.exists(day, time(), zone)


class TestTimesLeftOut:
    @pytest.mark.parametrize(
        ("day", "at", "zone", "there"),
        [
            (date(2026, 3, 8), time(2, 30), NEW_YORK, False),
            (date(2026, 3, 8), time(3), NEW_YORK, True),
            (date(2026, 3, 8), time(2, 30), KOLKATA, True),
            (date(2026, 11, 1), time(1, 30), NEW_YORK, True),
            (date(2026, 9, 6), time(0), SANTIAGO, False),
        ],
    )
    def test_the_clocks_skip_an_hour_in_spring(self, day, at, zone, there):
        assert times.exists(day, at, zone) == there


class TestWords:
    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({}, "All day"),
            ({"last": date(2026, 9, 25)}, "All day, until Friday, September 25"),
            ({"starts": time(10), "ends": time(11, 30)}, "10 a.m.–11:30 a.m. EDT"),
            ({"starts": time(12), "ends": time(13)}, "noon–1 p.m. EDT"),
            (
                {"starts": time(22), "ends": time(1)},
                "10 p.m.–1 a.m. EDT on Thursday, September 24",
            ),
            ({"starts": time(10), "ends": time(11), "zone": KOLKATA}, "10 a.m.–11 a.m. IST"),
            (
                {"starts": time(10), "ends": time(11), "zone": "Asia/Kathmandu"},
                "10 a.m.–11 a.m. UTC+5:45",
            ),
            (
                {"starts": time(10), "ends": time(11), "zone": "America/Sao_Paulo"},
                "10 a.m.–11 a.m. UTC-3",
            ),
            (
                {"day": date(2026, 11, 1), "starts": time(1), "ends": time(3)},
                "1 a.m. EDT–3 a.m. EST",
            ),
        ],
    )
    def test_a_span_is_said_with_its_zone(self, given, said):
        assert times.say(span(**given)) == said

    def test_a_zone_is_named_after_a_place(self):
        assert times.zone_place("America/Argentina/Buenos_Aires") == "Buenos Aires"
        assert times.zone_place("UTC") == "UTC"

    def test_the_moments_keep_their_zone(self):
        assert span(starts=time(10), ends=time(11)).starts.tzinfo == ZoneInfo(NEW_YORK)
