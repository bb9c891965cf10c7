"""An activity takes only times that can be, and what is wrong is said with the way on."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from events.models import Activity
from tests import make
from tests.events import week

pytestmark = pytest.mark.django_db


def wrong(edition=None, **changes):
    """Return what is said about an activity, by field."""
    values = {"day": week.DAY, "starts_at": time(10), "ends_at": time(11), **changes}
    activity = Activity(edition=edition or make.edition(), title="Talk", **values)
    try:
        activity.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


class TestTimes:
    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"starts_at": None, "ends_at": None},
            {"starts_at": None, "ends_at": None, "ends_on": date(2026, 9, 26)},
            {"starts_at": time(22), "ends_at": time(1)},
            {"starts_at": time(9), "ends_at": time(9), "ends_on": date(2026, 9, 25)},
        ],
    )
    def test_what_can_be_is_taken(self, changes):
        assert wrong(**changes) == {}

    @pytest.mark.parametrize(
        ("changes", "field", "way_on"),
        [
            ({"starts_at": None}, "starts_at", "leave both empty"),
            ({"ends_at": None}, "ends_at", "leave both empty"),
            ({"ends_at": time(10)}, "ends_at", "Choose a later time"),
            (
                {"starts_at": time(22), "ends_at": time(1), "ends_on": week.DAY},
                "ends_at",
                "leave the last day empty",
            ),
            ({"ends_on": date(2026, 9, 20)}, "ends_on", "Choose a later day"),
            ({"day": date(2027, 9, 24)}, "day", "September 23, 2026"),
        ],
    )
    def test_what_cannot_be_is_refused_with_the_way_on(self, changes, field, way_on):
        said = wrong(**changes)
        assert [*said] == [field]
        assert way_on in said[field][0]

    def test_an_hour_that_the_clocks_leave_out_is_refused(self):
        edition = make.edition(starts_on=date(2026, 3, 6), ends_on=date(2026, 3, 10))
        day = date(2026, 3, 8)
        said = wrong(edition, day=day, starts_at=time(2, 30), ends_at=time(4))
        assert "one hour later" in said["starts_at"][0]
        said = wrong(edition, day=day - timedelta(days=1), starts_at=time(23), ends_at=time(2, 15))
        assert "02:15 is left out" in said["ends_at"][0]

    @pytest.mark.parametrize(("days", "taken"), [(-30, True), (-31, False)])
    def test_it_may_lead_up_to_the_week(self, days, taken):
        assert (wrong(day=date(2026, 9, 23) + timedelta(days=days)) == {}) == taken


class TestWhoSeesIt:
    def test_drafts_are_not_public_and_what_was_called_off_is(self):
        edition = make.edition()
        for state in Activity.State:
            week.activity(edition, title=state.value, state=state)
        found = {row.title for row in Activity.objects.public()}
        assert found == {"on", "called_off"}

    def test_a_new_one_is_a_draft(self):
        assert Activity(title="New").state == Activity.State.DRAFT


class TestOrder:
    def test_whole_days_come_first_then_the_hours(self):
        edition = make.edition()
        week.activity(edition, title="late", starts_at=time(15), ends_at=time(16))
        week.activity(edition, title="early", starts_at=time(8), ends_at=time(9))
        week.activity(edition, title="day", starts_at=None, ends_at=None)
        week.activity(edition, title="before", day=date(2026, 9, 23))
        found = [row.title for row in Activity.objects.for_programme()]
        assert found == ["before", "day", "early", "late"]
