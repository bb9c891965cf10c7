"""The screens of the week in the admin: editions, activities, partners and their kinds."""

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from events.activities import Activity
from events.kinds import ActivityKind, PartnerKind
from events.partners import Partner


class ActivityFilterSet(WagtailFilterSet):
    """Narrows the activities down."""

    class Meta:
        model = Activity
        fields = ["edition", "day", "kind", "state"]


class ActivityViewSet(SnippetViewSet):
    """What happens in the week, in the order of time."""

    model = Activity
    icon = "calendar-check"
    list_display = ["title", "day", Column("when", label="Time"), "kind", "state"]
    list_per_page = 60
    ordering = ["-edition__starts_on", "day", "starts_at"]
    filterset_class = ActivityFilterSet

    def get_queryset(self, request):
        """Read edition and kind along: every row prints both."""
        return Activity.objects.select_related("edition", "kind")


class PartnerFilterSet(WagtailFilterSet):
    """Narrows the partners down."""

    class Meta:
        model = Partner
        fields = ["editions", "kind", "is_shown"]


class PartnerViewSet(SnippetViewSet):
    """Who takes part, by name."""

    model = Partner
    icon = "group"
    list_display = ["name", "kind", BooleanColumn("is_shown", label="Visitors see it")]
    list_per_page = 60
    ordering = ["sort_key", "pk"]
    filterset_class = PartnerFilterSet

    def get_queryset(self, request):
        """Read the kind along: every row prints it."""
        return Partner.objects.select_related("kind")


class ActivityKindViewSet(SnippetViewSet):
    """What kinds of activities there are."""

    model = ActivityKind
    icon = "tag"
    list_display = ["name", "sort_order"]


class PartnerKindViewSet(SnippetViewSet):
    """What kinds of partners there are."""

    model = PartnerKind
    icon = "tag"
    list_display = ["name", "sort_order"]
