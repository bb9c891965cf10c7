"""The sealed original of a submission, and all versions of it."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from stories import roles
from stories.models.submission import Submission, private_storage
from stories.models.text import hash_texts


class Original(models.Model):
    """What was sent, sealed: the database refuses every UPDATE, and DELETE outside of an erasure."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="originals")
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)
    answers = models.JSONField(
        encoder=DjangoJSONEncoder, help_text="Every answer, by the clean name of its field."
    )
    labels = models.JSONField(
        help_text="The questions as they were worded: pairs of clean name and label."
    )
    consents = models.JSONField(
        help_text="Every consent box: scope, exact wording, whether it was ticked."
    )
    text_hash = models.CharField(max_length=64)
    picture = models.FileField(storage=private_storage, blank=True, upload_to="", max_length=200)
    picture_hash = models.CharField(max_length=64, blank=True)
    picture_width = models.PositiveIntegerField(null=True)
    picture_height = models.PositiveIntegerField(null=True)
    video_hash = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the video file as it was sent."
    )

    class Meta:
        ordering = ["submission", "version"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "version"], name="one_original_a_version")
        ]
        # Each arriving story asks whether the same words came before.
        indexes = [models.Index(fields=["text_hash"], name="original_words")]

    def __str__(self):
        return f"{self.submission_id}, version {self.version}"

    @property
    def texts(self):
        """Return the texts as sent, by the name of the copy's field."""
        return {
            field: self.answers.get(role, "") or "" for role, field in roles.TEXT_OF_ROLE.items()
        }

    @property
    def is_intact(self):
        """Say whether the words still have the hash they were sealed with."""
        return hash_texts(self.texts) == self.text_hash

    @property
    def questions(self):
        """Return (label, answer) pairs in the form's order, for the desk and for exports."""
        return [(label, self.answers.get(name, "")) for name, label in self.labels]
