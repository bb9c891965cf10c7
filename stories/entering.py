"""Entering a story for somebody who did not use the form: it came by mail, phone, at a booth, or earlier."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms import text
from cms.pictures import CleanPicture
from stories import emails, intake, sender_address
from stories.models import Arrival, Draft, Submission
from stories.models.submission import private_storage

SCAN = "scan."
LONGEST_HOW = 300


@dataclass(frozen=True)
class Statement:
    """What staff say of a story that they enter for its sender.

    channel: a value of Arrival.Channel. given_on: the day on which the sender agreed; how: in which
    way, and heard_by: who heard or saw it. ends_on: the last day of the consents that end, if any.
    """

    channel: str
    given_on: date
    how: str
    heard_by: str = ""
    ends_on: date | None = None

    @property
    def words(self):
        """Return how and when the consent was given, as it is kept."""
        heard = f" Heard or seen by {self.heard_by.strip().rstrip('.')}." if self.heard_by else ""
        return f"On {self.given_on:%B %-d, %Y}: {self.how.strip().rstrip('.')}.{heard}"


def enter(
    page,
    answers: dict,
    *,
    statement: Statement,
    user,
    receipt: uuid.UUID,
    labels=(),
    agreements=(),
    draft: Draft | None = None,
    crop: dict | None = None,
    scan: str = "",
    writes_mail: bool = True,
    now: datetime | None = None,
) -> Submission:
    """Store a story that staff have in hand, through stories.intake like any other. Return the submission.

    What it was sent on is in the statement; scan is the name of a file from `keep_scan`. The same
    receipt again changes nothing. With an address the sender gets the usual mail with the link that
    confirms it, unless writes_mail is False. Where no address is known, the word of the staff
    member stands for the confirmation, and the log says so. One transaction.
    """
    now = now or timezone.now()
    answers = {**answers, "story_email": answers.get("story_email") or ""}
    with transaction.atomic():
        stored = Submission.objects.filter(receipt=receipt).first()
        if stored:
            return stored
        was_empty = not Submission.objects.waiting().exists()
        # Whether a mail is written at all is settled below.
        with emails.silence():
            submission = intake.receive(
                page,
                answers,
                receipt=receipt,
                labels=labels,
                agreements=[_dated(box, statement, now) for box in agreements],
                draft=draft,
                crop=crop,
                now=now,
            )
        _, is_new = Arrival.objects.get_or_create(
            submission=submission,
            defaults={
                "channel": statement.channel,
                "consent_given": statement.words,
                "scan": scan,
                "entered_by": user,
                "at": now,
            },
        )
        if not is_new:
            # The same form came twice at once, and the other one was faster.
            return submission
        log(submission, "stories.enter", user=user, data={"channel": statement.channel})
        if not submission.sender_email:
            sender_address.confirm(submission, now=now)
            log(submission, "stories.vouch", user=user)
        elif writes_mail:
            emails.received(submission, now=now)
        if writes_mail and was_empty and submission.state in Submission.WAITING:
            emails.first_waiting(submission)
    submission.refresh_from_db()
    return submission


def ask_to_confirm(submission: Submission, *, user, now: datetime | None = None):
    """Send the link that confirms the address to somebody who got no mail so far. Return the OutboxMail.

    None when the address is confirmed, unknown, or was asked before.
    """
    with transaction.atomic():
        if submission.is_confirmed or not submission.sender_email or was_asked(submission):
            return None
        mail = emails.received(submission, now=now)
        log(submission, "stories.ask_to_confirm", user=user)
    return mail


def was_asked(submission: Submission) -> bool:
    """Say whether a link that confirms the address was ever written to it."""
    return submission.mails.filter(kind__in=emails.WITH_LINK, to=submission.sender_email).exists()


def keep_scan(picture: CleanPicture) -> str:
    """Write the clean picture of a paper form to the private storage. Return its name there."""
    return private_storage().save(
        f"{uuid.uuid4()}/{SCAN}{picture.extension}", ContentFile(picture.data)
    )


def _dated(box, statement, now):
    """Return a consent box that says when and how it was agreed to, and until when."""
    noon = timezone.make_aware(datetime.combine(statement.given_on, time(12)))
    return replace(
        box,
        how=text.shorten(statement.words, LONGEST_HOW),
        given_at=min(noon, now),
        ends_on=statement.ends_on,
    )
