"""The placement register: which story was put where, by whom, and whether it shows there now."""

from django.contrib.admin import SimpleListFilter
from django.contrib.auth import get_user_model
from django.utils import timezone

from stories.admin.registers import Register, RegisterIndexView
from stories.models import Placement
from stories.standings import DRAFT, GONE, LIVE, SCHEDULED, STATES, standings_of

ENDED = "ended"


class StateFilter(SimpleListFilter):
    """Narrows the list to what is live, in a draft, scheduled or over."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        """Return the states in words."""
        return [*((name, STATES[name]) for name in (LIVE, SCHEDULED, DRAFT)), (ENDED, "Taken out")]

    def queryset(self, request, queryset):
        """Return the placements in that state; only open ones are looked up, which slots keep few."""
        asked = self.value()
        if asked == ENDED:
            return queryset.filter(removed_at__isnull=False)
        if asked not in (LIVE, SCHEDULED, DRAFT):
            return queryset
        opened = Placement.objects.filter(removed_at=None).select_related("page")
        keys = [one.placement.pk for one in standings_of(opened) if one.state == asked]
        return queryset.filter(pk__in=keys)


def is_key(asked):
    """Say whether what an address asks for can be the key of a row."""
    return asked.isdecimal() and len(asked) < 19


class PageFilter(SimpleListFilter):
    """Narrows the list to one page."""

    title = "page"
    parameter_name = "page"

    def lookups(self, request, model_admin):
        """Return the pages that show or showed stories."""
        pages = Placement.objects.order_by("page__title").values_list("page", "page__title")
        return list(pages.distinct())

    def queryset(self, request, queryset):
        """Return the placements on that page."""
        asked = self.value() or ""
        return queryset.filter(page=int(asked)) if is_key(asked) else queryset


class PlacerFilter(SimpleListFilter):
    """Narrows the list to what one person placed."""

    title = "placed by"
    parameter_name = "placed_by"

    def lookups(self, request, model_admin):
        """Return those who placed something."""
        people = get_user_model().objects.filter(pk__in=Placement.objects.values("by"))
        return [(one.pk, one.get_full_name() or one.get_username()) for one in people]

    def queryset(self, request, queryset):
        """Return what that person placed."""
        asked = self.value() or ""
        return queryset.filter(by=int(asked)) if is_key(asked) else queryset


class PlacementIndexView(RegisterIndexView):
    """The list, with the state of each row read once for all rows of a page of the list."""

    def get_context_data(self, *args, **kwargs):
        """Look up the states before the rows are printed."""
        context = super().get_context_data(*args, **kwargs)
        rows = list(context["object_list"])
        for standing in standings_of(rows):
            standing.placement.standing = standing
        context["object_list"] = rows
        return context


class PlacementRegister(Register):
    """Every placement: which story was put where, by whom, from when until when, and its state now."""

    model = Placement
    index_view_class = PlacementIndexView
    menu_label = "Placements"
    menu_icon = "pick"
    base_url_path = "registers/placements"
    list_display = ("story_title", "number", "page_title", "slot_name", "state", "at")
    list_filter = (StateFilter, PageFilter, PlacerFilter, "at")
    list_select_related = ("story", "story__submission", "page", "by")
    search_fields = ("story__title", "story__submission__number", "page__title", "slot_name")
    inspect_view_fields = (
        "story_title",
        "number",
        "page_title",
        "slot_name",
        "slot",
        "state",
        "by",
        "at",
        "removed_at",
        "lost_at",
    )
    list_export = inspect_view_fields
    export_filename = "placement-register"

    def story_title(self, placement):
        """Return the title of the story."""
        return placement.story.title

    story_title.short_description = "story"
    story_title.admin_order_field = "story__title"

    def number(self, placement):
        """Return the number of the story."""
        return placement.story.submission.number

    def page_title(self, placement):
        """Return the title of the page that shows or showed it."""
        return placement.page.title

    page_title.short_description = "page"
    page_title.admin_order_field = "page__title"

    def state(self, placement):
        """Say where it stands now: live, in a draft, scheduled with its date, or not any more."""
        if placement.removed_at:
            ended = timezone.localtime(placement.removed_at)
            return f"Taken out on {ended:%B} {ended.day}, {ended:%Y}"
        standing = getattr(placement, "standing", None) or standings_of([placement])[0]
        if standing.state == SCHEDULED:
            at = timezone.localtime(standing.scheduled_for)
            return f"Scheduled for {at:%B} {at.day}, {at:%Y, %H:%M}"
        return STATES[GONE] if standing.state == GONE else standing.label
