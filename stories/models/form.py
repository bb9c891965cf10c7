"""The form that editors build: a page and its fields."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES, AbstractForm, AbstractFormField
from wagtail.contrib.forms.utils import get_field_clean_name
from wagtail.url_routing import RouteResult

from cms import languages
from cms.models import BasePage
from stories import roles
from stories.form_builder import StoryFormBuilder, clean_name_of
from stories.form_rules import STORY_PARTS, StoryFormPageForm
from stories.models.gate import GatedPage, refusal

# A file from a stock field would lie in the public folder; a hidden field has no use here.
STOCK_CHOICES = [choice for choice in FORM_FIELD_CHOICES if choice[0] != "hidden"]
FIELD_CHOICES = [
    (STORY_PARTS, [(role.name, role.label) for role in roles.ROLES]),
    ("Questions of your own", STOCK_CHOICES),
]

# What a form says until an editor words it; a form in another language says it there.
START = gettext_noop("Start my story")
CLOSED = gettext_noop("We are not taking stories right now")
SEND = gettext_noop("Send my story")
THANKS = gettext_noop("Thank you. We have it.")


class StoryFormPage(GatedPage, BasePage, AbstractForm):
    """The page with the story form; what it asks is built by editors, what it means stays ours."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count = 1
    template = "stories/form/start.html"
    form_builder = StoryFormBuilder
    base_form_class = StoryFormPageForm

    intro = models.TextField(
        max_length=600,
        blank=True,
        help_text="What to know before starting. Two or three short sentences.",
    )
    needs = models.TextField(
        "what people need",
        max_length=800,
        blank=True,
        help_text="A list on the start page, one line for each thing to have at hand.",
    )
    rules = models.TextField(
        max_length=1200,
        blank=True,
        help_text="A list on the start page, one line for each rule.",
    )
    minutes = models.PositiveSmallIntegerField(
        "minutes it takes",
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="Said on the start page.",
    )
    start_label = models.CharField("start button", max_length=40, default=START)
    opens_at = models.DateTimeField(
        null=True, blank=True, help_text="Before this time the form shows its closed text."
    )
    closes_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="From this time on the form shows its closed text. Who has begun may still send for a day.",
    )
    is_closed = models.BooleanField(
        "closed",
        default=False,
        help_text="Close the form now, whatever the dates say.",
    )
    closed_heading = models.CharField(max_length=80, default=CLOSED)
    closed_text = models.TextField(
        max_length=800,
        blank=True,
        help_text="Say when the form opens again, or where people can go instead.",
    )
    button_label = models.CharField(max_length=40, default=SEND)
    promise = models.TextField(
        max_length=800,
        blank=True,
        help_text="What the campaign promises, shown just above the button.",
    )
    thanks_heading = models.CharField(max_length=80, default=THANKS)
    thanks_text = models.TextField(
        max_length=800,
        blank=True,
        help_text="Shown after sending, above the steps of what happens next.",
    )
    reading_days = models.PositiveSmallIntegerField(
        "days until a story is read",
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text="The thank-you page promises to have read the story by then, with the date.",
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("intro"),
                FieldPanel("needs"),
                FieldPanel("rules"),
                FieldPanel("minutes"),
                FieldPanel("start_label"),
            ],
            heading="Start page",
        ),
        HelpPanel(
            heading="How the pages come about", template="stories/admin/form_pages_help.html"
        ),
        InlinePanel(
            "form_fields",
            heading="Questions",
            label="Question",
            help_text="A form can be saved as a draft at any time. To be published it needs: "
            + "; ".join(roles.BY_NAME[name].label for name in roles.MANDATORY)
            + ".",
        ),
        MultiFieldPanel([FieldPanel("promise"), FieldPanel("button_label")], heading="Sending"),
        MultiFieldPanel(
            [
                FieldPanel("is_closed"),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldPanel("closed_heading"),
                FieldPanel("closed_text"),
            ],
            heading="Open and closed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("thanks_heading"),
                FieldPanel("thanks_text"),
                FieldPanel("reading_days"),
            ],
            heading="Thank-you page",
        ),
    ]

    class Meta:
        verbose_name = "story form"

    @classmethod
    def to_start(cls, key=""):
        """Return the published form with a key, or that in the language that is spoken, else the site's own.

        None where there is none of them.
        """
        forms = {form.locale_id: form for form in cls.objects.live()}
        asked = next((form for form in forms.values() if str(form.pk) == key), None)
        spoken, own = languages.row(), languages.row(settings.LANGUAGE_CODE)
        return asked or forms.get(spoken.pk) or forms.get(own.pk)

    def get_submission_class(self):
        """Return our own submission class; Wagtail's form lists read it."""
        from stories.models.submission import Submission

        return Submission

    def serve_submissions_list_view(self, request, *args, **kwargs):
        """Lead from Wagtail's list of answers to the queue, which asks for its own permission."""
        return redirect("submissions:list")

    @property
    def preview_modes(self):
        """Offer the start page, each step, and the pages that come after them."""
        from stories.steps import steps_of

        return [
            ("", "Start page"),
            *((step.preview_mode, f"{step.number}. {step.short_title}") for step in steps_of(self)),
            ("check", "Answers before sending"),
            ("thanks", "Thank-you page"),
            ("closed", "Closed"),
        ]

    def speak_its_language(self) -> bool:
        """Say in the language of the page what no editor has worded yet; return whether anything changed."""
        untouched = [
            field
            for field in ("start_label", "closed_heading", "button_label", "thanks_heading")
            if getattr(self, field) == self._meta.get_field(field).default
        ]
        with translation.override(self.locale.language_code):
            for field in untouched:
                setattr(self, field, gettext(getattr(self, field)))
        return bool(untouched)

    @property
    def missing_roles(self):
        """Return the labels of the mandatory questions that the form lacks."""
        return roles.missing_roles(field.field_type for field in self.get_form_fields())

    @property
    def doubled_roles(self):
        """Return the labels of the story questions that stand twice."""
        return roles.doubled_roles([field.field_type for field in self.get_form_fields()])

    @property
    def obstacles(self):
        """Return what stands in the way of publishing, as sentences."""
        found = []
        if self.missing_roles:
            found.append("It lacks: " + "; ".join(self.missing_roles) + ".")
        if self.doubled_roles:
            found.append("These stand twice: " + "; ".join(self.doubled_roles) + ".")
        return found

    def save(self, *args, **kwargs):
        """Save; by whatever door, a form that is not whole does not go live."""
        # Saving a draft of a live form goes through update_fields and changes nothing public.
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        if self.live and self.obstacles:
            raise refusal("The form cannot be published.", *self.obstacles)
        if not self.doubled_roles:
            super().save(*args, **kwargs)
            return
        # The database holds each part of a story once; the revision of the draft holds all.
        questions = list(self.get_form_fields())
        once = {}
        for field in sorted(questions, key=lambda field: field.pk is None):
            once.setdefault(clean_name_of(field), field)
        self.form_fields = list(once.values())
        super().save(*args, **kwargs)
        self.form_fields = questions

    def route(self, request, path_components):
        """Answer for the form and for every place one step below it.

        What is sent to a form that is no longer public arrives all the same, so that it can be given back.
        """
        is_here = len(path_components) < 2 and (self.live or request.method == "POST")
        if not is_here:
            raise Http404
        return RouteResult(self, kwargs={"place": "".join(path_components)})

    def serve(self, request, *args, **kwargs):
        """Show the form or one of its steps, or receive it."""
        from stories import views

        return views.story_form(request, self, **kwargs)

    def serve_preview(self, request, mode_name):
        """Preview the form or the thank-you page."""
        from stories import views

        request.is_preview = True
        return views.preview(request, self, mode_name)


