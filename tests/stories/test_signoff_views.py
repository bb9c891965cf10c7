"""The sender's page about our edits: opened by the private link, answered by a POST, about these words alone."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from stories import private_links, signoff
from stories.models import PrivateLink, SignOff, StoryPage, Submission
from tests import make

pytestmark = pytest.mark.django_db

SENT = "Ivy was four when the bee stung her. She did not cry."
GRAVE = "Ivy was four when the bee stung her. She cried."


@pytest.fixture
def submission():
    """A story whose sender is asked about a changed fact."""
    made = make.submission(state="approved", story_happened=SENT)
    make.edit(made, what_happened=GRAVE)
    signoff.ask(made, kinds=["grammar"], user=make.moderator())
    made.refresh_from_db()
    return made


def token_of(submission):
    """Return the token of a new private link."""
    return private_links.make(submission, PrivateLink.Purpose.STATUS)


def open_edits(client, submission, token=None):
    """Return the page with the edits."""
    response = client.get(reverse("story_edits", args=[token or token_of(submission)]))
    return BeautifulSoup(response.content, "html.parser")


def say(client, submission, answer, words=None, token=None):
    """Post an answer to the words of the open question."""
    question = signoff.open_question(submission)
    words = words or (question.text_hash if question else "")
    data = {"token": token or token_of(submission), "words": words, "answer": answer}
    return client.post(reverse("answer_edits"), data)


class TestRule5ThePage:
    def test_both_texts_stand_side_by_side_with_what_changed(self, client, submission):
        page = open_edits(client, submission)
        (pair,) = page.select(".edits__pair")
        assert "".join(pair.select_one("div > div").p.strings) == SENT
        assert [one.get_text() for one in pair.select("ins")] == ["cried."]
        assert "“not” is not there any more." in page.select_one(".edits__facts").get_text()

    def test_opening_it_decides_nothing(self, client, submission):
        open_edits(client, submission)
        assert signoff.open_question(submission).is_waiting

    def test_the_status_page_leads_there_first(self, client, submission):
        token = token_of(submission)
        page = BeautifulSoup(
            client.get(reverse("story_status", args=[token])).content, "html.parser"
        )
        first = page.select_one(".status .actions a")
        assert first["href"] == reverse("story_edits", args=[token])
        assert "button--second" not in first["class"]

    def test_without_a_question_it_says_so(self, client):
        page = open_edits(client, make.submission())
        assert page.h1.get_text() == "No edits wait for you"
        assert not page.select("form[action*=answer]")

    def test_a_wrong_link_opens_nothing(self, client, submission):
        response = client.get(reverse("story_edits", args=["x" * 43]))
        assert response.status_code == 404
        assert GRAVE not in response.content.decode()

    def test_words_are_shown_as_words(self, client):
        made = make.submission(state="approved", story_happened=SENT)
        make.edit(made, what_happened="<script>alert(1)</script> Ivy.")
        signoff.ask(made, kinds=["substance"], user=make.moderator())
        response = client.get(reverse("story_edits", args=[token_of(made)]))
        assert "<script>alert" not in response.content.decode()


class TestRule5TheAnswer:
    def test_a_yes_is_taken_and_thanked_for(self, client, submission):
        response = say(client, submission, "yes")
        assert response.status_code == 303
        assert "exactly the words" in client.get(response["Location"]).content.decode()
        assert SignOff.objects.get().answer == SignOff.Answer.YES

    def test_a_no_is_taken(self, client, submission):
        response = say(client, submission, "no")
        assert "own words stay" in client.get(response["Location"]).content.decode()
        submission.refresh_from_db()
        assert submission.what_happened == SENT

    def test_anything_else_shows_the_page_again(self, client, submission):
        assert say(client, submission, "maybe").status_code == 200
        assert signoff.open_question(submission).is_waiting

    def test_words_that_changed_since_are_not_answered(self, client, submission):
        words = signoff.open_question(submission).text_hash
        make.edit(submission, what_happened=f"{GRAVE} Twice.")
        signoff.ask(submission, kinds=["grammar"], user=make.moderator())
        response = say(client, submission, "yes", words)
        assert response.status_code == 409
        assert "Your answer was not taken" in response.content.decode()
        assert signoff.open_question(submission).is_waiting

    def test_a_get_answers_nothing(self, client, submission):
        assert client.get(reverse("answer_edits")).status_code == 405

    def test_somebody_elses_link_answers_nothing(self, client, submission):
        words = signoff.open_question(submission).text_hash
        other = token_of(make.submission())
        assert say(client, submission, "yes", words, other).status_code == 409
        assert signoff.open_question(submission).is_waiting

    def test_after_a_yes_the_page_goes_live_with_the_agreed_words(self, client, submission):
        from stories import promotion

        make.index_page()
        say(client, submission, "yes")
        editor = make.editor()
        submission.refresh_from_db()
        promotion.publish(promotion.promote(submission, user=editor), user=editor)
        assert GRAVE in client.get(StoryPage.objects.get().get_url()).content.decode()
        assert Submission.objects.get().state == Submission.State.LIVE
