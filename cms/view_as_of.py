"""The draft of a page as visitors would see it at another moment: before, during or after the week."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms import clock
from cms.models import BasePage


class MomentForm(forms.Form):
    """A day and a time of day, as the clock of the page shows them."""

    at = forms.DateTimeField(
        label="Show the page as of",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": "Choose a day and a time.",
            "invalid": "Choose a day and a time, for example 2026-09-23 and 09:00.",
        },
    )

    def clean_at(self):
        """Return what was typed without a zone; that of the page is put in place of the admin's own."""
        return self.cleaned_data["at"].replace(tzinfo=None)


class OwnPage:
    """A page of the site that the user may edit; others answer as Wagtail's editor does."""

    @cached_property
    def page(self):
        """The latest draft of the page of the address."""
        found = get_object_or_404(Page, pk=self.kwargs["pk"]).specific
        if not isinstance(found, BasePage) or not is_offered(found, self.request.user):
            raise PermissionDenied
        return found.get_latest_revision_as_object()

    @cached_property
    def form(self):
        """The form with what the address asks for, or with now."""
        zone = ZoneInfo(self.page.get_standing().zone)
        now = clock.now().astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
        if "at" not in self.request.GET:
            return MomentForm({"at": now})
        return MomentForm(self.request.GET)

    @property
    def moment(self):
        """The aware moment that is asked for, or None for one that cannot be read."""
        if not self.form.is_valid():
            return None
        return self.form.cleaned_data["at"].replace(tzinfo=ZoneInfo(self.page.get_standing().zone))


class ViewAsOfView(OwnPage, WagtailAdminTemplateMixin, TemplateView):
    """A choice of moments above, and the page below as it would be then."""

    template_name = "cms/admin/view_as_of.html"
    header_icon = "time"

    def get_page_title(self):
        """Name the page."""
        return f"{self.page.get_admin_display_title()}, as of a date"

    def get_breadcrumbs_items(self):
        """Lead back to the editor."""
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
                "label": self.page.get_admin_display_title(),
            },
            {"url": "", "label": "View as of a date"},
        ]

    def get_context_data(self, **kwargs):
        """Add the form, the moments worth looking at, and the address of the page in the frame."""
        moment, shown = self.moment, ""
        if moment:
            shown = f"{reverse('view_as_of_page', args=[self.page.pk])}?at={_local(moment)}"
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "form": self.form,
            "moment": moment,
            "zone": self.page.get_standing().zone,
            "moments": [
                {"label": label, "at": _local(at), "is_chosen": at == moment}
                for label, at in self.page.get_moments()
            ],
            "shown_url": shown,
        }


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PageAsOfView(OwnPage, View):
    """The page itself, under the policy of public pages."""

    def get(self, request, *args, **kwargs):
        """Answer with the draft as it would be at the moment; without a readable one, as it is now."""
        with clock.as_of(self.moment):
            return self.page.make_preview_request(
                request,
                self.page.default_preview_mode,
                # Wagtail's own bar would lie over the page.
                {"in_preview_panel": True},
            )


def is_offered(page, user):
    """Say whether somebody may look at the draft of a page at another moment."""
    return page.permissions_for_user(user).can_edit()


def header_buttons(page, user, view_name, next_url=None):
    """Yield the button in the header of the page editor; for register_page_header_buttons."""
    if isinstance(page, BasePage) and page.pk and is_offered(page, user):
        yield Button(
            "View as of a date",
            reverse("view_as_of", args=[page.pk]),
            icon_name="time",
            priority=60,
        )


def get_urls():
    """Return the addresses below /admin/; Wagtail asks for a sign-in before it calls them."""
    return [
        path("pages/<int:pk>/as-of/", ViewAsOfView.as_view(), name="view_as_of"),
        path("pages/<int:pk>/as-of/page/", PageAsOfView.as_view(), name="view_as_of_page"),
    ]


def _local(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"
