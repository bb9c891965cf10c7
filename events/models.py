"""The action week: editions as data, and the page of the week."""

from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.blocks import generic_blocks
from cms.models import BasePage
from events import phases
from events.forms import EditionForm
from stories.blocks import story_blocks
from stories.models import StoryHost


def check_time_zone(value):
    """Refuse a name that is no IANA time zone."""
    if value not in available_timezones():
        raise ValidationError("Choose a time zone by its IANA name, for example America/New_York.")


class Edition(index.Indexed, ClusterableModel):
    """One year's week, with its own dates, time zone and questions."""

    name = models.CharField(max_length=120, default="U.S. National Health IT Week")
    year = models.PositiveIntegerField()
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    time_zone = models.CharField(
        max_length=40,
        default="America/New_York",
        validators=[check_time_zone],
        help_text="A day of the week begins and ends at midnight in this zone.",
    )
    hashtag = models.CharField(max_length=40, default="#NHITWeek")

    base_form_class = EditionForm

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="edition_ends_after_start",
            )
        ]

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("hashtag")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("time_zone"),
            ],
            heading="When",
        ),
        InlinePanel("day_questions", heading="The question of each day", label="Day"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    def __str__(self):
        return f"{self.name} {self.year}"

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError(
                {"ends_on": "The last day lies before the first. Choose a later day."}
            )

    def moment(self, now=None):
        """Return the phases.Moment of the edition, at an aware datetime or now."""
        return phases.moment_of(self.starts_on, self.ends_on, self.time_zone, now or timezone.now())

    @property
    def zone(self):
        """Return the time zone as a ZoneInfo."""
        return ZoneInfo(self.time_zone)


class DayQuestion(Orderable):
    """What the campaign asks on one day of the week."""

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="day_questions")
    day = models.DateField()
    question = models.CharField(max_length=80)
    text = models.CharField(
        max_length=240, blank=True, help_text="One sentence more, for the day itself."
    )

    panels = [FieldPanel("day"), FieldPanel("question"), FieldPanel("text")]

    def __str__(self):
        return self.question

    def clean(self):
        super().clean()
        edition = self.edition
        if self.day and edition.starts_on and edition.ends_on:
            if not edition.starts_on <= self.day <= edition.ends_on:
                raise ValidationError({"day": "This day is not part of the week."})


class EventPage(StoryHost, BasePage):
    """The page of the week: what it is, today's question, stories placed for it."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.StandardPage"]

    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="pages")
    intro = models.TextField(
        max_length=400, blank=True, help_text="Shown before and after the week."
    )
    recap = models.TextField(
        max_length=400,
        blank=True,
        help_text="Shown once the week is over, in place of the introduction.",
    )
    body = StreamField([*generic_blocks(), *story_blocks()], blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("edition"),
        MultiFieldPanel([FieldPanel("intro"), FieldPanel("recap")], heading="Introduction"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        verbose_name = "week page"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.edition_id:
            context["moment"] = moment = self.edition.moment()
            context["days"] = days = day_rail(self.edition, moment)
            context["today"] = next((day for day in days if day["is_today"]), None)
        return context


def day_rail(edition, moment):
    """Return the days of an edition for the rail: dicts with day, question, text, is_today, is_past."""
    return [
        {
            "day": row.day,
            "question": row.question,
            "text": row.text,
            "is_today": row.day == moment.today,
            "is_past": row.day < moment.today,
        }
        for row in sorted(edition.day_questions.all(), key=lambda row: row.day)
    ]
