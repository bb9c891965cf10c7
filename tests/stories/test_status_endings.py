"""The two ways out that senders have: withdrawing a story, and erasing all that is known of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from stories import outbox, private_links
from stories.models import ErasurePermit, Original, OutboxMail, Submission
from tests import make
from tests.stories.status_reading import STATUS, own, press, soup, words
from tests.stories.test_retention import rows_that_name

pytestmark = pytest.mark.django_db

DEEDS = ["change-story", "withdraw-story", "end-permission", "story-data", "erase-story"]
WORDS = "It was five minutes later, and she told me so herself."


def do(client, deed, token, **fields):
    """Send a deed."""
    return client.post(f"/{deed}/", {"token": token, **fields})


def untouched(submission):
    """Say whether nothing has happened to a story."""
    return Submission.objects.filter(
        pk=submission.pk, state=submission.state, latest_revision=submission.latest_revision_id
    ).exists()


class TestWithdrawing:
    """From every state, at once, by a button on a page that says what happens."""

    @pytest.mark.parametrize(
        "state",
        [
            "received",
            "in_review",
            "changes_requested",
            "awaiting_sign_off",
            "approved",
            "live",
            "not_selected",
            "spam",
        ],
    )
    def test_it_works_in_every_state(self, client, state):
        submission = make.submission(state=state)
        address = own(submission, "withdraw")
        response = press(client, address)
        assert response.status_code == 303
        submission.refresh_from_db()
        assert submission.state == "withdrawn"
        assert "Your story is withdrawn." in words(client.get(response["Location"]))

    def test_a_live_story_is_gone_with_the_answer(self, client):
        story = make.story()
        assert client.get(story.url).status_code == 200
        text = words(client.get(own(story.submission, "withdraw")))
        assert "leaves our site at once" in text
        assert "cannot call back" in text
        press(client, own(story.submission, "withdraw"))
        assert client.get(story.url).status_code == 410

    def test_pressed_again_it_is_done(self, client):
        submission = make.submission()
        token = private_links.make(submission, STATUS)
        for _ in range(2):
            assert do(client, "withdraw-story", token).status_code == 303
        assert OutboxMail.objects.filter(kind="withdrawn").count() == 1


class TestErasing:
    """Explained, asked twice, and then gone, but for one last mail that is forgotten, too."""

    EMAIL = "perpetua.ashgrove@example.net"

    def test_without_the_box_nothing_is_erased(self, client):
        submission = make.submission()
        response = press(client, own(submission, "erase"))
        assert response.status_code == 200
        assert soup(response).title.get_text().startswith("Error: ")
        assert "Nothing is erased yet." in words(response)
        assert untouched(submission)

    def test_then_nothing_is_left(self, client, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            submission = make.submission(
                picture=make.picture(),
                story_title="The quokkalullaby",
                story_email=self.EMAIL,
                story_name="Perpetua Ashgrove",
            )
        address, ref = own(submission, "erase"), submission.ref
        with django_capture_on_commit_callbacks(execute=True):
            response = press(client, address, sure="on")
        assert response["Location"] == "/my-story/erased/"
        assert "Your story is erased" in words(client.get("/my-story/erased/"))
        assert not Submission.objects.exists() and not Original.objects.exists()
        assert client.get(address).status_code == 404
        assert rows_that_name("quokkalullaby", self.EMAIL, "Perpetua Ashgrove") == []
        permit = ErasurePermit.objects.get(ref=ref)
        assert permit.closed_at and permit.by is None

    def test_the_last_mail_says_only_that(self, client, django_capture_on_commit_callbacks):
        submission = make.submission(story_email=self.EMAIL)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            press(client, own(submission, "erase"), sure="on")
        sent = [message for message in mail.outbox if message.to == [self.EMAIL]]
        assert len(sent) == 1
        assert submission.number not in sent[0].subject + sent[0].body
        assert "/my-story/" not in sent[0].body
        assert not OutboxMail.objects.exists()

    def test_its_address_is_forgotten_when_it_cannot_be_sent(self, client, settings):
        submission = make.submission(story_email=self.EMAIL)
        press(client, own(submission, "erase"), sure="on")
        assert OutboxMail.objects.get().to == self.EMAIL
        settings.EMAIL_BACKEND = "tests.stories.test_outbox.BrokenBackend"
        outbox.send_due(now=timezone.now() + timedelta(days=8))
        assert not OutboxMail.objects.exists()

    def test_a_live_page_goes_with_it(self, client):
        story = make.story()
        assert "its page on our site" in words(client.get(own(story.submission, "erase")))
        press(client, own(story.submission, "erase"), sure="on")
        assert client.get(story.url).status_code in (404, 410)
