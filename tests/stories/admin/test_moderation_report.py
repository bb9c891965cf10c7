"""The report on moderation shows staff the figures of the days they choose, as charts, tables and files."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stories import moderation
from stories.models import Submission
from tests import make

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/moderation/"
MOST_QUERIES = 20


@pytest.fixture
def signed_in(client):
    client.force_login(make.moderator())
    return client


def page(client, query=""):
    return client.get(f"{REPORT}{query}").content.decode()


def figures(client, query=""):
    return client.get(f"{REPORT}{query}").context["figures"]


def rows_of_file(client, query):
    response = client.get(f"{REPORT}{query}")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def days_ago(days):
    return timezone.now() - timedelta(days=days)


class TestRule9ThePage:
    def test_shows_each_figure_as_a_chart_and_as_a_table(self, signed_in):
        make.submission(state="not_selected")
        make.submission(state="live")
        make.submission()
        response = signed_in.get(REPORT)
        html = response.content.decode().partition('<div class="figures">')[2]
        tables = [entry["table"] for entry in response.context["tables"]]
        assert [table.key for table in tables] == (
            "came funnel waiting waits states channels topics grounds".split()
        )
        assert html.count('class="chart" role="img" aria-label="') == 7
        assert html.count('<table class="figures__table">') == 8
        assert html.count('<caption class="w-sr-only">') == 8
        assert html.count('<th scope="col">') == sum(len(table.headings) for table in tables)
        assert html.count('<th scope="row">') == sum(len(table.rows) for table in tables)

    def test_says_how_far_the_stories_came(self, signed_in):
        for state in ("received", "not_selected", "withdrawn", "live"):
            make.submission(state=state)
        tables = signed_in.get(REPORT).context["tables"]
        funnel = next(entry["table"] for entry in tables if entry["table"].key == "funnel")
        assert funnel.rows == [
            ("Came", 4, "100%"),
            ("Address confirmed", 4, "100%"),
            ("Read", 2, "50%"),
            ("Approved", 1, "25%"),
            ("Live", 1, "25%"),
        ]
        assert "1 not selected, 1 withdrawn, 0 held as spam" in funnel.note

    def test_without_a_story_nothing_is_divided_and_nothing_is_empty(self, signed_in):
        html = page(signed_in)
        assert html.count("Nothing to count in these days.") == 6
        assert "Nothing waits. Every story has been read." in html
        assert "None of the stories of these days has been read yet." in html
        assert 'class="chart"' not in html
        assert "None yet" in html
        assert "%</td>" not in html

    def test_no_word_and_no_address_of_a_sender_is_in_it(self, signed_in):
        story = make.submission(state="in_review")
        html = page(signed_in)
        for secret in (story.sender_name, story.sender_email, story.title, story.number):
            assert secret not in html

    def test_says_what_senders_are_told(self, signed_in):
        assert "Senders read no measured wait yet" in page(signed_in)
        for _ in range(5):
            story = make.submission(now=days_ago(4))
            moderation.decide(story, "approve", user=make.staff("Submission moderators"))
        assert "The last 5 stories waited about 4 days for a first answer." in page(signed_in)

    def test_has_no_style_of_its_own(self, signed_in):
        make.submission()
        report = page(signed_in).partition('<div class="figures">')[2]
        assert report
        assert " style=" not in report.partition("</main>")[0]


class TestRule9TheDays:
    def test_are_the_last_ninety_when_nothing_is_chosen(self, signed_in):
        make.submission(now=days_ago(88))
        make.submission(now=days_ago(91))
        assert figures(signed_in).came == 1

    def test_are_those_that_are_chosen(self, signed_in):
        make.submission(now=days_ago(10))
        make.submission(now=days_ago(20))
        first, last = (timezone.localdate() - timedelta(days=days) for days in (25, 15))
        response = signed_in.get(f"{REPORT}?first={first}&last={last}")
        assert response.context["figures"].came == 1
        assert f'value="{first}"' in response.content.decode()

    def test_the_last_day_alone_gives_the_ninety_before_it(self, signed_in):
        make.submission(now=days_ago(100))
        last = timezone.localdate() - timedelta(days=50)
        assert figures(signed_in, f"?last={last}").came == 1

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("?first=yesterday", "Choose a day, or write it like 2026-11-24."),
            ("?first=2026-02-30", "Choose a day, or write it like 2026-11-24."),
            ("?last=9999-12-31", "That day has not come yet."),
            ("?first=0001-01-01&last=0001-01-01", "Choose a day from 2000 on."),
            ("?first=2026-02-02&last=2026-02-01", "This day lies before the first one."),
            ("?first=2010-01-01&last=2026-01-01", "Choose 5 years at most."),
        ],
    )
    def test_that_make_no_sense_are_said_kindly_and_the_usual_ones_shown(
        self, signed_in, query, words
    ):
        make.submission(now=days_ago(3))
        response = signed_in.get(f"{REPORT}{query}")
        assert response.status_code == 200
        assert words in response.content.decode()
        assert "these are the usual ones" in response.content.decode()
        assert response.context["figures"].came == 1

    def test_a_mistake_is_tied_to_its_field(self, signed_in):
        html = page(signed_in, "?first=soon")
        described = re.search(r'<input[^>]*name="first"[^>]*>', html)[0]
        assert 'aria-invalid="true"' in described
        (target,) = re.findall(r'aria-describedby="([^"]+)"', described)
        assert f'id="{target}"' in html

    def test_the_usual_periods_are_a_click_away(self, signed_in):
        quick = signed_in.get(REPORT).context["quick"]
        assert [choice["is_chosen"] for choice in quick] == [False, False, True, False]
        assert figures(signed_in, quick[0]["url"]).came == 0


class TestRule9SampleStories:
    def test_are_left_out_until_somebody_asks_for_them_alone(self, signed_in):
        make.submission()
        make.submission(is_sample=True)
        make.submission(is_sample=True)
        response = signed_in.get(REPORT)
        assert response.context["figures"].came == 1
        assert "are left out" in response.content.decode()
        response = signed_in.get(f"{REPORT}{response.context['others_url']}")
        assert response.context["figures"].came == 2
        assert "No real story is counted here." in response.content.decode()
        assert figures(signed_in, response.context["others_url"]).came == 1

    def test_where_there_are_none_nothing_is_said_of_them(self, signed_in):
        make.submission()
        assert "invented stories" not in page(signed_in)


class TestRule9TheFiles:
    @pytest.mark.parametrize(
        "key", "came funnel waiting waits states channels topics grounds".split()
    )
    def test_hold_what_the_table_shows(self, signed_in, key):
        make.submission(state="not_selected")
        entry = next(
            entry for entry in signed_in.get(REPORT).context["tables"] if entry["table"].key == key
        )
        response = signed_in.get(f"{REPORT}{entry['file_url']}")
        today = timezone.localdate()
        name = f"moderation-{key}-{today - timedelta(days=89)}-to-{today}.csv"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["X-Content-Type-Options"] == "nosniff"
        table = entry["table"]
        assert rows_of_file(signed_in, entry["file_url"]) == [
            [str(cell) for cell in row] for row in (table.headings, *table.rows)
        ]

    def test_hold_no_formula(self, signed_in):
        story = make.submission()
        Submission.objects.filter(pk=story.pk).update(topic=make.topic("=1+1"))
        assert ["'=1+1", "1"] in rows_of_file(signed_in, "?table=topics")

    def test_an_unknown_one_is_not_found(self, signed_in):
        assert signed_in.get(f"{REPORT}?table=senders").status_code == 404

    def test_days_that_make_no_sense_give_the_page_that_says_so(self, signed_in):
        response = signed_in.get(f"{REPORT}?table=topics&first=soon")
        assert response["Content-Type"].startswith("text/html")


class TestRule9WhoMayLook:
    @pytest.mark.parametrize(
        "person",
        [make.moderator, make.editor, make.auditor, make.privacy_staff, make.administrator],
    )
    def test_those_who_read_submissions(self, client, person):
        client.force_login(person())
        assert client.get(REPORT).status_code == 200
        assert client.get(f"{REPORT}?table=states").status_code == 200
        assert REPORT in client.get("/admin/").content.decode()

    @pytest.mark.parametrize("query", ["", "?table=states"])
    def test_nobody_else(self, client, query):
        assert client.get(f"{REPORT}{query}").status_code == 302
        person = make.user()
        person.user_permissions.add(
            make.Group.objects.get(name="Auditors").permissions.get(codename="access_admin")
        )
        client.force_login(person)
        response = client.get(f"{REPORT}{query}")
        assert response.status_code in (302, 403)
        assert REPORT not in client.get("/admin/").content.decode()


class TestRule9TheCost:
    @pytest.mark.parametrize("person", [make.moderator, make.auditor, make.administrator])
    def test_is_the_same_at_one_and_at_fifty(self, client, person):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                page(client)
            return len(queries)

        client.force_login(person())
        make.submission(state="not_selected")
        make.submission(is_sample=True)
        page(client)
        at_one = cost()
        for number in range(50):
            make.submission(
                state="not_selected" if number % 2 else "received", now=days_ago(number)
            )
        assert cost() == at_one
        assert at_one <= MOST_QUERIES
