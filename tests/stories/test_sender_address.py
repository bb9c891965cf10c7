"""The sender's address: confirmed once, corrected by staff with all that is mailed to it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stories import emails, sender_address
from stories.admin import dossier
from stories.models import OutboxMail
from tests import make

pytestmark = pytest.mark.django_db


class TestConfirm:
    def test_it_is_recorded_once(self):
        submission = make.submission(confirmed=False)
        at = timezone.now()
        assert sender_address.confirm(submission, now=at)
        assert not sender_address.confirm(submission, now=at + timedelta(days=1))
        submission.refresh_from_db()
        assert submission.email_confirmed_at == at


class TestCorrectingTheAddress:
    NEW = "renee.right@example.net"

    def correct(self, submission):
        return sender_address.correct_address(submission, self.NEW, user=make.moderator())

    def test_nothing_more_goes_to_the_old_address(self):
        submission = make.submission(state="changes_requested")
        old = submission.sender_email
        OutboxMail.objects.filter(kind="changes_requested").update(
            attempts=9, next_try_at=emails.NEVER
        )
        self.correct(submission)
        assert not OutboxMail.objects.filter(to=old).exists()
        asked = submission.mails.get(kind="changes_requested")
        assert (asked.to, asked.attempts) == (self.NEW, 0)
        assert asked.next_try_at < emails.NEVER
        # Its link is dead.
        assert not submission.mails.filter(kind="received").exists()

    def test_what_was_sent_and_what_goes_to_staff_stays(self):
        moderator = make.moderator()
        submission = make.submission()
        old = submission.sender_email
        submission.mails.filter(kind="received").update(sent_at=timezone.now())
        self.correct(submission)
        assert submission.mails.get(kind="received").to == old
        assert submission.mails.get(kind="first_waiting").to == moderator.email

    def test_the_history_keeps_the_earlier_mails_of_the_sender(self):
        make.moderator()
        submission = make.submission()
        submission.mails.filter(kind="received").update(sent_at=timezone.now())
        told = [entry.what for entry in dossier.history(self.correct(submission))]
        mails = sorted(what for what in told if what.startswith("Mail"))
        assert len(mails) == 2
        assert mails[0].startswith("Mail sent: We have your story")
        assert mails[1].startswith("Mail waits to be sent: Please confirm")
