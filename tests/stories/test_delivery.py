"""How far a mail came, in words; and another try for one that failed, which never sends it twice."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stories import bounces, delivery, emails, outbox
from stories.models import OutboxMail
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    make.submission()
    return OutboxMail.objects.get(kind="received")


def given_up(row):
    """Return the mail as it is after a week of a mail server that is down."""
    OutboxMail.objects.filter(pk=row.pk).update(
        attempts=40, next_try_at=outbox.NEVER, last_error="Refused", sent_at=None
    )
    row.refresh_from_db()
    return row


class TestRule7InWords:
    def test_a_mail_that_waits(self, row):
        assert delivery.describe(row).words == "Waits to be sent"

    def test_one_that_left(self, row):
        outbox.send(row.pk)
        row.refresh_from_db()
        assert delivery.describe(row).words.startswith("Sent ")
        assert not delivery.describe(row).is_problem

    def test_one_that_failed_says_when_it_is_tried_again(self, row):
        row.last_error, row.next_try_at = "Refused", timezone.now() + timedelta(hours=1)
        told = delivery.describe(row)
        assert told.words.startswith("Will be tried again ")
        assert told.reason == "Refused"

    def test_one_that_was_given_up(self, row):
        told = delivery.describe(given_up(row))
        assert told.words == "Given up after 40 tries"
        assert told.is_problem

    def test_one_that_came_back(self, row):
        outbox.send(row.pk)
        row = bounces.note(row, reason="550 no such user")
        told = delivery.describe(row)
        assert told.words.startswith("Came back ")
        assert told.reason == "550 no such user"
        assert told.is_problem

    def test_one_that_is_put_off_by_the_receiver(self, row):
        outbox.send(row.pk)
        told = delivery.describe(bounces.note(row, reason="452 mailbox full", final=False))
        assert "not taken yet" in told.words
        assert not told.is_problem


class TestRule7AnotherTry:
    def test_a_mail_that_was_given_up_leaves_once(self, row, django_capture_on_commit_callbacks):
        user = make.moderator()
        with django_capture_on_commit_callbacks(execute=True):
            delivery.try_again(given_up(row), user=user)
        row.refresh_from_db()
        assert row.sent_at
        assert len([sent for sent in mail.outbox if sent.subject == row.subject]) == 1
        assert ModelLogEntry.objects.get(action="stories.retry_mail").user == user
        with pytest.raises(delivery.NothingToRetry):
            delivery.try_again(row, user=user)

    def test_one_that_fails_again_is_given_up_again(self, row, settings):
        settings.EMAIL_BACKEND = "tests.stories.test_outbox.BrokenBackend"
        OutboxMail.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=8))
        now = timezone.now()
        delivery.try_again(given_up(row), user=make.moderator(), now=now)
        outbox.send_due(now=now)
        row.refresh_from_db()
        assert row.next_try_at == outbox.NEVER
        assert delivery.can_retry(row)

    @pytest.mark.parametrize(
        "state",
        [
            {"last_error": ""},
            {"last_error": "Refused", "next_try_at": outbox.CLAIM},
            {"last_error": "Refused", "sent_at": timedelta()},
        ],
        ids=["never tried", "claimed by a worker", "sent"],
    )
    def test_what_waits_or_is_being_sent_is_left_alone(self, row, state):
        now = timezone.now()
        values = {
            name: now + value if isinstance(value, timedelta) else value
            for name, value in state.items()
        }
        # A mail that is held back is due late, and has never been tried.
        OutboxMail.objects.filter(pk=row.pk).update(**{"next_try_at": outbox.NEVER, **values})
        row.refresh_from_db()
        assert not delivery.can_retry(row, now)
        with pytest.raises(delivery.NothingToRetry):
            delivery.try_again(row, user=make.moderator(), now=now)
        assert OutboxMail.objects.get(pk=row.pk).next_try_at == row.next_try_at

    def test_a_mail_about_no_story_is_logged_too(self):
        draft = make.draft()
        row = emails.resume_link(draft, "t" * 43, to="kim@example.org")
        delivery.try_again(given_up(row), user=make.privacy_staff())
        assert ModelLogEntry.objects.get(action="stories.retry_mail").object_id == str(row.pk)
