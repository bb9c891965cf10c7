"""The calendar of the campaign in the admin: weeks with what changes in them, and a page that moves a moment."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms import health
from cms.models import TickRun
from events import moving, planning
from stories.promotion import PromotionRefused

WEEKS = 10
# The week before is there to see what has just happened.
WEEKS_BEFORE = 1
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)


def may_look(user):
    """Say whether somebody may read the calendar: whoever edits or publishes some page."""
    policy = policy_registry.get_by_type(Page)
    return policy.user_has_any_permission(user, ["add", "change", "publish"])


class CalendarScreen(WagtailAdminTemplateMixin):
    """What the screens of the calendar share."""

    header_icon = "calendar"

    def dispatch(self, request, *args, **kwargs):
        """Refuse those who edit no page."""
        if not may_look(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class CalendarView(CalendarScreen, TemplateView):
    """Ten weeks, one below the other."""

    page_title = "Calendar"
    template_name = "events/admin/calendar.html"

    def get_breadcrumbs_items(self):
        """Name the screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def first(self):
        """The Monday that the list begins with: that of the address, or of the week before this one."""
        try:
            asked = date.fromisoformat(self.request.GET.get("from", ""))
        except ValueError:
            asked = None
        if asked is None or not EARLIEST <= asked <= LATEST:
            return self.usual
        return planning.monday_of(asked)

    @property
    def usual(self):
        """The Monday of the week before this one."""
        return planning.monday_of(timezone.localdate()) - WEEKS_BEFORE * planning.WEEK

    def get_context_data(self, **kwargs):
        """Add the weeks, the way to others, and whether the clock runs that publishes."""
        now = timezone.now()
        span = timedelta(weeks=WEEKS)
        last_tick = TickRun.objects.filter(finished_at__isnull=False).order_by("-finished_at")
        ticked_at = last_tick.values_list("finished_at", flat=True).first()
        return super().get_context_data(**kwargs) | {
            "weeks": planning.weeks(self.first, WEEKS, user=self.request.user, now=now),
            "earlier": f"?from={self.first - span}",
            "later": f"?from={self.first + span}",
            "is_usual": self.first == self.usual,
            "ticked_at": ticked_at,
            "is_tick_late": not ticked_at or now - ticked_at > health.TICK_IS_LATE_AFTER,
            "zone": timezone.get_current_timezone_name(),
        }


class MoveForm(forms.Form):
    """The new moment, on the clock of the admin."""

    to = forms.DateTimeField(
        label="Goes live on",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": "Choose a day and a time.",
            "invalid": "Choose a day and a time, for example 2026-09-23 and 09:00.",
        },
    )


class MoveView(CalendarScreen, FormView):
    """Another moment for a page that waits for its own."""

    form_class = MoveForm
    template_name = "events/admin/calendar_move.html"

    def dispatch(self, request, *args, **kwargs):
        """Refuse those who may not publish the page."""
        self.page = get_object_or_404(Page, pk=kwargs["pk"]).specific
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """Name the page."""
        return f"Move “{self.page.get_admin_display_title()}”"

    def get_breadcrumbs_items(self):
        """Lead back to the calendar."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("calendar"), "label": "Calendar"},
            {"url": "", "label": "Move"},
        ]

    def get_initial(self):
        """Start from the moment it has."""
        revision = moving.scheduled_revision(self.page)
        return {"to": timezone.localtime(revision.approved_go_live_at) if revision else None}

    def get_context_data(self, **kwargs):
        """Add the page and the zone of the clock."""
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "zone": timezone.get_current_timezone_name(),
        }

    def form_valid(self, form):
        """Move it, or say beside the field why it stays."""
        to = form.cleaned_data["to"]
        try:
            moving.move(self.page, user=self.request.user, to=to)
        except (moving.MoveRefused, PromotionRefused) as refusal:
            form.add_error("to", str(refusal))
            return self.form_invalid(form)
        told = f"{timezone.localtime(to):%A, %B} {to.day}, {timezone.localtime(to):%H:%M}"
        messages.success(self.request, f"“{self.page.title}” goes live on {told}.")
        return redirect(f"{reverse('calendar')}?from={planning.monday_of(timezone.localdate(to))}")

    def form_invalid(self, form):
        """Show the form again with what was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class CalendarMenuItem(MenuItem):
    """The entry of the menu."""

    def is_shown(self, request):
        """Show it to those who may read the calendar."""
        return may_look(request.user)


def menu_item():
    """Return the entry; for register_admin_menu_item."""
    return CalendarMenuItem(
        "Calendar", reverse("calendar"), name="calendar", icon_name="calendar", order=260
    )


def get_urls():
    """Return the addresses below /admin/; Wagtail asks for a sign-in before it calls them."""
    return [
        path("calendar/", CalendarView.as_view(), name="calendar"),
        path("calendar/move/<int:pk>/", MoveView.as_view(), name="calendar_move"),
    ]
