"""The action week: editions as data, and the page of the week."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.urls import reverse
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms import clock, phase_previews
from cms.blocks import generic_blocks
from cms.models import BasePage
from cms.other_languages import OtherLanguagesField, say
from cms.page_cache.facts import kept
from cms.timing import PHASE_LABELS, Standing
from events import partner_list, phases, structured_data
from events.activities import Activity
from events.blocks import EditionStoriesBlock
from events.calendar_entry import CalendarEntry
from events.forms import EditionForm
from events.kinds import ActivityKind, PartnerKind
from events.partners import Partner
from events.week_blocks import week_blocks
from stories.admin.balance_panel import BalancePanel
from stories.admin.placement_panel import HeldStoriesPanel
from stories.blocks import story_blocks
from stories.models import StoryHost

__all__ = [
    "Activity",
    "ActivityKind",
    "DayQuestion",
    "Edition",
    "EventPage",
    "Partner",
    "PartnerKind",
]


def check_time_zone(value):
    """Refuse a name that is no IANA time zone."""
    if value not in available_timezones():
        raise ValidationError("Choose a time zone by its IANA name, for example America/New_York.")


class EditionQuerySet(models.QuerySet):
    """Sets of editions."""

    def nearest(self, now=None):
        """Return the edition that a moment belongs to: the one that is on, the next one, or the last; or None."""
        now = now or clock.now()
        # One a year: reading them all costs less than asking the database in many time zones.
        rows = self if self.query.where else kept("editions", lambda: list(self))
        editions = sorted(rows, key=lambda edition: edition.starts_on)
        to_come = [row for row in editions if row.moment(now).today <= row.ends_on]
        return next(iter(to_come), None) or (editions[-1] if editions else None)


class Edition(CalendarEntry, index.Indexed, ClusterableModel):
    """One year's week, with its own dates, time zone and questions."""

    calendar_fields = ("name", "starts_on", "ends_on", "time_zone")

    name = models.CharField(max_length=120, default="U.S. National Health IT Week")
    name_elsewhere = OtherLanguagesField("name in Spanish", max_length=120)
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

    override = models.CharField(
        "phase set by hand",
        max_length=10,
        choices=[(phase.value, label) for phase, label in PHASE_LABELS.items()],
        blank=True,
        help_text="Leave it empty and the dates decide. Set it if the week is moved at the last "
        "minute, and empty it again afterwards: until then the site stays in this phase.",
    )

    objects = EditionQuerySet.as_manager()

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
        FieldPanel("name_elsewhere"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("hashtag")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("time_zone"),
                FieldPanel("override"),
            ],
            heading="When",
        ),
        InlinePanel("day_questions", heading="The question of each day", label="Day"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    def __str__(self):
        return f"{self.shown_name} {self.year}"

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError(
                {"ends_on": "The last day lies before the first. Choose a later day."}
            )

    @property
    def shown_name(self):
        """Return the name in the language that is spoken."""
        return say(self.name, self.name_elsewhere)

    def moment(self, now=None):
        """Return the phases.Moment of the edition, at an aware datetime or when the page is rendered for."""
        is_set = self.override and not clock.goes_by_dates()
        override = phases.Phase(self.override) if is_set else None
        return phases.moment_of(
            self.starts_on, self.ends_on, self.time_zone, now or clock.now(), override
        )

    def standing(self, now=None):
        """Return the timing.Standing of pages that follow the edition."""
        moment = self.moment(now)
        return Standing(moment.today, moment.phase, self.time_zone)

    def get_moments(self):
        """Return the (label, aware datetime) pairs at which the pages of the week change, by their noons."""
        day = timedelta(days=1)
        return [
            (label, datetime.combine(on, time(12), self.zone))
            for label, on in (
                ("The day before", self.starts_on - day),
                ("First day", self.starts_on),
                ("Last day", self.ends_on),
                ("The day after", self.ends_on + day),
            )
        ]

    @property
    def stories_span(self):
        """Return the aware moments between which its stories were first published: from, or None, and to.

        The year of an edition begins when the edition before it is over, and ends with its own last day.
        """
        others = type(self).objects.exclude(pk=self.pk).filter(ends_on__lt=self.ends_on)
        before = kept(("edition before", self.pk), others.order_by("-ends_on").first)
        return (before.is_over_at if before else None), self.is_over_at

    @property
    def is_over_at(self):
        """Return the aware moment at which its last day is over, in its own time zone."""
        return datetime.combine(self.ends_on + timedelta(days=1), time(), self.zone)

    @property
    def zone(self):
        """Return the time zone as a ZoneInfo."""
        return ZoneInfo(self.time_zone)


class DayQuestion(Orderable):
    """What the campaign asks on one day of the week."""

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="day_questions")
    day = models.DateField()
    question = models.CharField(max_length=80)
    question_elsewhere = OtherLanguagesField("question in Spanish", max_length=80)
    text = models.CharField(
        max_length=240, blank=True, help_text="One sentence more, for the day itself."
    )

    text_elsewhere = OtherLanguagesField("text in Spanish", max_length=240)

    panels = [
        FieldPanel("day"),
        FieldPanel("question"),
        FieldPanel("question_elsewhere"),
        FieldPanel("text"),
        FieldPanel("text_elsewhere"),
    ]

    def __str__(self):
        return self.question

    def clean(self):
        super().clean()
        edition = self.edition
        if self.day and edition.starts_on and edition.ends_on:
            if not edition.starts_on <= self.day <= edition.ends_on:
                raise ValidationError({"day": "This day is not part of the week."})