class StoryFormField(AbstractFormField):
    """One question; its type says what the answer means, everything else is the editor's wording."""

    page = ParentalKey(StoryFormPage, on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField("type", max_length=32, choices=FIELD_CHOICES)
    field_type.required_on_save = True
    label = models.CharField(max_length=400, help_text="The question, or the words beside a box.")
    help_text = models.CharField(
        "hint", max_length=400, blank=True, help_text="One short sentence below the question."
    )
    starts_page = models.BooleanField(
        "starts a new page",
        default=False,
        help_text="This question and those below it stand on a page of their own.",
    )
    page_title = models.CharField(
        max_length=80,
        blank=True,
        help_text="The heading of that page. Without one, the question itself is the heading.",
    )

    panels = [
        FieldRowPanel([FieldPanel("starts_page"), FieldPanel("page_title")]),
        FieldPanel("field_type", classname="formbuilder-type", required_on_save=True),
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldPanel("required"),
        FieldPanel("choices", classname="formbuilder-choices"),
        FieldPanel("default_value", classname="formbuilder-default"),
    ]

    class Meta(AbstractFormField.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "field_type"],
                condition=Q(field_type__in=sorted(roles.NAMES)),
                name="one_story_field_of_a_type",
            )
        ]

    @property
    def is_story_field(self):
        """Say whether the answer is part of the story, not an extra question."""
        return self.field_type in roles.NAMES

    def get_field_clean_name(self):
        """Return the role itself, or q_… for an extra question, so that no label can change a meaning."""
        if self.is_story_field:
            return self.field_type
        return f"q_{get_field_clean_name(self.label)}"[:255]

    def save(self, *args, **kwargs):
        """Save; a story field is always stored under its own name, and nothing else ever is."""
        if self.is_story_field or self.clean_name in roles.NAMES:
            self.clean_name = self.get_field_clean_name()
        super().save(*args, **kwargs)
