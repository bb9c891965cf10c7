"""The report counts steps of the form for staff, and knows nobody."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from stories.models import StepCount
from stories.steps import steps_of
from tests import make

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/story-form/"
QUESTIONS = [
    (name, label, required)
    for name, label, required in make.QUESTIONS
    if name not in ("story_image", "story_image_alt")
]


@pytest.fixture
def page():
    """A form of three steps: the story, the sender, the permission."""
    form = make.form_page(questions=QUESTIONS)
    titles = {"story_title": "Your story", "story_name": "About you", "consent_truth": "=Yes"}
    for field in form.form_fields.all():
        field.starts_page = field.field_type in titles
        field.page_title = titles.get(field.field_type, "")
        field.save()
    form.refresh_from_db()
    return form


def count(page, step, event, number, days_ago=0):
    """Write a count as the form does."""
    day = timezone.localdate() - timedelta(days=days_ago)
    StepCount.objects.create(page=page, step=step, event=event, count=number, day=day)


def rows(client, query=""):
    """Return the rows of the report by their title."""
    return {row.title: row for row in client.get(f"{REPORT}{query}").context["rows"]}


@pytest.fixture
def signed_in(client):
    client.force_login(make.moderator())
    return client


class TestTheNumbers:
    def test_stand_in_the_order_of_the_form(self, signed_in, page):
        assert [step.key for step in steps_of(page)] == ["your-story", "about-you", "yes"]
        assert [*rows(signed_in)] == [
            "Start page",
            "Your story",
            "About you",
            "=Yes",
            "Check your answers",
        ]

    def test_say_who_came_went_on_and_left(self, signed_in, page):
        for event, number in (("start", 10), ("done", 7), ("error", 3), ("save", 2)):
            count(page, "your-story", event, number)
        row = rows(signed_in)["Your story"]
        assert (row.starts, row.done, row.exits, row.errors, row.saves) == (10, 7, 3, 3, 2)

    def test_going_on_twice_makes_no_exit_less_than_none(self, signed_in, page):
        count(page, "about-you", "start", 2)
        count(page, "about-you", "done", 5)
        row = rows(signed_in)["About you"]
        assert row.exits == 0
        assert row.bar_done <= row.bar_starts

    def test_the_first_and_the_last_page_go_on_in_their_own_way(self, signed_in, page):
        count(page, "start", "start", 20)
        count(page, "your-story", "start", 8)
        count(page, "yes", "done", 5)
        count(page, "check", "send", 4)
        found = rows(signed_in)
        assert (found["Start page"].done, found["Start page"].exits) == (8, 12)
        last = found["Check your answers"]
        assert (last.starts, last.done, last.exits, last.sent) == (5, 4, 1, 4)

    def test_are_added_up(self, signed_in, page):
        count(page, "your-story", "start", 8)
        count(page, "your-story", "resume", 1)
        count(page, "about-you", "resume", 2)
        count(page, "check", "send", 4)
        context = signed_in.get(REPORT).context
        total = context["total"]
        assert (total.starts, total.resumes, total.sent, total.exits) == (8, 3, 4, 4)
        assert context["share"] == 50

    def test_a_step_that_is_gone_is_still_named(self, signed_in, page):
        count(page, "old-step", "start", 1)
        count(page, "look-again", "error", 1)
        found = rows(signed_in)
        assert "Old step (not in the form any more)" in found
        assert not found["Privacy help"].has_flow

    def test_without_a_count_nothing_is_divided_by_nought(self, signed_in, page):
        assert signed_in.get(REPORT).context["share"] is None

    def test_without_a_form_the_page_says_so(self, signed_in):
        assert "There is no story form yet" in signed_in.get(REPORT).content.decode()


class TestThePeriod:
    @pytest.mark.parametrize(
        ("query", "starts"),
        [("", 3), ("?days=7", 1), ("?days=30", 3), ("?days=90", 7), ("?days=all", 15)]
        + [("?days=-1", 3), ("?days=x", 3)],
    )
    def test_is_chosen(self, signed_in, page, query, starts):
        for number, days_ago in ((1, 6), (2, 29), (4, 89), (8, 90)):
            count(page, "your-story", "start", number, days_ago)
        assert rows(signed_in, query)["Your story"].starts == starts

    def test_is_said_in_words(self, signed_in, page):
        count(page, "your-story", "start", 1, days_ago=400)
        first = timezone.localdate() - timedelta(days=400)
        assert f"{first.year} to" in signed_in.get(f"{REPORT}?days=all").context["days"]


class TestTheFile:
    def test_holds_the_same_table_and_no_formula(self, signed_in, page):
        count(page, "your-story", "start", 3)
        response = signed_in.get(f"{REPORT}?days=7&export=csv")
        assert response["Content-Disposition"] == 'attachment; filename="story-form-7-days.csv"'
        table = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert table[0][:4] == ["Step", "Opened", "Went on", "Left"]
        assert table[2][:4] == ["Your story", "3", "0", "3"]
        assert table[4][0] == "'=Yes"
        assert table[-1][0] == "All steps"

    def test_is_not_offered_without_a_form(self, signed_in):
        assert signed_in.get(f"{REPORT}?export=csv")["Content-Type"].startswith("text/html")


class TestWhoMayLook:
    @pytest.mark.parametrize(
        "person",
        [make.moderator, make.editor, make.auditor, make.privacy_staff, make.administrator],
    )
    def test_those_who_read_submissions(self, client, page, person):
        client.force_login(person())
        assert client.get(REPORT).status_code == 200
        assert REPORT in client.get("/admin/").content.decode()

    def test_nobody_else(self, client, page):
        assert client.get(REPORT).status_code == 302
        person = make.user()
        person.user_permissions.add(
            make.Group.objects.get(name="Auditors").permissions.get(codename="access_admin")
        )
        client.force_login(person)
        assert client.get(REPORT).status_code in (302, 403)
        assert REPORT not in client.get("/admin/").content.decode()

    def test_it_says_that_nobody_is_followed(self, signed_in, page):
        assert "Nobody is followed" in signed_in.get(REPORT).content.decode()
