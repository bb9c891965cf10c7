"""What is left to do after a story has left: empty places on pages, and copies to remove by hand."""

from django.core.cache import cache
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from stories import empty_places, outside_copies, promotion
from stories.admin.placement_views import PromoterMixin
from stories.models import EmptyPlace, OutsideCopy

MOST_SHOWN = 5
# Every visit of the dashboard asks: it may know of what left a minute ago a minute later.
KEY, KEEP_SECONDS = "stories_left", 60
TITLE = "After a story has left"


class LeftView(PromoterMixin, WagtailAdminTemplateMixin, TemplateView):
    """Lists both, each with what to do."""

    template_name = "stories/admin/left.html"
    page_title = TITLE
    header_icon = "warning"

    def get_breadcrumbs_items(self):
        """Name the page below the admin's home."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        """Add the empty places and the copies."""
        return super().get_context_data(**kwargs) | {
            "places": empty_places.find(),
            "copies": outside_copies.to_remove()[: empty_places.MOST],
            "choose_url": f"{reverse('submissions:list')}?state=live",
        }


class CloseView(PromoterMixin, View):
    """Leaves a place as it is."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Note it, or refuse those who may not edit the page."""
        row = get_object_or_404(EmptyPlace, pk=self.kwargs["place_pk"])
        empty_places.close(row, user=request.user)
        messages.success(request, f"“{row.slot_name}” stays as it is.")
        return redirect("stories_left")


class RemovedView(PromoterMixin, View):
    """Notes that a copy outside of the site was taken away."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Note it and lead back to where the button was."""
        copy = get_object_or_404(OutsideCopy, pk=self.kwargs["copy_pk"])
        outside_copies.mark_removed(copy, user=request.user)
        messages.success(request, "The copy is noted as removed.")
        return redirect(_back(request, reverse("stories_left")))


class NoteView(PromoterMixin, View):
    """Notes a use of the story outside of this site."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Note it, or say what is missing."""
        try:
            outside_copies.note(
                self.submission,
                kind=request.POST.get("kind", ""),
                where=request.POST.get("where", ""),
                user=request.user,
            )
        except ValueError:
            messages.error(request, "Say what it is, and where to find it. Nothing was noted.")
        else:
            messages.success(
                request, "The copy is noted. You are asked to remove it if the story leaves."
            )
        return redirect(_back(request, self.place_url))


class LeftPanel(Component):
    """On the dashboard: places that are empty now, and how many copies have to go."""

    name = "stories_left"
    template_name = "stories/admin/panels/left.html"
    order = 95

    def __init__(self, places, copies):
        self.places, self.copies = places, copies

    def get_context_data(self, parent_context):
        """Return the first few places, and both numbers."""
        return {
            "places": self.places[:MOST_SHOWN],
            "more": max(0, len(self.places) - MOST_SHOWN),
            "copies": self.copies,
        }


class LeftMenuItem(MenuItem):
    """The list among the reports."""

    def is_shown(self, request):
        """Show it to those who place stories."""
        return request.user.has_perm(promotion.PERMISSION)


def panel(user):
    """Return the panel for a user, or None where there is nothing to do."""
    if not user.has_perm(promotion.PERMISSION):
        return None
    kept = cache.get(KEY)
    if kept is None:
        places, copies = empty_places.find(), outside_copies.to_remove().count()
        cache.set(KEY, ([row.pk for row in places], copies), KEEP_SECONDS)
    else:
        keys, copies = kept
        places = list(empty_places.still_open(keys)) if keys else []
    return LeftPanel(places, copies) if places or copies else None


def say_what_is_empty(request, page):
    """Say on the edit screen of a page which of its places are empty; hook before_edit_page."""
    is_read = request.method == "GET" and request.accepts("text/html")
    if not is_read or not request.user.has_perm(promotion.PERMISSION):
        return
    for row in empty_places.find(page=page):
        day = f"{row.at:%B} {row.at.day}"
        messages.warning(
            request,
            f"A story left “{row.slot_name}” on {day}. Place another one there, or leave it so.",
            buttons=[messages.button(reverse("stories_left"), "See what is empty")],
        )


def menu_item():
    """Return the menu entry, for the hook register_reports_menu_item."""
    return LeftMenuItem(TITLE, reverse("stories_left"), icon_name="warning", order=645)


def get_urls():
    """Return the addresses below /admin/, for the hook register_admin_urls."""
    return [
        path("stories/left/", LeftView.as_view(), name="stories_left"),
        path(
            "stories/left/places/<int:place_pk>/", CloseView.as_view(), name="stories_leave_empty"
        ),
        path("stories/left/copies/<int:copy_pk>/", RemovedView.as_view(), name="stories_copy_gone"),
        path("stories/<int:pk>/copies/", NoteView.as_view(), name="stories_note_copy"),
    ]


def _back(request, otherwise):
    """Return the address of this site that the form asks to go back to."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()})
    return asked if asked.startswith("/") and is_ours else otherwise
