"""Registration of editions in the Wagtail admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from events.models import Edition


class EditionViewSet(SnippetViewSet):
    """The years of the week, newest first."""

    model = Edition
    icon = "calendar"
    list_display = ["name", "year", "starts_on", "ends_on", "time_zone"]
    ordering = "-starts_on"


register_snippet(EditionViewSet)
