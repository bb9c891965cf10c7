"""The dashboard tells what waits, and costs the same at one story and at a thousand."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Revision,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from stories import moderation
from stories.admin import choosing
from stories.models import StoryReviewTask, Submission
from tests import make

pytestmark = pytest.mark.django_db


def dashboard(client):
    return client.get("/admin/").content.decode()


def figures(client):
    """Return the numbers of the panel by their words."""
    from stories.admin.panels import ReviewDeskPanel

    response = client.get("/admin/")
    panel = ReviewDeskPanel()
    context = panel.get_context_data({"request": response.wsgi_request})
    return {words: number for number, words, _ in context["figures"]} | context


def many_pending(count):
    """Make waiting submissions in review as the workflow does, without the journey."""
    kind = ContentType.objects.get_for_model(Submission)
    workflow = Workflow.objects.get(name="Story review")
    task = StoryReviewTask.objects.get(name="Screening")
    now = timezone.now()
    rows = Submission.objects.bulk_create(
        Submission(receipt=uuid.uuid4(), sender_name="Ivy", sender_email="ivy@example.org")
        for _ in range(count)
    )
    same = {"content_type": kind, "base_content_type": kind}
    revisions = Revision.objects.bulk_create(
        Revision(object_id=row.pk, content={}, object_str="", created_at=now, **same)
        for row in rows
    )
    reviews = WorkflowState.objects.bulk_create(
        WorkflowState(object_id=row.pk, workflow=workflow, status="in_progress", **same)
        for row in rows
    )
    tasks = TaskState.objects.bulk_create(
        TaskState(
            workflow_state=review,
            revision=revision,
            task=task,
            status="in_progress",
            content_type=ContentType.objects.get_for_model(TaskState),
        )
        for review, revision in zip(reviews, revisions, strict=True)
    )
    for review, state in zip(reviews, tasks, strict=True):
        review.current_task_state = state
    WorkflowState.objects.bulk_update(reviews, ["current_task_state"])


class TestRule9StoriesToRead:
    def test_counts_waiting_free_mine_and_approved(self, client):
        moderator = make.moderator()
        client.force_login(moderator)
        make.submission()
        make.submission(now=timezone.now() - timedelta(days=9))
        moderation.claim(make.submission(), user=moderator)
        moderation.claim(make.submission(), user=make.moderator())
        make.submission(state="approved")
        make.submission(state="live")
        make.submission(state="not_selected")
        found = figures(client)
        assert found["waiting"] == 4
        assert found["with no reader yet"] == 2
        assert found["you are reading"] == 1
        assert found["approved, without a page"] == 1
        assert found["late"] == 1
        assert found["oldest"] == "1\xa0week"
        assert "/admin/submissions/next/" in dashboard(client)

    def test_says_that_nothing_waits(self, client):
        client.force_login(make.moderator())
        assert "Nothing waits." in dashboard(client)

    def test_those_who_cannot_read_submissions_see_none(self, client):
        person = make.user()
        person.user_permissions.add(
            make.Group.objects.get(name="Auditors").permissions.get(codename="access_admin")
        )
        client.force_login(person)
        assert "Stories to read" not in dashboard(client)

    def test_counts_only_as_far_as_anybody_cares(self, client, monkeypatch):
        client.force_login(make.moderator())
        for _ in range(3):
            make.submission(now=timezone.now() - timedelta(days=9))
        assert figures(client)["with no reader yet"] == 3
        monkeypatch.setattr(choosing, "MOST_COUNTED", 2)
        assert figures(client)["with no reader yet"] == "2+"
        assert "2+ have waited more than a week" in dashboard(client)

    @pytest.mark.parametrize("maker", [make.moderator, make.administrator])
    def test_costs_the_same_at_one_and_at_a_thousand(self, client, maker):
        client.force_login(maker())
        many_pending(1)
        dashboard(client)
        with CaptureQueriesContext(connection) as one:
            dashboard(client)
        many_pending(999)
        with CaptureQueriesContext(connection) as thousand:
            page = dashboard(client)
        assert "1000" in page
        assert len(thousand) == len(one)
        assert len(thousand) <= 20


class TestRule9PageReviews:
    @pytest.fixture
    def in_review(self):
        """Return a function that hands in pages to a review by editors."""
        workflow = Workflow.objects.create(name="Pages")
        task = GroupApprovalTask.objects.create(name="Look it over")
        task.groups.add(make.Group.objects.get(name="Campaign editors"))
        WorkflowTask.objects.create(workflow=workflow, task=task)
        author = make.editor()

        def hand_in(count):
            from home.models import StandardPage

            for number in range(count):
                page = StandardPage(title=f"About {number}", slug=f"about-{uuid.uuid4()}")
                make.home_page().add_child(instance=page)
                page.save_revision()
                workflow.start(page, author)
            return author

        return hand_in

    def test_lists_the_pages_that_wait_for_the_user(self, client, in_review):
        in_review(1)
        client.force_login(make.editor())
        page = dashboard(client)
        assert "Waiting for you" in page
        assert "About 0" in page
        assert "Look it over" in page

    def test_lists_the_own_pages_in_review(self, client, in_review):
        client.force_login(in_review(1))
        assert "Handed in by you" in dashboard(client)

    def test_shows_five_and_says_where_the_others_are(self, client, in_review):
        client.force_login(make.editor())
        in_review(1)
        dashboard(client)
        with CaptureQueriesContext(connection) as one:
            dashboard(client)
        in_review(6)
        with CaptureQueriesContext(connection) as seven:
            page = dashboard(client)
        assert page.count("Look it over") == 5
        assert "All reviews" in page
        assert len(seven) == len(one)

    def test_never_lists_submissions(self, client):
        client.force_login(make.moderator())
        make.submission()
        assert "Pages in review" not in dashboard(client)
