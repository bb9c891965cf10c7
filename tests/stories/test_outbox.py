"""The outbox: each mail leaves exactly once, is retried, and keeps no link that opens anything."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from stories import emails, outbox
from stories.models import OutboxMail
from tests import make

pytestmark = pytest.mark.django_db


class BrokenBackend(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("connection refused")


@pytest.fixture
def broken_server(settings):
    """Take the mail server away."""
    settings.EMAIL_BACKEND = "tests.stories.test_outbox.BrokenBackend"


class TestRule7SendingOnce:
    """Each mail leaves exactly once."""

    def test_a_sent_mail_is_not_sent_again(self):
        make.submission()
        row = OutboxMail.objects.filter(kind="received").get()
        OutboxMail.objects.filter(pk=row.pk).update(sent_at=None, attempts=0)
        now = timezone.now() + timedelta(seconds=1)
        assert outbox.send(row.pk, now=now) is True
        assert outbox.send(row.pk, now=now) is None
        assert len([m for m in mail.outbox if m.subject == row.subject]) == 1

    def test_a_mail_in_another_process_is_left_alone(self):
        make.submission()
        row = OutboxMail.objects.filter(kind="received").get()
        now = timezone.now()
        OutboxMail.objects.filter(pk=row.pk).update(next_try_at=now + outbox.CLAIM)
        assert outbox.send(row.pk, now=now) is None

    def test_the_same_cause_writes_one_mail(self):
        submission = make.submission()
        assert emails.received(submission) is None
        assert OutboxMail.objects.filter(kind="received").count() == 1


class TestRule7ServerDown:
    """The story is stored, the mail waits and leaves later."""

    def test_it_is_tried_again_later(self, broken_server, settings):
        make.submission()
        row = OutboxMail.objects.get(kind="received")
        now = timezone.now() + timedelta(seconds=1)
        assert outbox.send(row.pk, now=now) is False
        row.refresh_from_db()
        assert row.sent_at is None
        assert "refused" in row.last_error
        assert outbox.send(row.pk, now=now) is None
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        assert outbox.send_due(now=now + timedelta(hours=1))[0] >= 1
        row.refresh_from_db()
        assert row.sent_at

    def test_one_bad_mail_does_not_stop_the_rest(self, monkeypatch):
        make.submission()
        make.submission()
        first, second = OutboxMail.objects.filter(kind="received")
        OutboxMail.objects.filter(pk=first.pk).update(to="broken\naddress@example.org")
        outbox.send_due(now=timezone.now() + timedelta(seconds=1))
        second.refresh_from_db()
        first.refresh_from_db()
        assert second.sent_at
        assert first.sent_at is None

    def test_a_mail_is_tried_for_a_week_and_then_given_up(self, broken_server):
        make.submission()
        row = OutboxMail.objects.get(kind="received")
        now, waits = row.created_at + timedelta(minutes=1), []
        while row.next_try_at != outbox.NEVER:
            outbox.send_due(now=now)
            row.refresh_from_db()
            waits.append(row.next_try_at - now)
            now = row.next_try_at
        assert max(waits[:-1]) == timedelta(hours=6)
        assert sum(waits[:-1], timedelta()) >= timedelta(days=7) - timedelta(minutes=1)
        assert len(waits) > 30

    def test_what_is_given_up_is_counted_once(self, broken_server):
        make.submission()
        OutboxMail.objects.update(created_at=timezone.now() - timedelta(days=8))
        now = timezone.now() + timedelta(seconds=1)
        done = outbox.send_due(now=now)
        assert done.given_up == done.failed == OutboxMail.objects.count()
        assert outbox.send_due(now=now + timedelta(days=1)) == (0, 0, 0)

    def test_a_server_that_does_not_answer_holds_the_tick_for_a_while_only(
        self, broken_server, monkeypatch
    ):
        make.submission()
        make.submission()
        monkeypatch.setattr(outbox, "SEND_SECONDS", -1)
        assert outbox.send_due(now=timezone.now() + timedelta(seconds=1)).failed == 0


class TestRule7TheLink:
    """The link that confirms an address is kept until its mail left, and no longer."""

    def test_a_sent_mail_keeps_no_token(self):
        make.submission(confirmed=False)
        row = OutboxMail.objects.get(kind="received")
        assert outbox.send(row.pk, now=timezone.now() + timedelta(seconds=1))
        token = mail.outbox[-1].body.partition("/confirm/")[2].split("/")[0]
        row.refresh_from_db()
        assert len(token) > 20
        assert token not in row.body
        assert "/confirm/sent/" in row.body
