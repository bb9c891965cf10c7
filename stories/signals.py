"""What the workflow and the page tree tell us; the answer is always the one writer, stories.moderation."""

from django.db.models.signals import pre_delete
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_submitted,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

# Wagtail's own id for its mail to the members of a group, wagtail/admin/signal_handlers.py.
STOCK_MAIL = "group_approval_task_submitted_email_notification"


def connect():
    """Connect every receiver; called once by the app's start."""
    from wagtail.models import TaskState

    from stories.models import StoryPage

    # Under the same id Wagtail's receiver is not connected beside ours.
    task_submitted.disconnect(sender=TaskState, dispatch_uid=STOCK_MAIL)
    task_submitted.connect(on_task_submitted, sender=TaskState, dispatch_uid=STOCK_MAIL)

    workflow_submitted.connect(on_submitted, dispatch_uid="stories.submitted")
    workflow_rejected.connect(on_rejected, dispatch_uid="stories.rejected")
    workflow_cancelled.connect(on_cancelled, dispatch_uid="stories.cancelled")
    page_published.connect(on_host_published, dispatch_uid="stories.host_published")
    page_published.connect(on_page_change, sender=StoryPage, dispatch_uid="stories.published")
    page_unpublished.connect(on_page_down, sender=StoryPage, dispatch_uid="stories.unpublished")
    pre_delete.connect(on_page_delete, sender=StoryPage, dispatch_uid="stories.page_deleted")


def on_task_submitted(sender, instance, **kwargs):
    """A step waits for its group: pages get Wagtail's mail, stories the ones of stories.emails.

    Wagtail's would go to every moderator for every story, inside the transaction that stores it.
    """
    from wagtail.admin.signal_handlers import task_submission_email_notifier

    from stories.models import StoryReviewTask

    if not isinstance(instance.task.specific, StoryReviewTask):
        task_submission_email_notifier(instance=instance, **kwargs)


def on_submitted(sender, instance, user=None, **kwargs):
    """A review began or began again."""
    _project(instance, user)


def on_rejected(sender, instance, user=None, **kwargs):
    """A step asked for changes, also through Wagtail's own screens."""
    _project(instance, user)


def on_cancelled(sender, instance, user=None, **kwargs):
    """A review was stopped: by a refusal, a withdrawal, or through Wagtail's own screens."""
    _project(instance, user)


def on_page_change(sender, instance, **kwargs):
    """A story page went live."""
    from stories import projection

    projection.project_page(instance)


def on_page_down(sender, instance, **kwargs):
    """A story page came down, and its card and the public copies of its picture and its video with it."""
    from stories import empty_places, projection, public_pictures, public_videos, share_files

    empty_places.note(instance)
    public_pictures.take_down(instance.submission)
    public_videos.take_down(instance.submission)
    share_files.forget("story", instance.pk)
    projection.project_page(instance)


def on_host_published(sender, instance, revision=None, **kwargs):
    """A page with slots was published, by whatever door: what it holds now is what is placed."""
    from stories import reckoning
    from stories.models import StoryHost

    if issubclass(sender, StoryHost):
        reckoning.reckon(instance, user=revision.user if revision else None)


def on_page_delete(sender, instance, **kwargs):
    """A story page is deleted: it leaves every slot with its files; its submission can be promoted again."""
    from stories import moderation, placement, public_pictures, public_videos, share_files

    placement.remove_everywhere(instance, user=None)
    public_pictures.take_down(instance.submission)
    public_videos.take_down(instance.submission)
    share_files.forget("story", instance.pk)
    moderation.page_deleted(instance)


def _project(workflow_state, user):
    from stories import projection
    from stories.models import Submission

    if isinstance(workflow_state.content_object, Submission):
        projection.project_workflow(workflow_state, user=user)
