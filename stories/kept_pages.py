"""When what is kept of public pages ends because of a story: what is written about it, and what time brings."""

from django.conf import settings
from django.db.models.signals import post_delete, post_save

from cms.page_cache.emptying import empty, empty_after
from cms.page_cache.life import calendar
from stories.models.signoff import SMALL_AFTER

# What visitors see of a story, or see no more: rows with a submission.
OF_A_STORY = ("Consent", "ProtectedParty", "SignOff", "Original", "PublicVideo", "PublishedPost")


def connect():
    """Listen to everything that decides whether a story shows; called once by the app's start."""
    from django.apps import apps

    from stories.models import Submission, Topic

    empty_after(Topic)
    for model in map(apps.get_model, (f"stories.{name}" for name in OF_A_STORY)):
        uid = f"stories.kept_pages.{model.__name__}"
        post_save.connect(_on_row, sender=model, dispatch_uid=f"{uid}.saved")
        post_delete.connect(_on_row_deleted, sender=model, dispatch_uid=f"{uid}.deleted")
    post_save.connect(_on_submission, sender=Submission, dispatch_uid="stories.kept_pages.story")
    calendar.add(changes)


def state_changed(before, after):
    """End the kept pages where a submission enters or leaves the states in which its story may show."""
    from stories.models import Submission

    if before in Submission.PUBLISHABLE or after in Submission.PUBLISHABLE:
        empty()


def changes(now, until):
    """Yield when small edits become free to go live, and when the form opens and closes."""
    from stories.models import SignOff, StoryFormPage

    asked = SignOff.objects.filter(
        answer=SignOff.Answer.WAITING,
        needs_yes=False,
        asked_at__gt=now - SMALL_AFTER,
        asked_at__lte=until - SMALL_AFTER,
    )
    yield from (row.free_at for row in asked)
    for name in ("opens_at", "closes_at"):
        pages = StoryFormPage.objects.filter(**{f"{name}__gt": now, f"{name}__lte": until})
        yield from pages.values_list(name, flat=True)


def _on_row(sender, instance, **kwargs):
    if settings.PAGE_CACHE:
        # What arrives from visitors, and is read by nobody yet, ends nothing.
        state_changed(instance.submission.state, instance.submission.state)


def _on_row_deleted(sender, **kwargs):
    empty()


def _on_submission(sender, instance, **kwargs):
    state_changed(instance.state, instance.state)
