"""A page is never kept past a moment at which something changes, in any time zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.page_cache.life import LONGEST_SECONDS, Calendar, midnights
from cms.timing import next_midnight

ZONES = sorted(name for name in available_timezones() if "/" in name)
START = datetime(2026, 9, 23, 12, tzinfo=UTC).timestamp()
moments = st.datetimes(datetime(2005, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))


def day_of(moment, zone):
    return moment.astimezone(ZoneInfo(zone)).date()


class TestMidnight:
    @given(st.sampled_from(ZONES), moments)
    def test_is_when_the_date_changes_and_not_a_second_off(self, zone, now):
        found = next_midnight(zone, now)
        assert found > now
        assert day_of(found, zone) > day_of(now, zone)
        assert day_of(found - timedelta(seconds=1), zone) <= day_of(now, zone)

    @pytest.mark.parametrize(
        ("zone", "now", "found"),
        [
            # Clocks go forward, and back, on this day.
            ("America/New_York", datetime(2026, 3, 8, 12), datetime(2026, 3, 9, 4)),
            ("America/New_York", datetime(2026, 11, 1, 12), datetime(2026, 11, 2, 5)),
            # Midnight itself is left out: the day begins at one.
            ("Africa/Cairo", datetime(2026, 4, 23, 12), datetime(2026, 4, 23, 22)),
            # Midnight comes twice: the first one counts, and is the end of no other day.
            ("America/Havana", datetime(2026, 10, 31, 12), datetime(2026, 11, 1, 4)),
            # A day that this island never had.
            ("Pacific/Apia", datetime(2011, 12, 30, 9), datetime(2011, 12, 30, 10)),
        ],
    )
    def test_on_nights_of_changed_clocks(self, zone, now, found):
        assert next_midnight(zone, now.replace(tzinfo=UTC)) == found.replace(tzinfo=UTC)


class TestCalendar:
    @given(
        st.lists(st.floats(-200, 200)),
        st.floats(0, 59.9),
    )
    def test_never_leads_past_a_moment(self, offsets, passed):
        """Whatever was read up to a minute ago: between now and the end nothing changes."""
        calendar, changes = Calendar(), [START + offset for offset in offsets]
        calendar.add(lambda now, until: [datetime.fromtimestamp(one, UTC) for one in changes])
        calendar.end_of(START, "1")
        now = START + passed
        end = calendar.end_of(now, "1")
        assert now < end <= now + LONGEST_SECONDS
        assert not [one for one in changes if now + 0.001 < one < end - 0.001]

    def test_reads_its_sources_once_a_minute_and_after_a_change(self):
        calendar, asked = Calendar(), []
        calendar.add(lambda now, until: asked.append((now, until)) or [])
        for now, version in ((0, "1"), (30, "1"), (59, "1"), (60, "1"), (61, "2"), (62, "2")):
            calendar.end_of(START + now, version)
        assert [int(now.timestamp() - START) for now, _ in asked] == [0, 60, 61]

    @given(st.lists(st.sampled_from(ZONES), min_size=1, max_size=5), moments)
    def test_knows_every_midnight_of_the_minute(self, zones, now):
        until = now + timedelta(seconds=60)
        found = set(midnights(now, until, zones))
        expected = {next_midnight(zone, now) for zone in zones}
        assert found == {moment for moment in expected if moment <= until}
