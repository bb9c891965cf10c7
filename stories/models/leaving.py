"""What stays to be done and to be said after a story has left: copies elsewhere, addresses that are gone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class OutsideCopyQuerySet(models.QuerySet):
    """Sets of copies outside of this site."""

    def standing(self):
        """Return those that nobody has marked as removed."""
        return self.filter(removed_at=None)


class OutsideCopy(models.Model):
    """One use of a story outside of this site, which only a person can take away; it outlives the story."""

    class Kind(models.TextChoices):
        """What kind of copy it is."""

        NETWORK = "network", "Post on a network"
        BRIEF = "brief", "Brief for policymakers"
        PRINT = "print", "In print or on slides"
        OTHER = "other", "Elsewhere"

    submission = models.ForeignKey(
        "stories.Submission",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="outside_copies",
        help_text="Empty once the story is erased.",
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    where = models.CharField(
        max_length=500, help_text="The address of the copy, or words that let a colleague find it."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OutsideCopyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "outside copies"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "kind", "where"],
                condition=Q(removed_at=None),
                name="one_open_row_a_copy",
            )
        ]

    def __str__(self):
        # Log entries keep this text for ever.
        return f"Outside copy {self.pk}"

    @property
    def is_link(self):
        """Say whether `where` is an address that a browser opens."""
        return self.where.startswith(("https://", "http://")) and " " not in self.where


class GoneAddress(models.Model):
    """An address whose story was erased: it answers 410. Nothing but a keyed hash of it is kept."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "gone addresses"

    def __str__(self):
        return f"Gone address {self.pk}"
