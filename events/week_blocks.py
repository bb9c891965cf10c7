"""Blocks of the page of the week: its program, partners, countdown and look back."""

from datetime import date, datetime, time

from django.utils import timezone
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms import clock
from cms.blocks import TEXT_FEATURES, sample_picture
from cms.page_cache.facts import kept
from cms.timed_blocks import TimedBlock
from events import countdown
from events.action_blocks import PolicymakersBlock, ToolkitBlock
from events.phases import Phase, moment_of

GROUP = "The week"
MOST_PARTNERS = 24


class WeekBlock(TimedBlock):
    """A block that shows the edition of its page; without one, the preview brings an edition along."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        edition = getattr(context.get("page"), "edition", None) or context.get("sample_edition")
        context["edition"] = edition
        context["moment"] = context.get("moment") or (edition.moment() if edition else None)
        return context

    def get_preview_context(self, value, parent_context=None):
        """Bring the newest edition along, or an invented one for a site that has none yet."""
        from events.models import Edition

        context = super().get_preview_context(value, parent_context)
        edition = Edition.objects.first() or sample_edition()
        return {**context, "sample_edition": edition, "is_preview": True}


def sample_edition():
    """Return an invented edition, not saved."""
    from events.models import Edition

    today = timezone.localdate()
    return Edition(year=today.year, starts_on=today, ends_on=today)


class ProgrammeBlock(WeekBlock):
    """The activities of the edition, day by day."""

    heading = blocks.CharBlock(max_length=120, default="The program")
    text = blocks.TextBlock(max_length=300, required=False, rows=2)

    class Meta:
        icon = "calendar-check"
        label = "Program"
        group = GROUP
        template = "events/blocks/programme.html"
        description = (
            "Every activity of this year’s edition, day by day, with today marked and a calendar "
            "file for each. Activities are kept under The week."
        )

    def get_preview_value(self):
        return self.normalize({"heading": "The program", "text": "Come to one, or to all of them."})

    def get_context(self, value, parent_context=None):
        from events import programme, times

        context = super().get_context(value, parent_context=parent_context)
        edition, moment = context["edition"], context["moment"]
        activities = []
        if edition and edition.pk:
            rows = edition.activities.public().for_programme()
            activities = kept(("activities", edition.pk), lambda: list(rows))
        if not activities and context.get("is_preview"):
            activities = sample_activities(edition)
        today = moment.today if moment else date.min
        context["zone"] = times.zone_place(edition.time_zone) if edition else ""
        context["days"] = programme.days_of(activities, today=today, now=clock.now())
        return context


def sample_activities(edition):
    """Return two invented activities on the first day of an edition, not saved."""
    from events.models import Activity, ActivityKind

    return [
        Activity(
            edition=edition,
            title=title,
            text=text,
            day=edition.starts_on,
            starts_at=time(hour),
            ends_at=time(hour + 1),
            place="Online",
            kind=ActivityKind(name=kind),
        )
        for title, text, hour, kind in (
            ("Stories from the front desk", "Three people tell, then you ask.", 12, "Webinar"),
            ("Finish the sentence", "We answer every post for an hour.", 16, "Social media"),
        )
    ]


class PartnersBlock(WeekBlock):
    """The partners of the edition: the first of them, and the way to all."""

    heading = blocks.CharBlock(max_length=120, default="Our partners")
    text = blocks.TextBlock(max_length=300, required=False, rows=2)
    count = blocks.IntegerBlock(
        min_value=4, max_value=MOST_PARTNERS, default=12, label="How many are shown here"
    )

    class Meta:
        icon = "group"
        label = "Partners"
        group = GROUP
        template = "events/blocks/partners.html"
        description = (
            "The first partners of this year’s edition, by kind, and a search through all of them. "
            "Partners are kept under The week."
        )

    def get_preview_value(self):
        return self.normalize({"heading": "Our partners", "text": "", "count": 12})

    def get_context(self, value, parent_context=None):
        from django.db.models import F

        from events.models import Partner

        context = super().get_context(value, parent_context=parent_context)
        edition, partners, total = context["edition"], [], 0
        if edition and edition.pk:
            everybody = Partner.objects.public().of(edition)
            by_kind = F("kind__sort_order").asc(nulls_last=True)
            first = everybody.for_cards().order_by(by_kind, "sort_key", "pk")
            count = value.get("count") or 12
            partners = kept(("partners", edition.pk, count), lambda: list(first[:count]))
            total = kept(("partners", edition.pk), everybody.count)
        if not partners and context.get("is_preview"):
            names = ("Cedar Street Clinic", "Lantern Health Library", "Two Rivers Pharmacy")
            partners = [Partner(name=name) for name in names]
            total = len(partners)
        context["partners"], context["total"] = partners, total
        return context


class CountdownBlock(WeekBlock):
    """How far off the week is, in words; it changes by itself at midnight in the edition's zone."""

    text = blocks.TextBlock(
        max_length=300, required=False, rows=2, help_text="One or two sentences below the count."
    )

    class Meta:
        icon = "date"
        label = "Countdown"
        group = GROUP
        template = "events/blocks/countdown.html"
        description = (
            "Says in words how many days are left, then which day it is. It hides after the week."
        )

    def get_preview_value(self):
        return self.normalize({"text": "Stories that come before the week can open it."})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        moment = context["moment"]
        if context.get("is_preview"):
            moment = moment_of(date(2001, 1, 13), date(2001, 1, 17), "UTC", _preview_now())
        context["countdown"] = countdown.say(moment) if moment else ""
        return context


def _preview_now():
    """Return a moment at which the preview of a countdown has something to count."""
    return datetime(2001, 1, 1, tzinfo=timezone.get_default_timezone())


class FigureBlock(blocks.StructBlock):
    """One number with what it counts."""

    number = blocks.CharBlock(max_length=12, help_text="Only a number that you can prove.")
    label = blocks.CharBlock(max_length=80, help_text="What it counts: “stories told”.")

    class Meta:
        icon = "order"


class RecapBlock(WeekBlock):
    """What the week was; it shows itself once the week is over."""

    heading = blocks.CharBlock(max_length=120, default="What the week was")
    text = blocks.RichTextBlock(features=TEXT_FEATURES)
    figures = blocks.ListBlock(FigureBlock(), max_num=4, default=[])
    pictures = blocks.ListBlock(ImageBlock(), max_num=6, default=[])

    class Meta:
        icon = "history"
        label = "Look back"
        group = GROUP
        template = "events/blocks/recap.html"
        description = "Text, figures and pictures of the week. You can prepare it: it shows once the week is over."

    def get_preview_value(self):
        picture = sample_picture()
        return self.normalize(
            {
                "heading": "What the week was",
                "text": "<p>Five days, five questions, and people who answered.</p>",
                "figures": [{"number": "5", "label": "questions asked"}],
                "pictures": [picture] if picture else [],
            }
        )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        moment = context["moment"]
        is_over = moment is not None and moment.phase == Phase.AFTER
        context["is_shown"] = is_over or context.get("is_preview", False)
        return context


def week_blocks():
    """Return the (name, block) pairs that only the page of a week has."""
    return [
        ("programme", ProgrammeBlock()),
        ("partners", PartnersBlock()),
        ("toolkit", ToolkitBlock(group=GROUP)),
        ("policymakers", PolicymakersBlock(group=GROUP)),
        ("countdown", CountdownBlock()),
        ("recap", RecapBlock()),
    ]
