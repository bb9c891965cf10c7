"""A calendar file describes a time zone so that whoever follows RFC 5545 reads the right hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events import zone_rules

ZONES = [
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Europe/Dublin",
]
FIRST, LAST = date(2025, 6, 1), date(2028, 6, 1)


def onsets(component):
    """Return the moments in UTC from which each offset holds, as RFC 5545, 3.6.5 computes them."""
    return sorted(
        (part["dtstart"].dt.replace(tzinfo=UTC) - part["tzoffsetfrom"].td, part["tzoffsetto"].td)
        for part in component.subcomponents
    )


def offset_at(moment, rules):
    """Return the offset that the rules give for a moment in UTC."""
    return [offset for onset, offset in rules if onset <= moment][-1]


class TestZones:
    @pytest.mark.parametrize("key", ZONES)
    def test_every_half_hour_around_a_change_is_right(self, key):
        zone = ZoneInfo(key)
        rules = onsets(zone_rules.describe(zone, FIRST, LAST))
        for onset, _ in rules[1:]:
            for halves in range(-6, 7):
                moment = onset + timedelta(minutes=30 * halves)
                assert offset_at(moment, rules) == moment.astimezone(zone).utcoffset()

    @settings(max_examples=60, deadline=None)
    @given(key=st.sampled_from(ZONES), seconds=st.integers(0, 1000 * 86_400))
    def test_so_is_any_other_moment(self, key, seconds):
        zone = ZoneInfo(key)
        rules = onsets(zone_rules.describe(zone, FIRST, LAST))
        moment = datetime.combine(FIRST, time(), UTC) + timedelta(seconds=seconds)
        assert offset_at(moment, rules) == moment.astimezone(zone).utcoffset()

    def test_summer_time_begins_by_the_old_clock(self):
        component = zone_rules.describe(
            ZoneInfo("America/New_York"), date(2026, 1, 1), date(2026, 6, 1)
        )
        winter, summer = component.subcomponents
        assert (winter.name, summer.name) == ("STANDARD", "DAYLIGHT")
        assert summer["dtstart"].dt == datetime(2026, 3, 8, 2)
        assert summer["tzname"] == "EDT"

    def test_a_zone_without_changes_has_one_rule(self):
        assert len(zone_rules.describe(ZoneInfo("Asia/Kolkata"), FIRST, LAST).subcomponents) == 1
