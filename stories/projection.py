"""The state follows what Wagtail's workflow and page tree did by themselves; stories.moderation writes it."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from stories import emails, moderation
from stories.models import Submission

State = Submission.State


def end_review(submission, *, user=None):
    """Approve a submission whose last step said yes.

    A review also ends when an administrator switches its last open step off. Nobody has said yes to
    the story then: it waits again, at the first step that is left.
    """
    if moderation.is_deciding():
        moderation.set_state(submission, State.APPROVED, timezone.now())
        return
    Submission.objects.filter(pk=submission.pk).update(claimed_by=None, claimed_at=None)
    moderation.set_state(submission, State.RECEIVED, timezone.now())
    workflow = submission.get_workflow()
    # Without a step a new review would end at once, and so on for ever.
    if workflow and workflow.tasks.filter(active=True).exists():
        with moderation.our_own_decision():
            workflow.start(submission, user)
    log(submission, "stories.step_gone", user=user)


def project_workflow(workflow_state, *, user=None):
    """Bring the state in line with a workflow that was moved through Wagtail's own screens."""
    if moderation.is_deciding():
        return
    submission = workflow_state.content_object
    if submission.state not in (*Submission.WAITING, State.CHANGES_REQUESTED, State.NOT_SELECTED):
        return
    now = timezone.now()
    if workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        moderation.set_state(submission, State.CHANGES_REQUESTED, now)
    elif workflow_state.status in (
        WorkflowState.STATUS_IN_PROGRESS,
        WorkflowState.STATUS_CANCELLED,
    ):
        moderation.set_state(
            submission, State.IN_REVIEW if submission.claimed_by_id else State.RECEIVED, now
        )


def project_page(story):
    """Bring the state in line with the story page: live, scheduled, or approved again."""
    if moderation.is_deciding():
        return
    now = timezone.now()
    with transaction.atomic():
        # Locked: a withdrawal at the same moment must not be written over.
        submission = Submission.objects.select_for_update().get(pk=story.submission_id)
        if submission.state not in Submission.PUBLISHABLE:
            return
        if story.live:
            if submission.state != State.LIVE:
                moderation.set_state(submission, State.LIVE, now)
                emails.story_is_live(submission, story)
        elif story.approved_schedule:
            moderation.set_state(submission, State.SCHEDULED, now)
        else:
            moderation.set_state(submission, State.APPROVED, now)
