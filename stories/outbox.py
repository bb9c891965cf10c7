"""The outbox: mails are written in the transaction that causes them, sent after it, each one once."""

import logging
import re
import time
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from cms.models import CampaignSettings
from stories import mail_files, private_links
from stories.mail_html import as_html
from stories.mail_words import compose, language_for
from stories.models import OutboxMail, Submission

logger = logging.getLogger(__name__)

# A mail that fails is tried again, at the latest after LONGEST_WAIT, until it is that old.
GIVE_UP_AFTER = timedelta(days=7)
LONGEST_WAIT = timedelta(hours=6)
# When a mail that was given up is due.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
# How long one tick sends, so that a mail server that does not answer holds up nothing else.
SEND_SECONDS = 120
# A worker that died while sending leaves the mail to the next tick after this time.
CLAIM = timedelta(minutes=10)
# The token of a mailed link: 43 signs of base64 with a capital among them, as no slug of a page has.
TOKEN = re.compile(r"(?<=/)(?=[a-z0-9_-]*[A-Z])[\w-]{43}(?=/)")
TO_STAFF = frozenset(
    {
        "first_waiting",
        "daily_digest",
        "edits_answered",
        "schedule_refused",
        "story_assigned",
        "story_corrected",
        "person_refused_staff",
    }
)
# Of these not even the address is kept once they have left.
FORGOTTEN = frozenset({"erased"})
# Where a decision can leave a story whose sender has not heard of it yet.
HELD_STATES = frozenset(
    {
        Submission.State.APPROVED,
        Submission.State.CHANGES_REQUESTED,
        Submission.State.NOT_SELECTED,
    }
)
_silent = ContextVar("stories_mails_silent", default=False)


class Sending(NamedTuple):
    """What became of the mails that were due; those given up have failed too."""

    sent: int
    failed: int
    given_up: int


@contextmanager
def silence():
    """Write no mail inside: for stories that come in without a person who waits for an answer."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def write(
    kind,
    submission,
    *,
    key,
    to=None,
    now=None,
    draft=None,
    words=None,
    edited_by=None,
    held_by=None,
    language="",
    **context,
):
    """Write one mail into the transaction; the same key again writes nothing and returns None.

    It goes to the sender unless `to` names somebody else; stories.mail_words makes its words, unless
    a person has edited them. held_by: who wants it held until it is released. language: that of the
    form unless another one is given.
    """
    to = to or (submission.sender_email if submission else "")
    # Who told a story on paper or by phone may have no address at all.
    if _silent.get() or not to:
        return None
    language = language or language_for(kind, submission, draft)
    words = words or compose(kind, submission, language=language, **context)
    mail, made = OutboxMail.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "language": language,
            "submission": submission,
            "draft": draft,
            "to": to,
            "reply_to": ""
            if kind in TO_STAFF
            else CampaignSettings.of_default_site().contact_email,
            "subject": words.subject,
            "body": words.body,
            "created_at": now or timezone.now(),
            "next_try_at": timezone.now(),
            "edited_by": edited_by,
            "held_at": (now or timezone.now()) if held_by else None,
            "held_by": held_by,
        },
    )
    if not made:
        return None
    if not held_by:
        send_after_commit(mail)
    return mail


def send_after_commit(mail):
    """Have a mail sent by the worker once the transaction is over."""
    # Robust: what was stored stays stored when the queue is down; the tick sends the mail.
    transaction.on_commit(lambda: deliver.enqueue(mail.pk), robust=True)


def held(submission):
    """Return the mails about a submission that wait for their release."""
    return submission.mails.exclude(held_at=None)


def cancel_held(submission):
    """Take back the mails about a submission that were never released: it has moved on."""
    if held(submission).delete()[0]:
        log(submission, "stories.cancel_mail")


def send_due(*, now=None, limit=200):
    """Send what is due, oldest first, for SEND_SECONDS; one bad mail never stops the rest."""
    now = now or timezone.now()
    ends = time.monotonic() + SEND_SECONDS
    due = OutboxMail.objects.filter(sent_at=None, held_at=None, next_try_at__lte=now)
    tried = {}
    for pk in list(due.values_list("pk", flat=True)[:limit]):
        if time.monotonic() > ends:
            break
        tried[pk] = send(pk, now=now)
    results = list(tried.values())
    given_up = OutboxMail.objects.filter(pk__in=tried, sent_at=None, next_try_at=NEVER).count()
    return Sending(results.count(True), results.count(False), given_up)


def send(pk, *, now=None):
    """Send one mail: True when it left, False when it failed, None when another process has it or it has left."""
    now = now or timezone.now()
    # The claim is one UPDATE: of two processes exactly one gets the mail.
    due = OutboxMail.objects.filter(pk=pk, sent_at=None, held_at=None, next_try_at__lte=now)
    claimed = due.update(attempts=F("attempts") + 1, next_try_at=now + CLAIM)
    if not claimed:
        return None
    mail = OutboxMail.objects.select_related("submission").filter(pk=pk).first()
    if mail is None:
        # Cancelled in between, because the address was corrected.
        return None
    try:
        _message(mail).send()
    except Exception as error:
        # Any failure, of the words or of any mail backend.
        _put_off(mail, error, now)
        return False
    if mail.kind in FORGOTTEN:
        mail.delete()
        return True
    # From here on the link is the receiver's alone.
    body = TOKEN.sub(private_links.NO_TOKEN, mail.body)
    OutboxMail.objects.filter(pk=pk).update(sent_at=timezone.now(), last_error="", body=body)
    return True


@task()
def deliver(pk):
    """Send one mail in the worker."""
    send(pk)


def _message(mail):
    body = private_links.fill_in(mail.body, mail.submission, mail.to)
    message = EmailMultiAlternatives(
        mail.subject,
        body,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        # The same id on a retry lets a mail server drop the second of two.
        headers={"Message-ID": mail.message_id},
    )
    message.attach_alternative(as_html(mail.subject, body, mail.language), "text/html")
    for file in mail_files.files_of(mail):
        message.attach(*file)
    return message


def _put_off(mail, error, now):
    """Try a mail again, later each time; give it up when it failed for GIVE_UP_AFTER."""
    if now - (mail.released_at or mail.created_at) >= GIVE_UP_AFTER:
        logger.error("Mail %s (%s) is given up: %s", mail.pk, mail.kind, type(error).__name__)
        if mail.kind in FORGOTTEN:
            mail.delete()
            return
        next_try_at = NEVER
    else:
        # After ten doublings the wait is at its longest anyhow.
        next_try_at = now + min(timedelta(minutes=2 ** min(mail.attempts, 10)), LONGEST_WAIT)
    # PostgreSQL stores no NUL, and what a mail server says may hold anything.
    words = f"{type(error).__name__}: {error}".replace("\x00", "")[:300]
    OutboxMail.objects.filter(pk=mail.pk).update(next_try_at=next_try_at, last_error=words)
