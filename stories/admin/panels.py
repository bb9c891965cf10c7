"""The dashboard: what waits at the review desk and which pages wait for a review, at a fixed cost."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page, Task, TaskState, WorkflowState

from stories import stuck
from stories.admin import choosing, leaving_views
from stories.admin.columns import age_in_words
from stories.models import StoryReviewTask

MOST_PAGES = 5
MOST_STUCK = 10
# Wagtail's own ask several times for every item that waits.
REPLACED = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)


class ReviewDeskPanel(Component):
    """How many stories wait, since when, and how many of them are the user's."""

    name = "review_desk"
    template_name = "stories/admin/panels/review_desk.html"
    order = 100

    def get_context_data(self, parent_context):
        """Return the numbers with the addresses of the lists behind them."""
        user = parent_context["request"].user
        now = timezone.now()
        counts = choosing.counts(user, now=now)
        queue = reverse("submissions:list")
        figures = [
            (counts["waiting"], "waiting", queue),
            (counts["unclaimed"], "with no reader yet", f"{queue}?reader=nobody"),
            (counts["approved"], "approved, without a page", f"{queue}?state=approved"),
        ]
        can_moderate = user.has_perm("stories.moderate_submission")
        if can_moderate:
            figures.insert(2, (counts["mine"], "you are reading", f"{queue}?reader=mine"))
        return {
            "figures": [
                (choosing.in_figures(number), words, address) for number, words, address in figures
            ],
            "waiting": counts["waiting"],
            "late": counts["late"],
            "late_in_figures": choosing.in_figures(counts["late"]),
            "oldest": age_in_words(counts["oldest_at"], now) if counts["oldest_at"] else "",
            "next_url": reverse("submissions:next") if can_moderate and counts["waiting"] else "",
        }


class StuckPanel(Component):
    """The stories on which nobody can decide, each with what to do; not there while there are none."""

    name = "stuck_stories"
    template_name = "stories/admin/panels/stuck.html"
    order = 90

    def __init__(self, found):
        self.found = found

    def get_context_data(self, parent_context):
        """Return the first few, and how many more there are."""
        more = len(self.found) - MOST_STUCK
        many = f"{more} or" if len(self.found) == stuck.MOST else more
        return {"stuck": self.found[:MOST_STUCK], "more": many if more > 0 else 0}


class PageReviewsPanel(Component):
    """The pages that wait for the user's review and those the user has handed in; a few of each."""

    name = "page_reviews"
    template_name = "stories/admin/panels/page_reviews.html"
    order = 220

    def get_context_data(self, parent_context):
        """Return the pages to review and the user's own in review, with their steps."""
        user = parent_context["request"].user
        kind = ContentType.objects.get_for_model(Page)
        states = (
            _page_steps(user)
            .filter(workflow_state__base_content_type=kind)
            .select_related("task", "workflow_state")
            .order_by("started_at")[: MOST_PAGES + 1]
        )
        own = (
            WorkflowState.objects.active()
            .filter(base_content_type=kind, requested_by=user)
            .select_related("current_task_state__task")
            .order_by("created_at")[: MOST_PAGES + 1]
        )
        to_review = [(state.workflow_state.object_id, state.task.name) for state in states]
        in_review = [
            (state.object_id, state.current_task_state.task.name)
            for state in own
            if state.current_task_state
        ]
        pages = Page.objects.in_bulk([int(pk) for pk, _ in (*to_review, *in_review)])
        return {
            "to_review": _rows(to_review, pages),
            "in_review": _rows(in_review, pages),
            "more_url": reverse("wagtailadmin_reports:workflow")
            if max(len(to_review), len(in_review)) > MOST_PAGES
            else "",
        }


def arrange_panels(request, panels):
    """Put our panels in the place of Wagtail's; for the hook construct_homepage_panels."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    if request.user.has_perm("stories.view_submission"):
        panels.append(ReviewDeskPanel())
        if found := stuck.find_lately():
            panels.append(StuckPanel(found))
    if left := leaving_views.panel(request.user):
        panels.append(left)
    panels.append(PageReviewsPanel())


def _page_steps(user):
    """Return the TaskStates that a user can decide on; a step of the review of stories is none of a page.

    Wagtail's reviewable_by asks for those steps, too, one by one.
    """
    stories = ContentType.objects.get_for_model(StoryReviewTask)
    states = TaskState.objects.none()
    for step in Task.objects.filter(active=True).exclude(content_type=stories).specific():
        states |= step.get_task_states_user_can_moderate(user)
    return states


def _rows(found, pages):
    rows = []
    for pk, step in found[:MOST_PAGES]:
        page = pages.get(int(pk))
        if page:
            address = reverse("wagtailadmin_pages:edit", args=[page.pk])
            rows.append({"title": page.get_admin_display_title(), "step": step, "url": address})
    return rows
