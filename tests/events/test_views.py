"""Calendar files: of what is public and of nothing else, kept by calendars until something changes."""

import uuid
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from events.models import Activity
from tests import make
from tests.events import week

pytestmark = pytest.mark.django_db


def addresses(page, activity):
    """Return the addresses of the three kinds of files."""
    return [page.calendar_url, page.programme_calendar_url, activity.calendar_url]


def events(response):
    """Return the events of a calendar file."""
    return [*Calendar.from_ical(response.content).walk("VEVENT")]


@pytest.fixture
def page():
    return make.event_page(intro="Five questions.")


@pytest.fixture
def activity(page):
    return week.activity(page.edition, kind=week.activity_kind())


class TestFiles:
    def test_the_week_is_one_entry_of_whole_days(self, client, page):
        response = client.get(page.calendar_url)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Content-Disposition"].endswith('.ics"')
        assert response["X-Content-Type-Options"] == "nosniff"
        (event,) = events(response)
        assert event["dtstart"].dt == date(2026, 9, 23)
        assert event["dtend"].dt == date(2026, 9, 28)
        assert event["uid"] == str(page.edition.uid)
        assert "Five questions." in event["description"]

    def test_an_activity_is_one_entry_with_its_hours(self, client, activity):
        activity.link = "https://example.org/join"
        activity.save()
        (event,) = events(client.get(activity.calendar_url))
        assert event["dtstart"].dt == datetime(2026, 9, 24, 14, tzinfo=UTC)
        assert event["uid"] == str(activity.uid)
        assert event["categories"].cats == ["Webinar"]
        assert "Sign up: https://example.org/join" in event["description"]

    def test_the_program_holds_the_week_and_all_that_is_public(self, client, page, activity):
        week.activity(page.edition, title="Draft", state=Activity.State.DRAFT)
        week.activity(page.edition, title="Off", state=Activity.State.CALLED_OFF)
        found = events(client.get(page.programme_calendar_url))
        assert [str(event["summary"]) for event in found] == [
            page.edition.name,
            "Off",
            "The only copy",
        ]
        assert [str(event["status"]) for event in found][1] == "CANCELLED"

    def test_a_change_of_the_edition_is_a_change_of_its_activities(self, client, page, activity):
        page.edition.time_zone = "Asia/Kolkata"
        page.edition.save()
        (event,) = events(client.get(activity.calendar_url))
        assert event["sequence"] == 1
        assert event["dtstart"].dt == datetime(2026, 9, 24, 4, 30, tzinfo=UTC)

    def test_fifty_activities_cost_no_more_queries_than_one(
        self, client, page, activity, django_assert_max_num_queries
    ):
        for number in range(49):
            week.activity(page.edition, title=f"Talk {number}")
        with django_assert_max_num_queries(6):
            assert len(events(client.get(page.programme_calendar_url))) == 51


class TestWhatIsPublic:
    @pytest.mark.parametrize("which", [0, 1, 2])
    def test_everybody_may_have_them(self, client, page, activity, which):
        assert client.get(addresses(page, activity)[which]).status_code == 200

    @pytest.mark.parametrize("which", [0, 1, 2])
    def test_nothing_of_a_page_that_is_not_published(self, client, page, activity, which):
        page.unpublish()
        assert client.get(addresses(page, activity)[which]).status_code == 404

    @pytest.mark.parametrize("which", [0, 1, 2])
    def test_nothing_of_a_page_that_is_not_for_everybody(self, client, page, activity, which):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert client.get(addresses(page, activity)[which]).status_code == 404

    def test_no_draft(self, client, activity):
        activity.state = Activity.State.DRAFT
        activity.save()
        assert client.get(activity.calendar_url).status_code == 404

    def test_no_name_that_was_guessed(self, client, page):
        for kind in ("week", "program", "activity"):
            assert client.get(f"/calendar/{kind}/{uuid.uuid4()}.ics").status_code == 404

    def test_they_take_nothing(self, client, page):
        assert client.post(page.calendar_url).status_code == 405


class TestKeeping:
    @pytest.mark.parametrize("which", [0, 1, 2])
    def test_they_set_no_cookie_and_may_be_kept_for_a_minute(self, client, page, activity, which):
        response = client.get(addresses(page, activity)[which])
        assert response.cookies == {}
        assert "max-age=60" in response["Cache-Control"] and "public" in response["Cache-Control"]

    def test_an_unchanged_file_is_not_sent_again(self, client, activity):
        tag = client.get(activity.calendar_url)["ETag"]
        again = client.get(activity.calendar_url, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")

    def test_a_changed_one_is(self, client, activity):
        first = client.get(activity.calendar_url)
        activity.starts_at = time(9)
        with time_machine.travel(datetime(2030, 1, 1, tzinfo=UTC), tick=False):
            activity.save()
        again = client.get(activity.calendar_url, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 200
        assert again["Last-Modified"] == "Tue, 01 Jan 2030 00:00:00 GMT"
        (before,), (after,) = events(first), events(again)
        assert before["uid"] == after["uid"]
        assert (before["sequence"], after["sequence"]) == (0, 1)
