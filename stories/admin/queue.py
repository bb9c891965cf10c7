"""The queue: what waits to be read, oldest first, in a fixed number of queries."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views import snippets

from stories.admin import bulk_actions, columns
from stories.admin.choosing import for_queue
from stories.admin.filters import EVERYTHING, SubmissionFilterSet
from stories.admin.saved_views import kept_query
from stories.admin.searching import MOST_READ
from stories.keyset import read_place, write_place
from stories.models import SavedView, Submission

# Counting goes no further: whoever has more than this to read needs no exact number.
MOST_COUNTED = 1000
MOST_VIEWS = 12
PAGE_SIZE = 50
PLACES = ("after", "before")
STAR_HELP = " A star stands for the rest of a word: nurs* finds nurse, nurses and nursing."


class QueueView(snippets.IndexView):
    """The list of submissions; each row opens the desk."""

    any_permission_required = ["view"]
    page_title = "Submissions"
    filterset_class = SubmissionFilterSet
    default_ordering = "submit_time"
    table_classname = "listing queue"

    def setup(self, request, *args, **kwargs):
        """Leave out Wagtail's own export, which asks for no permission: stories leave by `take_out`."""
        super().setup(request, *args, **kwargs)
        self.is_export = False

    @property
    def is_searchable(self):
        """The words are looked for in the tables themselves, see search_queryset."""
        return True

    @cached_property
    def selection(self):
        """What the filters and the words ask for."""
        return self.filters.select()

    def get_queryset(self):
        """Return the stories of one page, in the order of the list, with what the columns print."""
        self.newer_url = self.older_url = ""
        query, size = self.request.GET, PAGE_SIZE
        # A filter that was just taken away begins the list anew.
        is_new = "_w_filter_fragment" in query
        before, after = (
            None if is_new else read_place(query.get(name, "")) for name in ("before", "after")
        )
        if before:
            places = self._places(size + 1, before=before)
            if len(places) > size:
                return self._page(places[1:], has_previous=True, has_next=True)
            # The first page is a full one, whatever was sent or read meanwhile.
            after = None
        places = self._places(size + 1, after=after)
        if after and not places:
            # Everything beyond has left the list.
            after, places = None, self._places(size + 1)
        return self._page(places[:size], has_previous=bool(after), has_next=len(places) > size)

    def _places(self, most, **place):
        return self.selection.keys(most, newest_first=self.is_newest_first, **place)

    def _page(self, places, *, has_previous, has_next):
        """Return the stories of these places, and keep the addresses of the pages beside this one."""
        previous_url = self._address("before", places[:1]) if has_previous else ""
        next_url = self._address("after", places[-1:]) if has_next else ""
        self.has_other_pages = has_previous or has_next
        self.older_url, self.newer_url = previous_url, next_url
        if self.is_newest_first:
            self.older_url, self.newer_url = next_url, previous_url
        rows = for_queue(Submission.objects.all()).in_bulk([pk for _, pk in places])
        # Erased between the two looks: gone.
        return [rows[pk] for _, pk in places if pk in rows]

    def _address(self, name, places):
        """Return the address of the list from a place on, with everything that it is narrowed by."""
        place = {name: write_place(*places[0])} if places else {}
        return f"{self.index_url}?{self.narrowed(**place)}"

    def narrowed(self, **more):
        """Return the query string of this list without its place, with more parameters."""
        query = self.request.GET.copy()
        for name in (*PLACES, self.page_kwarg, "export", "_w_filter_fragment"):
            query.pop(name, None)
        kept = [(name, value) for name, values in query.lists() for value in values if value]
        return urlencode([*kept, *more.items()])

    @property
    def is_newest_first(self):
        """Say whether the list begins with what came last."""
        return self.ordering.startswith("-")

    def get_paginate_by(self, queryset):
        """Let Django count no pages: the list is read by places."""
        return None

    def count_in_words(self, shown):
        """Return how many stories the list has, counted only as far as anybody cares."""
        number, is_all = shown, True
        if self.has_other_pages:
            number, is_all = self.selection.reckon(MOST_COUNTED + 1)
        if not is_all:
            # What was met on the way, in round figures; later pages of a search count nothing.
            least = min(number - 1, MOST_COUNTED) // PAGE_SIZE * PAGE_SIZE
            return f"More than {least:,} stories" if least > 0 else f"{shown} more stories"
        return "1 story" if number == 1 else f"{number:,} stories"

    def views_context(self):
        """Return the saved views, and where this one can be saved if it is none of them."""
        here = kept_query(self.narrowed())
        views = list(SavedView.objects.seen_by(self.request.user)[:MOST_VIEWS])
        for view in views:
            view.is_open = view.query == here
        is_new = (self.is_filtering or self.is_searching) and not any(
            view.is_open for view in views
        )
        return {
            "saved_views": views,
            "save_view_url": f"{reverse('submissions:save_view')}?{here}" if is_new else "",
        }

    @cached_property
    def columns(self):
        """The columns; only who can decide on a story can choose several."""
        story = columns.StoryColumn(
            "because",
            label="Story",
            get_url=lambda submission: submission.desk_url,
            get_title_id=lambda submission: f"snippet_{submission.pk}_title",
        )
        rows = [
            columns.PictureColumn("picture", label="Picture", classname="queue-picture"),
            story,
            columns.StateColumn("state", label="State"),
            columns.ReaderColumn("claimed_by", label="Reader"),
            columns.SinceColumn("since", label="Waiting", sort_key="submit_time"),
        ]
        if bulk_actions.choices(self.request.user):
            rows.insert(0, BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"))
        return rows

    @cached_property
    def header_buttons(self):
        """Offer the story that should be read next, and to enter one that came by another way."""
        if not self.user_has_permission("moderate"):
            return []
        return [
            HeaderButton(
                "Read the next story",
                url=reverse("submissions:next"),
                icon_name="view",
                priority=10,
            ),
            HeaderButton(
                "Enter a story",
                url=reverse("submissions:enter"),
                icon_name="plus",
                classname="queue-enter",
                priority=20,
            ),
        ]

    @cached_property
    def header_more_buttons(self):
        """Offer to bring in many at once, and to take this list out as a file."""
        buttons = []
        if self.user_has_permission("moderate"):
            address = reverse("submissions:import")
            buttons += [Button("Bring in earlier stories", url=address, icon_name="upload")]
        if self.user_has_permission("export"):
            address = f"{reverse('submissions:take_out')}?{self.narrowed()}"
            buttons += [Button("Take this list out", url=address, icon_name="download")]
        return buttons

    @property
    def no_results_message(self):
        """Say in words why the list is empty."""
        if self.filters.search.is_refused:
            return (
                "Senders’ addresses are kept from your group. Look for a story’s number or words."
            )
        if self.is_searching:
            return "No story in this list has these words or this number." + STAR_HELP
        if self.is_filtering:
            return "No story matches these filters."
        return "Nothing waits. Every story that came in has been read."

    def get_context_data(self, *args, **kwargs):
        """Add what the template needs to show its footer."""
        context = super().get_context_data(*args, **kwargs)
        context["can_moderate"] = self.user_has_permission("moderate")
        context["count"] = self.count_in_words(len(context["object_list"]))
        context["older_url"], context["newer_url"] = self.older_url, self.newer_url
        context["is_newest_first"] = self.is_newest_first
        if self.filters.search.is_partial:
            context["most_read"] = MOST_READ
        context["has_other_pages"] = self.has_other_pages
        context |= self.views_context()
        # Words are looked for among the stories that the filters show, which by default wait.
        if self.is_searching and self.request.GET.get("state") != EVERYTHING:
            context["everywhere_url"] = (
                f"{self.index_url}?{urlencode({'q': self.search_query, 'state': EVERYTHING})}"
            )
        context["bulk_actions"] = bulk_actions.choices(self.request.user)
        return context
