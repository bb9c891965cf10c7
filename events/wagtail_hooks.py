"""Registration of editions and of what belongs to their week in the Wagtail admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from events import next_edition_views, planning_views, viewsets
from events.models import Edition


class EditionViewSet(SnippetViewSet):
    """The years of the week, newest first."""

    model = Edition
    icon = "calendar"
    list_display = ["name", "year", "starts_on", "ends_on", "time_zone"]
    ordering = "-starts_on"


class WeekGroup(SnippetViewSetGroup):
    """One entry of the menu for all that makes a week."""

    items = (
        EditionViewSet,
        viewsets.ActivityViewSet,
        viewsets.PartnerViewSet,
        viewsets.ActivityKindViewSet,
        viewsets.PartnerKindViewSet,
    )
    menu_label = "The week"
    menu_icon = "calendar"
    menu_order = 250


register_snippet(WeekGroup)
hooks.register("register_admin_urls", next_edition_views.get_urls)
hooks.register("register_snippet_listing_buttons", next_edition_views.listing_buttons)
hooks.register("register_admin_urls", planning_views.get_urls)
hooks.register("register_admin_menu_item", planning_views.menu_item)
