"""Quiet decisions: their mails are held until a person releases them, and so is what the sender sees.

While a mail is held, the sender's pages tell of a story that is being read; the release tells by
mail and on the page at the same moment. This module is the one place that knows which of both holds.
"""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from stories import emails, moderation, outbox
from stories.models import Decision, OutboxMail, Submission

State = Submission.State
# What a decision leads to; a story that stands elsewhere by now has no use for its mail.
STATE_OF_KIND = {
    Decision.Kind.APPROVE: State.APPROVED,
    Decision.Kind.CHANGES: State.CHANGES_REQUESTED,
    Decision.Kind.REFUSE: State.NOT_SELECTED,
}
EDITED_SINCE = (
    "Its copy is edited. Show the edits to the sender from the desk: that mail tells of the choice."
)


class Released(NamedTuple):
    """What became of mails that were to be released: those that leave, and (mail, why it stays)."""

    mails: list
    stayed: list


def release(pks, *, user, now=None) -> Released:
    """Release the held mails with these keys: they leave after this one transaction.

    Mails whose words nobody edited are made anew, so that they tell what holds now. What was
    released, sent or taken back since is passed over. Raises PermissionDenied.
    """
    moderation.require_moderator(user)
    now = now or timezone.now()
    mails, stayed = [], []
    with transaction.atomic():
        held = OutboxMail.objects.filter(pk__in=pks).exclude(held_at=None)
        keys = list(held.order_by("submission").values_list("submission", flat=True))
        # In the order of every other verb: the story first, then its mail.
        list(Submission.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        for mail in held.select_for_update(of=("self",)).select_related("submission"):
            why = _release(mail, user, now)
            if why:
                stayed.append((mail, why))
            else:
                mails.append(mail)
    return Released(mails, stayed)


def shown_state(submission) -> str:
    """Return the state that the sender sees: a story whose decision is held is being read."""
    return State.IN_REVIEW if is_held(submission) else submission.state


def is_held(submission) -> bool:
    """Say whether the mail on the latest decision waits for its release."""
    return submission.state in outbox.HELD_STATES and outbox.held(submission).exists()


def told_decisions(submission) -> list:
    """Return the decisions that the sender may know of, newest first: all but those never told."""
    decisions = list(submission.decisions.all())
    if not any(decision.is_quiet for decision in decisions):
        return decisions
    told = set(submission.mails.filter(held_at=None).values_list("key", flat=True))
    return [row for row in decisions if not row.is_quiet or emails.key_of(row) in told]


def _release(mail, user, now):
    """Let one mail go; return the reason where it stays."""
    submission = mail.submission
    decision = next(
        (row for row in submission.decisions.all() if emails.key_of(row) == mail.key), None
    )
    if decision is None or submission.state != STATE_OF_KIND.get(decision.kind):
        return f"The story is “{submission.get_state_display()}” by now. Decide again on its desk."
    if decision.kind == Decision.Kind.APPROVE and not submission.is_true_to_original:
        return EDITED_SINCE
    if mail.edited_by_id is None:
        mail.subject, mail.body = emails.decision_words(decision)[:2]
    mail.held_at = mail.held_by = None
    mail.released_at = mail.next_try_at = now
    mail.save(update_fields=["subject", "body", "held_at", "held_by", "released_at", "next_try_at"])
    # The sender's days begin when the sender hears of it.
    moderation.set_state(submission, submission.state, now)
    log(submission, "stories.release_mail", user=user)
    outbox.send_after_commit(mail)
    return ""
