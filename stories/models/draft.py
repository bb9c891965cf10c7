"""What people have typed and not sent yet: the draft, its picture, the links that lead back to it."""

import uuid
from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from stories.models.submission import private_storage

DRAFT_DAYS = 30


def draft_expiry():
    """Return when a draft saved now is erased."""
    return timezone.now() + timedelta(days=DRAFT_DAYS)


class DraftQuerySet(models.QuerySet):
    """Sets of drafts."""

    def standing(self, now=None):
        """Return those that are not over yet."""
        return self.filter(expires_at__gt=now or timezone.now())


class Draft(models.Model):
    """A story on its way to being sent; found by its key, erased 30 days after it was last saved."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_id = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text="The one-time id of this story. It becomes the receipt of the submission.",
    )
    page = models.ForeignKey(
        "stories.StoryFormPage", null=True, on_delete=models.SET_NULL, related_name="drafts"
    )
    answers = models.JSONField(
        default=dict,
        encoder=DjangoJSONEncoder,
        help_text="What was typed, unchecked, by the clean name of its field.",
    )
    choices = models.JSONField(
        default=dict,
        help_text="What the sender decided on each hint of the privacy help: its key, and keep or allowed.",
    )
    last_step = models.CharField(max_length=60, blank=True, help_text="Where to go on.")
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=draft_expiry, db_index=True)

    picture = models.FileField(storage=private_storage, blank=True, upload_to="", max_length=200)
    picture_hash = models.CharField(max_length=64, blank=True)
    picture_width = models.PositiveIntegerField(null=True)
    picture_height = models.PositiveIntegerField(null=True)
    picture_warnings = models.JSONField(
        default=list, help_text="Pairs of code and sentence: what the sender should know about it."
    )

    objects = DraftQuerySet.as_manager()

    def __str__(self):
        return f"Draft {self.pk}"


class DraftLink(models.Model):
    """A mailed link back to a draft; only the hash of its token is kept."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"Link {self.pk}"


class StepCount(models.Model):
    """How often something happened at one step of the form on one day; nobody is followed."""

    class Event(models.TextChoices):
        """What is counted."""

        START = "start", "Opened for the first time"
        DONE = "done", "Went on"
        ERROR = "error", "Came back with something to mend"
        SAVE = "save", "Saved to finish later"
        RESUME = "resume", "Came back by a link"
        SEND = "send", "Sent"

    page = models.ForeignKey(
        "stories.StoryFormPage", on_delete=models.CASCADE, related_name="step_counts"
    )
    day = models.DateField()
    step = models.CharField(max_length=60)
    event = models.CharField(max_length=10, choices=Event.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "day", "step", "event"], name="one_count_a_day_and_step"
            )
        ]

    def __str__(self):
        return f"{self.step}, {self.event}, {self.day}"
