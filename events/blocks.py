"""Blocks about the week that other pages can show."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.choosers import PageChooserBlock
from cms.timed_blocks import TimedBlock
from stories.blocks import LatestBlock


class WeekStripBlock(TimedBlock):
    """A line about the week with a link to its page; it hides when the week is over."""

    page = PageChooserBlock(page_type="events.EventPage")
    text = blocks.CharBlock(
        max_length=120, required=False, help_text="One sentence, for example what happens each day."
    )
    link_label = blocks.CharBlock(max_length=40, default="See the week")

    class Meta:
        icon = "calendar-alt"
        template = "events/blocks/week_strip.html"
        description = "One line that leads to the page of the week. It hides once the week is over."

    def get_preview_value(self):
        from events.models import EventPage

        page = EventPage.objects.live().first()
        text = "Five days, five questions, your stories in the room."
        return self.normalize({"page": page, "text": text, "link_label": "See the week"})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        page = value.get("page")
        event = page.localized.specific if page and page.live else None
        edition = event.edition if event else None
        context["event"] = event
        context["edition"] = edition
        context["moment"] = edition.moment() if edition else None
        return context


class EditionStoriesBlock(LatestBlock):
    """The newest stories of one edition; it fills itself."""

    edition = SnippetChooserBlock(
        "events.Edition",
        required=False,
        help_text="Leave it empty for the edition that the page follows.",
    )

    class Meta:
        icon = "calendar-check"
        label = "Stories of an edition"
        description = (
            "The newest stories from the end of one week to the end of the next. It shows no story "
            "that stands elsewhere on the page, and hides when none is left."
        )
        preview_value = {"heading": "Stories of this year", "count": 3}

    def rows(self, value, context):
        """Return the stories of the edition to choose from; without an edition there are none."""
        from events.models import Edition

        rows = super().rows(value, context)
        edition = value.get("edition") or getattr(context.get("page"), "edition", None)
        edition = edition or Edition.objects.nearest()
        if edition is None:
            return rows.none()
        begins_at, ends_at = edition.stories_span
        if begins_at:
            rows = rows.filter(first_published_at__gte=begins_at)
        return rows.filter(first_published_at__lt=ends_at)
