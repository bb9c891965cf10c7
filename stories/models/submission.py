"""What a visitor sent: the submission with its editable copy."""

import secrets
import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormSubmission
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Page,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from stories.admin.edits_panel import EditsPanel
from stories.models.queue import marks_column
from stories.models.text import StoryText, hash_words

COPY_FIELDS = ("title", "what_happened", "what_learned", "why_it_matters", "because", "topic")
# No 0/O, 1/I/L: a number is read aloud on the telephone.
NUMBER_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def private_storage():
    """Return the storage of files that only signed-in staff may see."""
    return storages["private"]


def make_number():
    """Return a new story number such as "IHH-4K7Q-29", for letters and the telephone."""
    pick = [secrets.choice(NUMBER_ALPHABET) for _ in range(6)]
    return f"IHH-{''.join(pick[:4])}-{''.join(pick[4:])}"


class SubmissionQuerySet(models.QuerySet):
    """Sets of submissions in the words of the review desk."""

    def waiting(self):
        """Return those that a moderator has to read."""
        return self.filter(state__in=Submission.WAITING)

    def unenrolled(self):
        """Return those that are stored, and whose review and first mail have not begun yet."""
        return self.filter(enrolled_at=None)

    def awaiting_placement(self):
        """Return those that an editor can promote."""
        return self.filter(state=Submission.State.APPROVED)

    def samples(self):
        """Return the invented ones of the demo content."""
        return self.filter(is_sample=True)


