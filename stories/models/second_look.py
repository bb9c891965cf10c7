"""The one second look at a refused story that its sender may ask for."""

from django.db import models
from django.utils import timezone


class SecondLook(models.Model):
    """A sender's request that another person reads a refused story again: one for each story."""

    submission = models.OneToOneField(
        "stories.Submission", on_delete=models.CASCADE, related_name="second_look"
    )
    decision = models.ForeignKey(
        "stories.Decision",
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The refusal that the sender asked to have looked at again.",
    )
    reason = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When the story was approved, or refused once more."
    )

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self):
        return f"Second look at {self.submission}"

    @property
    def is_open(self):
        """Say whether another person still has to decide."""
        return self.ended_at is None
