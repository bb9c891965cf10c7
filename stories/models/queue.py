"""What the queue is narrowed down and kept by: marks, views with a name, the record of its exports."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone


class Mark(models.IntegerChoices):
    """One bit for each yes-or-no question that the queue is filtered by."""

    PICTURE = 1
    VIDEO = 2
    CONFIRMED = 4
    FLAGGED = 8
    LACKS_PERMISSION = 16
    CLAIMED = 32


# What each bit says, of the row alone.
MEANINGS = {
    Mark.PICTURE: Q(has_picture=True),
    Mark.VIDEO: Q(has_video_file=True) | ~Q(video_url=""),
    Mark.CONFIRMED: Q(email_confirmed_at__isnull=False),
    Mark.FLAGGED: Q(is_flagged=True),
    Mark.LACKS_PERMISSION: Q(lacks_permission=True),
    Mark.CLAIMED: Q(claimed_by__isnull=False),
}


def marks_column():
    """Return the column of a Submission that the database itself computes: the bits that are true, as a sum."""
    bits = [
        Case(When(meaning, then=Value(int(bit))), default=Value(0))
        for bit, meaning in MEANINGS.items()
    ]
    return models.GeneratedField(
        expression=sum(bits[1:], start=bits[0]),
        output_field=models.IntegerField(),
        db_persist=True,
    )


def marks_with(wanted):
    """Return every value of the marks that agrees with `wanted`, which maps Mark to True or False."""
    return [
        value
        for value in range(sum(Mark) + 1)
        if all(bool(value & mark) == is_set for mark, is_set in wanted.items())
    ]


class SavedViewQuerySet(models.QuerySet):
    """Sets of saved views."""

    def seen_by(self, user):
        """Return a user's own views and those that are shared, by name."""
        return self.filter(Q(owner=user) | Q(is_shared=True)).order_by("name", "pk")


class SavedView(models.Model):
    """A choice of filters and words with a name and an address of its own."""

    name = models.CharField(max_length=60)
    query = models.CharField(
        max_length=1000, blank=True, help_text="The query string of the queue, without a place."
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="queue_views"
    )
    is_shared = models.BooleanField("Everybody who reads submissions sees it", default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="one_view_a_name_and_owner")
        ]

    def __str__(self):
        return self.name

    @property
    def url(self):
        """Return the address that stays the same whatever the view is called."""
        return reverse("submissions:view", args=[self.pk])


class QueueExport(models.Model):
    """The record of one export of the queue: who took which stories out, when, and how many."""

    class Form(models.TextChoices):
        """What kind of file it was."""

        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField("begun at", default=timezone.now)
    form = models.CharField("kind of file", max_length=4, choices=Form.choices)
    query = models.CharField("filters", max_length=1000, blank=True)
    rows = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many stories left. Empty if it was broken off."
    )

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "export"

    def __str__(self):
        return f"Export {self.pk}"