class Submission(
    StoryText,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    AbstractFormSubmission,
):
    """One story on its way; its own fields are the copy, `originals` are what was sent."""

    class State(models.TextChoices):
        """Where a submission stands; only stories.moderation writes it."""

        RECEIVED = "received", "Received"
        IN_REVIEW = "in_review", "In review"
        CHANGES_REQUESTED = "changes_requested", "Changes requested"
        AWAITING_SIGN_OFF = "awaiting_sign_off", "Awaiting sign-off"
        APPROVED = "approved", "Approved"
        SCHEDULED = "scheduled", "Scheduled"
        LIVE = "live", "Live"
        NOT_SELECTED = "not_selected", "Not selected"
        WITHDRAWN = "withdrawn", "Withdrawn"
        SPAM = "spam", "Held as spam"

    class NameShown(models.TextChoices):
        """How the sender's name appears in public."""

        FULL = "full", _("My full name")
        FIRST = "first", _("My first name only")
        NONE = "none", _("No name")

    WAITING = (State.RECEIVED, State.IN_REVIEW)
    PUBLISHABLE = (State.APPROVED, State.SCHEDULED, State.LIVE)

    ref = models.UUIDField("reference", default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=12, default=make_number, unique=True, editable=False)
    receipt = models.UUIDField(
        unique=True,
        editable=False,
        help_text="The one-time id of the form it was sent with: it makes a double click one story "
        "and is the address of the thank-you page.",
    )
    page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="story_submissions"
    )
    form_data = models.JSONField(
        "answers to extra questions", default=dict, blank=True, encoder=DjangoJSONEncoder
    )
    submit_time = models.DateTimeField(
        "sent at", default=timezone.now, db_index=True, editable=False
    )
    # A submission is never published: its story page is.
    live = models.BooleanField(default=False, editable=False)

    state = models.CharField(
        max_length=20, choices=State.choices, default=State.RECEIVED, editable=False, db_index=True
    )
    state_changed_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="claimed_submissions",
    )
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    enrolled_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When its review began and its first mail was written: a moment after it was sent.",
    )
    is_sample = models.BooleanField("sample story", default=False, editable=False)

    # For the filters of the queue. The first four follow other tables: only stories.queue_marks
    # writes them. The marks put these and three columns of the row into one number to look up.
    has_picture = models.BooleanField(default=False, editable=False)
    has_video_file = models.BooleanField(default=False, editable=False)
    is_flagged = models.BooleanField(default=False, editable=False)
    lacks_permission = models.BooleanField(default=False, editable=False)
    marks = marks_column()
    review_step = models.ForeignKey(
        "wagtailcore.Task",
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="assigned_submissions",
    )
    due_on = models.DateField(null=True, blank=True, editable=False)

    title = models.CharField(max_length=120, blank=True, help_text="The heading of the story page.")
    topic = models.ForeignKey(
        "stories.Topic", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    sender_name = models.CharField(max_length=120)
    sender_email = models.EmailField(max_length=254)
    email_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    sender_about = models.CharField("who the sender is", max_length=120, blank=True)
    sender_place = models.CharField("town and state", max_length=120, blank=True)
    name_shown = models.CharField(
        max_length=5, choices=NameShown.choices, default=NameShown.NONE, editable=False
    )
    video_url = models.URLField("video", max_length=300, blank=True, editable=False)
    picture_alt = models.CharField("what the picture shows", max_length=255, blank=True)
    picture_credit = models.CharField("who made the picture", max_length=200, blank=True)
    picture_crop = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="Which part of the picture shows: left, top, width, height, focus_x and focus_y as "
        "shares of its size, from 0 to 1. Empty: the middle.",
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["submit_time", "id"]
        indexes = [
            # The queue reads each of these in the order of time, from any place (stories.admin.selecting).
            models.Index(fields=["state", "submit_time", "id"], name="queue_state"),
            models.Index(fields=["state", "marks", "submit_time", "id"], name="queue_marks"),
            models.Index(fields=["topic", "state", "submit_time", "id"], name="queue_topic"),
            models.Index(fields=["claimed_by", "state", "submit_time", "id"], name="queue_reader"),
            *(
                models.Index(
                    fields=[name, "state", "submit_time", "id"],
                    condition=models.Q((f"{name}__isnull", False)),
                    name=f"queue_{name}",
                )
                for name in ("review_step", "assigned_to")
            ),
            models.Index(
                fields=["state", "submit_time", "id"],
                condition=models.Q(due_on__isnull=False),
                name="queue_due",
            ),
            models.Index(
                fields=["submit_time", "id"],
                condition=models.Q(
                    review_step=None, enrolled_at__isnull=False, state__in=["received", "in_review"]
                ),
                name="submission_stuck",
            ),
            models.Index(
                fields=["submit_time"],
                condition=models.Q(enrolled_at=None),
                name="submission_to_enroll",
            ),
        ]
        permissions = [
            ("moderate_submission", "Can decide on submissions"),
            ("promote_submission", "Can promote and place stories"),
            ("export_submission", "Can export submissions"),
            ("erase_submission", "Can erase submissions"),
        ]

    panels = [
        FieldPanel("title"),
        MultiFieldPanel(
            [
                FieldPanel("what_happened"),
                FieldPanel("what_learned"),
                FieldPanel("why_it_matters"),
                FieldPanel("because"),
            ],
            heading="The copy that will be published",
            help_text="The original stays sealed. The sender is shown every edit.",
        ),
        FieldPanel("topic"),
        EditsPanel(heading="Beside the sealed original"),
    ]

    search_fields = [
        index.SearchField("title"),
        index.SearchField("story_text"),
        index.SearchField("because"),
        index.SearchField("number"),
        index.FilterField("state"),
        index.FilterField("topic_id"),
        index.FilterField("claimed_by_id"),
        index.FilterField("is_sample"),
        index.FilterField("submit_time"),
    ]

    def __str__(self):
        # Log entries keep this text for ever: no name and no word of the story.
        return self.number

    def serializable_data(self):
        """Return what a revision holds: the copy and the key, so that state and claim never jump back."""
        data = super().serializable_data()
        return {name: data[name] for name in ("pk", *COPY_FIELDS)}

    def with_content_json(self, content):
        """Return this row with the copy of a revision laid over it; everything else is the row's."""
        row = type(self)._base_manager.get(pk=self.pk)
        for name in COPY_FIELDS:
            if name not in content:
                continue
            field = self._meta.get_field(name)
            setattr(row, field.attname, field.to_python(content[name]))
        return row

    def get_lock(self):
        """Return the lock; a submission with a story page is frozen for everybody."""
        from stories.promotion import PromotedLock

        return PromotedLock(self) if hasattr(self, "story_page") else super().get_lock()

    @property
    def original(self):
        """Return the latest Original, which is the yardstick for every comparison."""
        if "originals" in getattr(self, "_prefetched_objects_cache", ()):
            return max(self.originals.all(), key=lambda sent: sent.version, default=None)
        return self.originals.order_by("-version").first()

    @property
    def video(self):
        """Return the SentVideo that was uploaded last, or None."""
        if "videos" in getattr(self, "_prefetched_objects_cache", ()):
            return max(self.videos.all(), key=lambda video: video.pk, default=None)
        return self.videos.last()

    @property
    def is_confirmed(self):
        """Say whether the sender has confirmed the email address."""
        return self.email_confirmed_at is not None

    @property
    def story(self):
        """Return the submission whose words these are, as a story page does."""
        return self

    @property
    def shown_title(self):
        """Return the title that the story page has, or would have."""
        from stories.promotion import title_of

        return title_of(self)

    @property
    def is_true_to_original(self):
        """Say whether the copy holds exactly the words that were sent."""
        original = self.original
        return (
            bool(original) and hash_words(self.words_beside(original.texts)) == original.text_hash
        )

    @property
    def teller(self):
        """Return the name that may be shown, empty where the sender wants none."""
        if self.name_shown == self.NameShown.FULL:
            return self.sender_name
        if self.name_shown == self.NameShown.FIRST:
            return self.sender_name.split()[0] if self.sender_name.split() else ""
        return ""

    @property
    def teller_note(self):
        """Return who the sender is and where from, as printed below the name."""
        parts = [
            part.strip().rstrip(".") for part in (self.sender_about, self.sender_place) if part
        ]
        return ". ".join(part for part in parts if part)

    @property
    def desk_url(self):
        """Return the address of the review desk for this submission."""
        return reverse("submissions:inspect", args=[self.pk])

    @property
    def preview_modes(self):
        """Offer the story page as visitors will see it."""
        return [("", "Story page")]

    def get_preview_template(self, request, mode_name):
        return "stories/story_page.html"

    def get_preview_context(self, request, mode_name):
        from stories.promotion import draft_page

        context = super().get_preview_context(request, mode_name)
        context["page"] = context["self"] = draft_page(self)
        return context
