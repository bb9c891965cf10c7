"""Showing edits to the sender from the desk: who may, what is asked, where it leads."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from stories import edits, signoff
from stories.models import CopyEdit, OutboxMail, SignOff, Submission
from tests import make

pytestmark = pytest.mark.django_db

SENT = "Ivy was four when the bee stung her. She did not cry."
GRAVE = "Ivy was four when the bee stung her. She cried."


@pytest.fixture
def submission():
    """A chosen story whose copy was edited."""
    made = make.submission(state="approved", story_happened=SENT)
    return make.edit(made, what_happened=GRAVE)


@pytest.fixture
def moderator(client):
    """A moderator, signed in."""
    user = make.moderator()
    client.force_login(user)
    return user


def address(submission):
    """Return the address of the page that shows the edits."""
    return reverse("submissions:sign_off", args=[submission.pk])


def kinds(submission, kind="grammar"):
    """Return what the form sends when every edit is said to be of one kind."""
    parts = edits.parts_of(Submission.objects.get(pk=submission.pk))
    return {f"kind-{piece.key}": kind for part in parts for piece in part.pieces}


def read(response):
    """Return the parsed page."""
    return BeautifulSoup(response.content, "html.parser")


class TestRule5ThePage:
    def test_it_shows_both_texts_and_what_the_ledger_says(self, client, moderator, submission):
        page = read(client.get(address(submission)))
        assert page.select_one(".desk-differences__pair ins").get_text() == "cried."
        ledger = page.select_one(".desk-ledger").get_text(" ", strip=True)
        assert ledger.startswith("Facts changed: this needs the sender’s yes.")
        assert "it does not know what is true" in ledger

    def test_it_asks_for_the_kinds_that_are_missing(self, client, moderator, submission):
        assert read(client.get(address(submission))).select("select[name^=kind-]")
        response = client.post(address(submission), {})
        assert "Say of each edit what kind it is" in response.content.decode()
        assert not SignOff.objects.exists()

    def test_kinds_on_record_are_shown_and_not_asked_again(self, client, moderator, submission):
        edits.record(submission, edits.read_kinds(kinds(submission, "substance")), user=moderator)
        page = read(client.get(address(submission)))
        assert not page.select("select[name^=kind-]")
        assert "Substance" in page.select_one(".edits-told").get_text()
        client.post(address(submission), {})
        assert SignOff.objects.get().kinds == ["substance"]
        assert CopyEdit.objects.count() == 1

    def test_it_shows_them_and_leads_back(self, client, moderator, submission):
        response = client.post(address(submission), kinds(submission))
        assert response["Location"] == submission.desk_url
        row = SignOff.objects.get()
        assert (row.kinds, row.asked_by) == (["grammar"], moderator)
        assert OutboxMail.objects.filter(kind="edits_shown").count() == 1

    def test_own_words_need_nothing(self, client, moderator):
        page = read(client.get(address(make.submission(state="approved"))))
        assert "There is nothing to show." in page.get_text()
        assert not page.select("select[name^=kind-]")

    def test_a_story_that_is_not_chosen_is_refused_with_the_reason(self, client, moderator):
        made = make.edit(make.submission(story_happened=SENT), what_happened=GRAVE)
        response = client.post(address(made), kinds(made))
        assert "Approve it first." in response.content.decode()

    def test_without_an_address_it_asks_how_the_yes_was_given(self, client, moderator):
        made = make.submission(state="approved", story_happened=SENT, story_email="")
        make.edit(made, what_happened=GRAVE)
        refused = client.post(address(made), kinds(made))
        assert "Say when and how the sender said yes" in refused.content.decode()
        client.post(address(made), {**kinds(made), "how": "By phone on May 3."})
        assert SignOff.objects.get().answer == SignOff.Answer.YES


class TestRule5WhoMay:
    @pytest.mark.parametrize("who", [make.moderator, make.editor, make.administrator])
    def test_those_who_read_and_those_who_publish(self, client, submission, who):
        client.force_login(who())
        assert client.get(address(submission)).status_code == 200

    @pytest.mark.parametrize("who", [make.auditor, make.privacy_staff])
    def test_nobody_else(self, client, submission, who):
        client.force_login(who())
        response = client.post(address(submission), kinds(submission))
        assert response.status_code in (302, 403)
        assert not SignOff.objects.exists()


class TestRule5TheDesk:
    def test_the_last_approval_of_an_edited_story_leads_there(self, client, moderator):
        made = make.edit(make.submission(story_happened=SENT), what_happened=GRAVE)
        for _ in range(2):
            step = made.current_workflow_task_state
            decide = reverse("submissions:decide", args=[made.pk, "approve"])
            response = client.post(decide, {"step": step.pk})
            made = Submission.objects.get(pk=made.pk)
        assert response["Location"] == address(made)

    def test_it_offers_the_way_and_tells_the_answer(self, client, moderator, submission):
        page = read(client.get(submission.desk_url))
        assert page.select_one(f'a[href="{address(submission)}"]')
        row = signoff.ask(submission, kinds=["grammar"], user=moderator)
        assert "needs a yes" in read(client.get(submission.desk_url)).select_one("#sign-off").text
        signoff.answer(submission, says_yes=True, text_hash=row.text_hash)
        told = read(client.get(submission.desk_url)).select_one("#sign-off").text
        assert "Yes, publish it like this" in told

    def test_the_page_editor_leads_there(self, client):
        page = make.story(story_happened=SENT)
        editor = make.editor()
        client.force_login(editor)
        make.edit(page, what_happened=GRAVE)
        data = {
            "title": page.title,
            "slug": page.slug,
            "what_happened": GRAVE,
            "what_learned": page.what_learned,
            "why_it_matters": page.why_it_matters,
            "because": page.because,
            "show_sent_picture": "on",
            "language": "en",
            "action-publish": "1",
        }
        response = client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True
        )
        assert address(page.submission) in response.content.decode()
        page.refresh_from_db()
        assert page.what_happened == SENT
