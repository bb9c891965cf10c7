"""Mails that came back: noted on the mail, and on the submission whose address takes no mail."""

import re

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from stories.models import Flag, OutboxMail, Submission
from stories.outbox import TO_STAFF

FLAG = "address_bounced"
WORDS = "The address does not take mail: what we sent to it came back."
_MESSAGE_ID = re.compile(r"<?(\d{1,18})\.\d{14}@[\w.-]+>?")
LONGEST_REASON = 300


class NeverSent(Exception):
    """A mail that no mail server has seen cannot come back."""


def find(message_id: str) -> OutboxMail | None:
    """Return the mail with this id in its header, or None."""
    found = _MESSAGE_ID.fullmatch(message_id.strip())
    mail = OutboxMail.objects.filter(pk=int(found[1])).first() if found else None
    is_same = mail and mail.message_id.strip("<>") == message_id.strip().strip("<>")
    return mail if is_same else None


def note(mail: OutboxMail, *, reason: str = "", at=None, final: bool = True, user=None):
    """Note that a mail came back, and flag its submission if its sender cannot be reached. Return the mail.

    reason: what the mail server said. at: when it came back, now if nobody knows. final: whether
    the address takes no mail at all; a full mailbox or a server that is down is none of that, and
    flags nothing. Noted twice it is noted once. A mail to an address that was corrected since, to a
    member of staff or to a person in the story flags nothing either. Raises NeverSent.
    """
    with transaction.atomic():
        # The submission first, in the order of sender_address.correct_address.
        submission = (
            Submission.objects.select_for_update().get(pk=mail.submission_id)
            if mail.submission_id
            else None
        )
        mail = OutboxMail.objects.select_for_update().get(pk=mail.pk)
        if not mail.attempts:
            raise NeverSent("This mail has not left yet, so it cannot have come back.")
        if mail.bounce_is_final:
            return mail
        mail.bounced_at = at or timezone.now()
        mail.bounce_is_final = final
        mail.bounce_reason = _clean(reason)
        mail.save(update_fields=["bounced_at", "bounce_is_final", "bounce_reason"])
        if user:
            log(submission or mail, "stories.mail_came_back", user=user)
        if final and submission and _is_to_sender(mail, submission):
            _flag(submission, user)
    return mail


def is_flagged(submission: Submission) -> bool:
    """Say whether the address of the sender takes no mail, as far as is known."""
    return _open_flags(submission).exists()


def take_back(submission: Submission, *, user) -> None:
    """Note that the address works after all."""
    with transaction.atomic():
        Submission.objects.select_for_update().get(pk=submission.pk)
        if dismiss(submission):
            log(submission, "stories.address_works", user=user)


def dismiss(submission: Submission) -> int:
    """Close what was flagged of an address that is corrected or works after all. Return how many flags."""
    flags = list(_open_flags(submission))
    for flag in flags:
        flag.verdict = Flag.Verdict.DISMISSED
        # One by one: the queue follows each row that is saved (stories.queue_marks).
        flag.save(update_fields=["verdict"])
    return len(flags)


def _clean(reason):
    # No database stores half a character, PostgreSQL no NUL, and a mail server may say anything.
    words = reason.encode(errors="replace").decode().replace("\x00", "")
    return " ".join(words.split())[:LONGEST_REASON]


def _flag(submission, user):
    if not is_flagged(submission):
        Flag.objects.create(submission=submission, kind=FLAG, reason=WORDS, by=user)


def _open_flags(submission):
    return submission.flags.filter(kind=FLAG, verdict=Flag.Verdict.OPEN)


def _is_to_sender(mail, submission):
    return mail.kind not in TO_STAFF and mail.to.lower() == submission.sender_email.lower()
