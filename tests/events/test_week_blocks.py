"""The blocks of the week show what belongs to the edition of their page, and when."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from cms.models import CampaignImage
from events.models import Activity
from tests import make
from tests.events import week

pytestmark = pytest.mark.django_db

# In New York: noon of the second day of the week of make.edition, and after its end.
BEFORE = datetime(2026, 9, 20, 12, tzinfo=UTC)
DURING = datetime(2026, 9, 24, 16, tzinfo=UTC)
AFTER = datetime(2026, 9, 28, 4, tzinfo=UTC)
RECAP = ("recap", {"heading": "What it was", "text": "<p>It was good.</p>"})
COUNTDOWN = ("countdown", {"text": "Come along."})


def shown(client, page, now=DURING):
    """Return the main part of a page at a moment."""
    with time_machine.travel(now, tick=False):
        response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


class TestTheProgram:
    @pytest.fixture
    def page(self):
        return make.event_page(body=[("programme", {"heading": "The program"})])

    def test_it_marks_today_and_folds_what_is_past(self, client, page):
        for day in (23, 24, 25):
            week.activity(page.edition, title=f"Talk {day}", day=week.DAY.replace(day=day))
        text = shown(client, page)
        past, today, ahead = text.split("<details")[1:]
        assert not past.startswith(" open") and "programme__past" in past
        assert today.startswith(" open") and 'aria-current="date"' in today
        assert "September 24</time>, today" in today
        assert ahead.startswith(" open") and "today" not in ahead

    def test_each_item_has_its_hours_its_zone_and_its_file(self, client, page):
        activity = week.activity(
            page.edition,
            kind=week.activity_kind(),
            partner=week.partner("Alder House"),
            link="https://example.org/join",
            day=week.DAY.replace(day=25),
        )
        text = shown(client, page)
        assert "10 a.m.–11 a.m. EDT" in text
        assert 'datetime="2026-09-25T10:00:00-04:00"' in text
        assert "Webinar, Online. Hosted by Alder House" in text
        assert 'href="https://example.org/join"' in text
        assert activity.calendar_url in text and page.programme_calendar_url in text

    def test_drafts_do_not_show_and_what_was_called_off_says_so(self, client, page):
        week.activity(page.edition, title="Secret", state=Activity.State.DRAFT)
        off = week.activity(page.edition, title="Walk", state=Activity.State.CALLED_OFF)
        text = shown(client, page, BEFORE)
        assert "Secret" not in text
        assert "Walk" in text and "Called off" in text and off.calendar_url not in text

    def test_without_activities_there_is_no_heading(self, client, page):
        assert "The program" not in shown(client, page)

    def test_words_are_never_markup(self, client, page):
        week.activity(page.edition, title="<script>alert(1)</script>")
        assert "<script>alert" not in shown(client, page)


class TestThePartners:
    def test_the_first_by_kind_then_by_name(self, client):
        page = make.event_page(body=[("partners", {"heading": "Partners", "count": 4})])
        lead = week.partner_kind("Lead", sort_order=1)
        week.partner("Zed", page.edition, kind=lead)
        week.partner("Hidden", page.edition, is_shown=False)
        for name in ("Dogwood", "Cedar", "Birch", "Alder"):
            week.partner(name, page.edition)
        text = shown(client, page)
        places = [text.find(name) for name in ("Zed", "Alder", "Birch", "Cedar")]
        assert -1 not in places and places == sorted(places)
        assert "Dogwood" not in text and "Hidden" not in text
        assert "See all 5 partners" in text and page.partners_url in text


class TestPhases:
    @pytest.mark.parametrize(("now", "there"), [(BEFORE, False), (DURING, False), (AFTER, True)])
    def test_the_look_back_waits_for_the_end(self, client, now, there):
        page = make.event_page(body=[RECAP])
        assert ("It was good." in shown(client, page, now)) == there

    @pytest.mark.parametrize(
        ("now", "said"), [(BEFORE, "It begins in 3 days</h2>"), (DURING, "Today is day 2 of 5")]
    )
    def test_the_countdown_counts(self, client, now, said):
        assert said in shown(client, make.event_page(body=[COUNTDOWN]), now)

    def test_the_countdown_hides_after_the_week(self, client):
        assert "Come along." not in shown(client, make.event_page(body=[COUNTDOWN]), AFTER)

    def test_before_the_week_the_calendar_is_one_of_the_two_buttons(self, client):
        page = make.event_page()
        assert page.calendar_url in shown(client, page, BEFORE)
        assert page.calendar_url not in shown(client, page, AFTER)


class TestQueries:
    def test_fifty_activities_and_three_hundred_partners_cost_as_much_as_one(self, client):
        logo = CampaignImage.objects.create(
            title="Logo",
            description="A bee",
            file=ImageFile(ContentFile(make.picture_bytes(400, 160)), name="logo.jpg"),
        )
        document = get_document_model().objects.create(
            title="Sheet", file=ContentFile(b"x", name="sheet.txt")
        )
        document.get_file_size()
        bare = make.event_page(slug="bare", body=[])
        body = [
            ("programme", {"heading": "The program"}),
            ("partners", {"heading": "Partners", "count": 24}),
            ("toolkit", {"heading": "Take these", "downloads": [{"document": document}] * 9}),
            COUNTDOWN,
            RECAP,
        ]
        page = make.event_page(body=body, edition=bare.edition)
        counts = [self.count(client, bare)]
        for size in (1, 299):
            for number in range(size):
                week.partner(f"Oak {size} {number}", page.edition, logo=logo)
            for number in range(size // 6 + 1):
                week.activity(page.edition, title=f"Talk {size} {number}")
            shown(client, page)
            counts.append(self.count(client, page))
        before, one, many = counts
        assert one == many <= before + 8

    def count(self, client, page):
        shown(client, page)
        with CaptureQueriesContext(connection) as queries:
            shown(client, page)
        return len(queries)
