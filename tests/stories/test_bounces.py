"""Mails that came back are noted, and flag the submission whose sender cannot be reached, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stories import bounces, due, emails, outbox, sender_address
from stories.models import Flag, OutboxMail, Submission
from tests import make

pytestmark = pytest.mark.django_db


def sent(submission, kind="received"):
    """Return a mail that has left."""
    mail = OutboxMail.objects.get(submission=submission, kind=kind)
    OutboxMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), attempts=1)
    mail.refresh_from_db()
    return mail


class TestRule7Finding:
    def test_a_mail_is_found_by_the_id_in_its_header(self, mailoutbox):
        submission = make.submission()
        mail = OutboxMail.objects.get(submission=submission, kind="received")
        outbox.send(mail.pk)
        message_id = mailoutbox[-1].extra_headers["Message-ID"]
        assert bounces.find(message_id) == mail
        assert bounces.find(f" {message_id.strip('<>')} ") == mail

    @pytest.mark.parametrize(
        "message_id",
        ["", "x", "<1.20260101000000@stories.ihearthit>", "<99999999999999999999.1@x>"],
    )
    def test_no_other_id_finds_one(self, message_id):
        make.submission()
        assert bounces.find(message_id) is None


class TestRule7Noting:
    def test_a_dead_address_flags_the_submission_once(self):
        submission = make.submission()
        mail = sent(submission)
        at = timezone.now() - timedelta(minutes=5)
        for _ in range(2):
            bounces.note(mail, reason="550  no such\x00 user \ud800", at=at)
        mail.refresh_from_db()
        assert (mail.bounced_at, mail.bounce_is_final) == (at, True)
        assert mail.bounce_reason == "550 no such user ?"
        flag = submission.flags.get(kind=bounces.FLAG)
        assert flag.reason.startswith("The address does not take mail")
        assert Submission.objects.get(pk=submission.pk).is_flagged
        bounces.note(sent_again(submission))
        assert submission.flags.filter(kind=bounces.FLAG).count() == 1

    def test_a_full_mailbox_flags_nothing(self):
        submission = make.submission()
        mail = bounces.note(sent(submission), reason="452 full", final=False)
        assert mail.bounced_at and not mail.bounce_is_final
        assert not bounces.is_flagged(submission)
        bounces.note(mail, reason="550 gone")
        assert bounces.is_flagged(submission)
        bounces.note(mail, reason="452 full", final=False)
        mail.refresh_from_db()
        assert mail.bounce_is_final and mail.bounce_reason == "550 gone"

    def test_the_old_address_of_a_corrected_one_flags_nothing(self):
        submission = make.submission()
        mail = sent(submission)
        sender_address.correct_address(submission, "right@example.org", user=make.moderator())
        bounces.note(mail, reason="550")
        mail.refresh_from_db()
        assert mail.bounce_is_final
        assert not bounces.is_flagged(submission)

    def test_an_address_of_staff_or_of_a_person_in_the_story_flags_nothing(self):
        submission = make.submission()
        for kind, to in (
            ("first_waiting", submission.sender_email),
            ("person_asked", "a@b.example"),
        ):
            mail = OutboxMail.objects.create(
                key=kind, kind=kind, submission=submission, to=to, attempts=1, body="x"
            )
            bounces.note(mail)
        assert not bounces.is_flagged(submission)

    def test_what_never_left_cannot_come_back(self):
        submission = make.submission()
        with pytest.raises(bounces.NeverSent):
            bounces.note(OutboxMail.objects.get(submission=submission, kind="received"))
        assert not bounces.is_flagged(submission)

    def test_a_mail_about_no_story_is_noted(self):
        row = emails.resume_link(make.draft(), "t" * 43, to="kim@example.org")
        OutboxMail.objects.filter(pk=row.pk).update(attempts=1)
        assert bounces.note(row).bounce_is_final


class TestRule7Mending:
    def test_a_corrected_address_closes_the_flag(self):
        submission = make.submission()
        bounces.note(sent(submission))
        sender_address.correct_address(submission, "right@example.org", user=make.moderator())
        assert not bounces.is_flagged(submission)
        assert not Submission.objects.get(pk=submission.pk).is_flagged
        assert submission.flags.get(kind=bounces.FLAG).verdict == Flag.Verdict.DISMISSED

    def test_an_address_that_works_after_all_does_too(self):
        submission = make.submission()
        bounces.note(sent(submission))
        bounces.take_back(submission, user=make.moderator())
        assert not bounces.is_flagged(submission)

    def test_other_flags_stay_open(self):
        submission = make.submission()
        Flag.objects.create(submission=submission, kind="short", reason="Short")
        bounces.note(sent(submission))
        bounces.take_back(submission, user=make.moderator())
        assert Submission.objects.get(pk=submission.pk).is_flagged


class TestRule7Reminders:
    def test_a_dead_address_gets_no_reminder(self):
        submission, other = (make.submission(confirmed=False) for _ in range(2))
        bounces.note(sent(submission))
        sent(other)
        due.remind_to_confirm(timezone.now() + timedelta(days=3))
        reminded = OutboxMail.objects.filter(kind="confirm_reminder")
        assert [mail.submission for mail in reminded] == [other]


def sent_again(submission):
    """Return another mail to the same address that has left."""
    emails.private_link(submission)
    return sent(submission, "private_link")
