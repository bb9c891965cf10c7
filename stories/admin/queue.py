"""The queue: what waits to be read, oldest first, in a fixed number of queries."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views import snippets

from stories.admin import bulk_actions, columns
from stories.admin.choosing import for_queue, search_words
from stories.admin.filters import EVERYTHING, SubmissionFilterSet
from stories.models import Submission


class QueueView(snippets.IndexView):
    """The list of submissions; each row opens the desk."""

    any_permission_required = ["view"]
    page_title = "Submissions"
    filterset_class = SubmissionFilterSet
    default_ordering = "submit_time"
    table_classname = "listing queue"

    @property
    def is_searchable(self):
        """The words are looked for in the tables themselves, see search_queryset."""
        return True

    def get_base_queryset(self):
        """Return all submissions with what the columns print."""
        return for_queue(Submission.objects.all())

    def order_queryset(self, queryset):
        """Order as asked; equal moments stay in the order in which they came."""
        return queryset.order_by(self.ordering, "pk")

    def search_queryset(self, queryset):
        """Return those that hold every word somewhere, or have the number."""
        return search_words(queryset, self.search_query)

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
        if self.user_has_permission("moderate"):
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
        """Offer to bring in many at once; nothing is exported from here."""
        if not self.user_has_permission("moderate"):
            return []
        address = reverse("submissions:import")
        return [Button("Bring in earlier stories", url=address, icon_name="upload")]

    @property
    def no_results_message(self):
        """Say in words why the list is empty."""
        if self.is_searching:
            return "No story in this list has these words or this number."
        if self.is_filtering:
            return "No story matches these filters."
        return "Nothing waits. Every story that came in has been read."

    def get_context_data(self, *args, **kwargs):
        """Add what the template needs to show its footer."""
        context = super().get_context_data(*args, **kwargs)
        context["can_moderate"] = self.user_has_permission("moderate")
        # Words are looked for among the stories that the filters show, which by default wait.
        if self.is_searching and self.request.GET.get("state") != EVERYTHING:
            context["everywhere_url"] = (
                f"{self.index_url}?{urlencode({'q': self.search_query, 'state': EVERYTHING})}"
            )
        context["bulk_actions"] = bulk_actions.choices()
        return context
