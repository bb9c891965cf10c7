"""A video that somebody sent: the file as it came, until the worker has made a clean one of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stories.models.submission import private_storage


class SentVideo(models.Model):
    """One uploaded video on its way from the sender's file to the one that can be published."""

    class State(models.TextChoices):
        """How far the worker is."""

        WAITING = "waiting", _("Waiting to be checked")
        WORKING = "working", _("Being checked")
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Refused")

    draft = models.OneToOneField(
        "stories.Draft", null=True, blank=True, on_delete=models.SET_NULL, related_name="video"
    )
    submission = models.ForeignKey(
        "stories.Submission", null=True, blank=True, on_delete=models.CASCADE, related_name="videos"
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING, db_index=True
    )
    reason = models.CharField(
        max_length=300, blank=True, help_text="Why it was refused, in words for the sender."
    )
    source = models.FileField(
        storage=private_storage,
        blank=True,
        upload_to="",
        max_length=200,
        help_text="The file as it was sent. It is deleted as soon as the worker is done with it.",
    )
    source_hash = models.CharField(max_length=64, help_text="SHA-256 of the file as it was sent.")
    source_bytes = models.PositiveBigIntegerField()
    result = models.FileField(storage=private_storage, blank=True, upload_to="", max_length=200)
    poster = models.FileField(storage=private_storage, blank=True, upload_to="", max_length=200)
    seconds = models.FloatField(null=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    captions = models.TextField(blank=True, help_text="WebVTT: the words and sounds, with times.")
    transcript = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"Video {self.pk}"

    @property
    def is_publishable(self):
        """Say whether it is made anew and has captions and a transcript (WCAG 2.2, 1.2.1 and 1.2.2)."""
        return self.state == self.State.READY and bool(self.captions and self.transcript)

    @property
    def file_names(self):
        """Return the names of its private files."""
        return [file.name for file in (self.source, self.result, self.poster) if file]


class PublicVideo(models.Model):
    """The public copy of a sent video; it leaves with the story."""

    submission = models.OneToOneField(
        "stories.Submission", on_delete=models.CASCADE, related_name="public_video"
    )
    video = models.FileField(upload_to="", max_length=200)
    poster = models.FileField(upload_to="", max_length=200)
    captions = models.FileField(upload_to="", max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    seconds = models.FloatField()
    transcript = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"Video of {self.submission}"
