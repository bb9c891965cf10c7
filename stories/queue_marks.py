"""What the queue is filtered by and other tables tell: the only writer of these columns of a submission."""

from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan
from django.db.models.signals import post_delete, post_save


def refresh(*keys):
    """Write the columns of the submissions with these keys anew, from the tables as they are now.

    Rows of the other tables that are saved or deleted one by one come here by themselves; whoever
    writes many of them at once, or none that is saved, calls this inside the same transaction.
    """
    from stories.models import Consent, Flag, Original, ProtectedParty, SentVideo, Submission

    mine = {"submission": OuterRef("pk")}
    picture = Original.objects.filter(**mine).order_by("-version").values("picture")[:1]
    # The last day of a consent is left to the doors that publish: no row changes when it comes.
    agreed = Consent.objects.filter(**mine, scope=Consent.Scope.PUBLISH, withdrawn_at=None)
    waiting = ProtectedParty.objects.unsettled().filter(**mine)
    Submission.objects.filter(pk__in=keys).update(
        has_picture=GreaterThan(
            Coalesce(Subquery(picture, output_field=CharField()), Value("")), Value("")
        ),
        has_video_file=Exists(SentVideo.objects.filter(**mine)),
        is_flagged=Exists(Flag.objects.filter(**mine, verdict=Flag.Verdict.OPEN)),
        lacks_permission=~Exists(agreed) | Q(Exists(waiting)),
    )


def follow_step(sender, instance, **kwargs):
    """Write the step that a review is in; a review that is over, or waits for its sender, is in none."""
    from django.contrib.contenttypes.models import ContentType

    from stories.models import Submission

    if instance.base_content_type_id != ContentType.objects.get_for_model(Submission).pk:
        return
    is_open = instance.status == instance.STATUS_IN_PROGRESS and instance.current_task_state
    step = instance.current_task_state.task_id if is_open else None
    if step or not kwargs.get("created"):
        Submission.objects.filter(pk=instance.object_id).update(review_step=step)


def follow_row(sender, instance, **kwargs):
    """Write the columns after a change of one row of another table."""
    if instance.submission_id:
        refresh(instance.submission_id)


def connect():
    """Connect the receivers; called once by the app's start."""
    from wagtail.models import WorkflowState

    from stories.models import Consent, Flag, ProtectedParty, SentVideo

    post_save.connect(follow_step, sender=WorkflowState, dispatch_uid="stories.follow_step")
    for model in (Consent, Flag, ProtectedParty, SentVideo):
        for signal in (post_save, post_delete):
            signal.connect(follow_row, sender=model, dispatch_uid=f"stories.marks.{model.__name__}")
