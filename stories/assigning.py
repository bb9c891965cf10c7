"""Giving a waiting story to a colleague, with a day by which it should be read."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from stories import emails, moderation
from stories.models import Submission
from stories.review_step import AlreadyDecided


class DayIsOver(ValueError):
    """A new day to read a story by lies in the past."""


def assign(submission, *, user, to, due_on=None, now=None):
    """Give a waiting story to a moderator, or to nobody with `to` None. Return the submission.

    due_on: a date from today on, the one it has already, or None. Giving it takes it from nobody who
    reads it, and whoever takes it first reads it. The colleague hears of it by mail. Raises
    PermissionDenied where one of the two cannot moderate, AlreadyDecided for a story that does not
    wait, DayIsOver.
    """
    moderation.require_moderator(user)
    if to is not None and not moderation.can_moderate(to):
        raise PermissionDenied("This person cannot decide on submissions.")
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        if submission.state not in Submission.WAITING:
            raise AlreadyDecided(
                f"This story is not waiting. It is “{submission.get_state_display()}”."
            )
        if due_on and due_on != submission.due_on and due_on < timezone.localdate(now):
            raise DayIsOver("Choose today or a later day.")
        is_news = (submission.assigned_to_id, submission.due_on) != (to and to.pk, due_on)
        submission.assigned_to, submission.due_on = to, due_on
        submission.save(update_fields=["assigned_to", "due_on"])
        log(
            submission,
            "stories.assign",
            user=user,
            data={"to": to.pk if to else None, "due_on": str(due_on or "")},
        )
        if is_news:
            emails.story_assigned(submission, by=user, now=now or timezone.now())
    return submission


def colleagues():
    """Return the people who can moderate, by name."""
    return (
        get_user_model()
        .objects.with_perm(
            "stories.moderate_submission", backend="django.contrib.auth.backends.ModelBackend"
        )
        .order_by("first_name", "last_name", "pk")
    )
