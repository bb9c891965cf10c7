"""What stays to be done and to be said after a story has left: copies elsewhere, addresses that are gone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class OutsideCopyQuerySet(models.QuerySet):
    """Sets of copies outside of this site."""

    def standing(self):
        """Return those that nobody has marked as removed."""
        return self.filter(removed_at=None)


class OutsideCopy(models.Model):
    """One use of a story outside of this site, which only a person can take away; it outlives the story."""

    class Kind(models.TextChoices):
        """What kind of copy it is."""

        NETWORK = "network", _("Post on a network")
        BRIEF = "brief", _("Brief for policymakers")
        PRINT = "print", _("In print or on slides")
        OTHER = "other", _("Elsewhere")

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


class EmptyPlace(models.Model):
    """A place on a public page that a story has left, until another one stands there; it names no story."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="empty_story_places")
    slot = models.CharField(max_length=36, help_text="The id of the block in the page's body.")
    slot_name = models.CharField(max_length=120)
    placement = models.ForeignKey(
        "stories.Placement",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty once the story is erased.",
    )
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(closed_at=None),
                name="one_empty_place_a_placement",
            )
        ]

    def __str__(self):
        return f"{self.slot_name} ({self.page_id})"


class GoneAddress(models.Model):
    """An address whose story was erased: it answers 410. Nothing but a keyed hash of it is kept."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "gone addresses"

    def __str__(self):
        return f"Gone address {self.pk}"
