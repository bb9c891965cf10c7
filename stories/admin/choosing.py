"""Which submissions a list or a panel is about, and what it prints of them, in a fixed number of queries."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
)
from django.db.models.functions import Cast, Coalesce
from wagtail.models import WorkflowState

from stories import bounces
from stories.admin.filters import SubmissionFilterSet
from stories.admin.selecting import Selection, count_together
from stories.models import (
    CopyEdit,
    Decision,
    Flag,
    Mark,
    Original,
    OutboxMail,
    OutsideCopy,
    Placement,
    SentVideo,
    SignOff,
    Submission,
)

# Whoever has more than this to read needs no exact number.
MOST_COUNTED = 10_000


def for_queue(queryset):
    """Return a queryset of submissions with what their rows print.

    Adds step (the name), step_pk (of the TaskState), open_flags, original_pk, original_picture,
    address_fails (mail to it came back) and has_upload (of a video).
    """
    latest = Original.objects.filter(submission=OuterRef("pk")).order_by("-version")
    review = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Submission),
        object_id=Cast(OuterRef("pk"), CharField()),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    flags = (
        Flag.objects.filter(submission=OuterRef("pk"), verdict=Flag.Verdict.OPEN)
        .order_by()
        .values("submission")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return (
        queryset.select_related(
            "topic",
            "second_look",
            "claimed_by",
            "claimed_by__wagtail_userprofile",
            "assigned_to",
            "assigned_to__wagtail_userprofile",
        )
        .defer("form_data")
        .annotate(
            step=Subquery(review.values("current_task_state__task__name")[:1]),
            step_pk=Subquery(review.values("current_task_state")[:1]),
            open_flags=Coalesce(Subquery(flags, output_field=IntegerField()), 0),
            original_pk=Subquery(latest.values("pk")[:1]),
            original_picture=Subquery(latest.values("picture")[:1]),
            address_fails=Exists(
                Flag.objects.filter(
                    submission=OuterRef("pk"), kind=bounces.FLAG, verdict=Flag.Verdict.OPEN
                )
            ),
            has_upload=Exists(SentVideo.objects.filter(submission=OuterRef("pk"))),
        )
    )


def for_desk(queryset):
    """Return a queryset of submissions with all that the desk reads of each, in a fixed number of queries."""
    reviews = WorkflowState.objects.order_by("-created_at", "-pk").select_related(
        "workflow", "current_task_state__task__storyreviewtask"
    )
    copies = OutsideCopy.objects.standing().filter(submission=OuterRef("pk"))
    places = Placement.objects.filter(story__submission=OuterRef("pk"), removed_at=None)
    # Most stories have neither: then nothing more is read.
    known = queryset.annotate(has_copies=Exists(copies), has_places=Exists(places))
    return known.select_related(
        "topic",
        "claimed_by",
        "assigned_to",
        "story_page__latest_revision",
        "published_post__confirmed_by",
        "arrival__entered_by",
        "second_look__decision__by",
    ).prefetch_related(
        "originals",
        "consents",
        "protected_parties",
        "videos",
        Prefetch("flags", Flag.objects.select_related("by", "verdict_by")),
        Prefetch("decisions", Decision.objects.select_related("by")),
        Prefetch("sign_offs", SignOff.objects.select_related("asked_by")),
        Prefetch("copy_edits", CopyEdit.objects.select_related("by")),
        Prefetch("mails", OutboxMail.objects.order_by("-pk").defer("body")),
        Prefetch("_workflow_states", reviews, to_attr="reviews"),
    )


def listed_ids(user_request, query, *, limit):
    """Return the ids that the queue lists for a query string, oldest first, at most `limit` of them.

    user_request is the request of the person who asks; query a QueryDict of the list's address.
    """
    selection = SubmissionFilterSet(query, request=user_request).select()
    return [pk for _, pk in selection.keys(limit)]


def counts(user, *, now):
    """Return what the dashboard tells: waiting, unclaimed, mine, approved, late, oldest_at.

    late counts those that have waited for a week; approved those without a page. Each number is exact
    up to MOST_COUNTED, and one more where there are more: nothing is counted to its end.
    oldest_at is when the longest waiting story was sent, or None.
    """
    waiting = Submission.WAITING
    asked = {
        "waiting": Selection(states=waiting),
        "unclaimed": Selection(states=waiting, marks={Mark.CLAIMED: False}),
        "mine": Selection(states=waiting, own={"claimed_by": user.pk}),
        "approved": Selection(states=(Submission.State.APPROVED,), rest=Q(story_page=None)),
        "late": Selection(states=waiting, rest=Q(submit_time__lt=now - timedelta(days=7))),
    }
    numbers = count_together(asked.values(), MOST_COUNTED + 1)
    oldest = asked["waiting"].keys(1)
    return dict(zip(asked, numbers, strict=True)) | {"oldest_at": oldest[0][0] if oldest else None}


def in_figures(number):
    """Return a number of `counts` as it is shown: "10,000+" where it is more than was counted."""
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else number
