"""The sender's own yes to edited words, bound to exactly these words."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stories.models.edits import EditKind

# Without an answer small edits may go live after this time; others never.
SMALL_AFTER = timedelta(hours=48)


class SignOff(models.Model):
    """The edited words of a story as its sender was shown them, and the answer to exactly these.

    A row is written once; only the answer is added to it. It counts for the version of the original
    that it was made beside: new words of the sender leave it behind.
    """

    class Answer(models.TextChoices):
        """What the sender said."""

        WAITING = "waiting", _("No answer yet")
        YES = "yes", _("Yes, publish it like this")
        NO = "no", _("No, keep my own words")
        SILENT = "silent", _("No answer within two days to small edits")
        TAKEN_BACK = "back", _("Taken back by the editors before there was an answer")

    Kind = EditKind

    # Whatever the facts say, these wait for the sender.
    NEEDS_YES = frozenset({Kind.PRIVACY, Kind.SUBSTANCE})

    submission = models.ForeignKey(
        "stories.Submission", on_delete=models.CASCADE, related_name="sign_offs"
    )
    version = models.PositiveIntegerField(
        help_text="The version of the original that the words were held against."
    )
    texts = models.JSONField(help_text="The edited words, by the name of the text.")
    text_hash = models.CharField(max_length=64)
    needs_yes = models.BooleanField(
        help_text="Whether a fact or the substance changed: then silence is no consent."
    )
    kinds = models.JSONField(default=list, help_text="What the editors say they changed.")
    reasons = models.JSONField(default=list, help_text="Which facts changed, as sentences.")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField(max_length=7, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(
        max_length=300,
        blank=True,
        help_text="How the answer came, where it did not come by the sender's own link.",
    )

    class Meta:
        ordering = ["submission", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(answer="waiting"),
                name="one_open_question_a_story",
            )
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(answer="waiting"),
                name="sign_off_waiting",
            )
        ]
        verbose_name = "sign-off"

    def __str__(self):
        return f"{self.get_answer_display()} ({self.submission})"

    @property
    def is_waiting(self):
        """Say whether the sender can still answer."""
        return self.answer == self.Answer.WAITING

    @property
    def free_at(self):
        """Return when small edits may go live without an answer, or None where they never may."""
        return None if self.needs_yes else self.asked_at + SMALL_AFTER

    @property
    def kinds_in_words(self):
        """Return what the editors changed, as a list in a sentence: "grammar and spelling, length"."""
        names = [self.Kind(kind).label.partition(":")[0] for kind in self.kinds]
        return ", ".join(name[:1].lower() + name[1:] for name in names)

    def holds(self, now):
        """Say whether these words may be published at a moment."""
        if self.answer in (self.Answer.YES, self.Answer.SILENT):
            return True
        return self.is_waiting and not self.needs_yes and self.free_at <= now
