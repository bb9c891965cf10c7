"""The stories like one at hand, for the desk and as a page of its own."""

from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from stories import similar
from stories.models import Submission


class SimilarView(PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, TemplateView):
    """The stories like this one: a part that the desk fetches once it stands, or a page without scripts."""

    model = Submission
    permission_required = "view"
    page_title = "Similar stories"
    header_icon = "copy"

    def get_page_subtitle(self):
        """Name the story by its number."""
        return self.object.number

    def get_template_names(self):
        """Return the part alone where it is asked for."""
        name = "includes/desk_similar" if "part" in self.request.GET else "similar"
        return [f"stories/admin/{name}.html"]

    def get_context_data(self, **kwargs):
        """Look for them."""
        found = similar.find(self.object)
        return super().get_context_data(submission=self.object, similar=found, **kwargs)
