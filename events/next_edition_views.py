"""The page on which editors make next year's edition, and the button that leads to it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import ListingButton

from events import next_edition
from events.models import Edition


class NextEditionView(WagtailAdminTemplateMixin, TemplateView):
    """Says what will be made, and makes it."""

    template_name = "events/admin/next_edition.html"
    page_title = "Make next year’s edition"
    header_icon = "calendar"

    def dispatch(self, request, *args, **kwargs):
        """Refuse those who cannot add an edition."""
        if not next_edition.may_make(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def edition(self):
        """The edition of the address."""
        return get_object_or_404(Edition, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self):
        """Lead back to the list of editions."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(Edition.snippet_viewset.get_url_name("list")), "label": "Editions"},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        """Add the edition, its pages and the days that the next one would have."""
        edition = self.edition
        starts_on = next_edition.next_start(edition.starts_on)
        return super().get_context_data(**kwargs) | {
            "edition": edition,
            "pages": edition.pages.all(),
            "starts_on": starts_on,
            "ends_on": starts_on + (edition.ends_on - edition.starts_on),
            "year": edition.year + 1,
            "list_url": reverse(Edition.snippet_viewset.get_url_name("list")),
        }

    def post(self, request, *args, **kwargs):
        """Make it and open it, or open the one that is there."""
        try:
            made = next_edition.make_next(self.edition, user=request.user)
        except next_edition.EditionExists as there:
            messages.warning(request, f"{there} Here it is.")
            return redirect(edit_url(there.edition))
        buttons = [
            messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), "Open its page")
            for page in made.pages
        ]
        messages.success(
            request,
            f"{made.edition} is made. Look at its days now. Its page is a draft, with no story in it.",
            buttons=buttons,
        )
        return redirect(edit_url(made.edition))


def edit_url(edition):
    """Return the address where an edition is edited."""
    return reverse(Edition.snippet_viewset.get_url_name("edit"), args=[edition.pk])


def listing_buttons(snippet, user, next_url=None):
    """Yield the button in the list of editions; for register_snippet_listing_buttons."""
    if isinstance(snippet, Edition) and next_edition.may_make(user):
        yield ListingButton(
            "Make next year’s edition",
            reverse("next_edition", args=[snippet.pk]),
            icon_name="calendar",
            priority=30,
            attrs={"aria-label": f"Make the edition that follows {snippet}"},
        )


def get_urls():
    """Return the addresses below /admin/; Wagtail asks for a sign-in before it calls them."""
    return [path("editions/<int:pk>/next/", NextEditionView.as_view(), name="next_edition")]
