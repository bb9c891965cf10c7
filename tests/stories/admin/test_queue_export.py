"""A list leaves as a file for those who may, without formulas, and the register says who took it."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from stories.admin import queue_export
from stories.models import QueueExport, Submission, Workbook
from tests import make

ADDRESS = "/admin/submissions/take-out/"
REGISTER = "/admin/registers/exports/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    person = make.privacy_staff()
    client.force_login(person)
    return person


def take_csv(client, query=""):
    """Return the rows of the CSV file as dictionaries."""
    response = client.post(f"{ADDRESS}{query}", {"form": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


class TestRule1TheFile:
    def test_holds_the_stories_of_the_list_oldest_first(self, client, keeper):
        first, second = make.submission(), make.submission(confirmed=False)
        make.submission(state="spam")
        rows = take_csv(client)
        assert [row["Number"] for row in rows] == [first.number, second.number]
        assert [row["Address confirmed"] for row in rows] == ["yes", "no"]
        assert [row["Number"] for row in take_csv(client, "?confirmed=false")] == [second.number]

    def test_names_people_topics_steps_and_states_in_words(self, client, keeper):
        story = make.submission(state="in_review", by=make.moderator(name="nell"))
        Submission.objects.filter(pk=story.pk).update(topic=make.topic())
        (row,) = take_csv(client)
        assert (row["State"], row["Reader"], row["Step"]) == ("In review", "Nell", "Screening")
        assert row["Topic"] == make.topic().name

    def test_has_no_formulas(self, client, keeper):
        for start in "=+-@\t\r":
            Submission.objects.filter(pk=make.submission().pk).update(title=f"{start}1+1")
        assert all(row["Title"].startswith("'") for row in take_csv(client))

    def test_is_read_in_pieces_and_loses_none_between_them(self, client, keeper, monkeypatch):
        monkeypatch.setattr(queue_export, "CHUNK", 2)
        numbers = [make.submission().number for _ in range(5)]
        assert [row["Number"] for row in take_csv(client)] == numbers

    def test_costs_the_same_for_one_and_for_many(self, client, keeper):
        make.submission()
        take_csv(client)
        with CaptureQueriesContext(connection) as one:
            take_csv(client)
        for _ in range(9):
            make.submission()
        with CaptureQueriesContext(connection) as ten:
            take_csv(client)
        assert len(ten) == len(one)

    def test_can_be_a_workbook(self, client, keeper):
        story = make.submission()
        response = client.post(ADDRESS, {"form": "xlsx"})
        sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[0][0] == "Number"
        assert [row[0] for row in rows[1:]] == [story.number]

    def test_is_no_workbook_where_it_would_not_fit(self, client, keeper, monkeypatch):
        monkeypatch.setattr(queue_export, "MOST_ROWS", 1)
        make.submission(), make.submission()
        assert "Take it as XLSX" not in client.get(ADDRESS).content.decode()
        assert client.post(ADDRESS, {"form": "xlsx"}).status_code == 302
        assert not QueueExport.objects.exists()

    def test_is_the_worker_s_where_it_takes_a_while(self, client, keeper, monkeypatch):
        monkeypatch.setattr(queue_export, "MOST_AT_ONCE", 1)
        make.submission(), make.submission()
        response = client.post(f"{ADDRESS}?confirmed=true", {"form": "xlsx"})
        workbook = Workbook.objects.get()
        assert response.url == f"/admin/submissions/take-out/{workbook.pk}/"
        assert (workbook.owner, workbook.total) == (keeper, 2)
        assert workbook.export.query == "confirmed=true"

    def test_is_no_workbook_of_a_list_that_the_record_cannot_name(
        self, client, keeper, monkeypatch
    ):
        monkeypatch.setattr(queue_export, "MOST_AT_ONCE", 1)
        make.submission(), make.submission()
        long = f"{ADDRESS}?q=&{'confirmed=true&' * 80}"
        assert client.post(long, {"form": "xlsx"}).url == long
        assert not Workbook.objects.exists()


class TestRule1TheRecord:
    def test_says_who_took_what_and_how_many(self, client, keeper):
        make.submission()
        take_csv(client, "?confirmed=true")
        record = QueueExport.objects.get()
        assert (record.by, record.form, record.query) == (keeper, "csv", "confirmed=true")
        assert record.rows == 1
        assert "/inspect/" in client.get(REGISTER).content.decode()

    def test_stays_open_where_the_file_was_not_read_to_its_end(self, client, keeper):
        make.submission()
        client.post(ADDRESS, {"form": "csv"})
        assert QueueExport.objects.get().rows is None

    def test_is_for_those_who_watch_over_data(self, client):
        for maker, status in ((make.auditor, 200), (make.moderator, 302), (make.editor, 302)):
            client.force_login(maker())
            assert client.get(REGISTER).status_code == status


class TestRule1WhoMay:
    @pytest.mark.parametrize("maker", [make.moderator, make.editor, make.auditor])
    def test_others_take_nothing_and_are_offered_nothing(self, client, maker):
        client.force_login(maker())
        make.submission()
        assert client.get(ADDRESS).status_code == 302
        assert client.post(ADDRESS, {"form": "csv"}).status_code == 302
        assert not QueueExport.objects.exists()
        assert ADDRESS not in client.get("/admin/submissions/").content.decode()

    def test_the_list_leads_there_with_its_filters(self, client, keeper):
        make.submission()
        page = client.get("/admin/submissions/?confirmed=true").content.decode()
        assert f"{ADDRESS}?confirmed=true" in page
        asked = client.get(f"{ADDRESS}?confirmed=true").content.decode()
        assert "This list has 1 story." in asked

    def test_looking_alone_takes_nothing(self, client, keeper):
        client.get(ADDRESS)
        client.post(ADDRESS, {"form": "docx"})
        assert not QueueExport.objects.exists()
