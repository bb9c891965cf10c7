"""The step of the review that a decision is about, under a lock; and what is said when it is over."""

from wagtail.models import TaskState, WorkflowState


class DecisionRefused(Exception):
    """A decision that cannot be taken; the message says why, in words for the moderator."""


class AlreadyDecided(DecisionRefused):
    """Somebody else was faster."""


def current_task_state(submission, step):
    """Return the task state to decide on, reloaded under a lock; a stale one would approve twice."""
    workflow_state = (
        WorkflowState.objects.select_for_update()
        .for_instance(submission)
        .filter(status=WorkflowState.STATUS_IN_PROGRESS)
        .first()
    )
    if workflow_state is None or workflow_state.current_task_state_id is None:
        last = submission.decisions.first()
        who = f"{name_of(last.by)}: {last.get_kind_display().lower()}." if last else ""
        raise AlreadyDecided(f"This story is not in review any more. {who}".strip())
    task_state = TaskState.objects.select_related("task").get(
        pk=workflow_state.current_task_state_id
    )
    if task_state.status != TaskState.STATUS_IN_PROGRESS or (
        step is not None and int(step) != task_state.pk
    ):
        last = submission.decisions.first()
        who = f" {name_of(last.by)}: {last.get_kind_display().lower()}." if last else ""
        raise AlreadyDecided(f"Somebody decided on this step before you.{who} Look again.")
    return task_state


def stop_review(workflow_state, *, user=None):
    """Stop a review, also one whose step was deleted under it, which Wagtail's own cancel cannot."""
    if workflow_state.current_task_state is None:
        workflow_state.status = WorkflowState.STATUS_CANCELLED
        workflow_state.save(update_fields=["status"])
    else:
        workflow_state.cancel(user=user)


def name_of(user):
    """Return the name of a member of staff as colleagues read it."""
    return (user.get_full_name() or user.get_username()) if user else "Somebody"
