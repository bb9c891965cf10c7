"""How the site works, in the words of those who work with it: a page of the admin and a panel on its first one."""

from django.contrib.auth import get_user_model
from django.urls import path, reverse
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.help_topics import NEVER, topics_for, topics_of_use_to

TITLE = "How this site works"
MOST_NAMES = 5
# What people ask about, and the group that knows.
KNOWING = (
    ("a story, its words or a decision", "Submission moderators"),
    ("pages, pictures, the week and posts", "Campaign editors"),
    ("consent, and what we hold about a person", "Privacy staff"),
)


class HelpView(WagtailAdminTemplateMixin, TemplateView):
    """The topics that are of use to whoever reads, with ways only to screens that are open to them."""

    page_title = TITLE
    header_icon = "help"
    template_name = "home/admin/help.html"

    def get_breadcrumbs_items(self):
        """Name the screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        """Add the topics, what never to do, and who knows what."""
        return super().get_context_data(**kwargs) | {
            "topics": topics_for(self.request.user),
            "never": NEVER,
            "knowing": who_knows(),
        }


class HelpPanel(Component):
    """The topics by their titles, on the dashboard."""

    name = "how_this_site_works"
    template_name = "home/admin/help_panel.html"
    order = 300

    def get_context_data(self, parent_context):
        """Return the topics of whoever looks."""
        return {"title": TITLE, "topics": topics_of_use_to(parent_context["request"].user)}


def who_knows() -> list[tuple[str, list[str]]]:
    """Return what people ask about with the names of those who know it, nobody's e-mail address among them."""
    people = get_user_model().objects.filter(is_active=True).order_by("first_name", "username")
    found = [
        (about, people.filter(groups__name=group).distinct()[:MOST_NAMES])
        for about, group in KNOWING
    ]
    found.append(("sign-ins, and everything else", people.filter(is_superuser=True)[:MOST_NAMES]))
    named = [(about, [one.get_full_name() or one.username for one in who]) for about, who in found]
    return [(about, names) for about, names in named if names]


def add_panel(request, panels):
    """Put the panel on the dashboard; for the hook construct_homepage_panels."""
    panels.append(HelpPanel())


def menu_item():
    """Return the entry of the help menu, above Wagtail's own; for the hook register_help_menu_item."""
    return MenuItem(TITLE, reverse("site_help"), icon_name="help", order=1)


def get_urls():
    """Return the address below /admin/; Wagtail asks for a sign-in before it calls the view."""
    return [path("how-this-site-works/", HelpView.as_view(), name="site_help")]
