"""The activities of a week: what happens when, where and with whom."""

from datetime import timedelta
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.search import index

from cms.other_languages import OtherLanguagesField, say
from events import times
from events.calendar_entry import CalendarEntry
from events.kinds import ActivityKind
from events.partners import Partner

# How far from the week an activity may lie: what leads up to it or looks back on it.
MOST_DAYS_AWAY = 30


class ActivityQuerySet(models.QuerySet):
    """Sets of activities."""

    def public(self):
        """Return what stands on the program; what was called off stays, and says so."""
        return self.exclude(state=Activity.State.DRAFT)

    def for_programme(self):
        """Return with all that the program prints, in the order of time, in one query."""
        return self.select_related("edition", "kind", "partner").order_by(
            "day", models.F("starts_at").asc(nulls_first=True), "ends_at", "title", "pk"
        )


class Activity(CalendarEntry, index.Indexed, models.Model):
    """One item of the program."""

    class State(models.TextChoices):
        """Who sees it."""

        DRAFT = "draft", "Draft: only staff see it"
        ON = "on", "On the program"
        CALLED_OFF = "called_off", "Called off: it stays on the program and says so"

    calendar_fields = (
        *("title", "text", "day", "starts_at", "ends_at", "ends_on"),
        *("place", "link", "kind", "partner", "state"),
    )

    edition = models.ForeignKey(
        "events.Edition", on_delete=models.CASCADE, related_name="activities"
    )
    title = models.CharField(max_length=120)
    title_elsewhere = OtherLanguagesField("title in Spanish", max_length=120)
    text = models.TextField(
        max_length=600, blank=True, help_text="Two or three sentences: what happens, and who for."
    )
    text_elsewhere = OtherLanguagesField("text in Spanish", max_length=600, is_long=True)
    kind = models.ForeignKey(
        ActivityKind,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="For example a webinar. Editors keep the list under The week.",
    )
    day = models.DateField()
    starts_at = models.TimeField(
        "starts at", null=True, blank=True, help_text="Leave both times empty for a whole day."
    )
    ends_at = models.TimeField(
        "ends at",
        null=True,
        blank=True,
        help_text="An end that is earlier than the start is on the next day.",
    )
    ends_on = models.DateField(
        "last day", null=True, blank=True, help_text="Only for what lasts several days."
    )
    place = models.CharField(
        max_length=200, blank=True, help_text="The house and the town, or “Online”."
    )
    place_elsewhere = OtherLanguagesField("place in Spanish", max_length=200)
    link = models.URLField(
        max_length=300, blank=True, help_text="Where people sign up, join or read more."
    )
    link_label = models.CharField(
        max_length=40, default="Sign up", help_text="Says what the link does: “Join the webinar”."
    )
    link_label_elsewhere = OtherLanguagesField("link label in Spanish", max_length=40)
    partner = models.ForeignKey(
        Partner,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="activities",
        verbose_name="hosted by",
        help_text="The partner who hosts it. Leave it empty for your own activities.",
    )
    state = models.CharField("who sees it", max_length=10, choices=State, default=State.DRAFT)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["day", "starts_at", "title"]
        verbose_name_plural = "activities"
        indexes = [models.Index(fields=["edition", "day"], name="activity_by_day")]

    panels = [
        FieldPanel("title"),
        FieldPanel("title_elsewhere"),
        FieldPanel("text"),
        FieldPanel("text_elsewhere"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("state")]),
        MultiFieldPanel(
            [
                FieldPanel("edition"),
                FieldPanel("day"),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("ends_on"),
                HelpPanel("Times are those of the clocks in the time zone of the edition."),
            ],
            heading="When",
        ),
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldPanel("place_elsewhere"),
                FieldRowPanel([FieldPanel("link"), FieldPanel("link_label")]),
                FieldPanel("link_label_elsewhere"),
                FieldPanel("partner"),
            ],
            heading="Where, and with whom",
        ),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("edition_id"),
    ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        wrong = {**self._wrong_days(), **self._wrong_times()}
        if wrong:
            raise ValidationError(wrong)

    def _wrong_days(self):
        """Return what is wrong with the days, by field."""
        wrong = {}
        if self.day and self.ends_on and self.ends_on < self.day:
            wrong["ends_on"] = (
                "The last day is before the first. Choose a later day, or leave it empty."
            )
        if self.day and self.edition_id:
            edition, away = self.edition, timedelta(days=MOST_DAYS_AWAY)
            if not edition.starts_on - away <= self.day <= edition.ends_on + away:
                wrong["day"] = (
                    f"The week of this edition begins on {date_format(edition.starts_on, 'F j, Y')}. "
                    f"Choose a day that is at most {MOST_DAYS_AWAY} days away from it, or another "
                    "edition."
                )
        return wrong

    def _wrong_times(self):
        """Return what is wrong with the times, by field."""
        if (self.starts_at is None) != (self.ends_at is None):
            name = "starts_at" if self.starts_at is None else "ends_at"
            return {
                name: "Type both times, so that it fits into a calendar. A good guess will do. "
                "For a whole day, leave both empty."
            }
        if self.starts_at is None:
            return {}
        if self.starts_at == self.ends_at and self.ends_on in (None, self.day):
            return {"ends_at": "It ends at the moment it begins. Choose a later time."}
        if self.ends_on == self.day and self.ends_at < self.starts_at:
            return {
                "ends_at": "It ends before it begins. Choose a later time. If it goes on after "
                "midnight, leave the last day empty."
            }
        return self._times_left_out()

    def _times_left_out(self):
        """Return the times that the clocks never show on that day, by field."""
        if not (self.day and self.edition_id):
            return {}
        zone, span = self.edition.time_zone, self.span
        return {
            name: f"On this day the clocks are put forward, and {at:%H:%M} is left out. "
            "Choose a time one hour later."
            for name, day, at in (
                ("starts_at", span.first, self.starts_at),
                ("ends_at", span.last, self.ends_at),
            )
            if not times.exists(day, at, zone)
        }

    @property
    def shown_title(self):
        """Return the title in the language that is spoken."""
        return say(self.title, self.title_elsewhere)

    @property
    def shown_text(self):
        """Return what happens, in the language that is spoken."""
        return say(self.text, self.text_elsewhere)

    @property
    def shown_place(self):
        """Return the place in the language that is spoken."""
        return say(self.place, self.place_elsewhere)

    @property
    def shown_link_label(self):
        """Return what the link does, in the language that is spoken."""
        return say(self.link_label, self.link_label_elsewhere)

    @property
    def span(self):
        """Return when it is, as times.Span in the zone of its edition."""
        return times.span_of(
            self.day, self.starts_at, self.ends_at, self.ends_on, self.edition.time_zone
        )

    @cached_property
    def is_called_off(self):
        """Say whether it was on the program and does not happen."""
        return self.state == self.State.CALLED_OFF

    @property
    def when(self):
        """Return its times in words, with the zone."""
        return times.say(self.span)

    @property
    def calendar_url(self):
        """Return the address of its calendar file."""
        return reverse("activity_calendar", args=[self.uid])
