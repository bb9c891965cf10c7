"""Stories that wait where nobody can decide on them: their step is gone, or nobody is left to take it."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from wagtail.models import GroupApprovalTask, Task

from stories.models import StoryReviewTask, Submission

MOST = 100
KEY = "stories.stuck"
KEEP_SECONDS = 60
NO_STEP = "It is in no step of the review. Put it back into the queue."
NOBODY = (
    "Nobody can decide on the step “{}”: none of its groups has an active moderator. "
    "An administrator has to choose a group for it under Settings, Workflow tasks."
)


@dataclass(frozen=True)
class Stuck:
    """One story that is stuck, and what to do about it."""

    submission: Submission
    why: str


def find(*, limit: int = MOST) -> list[Stuck]:
    """Return the stories that are stuck, the longest waiting first, at most `limit` of them."""
    names = steps_without_readers()
    waiting = Submission.objects.waiting().exclude(enrolled_at=None)
    rows = list(waiting.filter(review_step=None).order_by("submit_time", "id")[:limit])
    if names:
        # Two reads, each from its own index.
        nobody = waiting.filter(review_step__in=names).order_by("submit_time", "id")
        rows = sorted([*rows, *nobody[:limit]], key=lambda row: (row.submit_time, row.pk))[:limit]
    return [Stuck(row, _why(row, names)) for row in rows]


def find_lately() -> list[Stuck]:
    """Return the stories that are stuck, or were a minute ago: what every visit of the dashboard asks."""
    kept = cache.get(KEY)
    if kept is None:
        found = find()
        # Keys alone: no word of a story lies in a cache.
        cache.set(KEY, [(row.submission.pk, row.why) for row in found], KEEP_SECONDS)
        return found
    rows = Submission.objects.waiting().in_bulk([pk for pk, _ in kept]) if kept else {}
    return [Stuck(rows[pk], why) for pk, why in kept if pk in rows]


def reason(submission) -> str:
    """Return why a story is stuck, and what to do, as sentences; "" where it is not."""
    if submission.state not in Submission.WAITING or submission.enrolled_at is None:
        return ""
    if submission.review_step_id is None:
        return NO_STEP
    return _why(submission, steps_without_readers())


def is_without_step(submission) -> bool:
    """Say whether a story waits in no step of the review, so that putting it back helps."""
    # A deleted step takes its own state along.
    return submission.state in Submission.WAITING and submission.current_workflow_task_state is None


def steps_without_readers() -> dict[int, str]:
    """Return the open steps on which nobody but an administrator can decide: key -> name."""
    readers = get_user_model().objects.filter(
        Q(groups__permissions__codename="moderate_submission")
        | Q(user_permissions__codename="moderate_submission"),
        is_active=True,
    )
    alone = Q()
    for model in (StoryReviewTask, GroupApprovalTask):
        kind = model._meta.model_name
        taken = model.groups.through.objects.filter(
            **{kind: OuterRef("pk")}, group__user__in=readers
        )
        alone |= Q(**{f"{kind}__isnull": False}) & ~Exists(taken)
    return dict(Task.objects.filter(alone, active=True).values_list("pk", "name"))


def _why(submission, names):
    if submission.review_step_id is None:
        return NO_STEP
    name = names.get(submission.review_step_id)
    return NOBODY.format(name) if name else ""
