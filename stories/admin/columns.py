"""The columns of the queue: what a moderator sees of a story before opening it."""

from dataclasses import dataclass

from django.template.defaultfilters import date as format_date
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.utils.timesince import timesince
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_user_display_name

from stories import hearts
from stories.models import Submission

# The dashboard calls a story late after the same week.
OLD_DAYS = 3
LATE_DAYS = 7


class PictureColumn(Column):
    """A small picture of what was sent, or the heart that the words draw."""

    cell_template_name = "stories/admin/columns/picture.html"

    def get_cell_context_data(self, instance, parent_context):
        """Add the address of the thumbnail or the SVG of the heart."""
        context = super().get_cell_context_data(instance, parent_context)
        if not instance.original_picture:
            context["heart"] = hearts.draw_heart(
                instance.story_text,
                instance.because,
                rings=hearts.CARD_RINGS,
                key=str(instance.pk),
            )
        return context


class StoryColumn(TitleColumn):
    """The because line, which is the link to the desk, with the title, the teller and the number."""

    cell_template_name = "stories/admin/columns/story.html"


class StateColumn(Column):
    """Where the story stands, in which step, and what needs attention."""

    cell_template_name = "stories/admin/columns/state.html"


class ReaderColumn(Column):
    """Who has taken the story to read."""

    cell_template_name = "stories/admin/columns/reader.html"

    def get_cell_context_data(self, instance, parent_context):
        """Add the name of the reader and whether it is the user."""
        context = super().get_cell_context_data(instance, parent_context)
        if instance.claimed_by_id:
            context["reader"] = get_user_display_name(instance.claimed_by)
            context["is_mine"] = instance.claimed_by_id == parent_context["request"].user.pk
        elif instance.assigned_to_id:
            context["whom"] = get_user_display_name(instance.assigned_to)
            context["is_for_me"] = instance.assigned_to_id == parent_context["request"].user.pk
        return context


class SinceColumn(Column):
    """How long the story has waited, or when it left the queue."""

    cell_template_name = "stories/admin/columns/since.html"

    def get_cell_context_data(self, instance, parent_context):
        """Add the time in words and the whole date."""
        context = super().get_cell_context_data(instance, parent_context)
        context["is_waiting"] = instance.state in Submission.WAITING
        since = instance.submit_time if context["is_waiting"] else instance.state_changed_at
        context["since"] = age_in_words(since)
        context["moment"] = format_date(timezone.localtime(since), "M j, Y, g:i a")
        if context["is_waiting"]:
            context["age"] = age_of(since)
            context["due"] = due_in_words(instance.due_on) if instance.due_on else None
        return context


@dataclass(frozen=True)
class Urgency:
    """How much something presses: a word for the class of its color, and the words that say it."""

    level: str
    words: str


def age_of(since, now=None):
    """Return the Urgency of a story that has waited since a moment; a week is too long."""
    days = ((now or timezone.now()) - since).days
    if days >= LATE_DAYS:
        return Urgency("late", "Waits too long")
    return Urgency("old", "Getting old") if days >= OLD_DAYS else Urgency("new", "")


def due_in_words(due_on, today=None):
    """Return the Urgency of a day by which a story should be read."""
    days = (due_on - (today or timezone.localdate())).days
    if days < 0:
        return Urgency("late", f"Due {-days} day{pluralize(-days)} ago")
    if days == 0:
        return Urgency("late", "Due today")
    level = "old" if days < OLD_DAYS else "new"
    return Urgency(level, "Due tomorrow" if days == 1 else f"Due {format_date(due_on, 'M j')}")


def age_in_words(since, now=None):
    """Return how long ago a moment lies, in one unit: "3 days", "2 hours", "just now"."""
    now = now or timezone.now()
    if (now - since).total_seconds() < 60:
        return "just now"
    return timesince(since, now, depth=1)
