"""The calendar names every change of the public site, in its week, and says where nothing is planned."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from events import planning
from stories import placement
from tests import make

pytestmark = pytest.mark.django_db

# A Tuesday, eight in the morning in New York.
NOW = datetime(2026, 9, 8, 12, tzinfo=UTC)
MONDAY = date(2026, 9, 7)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def weeks(count=4, first=MONDAY, user=None):
    return planning.weeks(first, count, user=user or make.editor(), now=NOW)


def told(found):
    """Return what the weeks name as (local day, words) pairs."""
    zone = planning.timezone.get_current_timezone()
    return [
        (change.at.astimezone(zone).date(), change.words)
        for week in found
        for change in week.changes
    ]


def fill(page, *parts):
    stream = page._meta.get_field("body").stream_block
    page.body = stream.to_python([{"type": kind, "value": value} for kind, value in parts])
    page.save_revision().publish()
    return page


class TestWeeks:
    @given(st.dates(min_value=date(2000, 1, 3), max_value=date(2100, 1, 1)))
    def test_begin_on_the_monday_before(self, day):
        monday = planning.monday_of(day)
        assert monday.weekday() == 0
        assert timedelta(0) <= day - monday < timedelta(7)

    def test_follow_one_another_and_know_which_is_now(self):
        found = weeks()
        assert [week.first for week in found] == [MONDAY + n * planning.WEEK for n in range(4)]
        assert [week.is_now for week in found] == [True, False, False, False]
        assert found[0].last == date(2026, 9, 13)

    def test_without_a_change_are_gaps_only_if_they_are_to_come(self):
        found = weeks(first=MONDAY - planning.WEEK, count=3)
        assert [week.is_gap for week in found] == [False, False, True]

    def test_across_new_year_hold_all_their_days(self):
        make.edition(year=2026, starts_on=date(2026, 12, 30), ends_on=date(2027, 1, 3))
        found = weeks(first=date(2026, 12, 30), count=2)
        assert (date(2026, 12, 30), "The week begins") in told(found[:1])
        assert (date(2027, 1, 4), "The week is over") in told(found[1:])


class TestEditions:
    def test_are_named_with_their_days(self):
        make.edition()
        assert told(weeks()) == [
            (date(2026, 9, 23), "The week begins"),
            (date(2026, 9, 23), "Question of the day: Question 1?"),
            (date(2026, 9, 24), "Question of the day: Question 2?"),
            (date(2026, 9, 25), "Question of the day: Question 3?"),
            (date(2026, 9, 26), "Question of the day: Question 4?"),
            (date(2026, 9, 27), "Question of the day: Question 5?"),
            (date(2026, 9, 28), "The week is over"),
        ]


class TestPages:
    def test_that_wait_for_their_moment_are_named_and_can_be_moved(self):
        page = make.event_page(live=False)
        page.go_live_at = NOW + timedelta(days=7)
        page.save_revision().publish()
        (change,) = [
            change for week in weeks() for change in week.changes if "live" in change.words
        ]
        assert (change.words, change.at, change.is_late) == ("Goes live", page.go_live_at, False)
        assert change.url == f"/admin/pages/{page.pk}/edit/"
        assert change.move_url == f"/admin/calendar/move/{page.pk}/"

    def test_whose_moment_went_by_are_late_and_cannot_be_moved(self):
        page = make.event_page(live=False)
        page.go_live_at = NOW + timedelta(hours=1)
        page.save_revision().publish()
        late = planning.weeks(MONDAY, 1, user=make.editor(), now=NOW + timedelta(hours=2))
        (change,) = [change for change in late[0].changes if change.words == "Goes live"]
        assert (change.is_late, change.move_url) == (True, "")

    def test_that_come_down_are_named(self):
        page = make.event_page()
        page.expire_at = NOW + timedelta(days=3)
        page.save_revision().publish()
        assert (date(2026, 9, 11), "Comes down") in told(weeks())

    def test_have_no_link_for_those_who_may_not_edit_them(self):
        page = make.event_page()
        page.expire_at = NOW + timedelta(days=3)
        page.save_revision().publish()
        found = weeks(user=make.moderator())
        (change,) = [one for week in found for one in week.changes if one.words == "Comes down"]
        assert (change.url, change.where) == ("", page.title)


class TestParts:
    def test_with_days_are_named_when_they_come_and_go(self):
        days = {"first_day": "2026-09-15", "last_day": "2026-09-16"}
        fill(make.event_page(), ("heading", {"text": "Soon", "when": days}))
        found = told(weeks())
        assert (date(2026, 9, 15), "Heading “Soon” begins to show") in found
        assert (date(2026, 9, 17), "Heading “Soon” stops showing") in found

    @pytest.mark.parametrize(
        ("phases", "expected"),
        [
            (["before"], [(date(2026, 9, 23), "stops showing")]),
            (
                ["during"],
                [(date(2026, 9, 23), "begins to show"), (date(2026, 9, 28), "stops showing")],
            ),
            (["after"], [(date(2026, 9, 28), "begins to show")]),
            (["before", "during", "after"], []),
        ],
    )
    def test_with_phases_come_and_go_with_the_edition(self, phases, expected):
        fill(make.event_page(), ("heading", {"text": "Part", "when": {"phases": phases}}))
        found = [(day, words) for day, words in told(weeks()) if "Part" in words]
        assert found == [(day, f"Heading “Part” {verb}") for day, verb in expected]

    def test_of_the_landing_page_follow_the_next_edition_as_soon_as_one_is_over(self):
        make.edition()
        make.edition(year=2027, starts_on=date(2027, 9, 22), ends_on=date(2027, 9, 26))
        fill(make.home_page(), ("heading", {"text": "Thanks", "when": {"phases": ["after"]}}))
        # What comes after this year's week is the time before next year's.
        assert [words for _, words in told(weeks()) if "Thanks" in words] == []

    def test_that_always_show_are_not_named(self):
        fill(make.home_page(), ("heading", {"text": "Always"}))
        assert told(weeks()) == []


class TestPlacements:
    def test_are_named_when_a_story_comes_and_when_it_leaves(self):
        story, editor = make.story(), make.editor()
        page = fill(make.event_page(), ("story_quote", {"story": None}))
        (slot,) = page.get_slots()
        placement.place(story, page, slot.id, user=editor, now=NOW)
        placement.remove_everywhere(story, user=editor)
        words = [words for _, words in told(weeks())]
        assert f"“{story.title}” was placed" in words
        assert f"“{story.title}” was taken out" in words


class TestTheBanner:
    DAYS = {"banner_first_day": date(2026, 9, 14), "banner_last_day": date(2026, 9, 18)}

    def test_comes_and_goes_at_midnight(self):
        make.campaign_settings(banner_is_on=True, banner_text="Soon.", **self.DAYS)
        assert told(weeks()) == [
            (date(2026, 9, 14), "Banner “Soon.” begins to show"),
            (date(2026, 9, 19), "Banner “Soon.” stops showing"),
        ]

    def test_is_left_out_while_it_is_off_or_has_no_days(self):
        make.campaign_settings(banner_text="Soon.", **self.DAYS)
        assert told(weeks()) == []
        make.campaign_settings(banner_is_on=True, banner_first_day=None, banner_last_day=None)
        assert told(weeks()) == []

    def test_leads_those_who_may_change_it_to_the_settings(self):
        settings = make.campaign_settings(banner_is_on=True, banner_text="Soon.", **self.DAYS)
        address = f"/admin/settings/cms/campaignsettings/{settings.site_id}/"
        for role, url in ((make.editor, address), (make.moderator, "")):
            (change, _) = [one for week in weeks(user=role()) for one in week.changes]
            assert change.url == url
