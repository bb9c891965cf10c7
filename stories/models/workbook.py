"""A long list of stories on its way into an XLSX file."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from stories.models.queue import QueueExport
from stories.models.submission import private_storage


class Workbook(models.Model):
    """The record of one XLSX file that the worker writes, and that lies there for a day."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "Being written"
        READY = "ready", "Ready"
        FAILED = "failed", "Not written"
        GONE = "gone", "Deleted"

    export = models.OneToOneField(QueueExport, on_delete=models.CASCADE, related_name="workbook")
    # Of the record, once more: one unfinished workbook a person is a rule of this table.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="workbooks"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(help_text="How many stories the list had when asked for.")
    written = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to="", storage=private_storage, max_length=200, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(state="waiting"), name="one_workbook_at_a_time"
            )
        ]

    def __str__(self):
        return f"Workbook {self.pk}"

    @property
    def is_waiting(self):
        """Say whether the worker has still to write it."""
        return self.state == self.State.WAITING

    @property
    def is_ready(self):
        """Say whether it can be taken."""
        return self.state == self.State.READY
