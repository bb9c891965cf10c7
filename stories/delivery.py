"""Whether a mail reached its receiver: how it is told to staff, and how a failed one is tried again."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from wagtail.log_actions import log

from stories.models import OutboxMail
from stories.outbox import CLAIM, NEVER, deliver

GIVEN_UP, CAME_BACK = "given_up", "came_back"
SENT, PUT_OFF, RETRY, WAITING, HELD = "sent", "put_off", "retry", "waiting", "held"
PROBLEMS = frozenset({GIVEN_UP, CAME_BACK})


class NothingToRetry(Exception):
    """The mail has left, waits for its first try, or is being sent at this moment."""


@dataclass(frozen=True)
class Delivery:
    """How far a mail came: state is one of the names above, words say it, reason is what a mail server said."""

    state: str
    words: str
    reason: str = ""

    @property
    def is_problem(self):
        """Say whether somebody has to do something."""
        return self.state in PROBLEMS


def describe(mail: OutboxMail) -> Delivery:
    """Return how far a mail came."""
    if mail.bounce_is_final:
        return Delivery(CAME_BACK, f"Came back {_moment(mail.bounced_at)}", mail.bounce_reason)
    if mail.bounced_at:
        return Delivery(
            PUT_OFF, "Sent, but not taken yet by the receiver’s mail server", mail.bounce_reason
        )
    if mail.sent_at:
        return Delivery(SENT, f"Sent {_moment(mail.sent_at)}")
    if mail.held_at:
        return Delivery(HELD, "Held in the outbox")
    if mail.next_try_at == NEVER:
        return Delivery(GIVEN_UP, f"Given up after {mail.attempts} tries", mail.last_error)
    if mail.last_error:
        return Delivery(RETRY, f"Will be tried again {_moment(mail.next_try_at)}", mail.last_error)
    return Delivery(WAITING, "Waits to be sent")


def can_retry(mail: OutboxMail, now=None) -> bool:
    """Say whether staff may have a mail tried at once; what is due within minutes needs nobody."""
    now = now or timezone.now()
    has_failed = not (mail.sent_at or mail.held_at) and bool(mail.last_error)
    return has_failed and mail.next_try_at > now + CLAIM


def try_again(mail: OutboxMail, *, user, now=None) -> OutboxMail:
    """Have a mail that failed or was given up sent as soon as a worker is free. Return it.

    Raises NothingToRetry. A mail that another process has claimed is due within CLAIM, so it is
    left alone: no mail leaves twice.
    """
    now = now or timezone.now()
    with transaction.atomic():
        waiting = OutboxMail.objects.filter(
            ~Q(last_error=""),
            pk=mail.pk,
            sent_at=None,
            held_at=None,
            next_try_at__gt=now + CLAIM,
        )
        if not waiting.update(next_try_at=now):
            raise NothingToRetry("This mail has left, or is about to. There is nothing to do.")
        log(mail.submission or mail, "stories.retry_mail", user=user)
        transaction.on_commit(lambda: deliver.enqueue(mail.pk), robust=True)
    mail.refresh_from_db()
    return mail


def _moment(moment):
    return format_date(timezone.localtime(moment), "M j, Y, g:i a")
