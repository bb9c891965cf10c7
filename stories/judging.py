"""What people make of machines' hints: a verdict on a flag, and holding a story as spam; both can be taken back."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from stories import moderation
from stories.models import Decision, Flag, Submission
from stories.review_step import DecisionRefused

State = Submission.State


def judge_flag(flag, verdict, *, user, now=None) -> Flag:
    """Give a flag a verdict in a person's name, or open it again. Return the flag.

    verdict: a value of Flag.Verdict; the one that it has already changes nothing. A verdict decides
    nothing about the story. Raises PermissionDenied. One transaction.
    """
    moderation.require_moderator(user)
    verdict = Flag.Verdict(verdict)
    with transaction.atomic():
        flag = (
            Flag.objects.select_for_update(of=("self",))
            .select_related("submission")
            .get(pk=flag.pk)
        )
        if flag.verdict == verdict:
            return flag
        is_open = verdict == Flag.Verdict.OPEN
        flag.verdict = verdict
        flag.verdict_by, flag.verdict_at = user, now or timezone.now()
        flag.save(update_fields=["verdict", "verdict_by", "verdict_at"])
        action = "stories.open_flag" if is_open else "stories.judge_flag"
        log(
            flag.submission,
            action,
            user=user,
            data={"kind": flag.kind, "verdict": verdict.value},
        )
    return flag


def hold_as_spam(submission, *, user, internal_note="", now=None) -> Decision:
    """Take a waiting story out of the queue as spam, in a person's name. Return the Decision.

    The sender goes on reading "Received"; `moderation.reopen` takes it back. Raises PermissionDenied,
    and DecisionRefused for a story that does not wait. One transaction.
    """
    moderation.require_moderator(user)
    now = now or timezone.now()
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        if submission.state not in Submission.WAITING:
            raise DecisionRefused(
                f"This story is “{submission.get_state_display()}”. Only one that waits can be held as spam."
            )
        if submission.claimed_by_id not in (None, user.pk):
            raise DecisionRefused("Somebody else is reading this story. Talk to them first.")
        decision = Decision.objects.create(
            submission=submission,
            kind=Decision.Kind.SPAM,
            internal_note=internal_note.strip(),
            by=user,
            at=now,
        )
        with moderation.our_own_decision():
            workflow_state = submission.current_workflow_state
            if workflow_state:
                workflow_state.cancel(user=user)
        submission.claimed_by = submission.claimed_at = submission.assigned_to = None
        submission.save(update_fields=["claimed_by", "claimed_at", "assigned_to"])
        moderation.set_state(submission, State.SPAM, now)
        log(submission, "stories.spam", user=user)
    return decision


def held_by(submission) -> Decision | None:
    """Return the person's decision by which a story is held as spam; None where a rule holds it."""
    last = submission.decisions.first()
    return last if last and last.kind == Decision.Kind.SPAM else None
