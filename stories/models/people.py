"""The people in a story besides its sender: who they are to the sender, and what the telling rests on."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ProtectedPartyQuerySet(models.QuerySet):
    """Sets of protected parties."""

    def unsettled(self):
        """Return those on whose account a story cannot show; the queryset form of `is_settled`."""
        waits = Q(confirmed_at=None) & (Q(basis=ProtectedParty.Basis.NOT_YET) | ~Q(email=""))
        return self.filter(Q(refused_at__isnull=False) | waits)


class ProtectedParty(models.Model):
    """Somebody in the story other than the sender, with the basis on which it may be told."""

    class Basis(models.TextChoices):
        """Why the story may tell of this person."""

        ASKED = "asked", _("I asked them, and they said yes")
        GUARDIAN = "guardian", _("I am their parent or guardian")
        REPRESENTATIVE = "represents", _("They have died, and I speak for them")
        UNRECOGNIZABLE = "hidden", _("Nobody can recognize them in the story")
        NOT_YET = "not_yet", _("I have not asked them yet")

    submission = models.ForeignKey(
        "stories.Submission", on_delete=models.CASCADE, related_name="protected_parties"
    )
    version = models.PositiveIntegerField(
        default=1, help_text="The version of the original that named this person."
    )
    relation = models.CharField(max_length=120, help_text="Who they are to the sender.")
    basis = models.CharField(max_length=10, choices=Basis.choices)
    email = models.EmailField(
        max_length=254,
        blank=True,
        help_text="Where the person is asked for a yes of their own, if the sender wants that.",
    )
    link_digest = models.CharField(max_length=64, blank=True, db_index=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = ProtectedPartyQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "id"]
        verbose_name = "protected party"
        verbose_name_plural = "protected parties"

    def __str__(self):
        return f"{self.get_basis_display()} ({self.submission})"

    @property
    def is_settled(self):
        """Say whether nothing has to be waited for on account of this person."""
        if self.refused_at:
            return False
        # The own yes of a person counts whatever the sender said of it.
        return self.confirmed_at is not None or (
            not self.email and self.basis != self.Basis.NOT_YET
        )
