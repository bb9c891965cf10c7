"""An edition takes only a week that can be, and its page says where that week stands."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from events.models import DayQuestion, Edition, EventPage, check_time_zone, day_rail
from events.phases import Phase
from tests import make

pytestmark = pytest.mark.django_db

# In New York: the week of make.edition is September 23 to 27, 2026.
BEFORE = datetime(2026, 9, 20, 12, tzinfo=UTC)
EVE = datetime(2026, 9, 23, 3, 59, 59, tzinfo=UTC)
DURING = datetime(2026, 9, 24, 12, tzinfo=UTC)
AFTER = datetime(2026, 9, 28, 4, tzinfo=UTC)


class TestTimeZones:
    @pytest.mark.parametrize("name", ["America/New_York", "Asia/Kolkata", "UTC"])
    def test_a_name_of_the_iana_list_is_taken(self, name):
        check_time_zone(name)

    @pytest.mark.parametrize("name", ["", "EST5", "New York", "america/new_york", "../etc/passwd"])
    def test_any_other_is_refused(self, name):
        with pytest.raises(ValidationError):
            check_time_zone(name)


class TestEditions:
    def edition(self, **changes):
        return Edition(
            **{
                "year": 2026,
                "starts_on": date(2026, 9, 23),
                "ends_on": date(2026, 9, 27),
                **changes,
            }
        )

    def test_a_week_is_taken_and_so_is_a_day(self):
        self.edition().full_clean()
        self.edition(ends_on=date(2026, 9, 23)).full_clean()

    def test_a_week_that_ends_before_it_begins_is_refused(self):
        with pytest.raises(ValidationError) as refused:
            self.edition(ends_on=date(2026, 9, 22)).full_clean()
        assert "ends_on" in refused.value.message_dict

    def test_the_database_refuses_it_too(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            self.edition(ends_on=date(2026, 9, 22)).save()

    def test_an_unknown_time_zone_is_refused(self):
        with pytest.raises(ValidationError) as refused:
            self.edition(time_zone="New York").full_clean()
        assert list(refused.value.message_dict) == ["time_zone"]

    def test_it_stands_where_its_own_zone_is(self):
        edition = make.edition()
        assert edition.moment(EVE).phase == Phase.BEFORE
        edition.time_zone = "Asia/Kolkata"
        assert edition.moment(EVE).phase == Phase.DURING

    def test_without_a_moment_it_is_now(self):
        with time_machine.travel(DURING, tick=False):
            assert make.edition().moment().day == 2

    def test_one_that_a_page_shows_cannot_be_deleted(self):
        page = make.event_page()
        with pytest.raises(Exception, match="protected"), transaction.atomic():
            page.edition.delete()


class TestQuestions:
    @pytest.mark.parametrize("day", [date(2026, 9, 22), date(2026, 9, 28), date(2025, 9, 23)])
    def test_a_day_outside_of_the_week_is_refused(self, day):
        with pytest.raises(ValidationError) as refused:
            DayQuestion(edition=make.edition(), day=day, question="Who?").full_clean()
        assert list(refused.value.message_dict) == ["day"]

    @pytest.mark.parametrize("day", [date(2026, 9, 23), date(2026, 9, 27)])
    def test_first_and_last_day_are_part_of_it(self, day):
        DayQuestion(edition=make.edition(), day=day, question="Who?").full_clean()

    def test_the_rail_is_in_the_order_of_the_days(self):
        edition = make.edition()
        edition.day_questions = list(reversed(edition.day_questions.all()))
        rail = day_rail(edition, edition.moment(DURING))
        assert [day["day"].day for day in rail] == [23, 24, 25, 26, 27]
        assert [day["is_past"] for day in rail] == [True, False, False, False, False]
        assert [day["is_today"] for day in rail] == [False, True, False, False, False]

    @pytest.mark.parametrize(("day", "taken"), [("2026-09-24", True), ("2026-10-24", False)])
    def test_editors_type_them_with_the_edition(self, client, day, taken):
        client.force_login(make.editor())
        sent = {
            "name": "Week",
            "year": "2026",
            "starts_on": "2026-09-23",
            "ends_on": "2026-09-27",
            "time_zone": "America/New_York",
            "hashtag": "#NHITWeek",
            "day_questions-TOTAL_FORMS": "1",
            "day_questions-INITIAL_FORMS": "0",
            "day_questions-MIN_NUM_FORMS": "0",
            "day_questions-MAX_NUM_FORMS": "1000",
            "day_questions-0-day": day,
            "day_questions-0-question": "Who?",
            "day_questions-0-text": "",
            "day_questions-0-ORDER": "1",
            "day_questions-0-DELETE": "",
            "day_questions-0-id": "",
        }
        response = client.post("/admin/snippets/events/edition/add/", sent)
        assert response.status_code == (302 if taken else 200)
        assert Edition.objects.filter(name="Week").exists() == taken
        assert ("This day is not part of the week." in response.content.decode()) != taken


class TestThePage:
    @pytest.fixture
    def page(self):
        return make.event_page(intro="What the week is.", recap="What the week was.")

    @pytest.mark.parametrize(
        ("now", "phase", "today"),
        [
            (BEFORE, Phase.BEFORE, None),
            (EVE, Phase.BEFORE, None),
            (DURING, Phase.DURING, "Question 2?"),
            (AFTER, Phase.AFTER, None),
        ],
    )
    def test_its_context_follows_the_phase(self, page, now, phase, today):
        with time_machine.travel(now, tick=False):
            context = page.get_context(RequestFactory().get(page.url))
        assert context["moment"].phase == phase
        assert len(context["days"]) == 5
        assert (context["today"] and context["today"]["question"]) == today

    @pytest.mark.parametrize(
        ("now", "said", "unsaid"),
        [
            (BEFORE, ["It begins in 3 days", "What the week is."], ["What the week was."]),
            (EVE, ["It begins tomorrow", "What the week is."], ["It begins in"]),
            (DURING, ["day 2 of 5", "<strong>Question 2?</strong>"], ["What the week is."]),
            (AFTER, ["The stories go on all year", "What the week was."], ["What the week is."]),
        ],
    )
    def test_it_says_what_fits_the_phase(self, client, page, now, said, unsaid):
        with time_machine.travel(now, tick=False):
            response = client.get(page.url)
        assert response.status_code == 200
        # The description for search engines is the same all year.
        shown = response.content.decode().partition("<main")[2]
        assert [words for words in said if words not in shown] == []
        assert [words for words in unsaid if words in shown] == []

    def test_it_stands_without_an_edition(self, client, page):
        EventPage.objects.update(edition=None)
        response = client.get(page.url)
        assert response.status_code == 200
        assert "What the week is." in response.content.decode()

    def test_it_stands_without_a_recap_or_a_question(self, client, page):
        page.edition.day_questions.all().delete()
        page.edition.save()
        page.recap = ""
        page.save()
        for now in (BEFORE, DURING, AFTER):
            with time_machine.travel(now, tick=False):
                assert "What the week is." in client.get(page.url).content.decode()
