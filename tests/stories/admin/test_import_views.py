"""A table goes in in three pages: choose it, look at the rows, confirm exactly those."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from stories.admin import import_views
from stories.models import OutboxMail, Submission
from stories.story_table import COLUMNS
from tests import make

pytestmark = pytest.mark.django_db
IMPORT = "/admin/submissions/import/"
CONFIRM = f"{IMPORT}confirm/"
DONE = f"{IMPORT}done/"
EXAMPLE = f"{IMPORT}earlier-stories.csv"


@pytest.fixture
def moderator(client):
    make.form_page()
    person = make.moderator()
    client.force_login(person)
    return person


def table(*changes, more=()):
    """Return a file; each row is the example with other cells, by heading."""
    cells = {column.heading: column.example for column in COLUMNS}
    out = io.StringIO()
    writer = csv.DictWriter(out, [*cells, *more], restval="")
    writer.writeheader()
    for number, change in enumerate(changes, start=1):
        writer.writerow(
            cells
            | {"Name": f"Person {number}", "What happened": f"Number {number}."}
            | {"Title": f"Title {number}"}
            | change
        )
    return SimpleUploadedFile("stories.csv", out.getvalue().encode(), "text/csv")


def look(client, *changes, **options):
    """Choose a table and return the page with its rows."""
    return client.post(IMPORT, {"table": table(*changes, **options)})


def confirm(client, response, **ticked):
    """Confirm the rows of such a page and return the page that follows."""
    return client.post(CONFIRM, {"rows": response.context["rows"], **ticked}, follow=True)


class TestChoosing:
    def test_the_page_names_every_heading(self, client, moderator):
        page = client.get(IMPORT).content.decode()
        assert all(column.heading in page for column in COLUMNS)
        assert EXAMPLE in page

    def test_the_queue_leads_there(self, client, moderator):
        assert IMPORT in client.get("/admin/submissions/").content.decode()

    def test_the_example_can_be_taken_and_brought_in(self, client, moderator):
        response = client.get(EXAMPLE)
        assert response["Content-Disposition"].startswith("attachment")
        file = SimpleUploadedFile("example.csv", response.content, "text/csv")
        assert client.post(IMPORT, {"table": file}).context["chosen"] == 1

    @pytest.mark.parametrize(
        ("file", "words"),
        [
            (None, "Choose the file with the stories"),
            (b"", "The file is empty"),
            (b"Name,Because\r\na,b", "The first row lacks these headings"),
            (b"PK\x03\x04", "This is a workbook"),
        ],
    )
    def test_a_file_that_cannot_be_read_is_told(self, client, moderator, file, words):
        sent = {} if file is None else {"table": SimpleUploadedFile("x.csv", file)}
        assert words in client.post(IMPORT, sent).content.decode()


class TestLooking:
    def test_stores_nothing_and_says_what_is_wrong(self, client, moderator):
        response = look(client, {}, {"Because": "", "Title": "<b>Bold</b>"}, more=["Notes"])
        page = response.content.decode()
        assert not Submission.objects.exists()
        assert "1 row can become a story" in page
        assert "To mend, left out (1)" in page
        assert "Row 3" in page and "Because: Finish the sentence." in page
        assert "&lt;b&gt;Bold" in page and "<b>Bold" not in page
        assert "<strong>Notes</strong>" in page

    def test_without_a_good_row_there_is_nothing_to_confirm(self, client, moderator):
        page = look(client, {"Because": ""}).content.decode()
        assert "No row can become a story." in page
        assert CONFIRM not in page

    def test_a_story_that_is_here_is_named_with_its_desk(self, client, moderator):
        confirm(client, look(client, {}))
        story = Submission.objects.get()
        page = look(client, {}, {}).content.decode()
        assert "Here already (1)" in page
        assert story.desk_url in page


class TestConfirming:
    def test_makes_exactly_the_rows_that_were_shown(self, client, moderator):
        response = confirm(client, look(client, {}, {"Name": ""}, {}))
        assert response.redirect_chain[-1] == (DONE, 302)
        assert {story.title for story in Submission.objects.all()} == {"Title 1", "Title 3"}
        page = response.content.decode()
        assert "2 stories came into the queue." in page
        assert "Left out: row 3." in page
        for story in Submission.objects.all():
            assert story.desk_url in page
            assert story.arrival.entered_by == moderator

    def test_a_second_click_and_a_second_upload_make_none(self, client, moderator):
        first = look(client, {}, {})
        confirm(client, first)
        assert "No new story came in." in confirm(client, first).content.decode()
        assert look(client, {}, {}).context["chosen"] == 0
        assert Submission.objects.count() == 2

    def test_nobody_is_written_to_unless_it_is_ticked(self, client, moderator):
        confirm(client, look(client, {}))
        assert not OutboxMail.objects.exists()
        confirm(client, look(client, {"Name": "Other", "What happened": "Other."}), mail="on")
        assert OutboxMail.objects.filter(kind="received").count() == 1

    def test_rows_of_another_person_or_of_nobody_are_refused(self, client, moderator):
        rows = look(client, {}).context["rows"]
        client.force_login(make.moderator())
        for sent in (rows, rows[:-1], "", "x"):
            response = client.post(CONFIRM, {"rows": sent}, follow=True)
            assert "This page was open for too long." in response.content.decode()
        assert not Submission.objects.exists()

    def test_rows_that_are_too_old_are_refused(self, client, moderator, monkeypatch):
        rows = look(client, {}).context["rows"]
        monkeypatch.setattr(import_views, "CONFIRM_SECONDS", -1)
        client.post(CONFIRM, {"rows": rows})
        assert not Submission.objects.exists()

    def test_the_session_keeps_no_word_of_a_story(self, client, moderator):
        confirm(client, look(client, {"Title": "quokkalullaby"}))
        assert "quokkalullaby" not in str(dict(client.session.items()))

    def test_the_last_page_needs_something_to_tell(self, client, moderator):
        assert client.get(DONE).headers["Location"] == IMPORT


class TestWhoMay:
    @pytest.mark.parametrize("person", [make.moderator, make.administrator])
    def test_allowed(self, client, person):
        make.form_page()
        client.force_login(person())
        assert client.get(IMPORT).status_code == client.get(EXAMPLE).status_code == 200

    @pytest.mark.parametrize("person", [make.editor, make.auditor, make.privacy_staff, make.user])
    def test_refused(self, client, moderator, person):
        rows = look(client, {}).context["rows"]
        client.force_login(person())
        for address in (IMPORT, EXAMPLE, DONE):
            assert client.get(address).status_code in (302, 403), address
        for address, sent in ((IMPORT, {"table": table({})}), (CONFIRM, {"rows": rows})):
            assert client.post(address, sent).status_code in (302, 403), address
        assert not Submission.objects.exists()
