"""Decisions on submissions: the only writer of `Submission.state`, whatever door a decision comes through."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from stories import emails, kept_pages, outbox, public_pictures, public_videos, queue_marks
from stories.models import Decision, ReviewPolicy, Submission
from stories.review_step import (
    AlreadyDecided,
    DecisionRefused,
    current_task_state,
    name_of,
    stop_review,
)

State = Submission.State
ACTIONS = {
    "approve": Decision.Kind.APPROVE,
    "reject": Decision.Kind.CHANGES,
    "changes": Decision.Kind.CHANGES,
    "refuse": Decision.Kind.REFUSE,
}
# While a decision of ours runs, the workflow's signals must not write a state of their own.
_deciding = ContextVar("stories_deciding", default=False)


class GroundsMissing(DecisionRefused):
    """A refusal or a request for changes without a ground or a note."""


def decide(
    submission,
    action,
    *,
    user,
    note="",
    grounds=(),
    internal_note="",
    quiet=False,
    words=None,
    step=None,
    now=None,
):
    """Take one decision on the current step of a submission and return the Decision.

    action: "approve", "changes" (or Wagtail's "reject"), "refuse". grounds: values of Decision.Ground.
    quiet: the sender hears of it once the mail is released. words: the MailWords of an edited mail.
    step: the pk of the TaskState that the moderator saw; another one means that somebody was faster.
    Raises PermissionDenied, AlreadyDecided, GroundsMissing. One transaction; the mail leaves after it.
    """
    kind = ACTIONS[action]
    now = now or timezone.now()
    grounds = [ground for ground in grounds if ground in Decision.Ground.values]
    note = note.strip()
    if kind != Decision.Kind.APPROVE and not grounds:
        raise GroundsMissing("Choose at least one ground, so that the sender learns why.")
    if kind == Decision.Kind.CHANGES and not note:
        raise GroundsMissing("Write to the sender what you need. One or two sentences are enough.")

    with transaction.atomic():
        submission = _locked(submission)
        task_state = current_task_state(submission, step)
        require_decider(submission, task_state, user)
        if submission.claimed_by_id is None:
            _claim(submission, user, now)
        decision = Decision.objects.create(
            submission=submission,
            kind=kind,
            step=task_state.task.name,
            grounds=grounds,
            note=note,
            internal_note=internal_note.strip(),
            policy=None if kind == Decision.Kind.APPROVE else ReviewPolicy.objects.current(),
            by=user,
            at=now,
        )
        with our_own_decision():
            if kind == Decision.Kind.APPROVE:
                task_state.approve(user=user, comment=decision.internal_note)
            elif kind == Decision.Kind.CHANGES:
                task_state.reject(user=user, comment=note)
            else:
                task_state.workflow_state.cancel(user=user)
        _after(decision, submission, now, quiet, words)
        log(
            submission,
            f"stories.{kind}",
            user=user,
            data={"step": decision.step, "grounds": decision.grounds},
        )
    submission.refresh_from_db()
    return decision


def claim(submission, *, user, now=None):
    """Take a submission to read; the sender sees "Being read" from now on. Return the submission.

    Raises AlreadyDecided when somebody else has it, PermissionDenied for those who cannot moderate.
    """
    from stories import second_look

    require_moderator(user)
    with transaction.atomic():
        submission = _locked(submission)
        if submission.claimed_by_id not in (None, user.pk):
            raise AlreadyDecided(f"{name_of(submission.claimed_by)} is reading this story.")
        if submission.state not in Submission.WAITING:
            raise AlreadyDecided(
                f"This story is not waiting. It is “{submission.get_state_display()}”."
            )
        step = submission.current_workflow_task_state
        second_look.require_other_reader(submission, user, step and step.task)
        _claim(submission, user, now or timezone.now())
        log(submission, "stories.claim", user=user)
    return submission


def release(submission, *, user, now=None):
    """Put a claimed submission back for everybody. Return it. Only its reader or an administrator may."""
    require_moderator(user)
    with transaction.atomic():
        submission = _locked(submission)
        if submission.claimed_by_id not in (None, user.pk) and not user.is_superuser:
            raise PermissionDenied(f"{name_of(submission.claimed_by)} is reading this story.")
        submission.claimed_by = submission.claimed_at = None
        submission.save(update_fields=["claimed_by", "claimed_at"])
        if submission.state == State.IN_REVIEW:
            set_state(submission, State.RECEIVED, now or timezone.now())
        log(submission, "stories.release", user=user)
    return submission


def reopen(submission, *, user, internal_note="", now=None):
    """Put a decided submission back into the queue, at the step it was in or at the first one.

    Return the Decision. Raises DecisionRefused for a story that waits, has a page or was withdrawn.
    """
    from stories import signoff

    require_moderator(user)
    now = now or timezone.now()
    with transaction.atomic():
        submission = _locked(submission)
        if not can_reopen(submission):
            raise DecisionRefused(
                f"A story that is “{submission.get_state_display()}” cannot be put back into the queue."
            )
        signoff.take_back(submission, now=now)
        decision = Decision.objects.create(
            submission=submission,
            kind=Decision.Kind.REOPEN,
            internal_note=internal_note.strip(),
            by=user,
            at=now,
        )
        start_review(submission, user=user, now=now)
        submission.claimed_by = submission.claimed_at = None
        submission.save(update_fields=["claimed_by", "claimed_at"])
        log(submission, "stories.reopen", user=user)
    return decision


def can_reopen(submission):
    """Say whether a submission can be put into the queue again: never once it has a story page."""
    from stories import stuck

    if submission.state in (State.APPROVED, State.AWAITING_SIGN_OFF):
        return not hasattr(submission, "story_page")
    if submission.state in Submission.WAITING:
        # Its step is gone: without this it would wait for ever.
        return stuck.is_without_step(submission)
    return submission.state in (State.CHANGES_REQUESTED, State.NOT_SELECTED, State.SPAM)


def start_review(submission, *, user=None, now=None):
    """Begin the review, or resume the one that waits for changes; the state becomes "received"."""
    with our_own_decision():
        workflow_state = submission.current_workflow_state
        if workflow_state and workflow_state.current_task_state is None:
            # The step was deleted under it. Nothing can go on there.
            stop_review(workflow_state, user=user)
            workflow_state = None
        if workflow_state and workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            workflow_state.resume(user=user)
        elif workflow_state is None:
            # Without a workflow the story is stored and waits; an administrator has to attach one.
            workflow = submission.get_workflow()
            if workflow:
                workflow.start(submission, user)
    set_state(submission, State.RECEIVED, now or timezone.now())


def hold_as_spam(submission, *, now=None):
    """Hold a submission for a person to look at; a machine never discards."""
    set_state(submission, State.SPAM, now or timezone.now())


def withdraw(submission, *, user=None, now=None):
    """Withdraw a story: consent ends, its page and picture come down, its review stops. Return the submission."""
    from stories import consent, signoff

    now = now or timezone.now()
    with transaction.atomic():
        submission = _locked(submission)
        consent.withdraw(submission, now=now)
        signoff.take_back(submission, now=now)
        queue_marks.refresh(submission.pk)
        with our_own_decision():
            if submission.current_workflow_state:
                stop_review(submission.current_workflow_state, user=user)
            _take_page_down(submission, user)
        set_state(submission, State.WITHDRAWN, now)
        emails.withdrawn(submission)
        log(submission, "stories.withdraw", user=user)
    return submission


def read_again(submission, *, now=None):
    """Have a story read again whose sender sent new words; its page comes down until that is done.

    A review that waits for the sender goes on where it asked. Any other begins again at its first
    step, so that nobody can decide on words that are gone. What is held as spam stays held.
    The row is locked by the caller, in whose transaction the words are stored.
    """
    from stories import signoff

    now = now or timezone.now()
    signoff.take_back(submission, now=now)
    with our_own_decision():
        _take_page_down(submission, None)
        workflow_state = submission.current_workflow_state
        if workflow_state and workflow_state.status == WorkflowState.STATUS_IN_PROGRESS:
            stop_review(workflow_state)
    submission.claimed_by = submission.claimed_at = None
    submission.save(update_fields=["claimed_by", "claimed_at"])
    if submission.state != State.SPAM:
        start_review(submission, now=now)


def take_page_down(submission, *, now=None):
    """Take the page of a story off the site, without a decision on the story. Return the submission."""
    with transaction.atomic():
        submission = _locked(submission)
        with our_own_decision():
            _take_page_down(submission, None)
        if submission.state in (State.SCHEDULED, State.LIVE):
            set_state(submission, State.APPROVED, now or timezone.now())
    return submission


def page_deleted(story):
    """A deleted story page leaves an approved submission, which can be promoted again."""
    Submission.objects.filter(pk=story.submission_id, state__in=Submission.PUBLISHABLE).update(
        state=State.APPROVED, state_changed_at=timezone.now()
    )


def next_waiting(user, *, after=None):
    """Return the submission to read next: the longest waiting one that the user has taken, or else one
    that was given to the user, or else a free one that is for nobody in particular.
    """
    from stories import second_look

    waiting = Submission.objects.waiting().exclude(pk=after.pk if after else None)
    waiting = waiting.exclude(pk__in=second_look.barred_keys(user))
    free = waiting.filter(claimed_by=None)
    for found in (
        waiting.filter(claimed_by=user),
        free.filter(assigned_to=user),
        free.filter(assigned_to=None),
    ):
        if first := found.order_by("submit_time", "id").first():
            return first
    return None


def can_moderate(user):
    """Say whether somebody may take decisions at all; each step names its own groups besides."""
    return user.is_active and user.has_perm("stories.moderate_submission")


def require_moderator(user):
    """Raise PermissionDenied for those who cannot moderate."""
    if not can_moderate(user):
        raise PermissionDenied("You do not have permission to decide on submissions.")


def require_decider(submission, task_state, user):
    """Raise PermissionDenied unless the step lets this user decide, and no second look is about them."""
    from stories import second_look

    require_moderator(user)
    if not task_state.task.specific.get_actions(submission, user):
        raise PermissionDenied(f"The step “{task_state.task.name}” is decided by another group.")
    second_look.require_other_reader(submission, user, task_state.task)


def _after(decision, submission, now, quiet, words):
    """Write the state that a decision leads to, and the mail that tells the sender."""
    from stories import second_look

    submission.refresh_from_db()
    if decision.kind == Decision.Kind.CHANGES:
        set_state(submission, State.CHANGES_REQUESTED, now)
    elif decision.kind == Decision.Kind.REFUSE:
        set_state(submission, State.NOT_SELECTED, now)
    elif submission.state != State.APPROVED:
        # The next step may belong to other people: it starts unclaimed, and for nobody in particular.
        submission.claimed_by = submission.claimed_at = submission.assigned_to = None
        submission.save(update_fields=["claimed_by", "claimed_at", "assigned_to"])
        set_state(submission, State.RECEIVED, now)
        return
    if decision.kind != Decision.Kind.CHANGES:
        second_look.end(submission, now)
    is_choice = decision.kind == Decision.Kind.APPROVE
    if is_choice and not (quiet or submission.is_true_to_original):
        # Who is to look at edits first hears of the choice with them.
        return
    mail = emails.decided(decision, words=words, held_by=decision.by if quiet else None)
    if mail and words:
        log(submission, "stories.edit_mail", user=decision.by)
    if mail and mail.held_at:
        decision.is_quiet = True
        decision.save(update_fields=["is_quiet"])
        log(submission, "stories.hold_mail", user=decision.by)


def _take_page_down(submission, user):
    """Take the story page off the site, its date to go live and the public copies of its files."""
    page = getattr(submission, "story_page", None)
    if page and page.live:
        # The sender decides, not a right to publish: whoever is told may take it down.
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    elif page:
        page.revisions.update(approved_go_live_at=None)
    public_pictures.take_down(submission)
    public_videos.take_down(submission)


def _locked(submission):
    """Return the row, locked until the end of the transaction (SQLite locks the whole database instead).

    Who acts on a story in its first moment is faster than the worker: its review begins now.
    """
    from stories import enrolling

    row = Submission.objects.select_for_update().get(pk=submission.pk)
    if row.enrolled_at is None:
        enrolling.enroll_row(row)
    return row


def _claim(submission, user, now):
    submission.claimed_by, submission.claimed_at = user, now
    submission.save(update_fields=["claimed_by", "claimed_at"])
    if submission.state == State.RECEIVED:
        set_state(submission, State.IN_REVIEW, now)


def set_state(submission, state, now):
    """Write the state to the row and to the object at hand; a mail on an older state is taken back."""
    if submission.state in outbox.HELD_STATES:
        outbox.cancel_held(submission)
    Submission.objects.filter(pk=submission.pk).update(state=state, state_changed_at=now)
    kept_pages.state_changed(submission.state, state)
    submission.state, submission.state_changed_at = state, now


def is_deciding():
    """Say whether a decision of ours runs, which writes the state itself."""
    return _deciding.get()


@contextmanager
def our_own_decision():
    """Keep the signals of the workflow and of pages from writing a state inside: the caller writes it."""
    token = _deciding.set(True)
    try:
        yield
    finally:
        _deciding.reset(token)
