"""Records of what was agreed, decided, flagged, placed, mailed and erased; each is written once and kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ConsentQuerySet(models.QuerySet):
    """Sets of consents."""

    def current(self, now=None):
        """Return those given, not withdrawn and not past their last day."""
        now = now or timezone.now()
        today = timezone.localdate(now)
        return self.filter(given_at__lte=now, withdrawn_at=None).filter(
            Q(expires_on=None) | Q(expires_on__gte=today)
        )


class Consent(models.Model):
    """What somebody agreed to: purpose, exact wording, when, until when."""

    class Scope(models.TextChoices):
        """What the consent is for."""

        TRUTH = "truth", _("True, and told with permission")
        CONTACT = "contact", _("Read it and write to me")
        PUBLISH = "publish", _("Publish on this site")
        SOCIAL = "social", _("Quote on social media and at events")
        BRIEF = "brief", _("Print in briefs for policymakers")
        ALTER = "alter", _("May be edited or refused")
        IMAGE = "image", _("Use the picture")

    # What lets others see something of the story; a withdrawal ends all of these.
    USES = frozenset({Scope.PUBLISH, Scope.SOCIAL, Scope.BRIEF, Scope.IMAGE})

    submission = models.ForeignKey(
        "stories.Submission", on_delete=models.CASCADE, related_name="consents"
    )
    scope = models.CharField(max_length=10, choices=Scope.choices)
    wording = models.TextField(help_text="The exact words beside the box that was ticked.")
    wording_version = models.CharField(
        max_length=12, help_text="The start of the hash of the wording: equal words, equal version."
    )
    name_shown = models.CharField(max_length=5, blank=True)
    how_given = models.CharField(
        max_length=300,
        blank=True,
        help_text="How it was given when not by ticking the box on the form.",
    )
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "scope"],
                condition=Q(withdrawn_at=None),
                name="one_open_consent_a_scope",
            )
        ]

    def __str__(self):
        return f"{self.get_scope_display()} ({self.submission})"

    def is_current(self, now=None):
        """Say whether it holds at a moment; the form of `current` for one row."""
        now = now or timezone.now()
        is_over = self.expires_on is not None and self.expires_on < timezone.localdate(now)
        return self.given_at <= now and self.withdrawn_at is None and not is_over


class Flag(models.Model):
    """A hint for the moderator, from a machine or a person; it decides nothing."""

    class Verdict(models.TextChoices):
        """What a person made of it."""

        OPEN = "open", "Open"
        CONFIRMED = "confirmed", "Confirmed"
        DISMISSED = "dismissed", "Dismissed"

    submission = models.ForeignKey(
        "stories.Submission", on_delete=models.CASCADE, related_name="flags"
    )
    kind = models.CharField(max_length=30)
    field = models.CharField(max_length=40, blank=True, help_text="The text it was found in.")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    verdict_at = models.DateTimeField(null=True, blank=True)
    # Who raised it; nobody for what a rule found.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["submission", "id"]

    def __str__(self):
        return f"{self.kind} ({self.submission})"


class Decision(models.Model):
    """One decision on a submission, with its grounds and the words that went to the sender."""

    class Kind(models.TextChoices):
        """What was decided."""

        APPROVE = "approve", _("Approved this step")
        CHANGES = "changes", _("Asked for changes")
        REFUSE = "refuse", _("Refused")
        REOPEN = "reopen", _("Put back into the queue")
        SPAM = "spam", _("Held as spam")

    class Ground(models.TextChoices):
        """The coded reasons of a request for changes or a refusal."""

        SUBSTANCE = (
            "substance",
            _("Substance: it is not a story about health information or technology"),
        )
        INTENT = "intent", _("Intent: it is not meant as a true personal story")
        GRAMMAR = "grammar", _("Grammar: it cannot be understood as it stands")
        MISSING_IMAGE = "missing_image", _("Missing picture")
        PROMOTIONAL = (
            "promotional",
            _("Promotional: it advertises a person, product or organization"),
        )
        PERMISSION = "permission", _("Permission: somebody in the story has not said yes")

    # What a sender can mend; the others are final.
    FIXABLE = frozenset(
        {Ground.GRAMMAR, Ground.MISSING_IMAGE, Ground.PERMISSION, Ground.PROMOTIONAL}
    )

    submission = models.ForeignKey(
        "stories.Submission", on_delete=models.CASCADE, related_name="decisions"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    step = models.CharField(
        max_length=255, blank=True, help_text="The step of the review it was taken in."
    )
    grounds = models.JSONField(default=list, blank=True)
    note = models.TextField("note to the sender", blank=True)
    internal_note = models.TextField(blank=True)
    policy = models.ForeignKey(
        "stories.ReviewPolicy",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="review rules in force",
    )
    is_quiet = models.BooleanField(
        "taken quietly",
        default=False,
        help_text="The sender hears of it when the mail is released from the outbox.",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.submission})"

    @property
    def ground_labels(self):
        """Return the grounds in words."""
        labels = dict(self.Ground.choices)
        return [str(labels.get(ground, ground)) for ground in self.grounds]

    @property
    def can_be_mended(self):
        """Say whether the sender could mend every ground."""
        return self.FIXABLE.issuperset(self.grounds)


class Placement(models.Model):
    """One story in one slot of one page: who put it there, when, and when it left."""

    story = models.ForeignKey(
        "stories.StoryPage", on_delete=models.CASCADE, related_name="placements"
    )
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="story_placements")
    slot = models.CharField(max_length=36, help_text="The id of the block in the page's body.")
    slot_name = models.CharField(max_length=120)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    lost_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When somebody saved the page without having seen the story there; "
        "empty once an editor has put it back or left it out.",
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "page", "slot"],
                condition=Q(removed_at=None),
                name="one_open_placement_a_slot",
            )
        ]

    def __str__(self):
        return f"{self.slot_name} ({self.page_id})"


class PromotedPicture(models.Model):
    """The public copy of the picture that was sent; it leaves with the story, whatever page shows it."""

    submission = models.ForeignKey(
        "stories.Submission", on_delete=models.CASCADE, related_name="public_pictures"
    )
    image = models.OneToOneField(
        "cms.CampaignImage", on_delete=models.CASCADE, related_name="promoted_picture"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"Picture of {self.submission}"


class OutboxMail(models.Model):
    """One mail, written in the transaction that caused it and sent after it; the key makes it one."""

    key = models.CharField(max_length=120, unique=True, help_text="What the mail is about, once.")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=8, default=settings.LANGUAGE_CODE)
    submission = models.ForeignKey(
        "stories.Submission", null=True, blank=True, on_delete=models.CASCADE, related_name="mails"
    )
    draft = models.ForeignKey(
        "stories.Draft", null=True, blank=True, on_delete=models.CASCADE, related_name="mails"
    )
    to = models.EmailField(max_length=254)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now, db_index=True)
    last_error = models.CharField(max_length=300, blank=True)
    bounced_at = models.DateTimeField("came back at", null=True, blank=True)
    bounce_is_final = models.BooleanField("the address takes no mail", default=False)
    bounce_reason = models.CharField("why it came back", max_length=300, blank=True)
    # A mail that is held waits for a person to release it, and is never sent before.
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who changed the words of this one mail; nobody where they are the template’s.",
    )

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(sent_at=None), name="mail_to_send"),
            models.Index(
                fields=["kind", "held_at"], condition=Q(held_at__isnull=False), name="mail_held"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def message_id(self):
        """Return the id in the header of the mail (RFC 5322, 3.6.4), the same on every try."""
        return f"<{self.pk}.{self.created_at:%Y%m%d%H%M%S}@stories.ihearthit>"


class PrivateLink(models.Model):
    """A link mailed to a sender; only the hash of its token is kept."""

    class Purpose(models.TextChoices):
        """What the link is for."""

        CONFIRM = "confirm", "Confirm the email address"
        STATUS = "status", "See, change and withdraw the story"

    submission = models.ForeignKey(
        "stories.Submission", on_delete=models.CASCADE, related_name="private_links"
    )
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.purpose} {self.pk}"


class ReviewerPreference(models.Model):
    """Which mails a moderator wants, and by which keys the review desk is worked."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviewer_preference"
    )
    first_waiting = models.BooleanField(
        "Write to me when a story arrives in an empty queue", default=True
    )
    daily_digest = models.BooleanField("Write to me once a day while stories wait", default=True)
    story_assigned = models.BooleanField(
        "Write to me when a colleague gives me a story to read", default=True
    )
    decides_quietly = models.BooleanField(default=False, editable=False)
    uses_keys = models.BooleanField(
        "Use single keys on the review desk",
        default=True,
        help_text="Turn this off if you speak to your computer, or press keys by accident.",
    )
    keys = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="The keys that differ from the shipped ones, by what they do; empty for no key.",
    )

    def __str__(self):
        return str(self.user)


class ErasurePermit(models.Model):
    """While open, it lets the database delete the originals of one submission; closed, it is the record of it."""

    submission_id = models.BigIntegerField()
    ref = models.UUIDField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = "erasure"

    def __str__(self):
        return f"Erasure of {self.ref}"