class EventPage(StoryHost, RoutablePageMixin, BasePage):
    """The page of the week: what it is, today's question, stories placed for it, program and partners."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.StandardPage"]
    # Those of the list of partners.
    kept_by = ("q", "letter", "kind", "page")

    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="pages")
    intro = models.TextField(
        max_length=400, blank=True, help_text="Shown before and after the week."
    )
    recap = models.TextField(
        max_length=400,
        blank=True,
        help_text="Shown once the week is over, in place of the introduction.",
    )
    body = StreamField(
        [
            *week_blocks(),
            *generic_blocks(),
            *story_blocks(),
            ("edition_stories", EditionStoriesBlock()),
        ],
        blank=True,
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [HelpPanel(template="events/admin/week_help.html")],
            heading="How this page works",
            classname="collapsed",
        ),
        FieldPanel("edition"),
        MultiFieldPanel([FieldPanel("intro"), FieldPanel("recap")], heading="Introduction"),
        FieldPanel("body"),
        BalancePanel(heading="Balance of its stories"),
        HeldStoriesPanel(heading="Stories on this page"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        verbose_name = "week page"

    @classmethod
    def served(cls):
        """Return the pages with their edition."""
        return cls.objects.select_related("edition")

    def get_standing(self):
        return self.edition.standing() if self.edition_id else super().get_standing()

    def get_moments(self):
        return self.edition.get_moments() if self.edition_id else []

    @property
    def calendar_url(self):
        """Return the address of the calendar file of the week, "" without an edition."""
        return reverse("week_calendar", args=[self.edition.uid]) if self.edition_id else ""

    @property
    def programme_calendar_url(self):
        """Return the address of the calendar file of the whole program, "" without an edition."""
        return reverse("programme_calendar", args=[self.edition.uid]) if self.edition_id else ""

    @property
    def partners_url(self):
        """Return the address of the list of all partners, "" while the page has none."""
        return f"{self.url}{self.reverse_subpage('partner_list')}" if self.url else ""

    @property
    def structured_data(self):
        """Return the week for search engines, as JSON-LD that may stand in a page; "" without an edition."""
        return structured_data.week(self) if self.edition_id else ""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.edition_id:
            context["moment"] = moment = self.edition.moment()
            context["days"] = days = day_rail(self.edition, moment)
            context["today"] = next((day for day in days if day["is_today"]), None)
        return context

    def get_route_paths(self):
        # Both lead on from the former address when the page moves.
        return [*super().get_route_paths(), f"/{self.reverse_subpage('partner_list')}"]

    def serve_preview(self, request, mode_name):
        # RoutablePageMixin knows no modes.
        return phase_previews.answer(request, self, mode_name, super().serve_preview)

    def get_sitemap_urls(self, request=None):
        found = super().get_sitemap_urls(request)
        if found and self.edition_id:
            partners = self.address + self.reverse_subpage("partner_list")
            found.append({"location": partners, "lastmod": None})
        return found

    @path("partners/", name="partner_list")
    def show_partners(self, request):
        """Answer with the partners of the edition: all of them, or those that were searched for."""
        if not self.edition_id:
            raise Http404("This page has no edition, so it has no partners.")
        listed = partner_list.read(request.GET, self.edition)
        return self.render(
            request, template="events/partner_list.html", context_overrides={"listing": listed}
        )


def day_rail(edition, moment):
    """Return the days of an edition for the rail: dicts with day, question, text, is_today, is_past."""
    rows = kept(("days", edition.pk), lambda: list(edition.day_questions.all()))
    return [
        {
            "day": row.day,
            "question": say(row.question, row.question_elsewhere),
            "text": say(row.text, row.text_elsewhere),
            "is_today": row.day == moment.today,
            "is_past": row.day < moment.today,
        }
        for row in sorted(rows, key=lambda row: row.day)
    ]
