"""What staff changed in the words of a sender, piece by piece, with the kind of each change."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EditKind(models.TextChoices):
    """What kind of change it is."""

    GRAMMAR = "grammar", _("Grammar and spelling")
    LENGTH = "length", _("Length: something was left out that changes nothing")
    PRIVACY = "privacy", _("Privacy: something was taken out that points to a person")
    TITLE = "title", _("Title")
    CROP = "crop", _("Picture: another part of it, another picture or none")
    SUBSTANCE = "substance", _("Substance: it says something else now")


class CopyEdit(models.Model):
    """One changed piece beside the sealed original: who said of what kind it is, and when.

    A row is written once and never changed. Who gives a piece another kind adds a row: the last one
    counts, and the others tell how it came about.
    """

    Kind = EditKind

    submission = models.ForeignKey(
        "stories.Submission", on_delete=models.CASCADE, related_name="copy_edits"
    )
    version = models.PositiveIntegerField(
        help_text="The version of the original that the words were held against."
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The draft in which the piece was first saved like this.",
    )
    field = models.CharField(max_length=20)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    kind = models.CharField(max_length=9, choices=EditKind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["submission", "id"]

    def __str__(self):
        # Log entries keep this text for ever: no word of the story.
        return f"{self.get_kind_display()} ({self.submission})"

    def save(self, *args, **kwargs):
        """Write a new row; a row that is there stays as it is."""
        if not self._state.adding:
            raise TypeError("An edit is written once. Add another row.")
        super().save(*args, **kwargs)

    @property
    def kind_in_short(self):
        """Return the kind without its explanation: "Privacy"."""
        return self.get_kind_display().partition(":")[0]
