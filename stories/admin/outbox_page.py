"""The outbox: decisions that nobody has been told of yet, to be released together."""

from dataclasses import dataclass

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.urls import path, reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from stories import holding, moderation
from stories.models import OutboxMail

# Each is made anew, logged and handed to the worker; more would keep a moderator waiting.
MOST_AT_ONCE = 100
COUNT_KEY, COUNT_SECONDS = "stories_outbox_count", 30
HEADINGS = {
    "approved": "Chosen",
    "changes_requested": "Something is needed",
    "not_selected": "Not selected",
}


@dataclass(frozen=True)
class Pile:
    """The held mails of one kind: how many there are, and those that are shown."""

    kind: str
    heading: str
    count: int
    mails: list


class OutboxView(WagtailAdminTemplateMixin, TemplateView):
    """The held mails by kind, each with its words; what is ticked leaves together."""

    http_method_names = ("get", "head", "post", "options")
    template_name = "stories/admin/outbox.html"
    page_title = "Outbox"
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        """Let in those who take the decisions."""
        if not moderation.can_moderate(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """Name the page below the admin's home."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        """Add the piles."""
        found = piles()
        return super().get_context_data(**kwargs) | {
            "piles": found,
            "count": sum(pile.count for pile in found),
            "most_at_once": MOST_AT_ONCE,
        }

    def post(self, request, *args, **kwargs):
        """Release what was ticked, and say what left and what stayed, and why."""
        chosen = [key for key in request.POST.getlist("mail") if key.isdecimal()][:MOST_AT_ONCE]
        if not chosen:
            messages.warning(request, "Nothing left. Tick at least one mail first.")
            return redirect("stories_outbox")
        released = holding.release(chosen, user=request.user)
        cache.delete(COUNT_KEY)
        count = len(released.mails)
        if count:
            words = f"{count} mail{pluralize(count)} released. The senders can read it now."
            messages.success(request, words)
        for mail, why in released.stayed:
            button = messages.button(mail.submission.desk_url, "Look at the story")
            words = f"{mail.submission.number} stays in the outbox. {why}"
            messages.warning(request, words, buttons=[button])
        if not count and not released.stayed:
            messages.info(request, "Somebody else has released these mails already.")
        return redirect("stories_outbox")


class OutboxMenuItem(MenuItem):
    """The entry of the outbox in the menu, with the number of held mails."""

    def is_shown(self, request):
        """Show it to those who may release mails."""
        return moderation.can_moderate(request.user)

    def render_component(self, request):
        """Count what is held, twice a minute at most: every page of the admin shows it."""
        component = super().render_component(request)
        held = OutboxMail.objects.exclude(held_at=None).order_by()
        count = cache.get_or_set(COUNT_KEY, held.count, COUNT_SECONDS)
        if count:
            component.label = f"{self.label} ({count})"
        return component


def piles() -> list[Pile]:
    """Return the held mails by kind, the longest held first, at most MOST_AT_ONCE in all."""
    held = OutboxMail.objects.exclude(held_at=None).filter(kind__in=HEADINGS)
    counts = dict(held.order_by().values_list("kind").annotate(n=Count("pk")))
    rows = held.select_related("submission", "held_by", "edited_by").order_by("held_at", "pk")
    shown = list(rows[:MOST_AT_ONCE])
    return [
        Pile(kind, heading, counts[kind], [mail for mail in shown if mail.kind == kind])
        for kind, heading in HEADINGS.items()
        if kind in counts
    ]


def menu_item():
    """Return the entry of the menu, below that of the queue."""
    return OutboxMenuItem("Outbox", reverse("stories_outbox"), icon_name="mail", order=151)


def get_urls():
    """Return the address of the outbox."""
    return [path("outbox/", OutboxView.as_view(), name="stories_outbox")]
