"""The kinds of edits: said where the words are edited, seen on the desk, in its history and in the audit trail."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from stories import edits
from stories.admin.trail import trail_of
from stories.models import CopyEdit, Submission
from tests import make

pytestmark = pytest.mark.django_db
SENT = "Ivy was four when the bee stung her. The day was hot. We waited their."
EDITED = SENT.replace("their", "there")
EDITORS = [make.moderator, make.editor, make.administrator]


@pytest.fixture
def moderator(client):
    person = make.moderator(name="mo")
    client.force_login(person)
    return person


@pytest.fixture
def submission():
    """A story in the queue whose copy was edited, with no kind yet."""
    made = make.edit(make.submission(story_happened=SENT), what_happened=EDITED)
    return Submission.objects.get(pk=made.pk)


def address(name, submission):
    return reverse(f"submissions:{name}", args=[submission.pk])


def copy_of(submission, **changes):
    """Return what the form of the copy sends."""
    names = ("title", "what_happened", "what_learned", "why_it_matters", "because")
    return {name: getattr(submission, name) for name in names} | {"topic": ""} | changes


def kinds(submission, kind, **shown):
    """Return the kinds as the form sends them, for the words saved or for those that will be."""
    words = {**edits.shown_of(submission), **shown}
    parts = edits.parts_of(submission, words)
    return {f"kind-{piece.key}": kind for part in parts for piece in part.pieces}


def read(response):
    return BeautifulSoup(response.content, "html.parser")


class TestRule3OnTheCopy:
    def test_original_and_copy_stand_side_by_side_with_a_kind_to_choose(
        self, client, moderator, submission
    ):
        page = read(client.get(address("edit", submission)))
        panel = page.select_one(".edits-panel")
        assert panel["data-edits"] == address("edits_part", submission)
        assert panel.select_one(".desk-differences__pair del").get_text() == "their."
        assert panel.select_one(".desk-differences__pair ins").get_text() == "there."
        assert len(panel.select("select[name^=kind-]")) == 1
        assert SENT in panel.select_one(".edits-panel__sealed").get_text()

    def test_saving_keeps_the_kind_with_who_and_when(self, client, moderator):
        made = make.submission(story_happened=SENT)
        data = copy_of(made, what_happened=EDITED)
        client.post(
            address("edit", made), data | kinds(made, "grammar", what_happened=EDITED), follow=True
        )
        row = CopyEdit.objects.get()
        assert (row.before, row.after, row.kind, row.by) == (
            "their.",
            "there.",
            "grammar",
            moderator,
        )

    def test_without_a_kind_the_words_are_saved_and_the_kind_is_asked_for(self, client, moderator):
        made = make.submission(story_happened=SENT)
        data = copy_of(made, what_happened=EDITED, title="A new title")
        response = client.post(address("edit", made), data, follow=True)
        made.refresh_from_db()
        assert made.what_happened == EDITED
        assert "1 edit is still without a kind" in response.content.decode()
        assert address("edits", made) in response.content.decode()
        assert [row.kind for row in CopyEdit.objects.all()] == ["title"]

    def test_autosave_keeps_none(self, client, moderator):
        made = make.submission(story_happened=SENT)
        data = copy_of(made, what_happened=EDITED) | kinds(made, "grammar", what_happened=EDITED)
        client.post(address("edit", made), data, headers={"accept": "application/json"})
        assert not CopyEdit.objects.exists()


class TestRule3OnThePage:
    @pytest.mark.parametrize("action", ["action-save", "action-publish"])
    def test_the_editor_of_the_page_takes_them_too(self, client, action):
        page = make.story(story_happened=SENT)
        client.force_login(make.editor(name="ed"))
        shown = read(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
        assert shown.select_one(".edits-panel")
        submission = Submission.objects.get(pk=page.submission_id)
        data = {
            "title": page.title,
            "slug": page.slug,
            "what_happened": EDITED,
            "what_learned": page.what_learned,
            "why_it_matters": page.why_it_matters,
            "because": page.because,
            "show_sent_picture": "on",
            "language": "en",
            action: "1",
        }
        data |= kinds(submission, "grammar", what_happened=EDITED)
        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
        row = CopyEdit.objects.get()
        assert (row.after, row.kind, row.by.username) == ("there.", "grammar", "ed")
        assert row.revision == Submission.objects.get().story_page.latest_revision


class TestRule3WhileTyping:
    def test_the_part_answers_for_words_that_are_not_saved(self, client, moderator, submission):
        words = SENT.replace("hot", "warm")
        response = client.post(address("edits_part", submission), {"what_happened": words})
        assert read(response).select_one("ins").get_text() == "warm."
        submission.refresh_from_db()
        assert submission.what_happened == EDITED
        assert not CopyEdit.objects.exists()

    def test_a_kind_that_was_picked_stays_picked(self, client, moderator, submission):
        posted = {"what_happened": EDITED, **kinds(submission, "privacy")}
        part = read(client.post(address("edits_part", submission), posted))
        assert part.select_one("option[selected]")["value"] == "privacy"

    def test_hostile_words_stay_words(self, client, moderator, submission):
        posted = {"what_happened": "<script>alert(1)</script>"}
        response = client.post(address("edits_part", submission), posted)
        assert "<script" not in response.content.decode()


class TestRule3ThePage:
    def test_it_keeps_the_kinds_and_leads_back(self, client, moderator, submission):
        assert read(client.get(address("edits", submission))).select("select[name^=kind-]")
        response = client.post(address("edits", submission), kinds(submission, "substance"))
        assert response["Location"] == submission.desk_url
        assert CopyEdit.objects.get().kind == "substance"

    def test_it_asks_again_while_one_is_missing(self, client, moderator, submission):
        response = client.post(address("edits", submission), {}, follow=True)
        assert "1 edit is still without a kind" in response.content.decode()
        assert not CopyEdit.objects.exists()

    @pytest.mark.parametrize("who", EDITORS)
    @pytest.mark.parametrize("name", ["edits", "edits_part"])
    def test_those_who_edit_may(self, client, submission, who, name):
        client.force_login(who())
        assert client.post(address(name, submission), kinds(submission, "grammar")).status_code in (
            200,
            302,
        )
        assert CopyEdit.objects.exists() == (name == "edits")

    @pytest.mark.parametrize("who", [make.auditor, make.privacy_staff, make.user])
    @pytest.mark.parametrize("name", ["edits", "edits_part"])
    def test_nobody_else_may(self, client, submission, who, name):
        client.force_login(who())
        response = client.post(address(name, submission), kinds(submission, "grammar"))
        assert response.status_code in (302, 403)
        assert b"their" not in response.content
        assert not CopyEdit.objects.exists()


class TestRule3WhereTheyAreTold:
    def test_on_the_desk_and_in_its_history(self, client, moderator, submission):
        page = read(client.get(submission.desk_url))
        assert "No kind yet" in page.select_one(".edits-told").get_text()
        edits.record(submission, edits.read_kinds(kinds(submission, "grammar")), user=moderator)
        page = read(client.get(submission.desk_url))
        assert "Grammar and spelling" in page.select_one(".edits-told").get_text()
        history = page.select_one(".desk-history").get_text(" ", strip=True)
        assert "Edit. Grammar and spelling: What happened" in history
        assert "their. → there." in history

    def test_in_the_trail_without_a_word_of_the_story(self, moderator, submission):
        edits.record(submission, edits.read_kinds(kinds(submission, "grammar")), user=moderator)
        told = [entry for entry in trail_of(submission) if "Said of an edit" in entry.what]
        assert [entry.what for entry in told] == [
            "Said of an edit in “What happened” what it is: Grammar and spelling"
        ]
        assert told[0].who == "Mo"
        assert not any("there" in entry.what for entry in told)

    def test_an_auditor_reads_them_and_changes_none(self, client, submission):
        client.force_login(make.auditor())
        page = read(client.get(submission.desk_url))
        assert page.select_one(".edits-told")
        assert not page.select(f'a[href="{address("edits", submission)}"]')
