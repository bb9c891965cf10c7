"""The second look: once, a sender may ask that another person reads a refused story again."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from stories import emails, holding
from stories.models import Decision, SecondLook, Submission

REASON_LENGTH = 1000
YOURS = "You refused this story, and its sender asked that somebody else looks at it. Leave it to a colleague."
NOBODY_ELSE = (
    "You refused this story, and its sender asked for a second look. Nobody else can decide this "
    "step, so it falls to you. The sender learns that nobody else was there."
)


class SecondLookRefused(Exception):
    """A request that is not taken: nothing was refused, or nothing the sender knows of."""


def may_ask(submission) -> bool:
    """Say whether the sender may ask: once for each story, after a refusal that was told."""
    return (
        holding.shown_state(submission) == Submission.State.NOT_SELECTED
        and not SecondLook.objects.filter(submission=submission).exists()
        and _refusal(submission) is not None
    )


def ask(submission, *, reason="", now=None) -> SecondLook:
    """Put a refused story back into the queue for another person. Return the SecondLook.

    reason: what the sender wants us to know, may be empty. Asked again it returns the first request
    and changes nothing. Raises SecondLookRefused. One transaction; the mail leaves after it.
    """
    from stories import moderation

    now = now or timezone.now()
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        asked = SecondLook.objects.filter(submission=submission).first()
        if asked:
            return asked
        if not may_ask(submission):
            raise SecondLookRefused("There is no refusal to look at again.")
        asked = SecondLook.objects.create(
            submission=submission,
            decision=_refusal(submission),
            reason=reason.replace("\x00", "").strip()[:REASON_LENGTH],
            asked_at=now,
        )
        moderation.start_review(submission, now=now)
        submission.claimed_by = submission.claimed_at = submission.assigned_to = None
        submission.due_on = None
        submission.save(update_fields=["claimed_by", "claimed_at", "assigned_to", "due_on"])
        log(submission, "stories.second_look")
        emails.second_look(asked, now=now)
    return asked


def look_at(submission) -> SecondLook | None:
    """Return the second look that was asked for, open or over."""
    return getattr(submission, "second_look", None)


def require_other_reader(submission, user, task=None) -> None:
    """Raise PermissionDenied for who refused the story, while somebody else could decide it.

    task: the step that is decided; without one everybody who may moderate counts.
    """
    look = look_at(submission)
    if is_barred(look, submission, user, task):
        raise PermissionDenied(YOURS)


def is_barred(look, submission, user, task=None) -> bool:
    """Say whether an open second look keeps this user from deciding. Administrators may."""
    if not is_refuser(look, user) or user.is_superuser:
        return False
    return any(_can_decide(other, submission, task) for other in _others(user))


def is_refuser(look, user) -> bool:
    """Say whether an open second look is about a refusal by this user."""
    return look is not None and look.is_open and look.decision.by_id == user.pk


def barred_keys(user):
    """Return the keys of the stories that this user is not to be led to: somebody else reads them."""
    looks = SecondLook.objects.filter(ended_at=None, decision__by=user)
    if user.is_superuser or not _others(user).exists():
        looks = looks.none()
    return looks.values("submission")


def end(submission, now) -> None:
    """Note that the story was approved or refused once more; inside the caller's transaction."""
    SecondLook.objects.filter(submission=submission, ended_at=None).update(ended_at=now)


def _refusal(submission):
    return submission.decisions.filter(kind=Decision.Kind.REFUSE).first()


def _others(user):
    """Return the active people besides the user who may moderate; administrators stand in for nobody."""
    found = get_user_model().objects.with_perm(
        "stories.moderate_submission",
        backend="django.contrib.auth.backends.ModelBackend",
        include_superusers=False,
    )
    return found.exclude(pk=user.pk)


def _can_decide(user, submission, task):
    return task is None or bool(task.specific.get_actions(submission, user))
