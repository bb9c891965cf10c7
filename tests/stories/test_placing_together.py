"""Several stories at once: promoted, published, scheduled or sent for review, and placed, or nothing at all."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from stories import placement, standings
from stories.models import StoryPage, Submission
from stories.placement import Then
from stories.placing_together import place_together, try_together
from tests import make
from tests.stories.hosting import host, keys, slot

pytestmark = pytest.mark.django_db


def approved(count=2):
    """Return approved submissions without story pages."""
    make.index_page()
    return [make.submission(state="approved") for _ in range(count)]


def review(page):
    """Give a page a review of its own, by the editors."""
    workflow = Workflow.objects.create(name="Before publication")
    task = GroupApprovalTask.objects.create(name="Look once more")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.workflow_pages.create(page=Page.objects.get(pk=page.pk))


class TestTogether:
    """One step for all of them."""

    def test_they_are_promoted_published_and_placed_in_their_order(self, client):
        page, chosen = host(), approved()
        placed = place_together(chosen, page, slot(page).id, user=make.editor(), then=Then.PUBLISH)
        stories = [StoryPage.objects.get(submission=one) for one in chosen]
        assert keys(page, draft=False) == [story.pk for story in stories]
        assert [one.story_id for one in placed.placements] == keys(page)
        assert all(story.live for story in stories)
        for story in stories:
            assert client.get(story.url).status_code == 200

    def test_as_a_draft_nothing_is_public(self):
        page, chosen = host(), approved()
        place_together(chosen, page, slot(page).id, user=make.editor())
        assert len(keys(page)) == 2 and keys(page, draft=False) == []
        assert not StoryPage.objects.filter(live=True).exists()

    def test_again_it_changes_nothing(self):
        page, chosen, editor = host(), approved(), make.editor()
        first = place_together(chosen, page, slot(page).id, user=editor, then=Then.PUBLISH)
        revision = Page.objects.get(pk=page.pk).latest_revision_id
        again = place_together(chosen, page, slot(page).id, user=editor, then=Then.PUBLISH)
        assert again.placements == first.placements
        assert Page.objects.get(pk=page.pk).latest_revision_id == revision

    def test_one_that_may_not_go_live_stops_all(self):
        page, chosen = host(), [*approved(), make.submission(state="received")]
        with pytest.raises(Exception, match="not approved"):
            place_together(chosen, page, slot(page).id, user=make.editor(), then=Then.PUBLISH)
        assert keys(page) == [] and not StoryPage.objects.exists()

    def test_too_many_for_a_place_stop_all_with_the_number_that_fits(self):
        page, editor = host(), make.editor()
        for _ in range(11):
            placement.place(make.story(), page, slot(page).id, user=editor)
        before = StoryPage.objects.count()
        with pytest.raises(placement.SlotFull, match="room for 1 more, and you chose 2"):
            place_together(approved(), page, slot(page).id, user=editor)
        assert StoryPage.objects.count() == before

    def test_nobody_but_promoters(self):
        page, chosen = host(), approved()
        for person in (make.moderator(), make.privacy_staff(), make.auditor(), None):
            with pytest.raises(PermissionDenied):
                place_together(chosen, page, slot(page).id, user=person)
        assert not StoryPage.objects.exists()


class TestScheduling:
    """A date for the page and its new stories."""

    def test_both_go_live_on_the_date_and_not_before(self, monkeypatch):
        page, [submission], editor = host(), approved(1), make.editor()
        at = timezone.now() + timedelta(hours=1)
        for _ in range(2):
            place_together(
                [submission], page, slot(page).id, user=editor, then=Then.SCHEDULE, at=at
            )
        story = StoryPage.objects.get(submission=submission)
        assert keys(page, draft=False) == [] and not story.live
        [standing] = standings.standings(story)
        assert (standing.state, standing.scheduled_for) == (standings.SCHEDULED, at)
        assert Submission.objects.get(pk=submission.pk).state == "scheduled"
        monkeypatch.setattr(timezone, "now", lambda: at + timedelta(minutes=1))
        call_command("publish_scheduled")
        assert keys(page, draft=False) == [story.pk]
        assert standings.standings(story)[0].state == standings.LIVE

    @pytest.mark.parametrize("at", [None, timezone.now() - timedelta(days=1)])
    def test_a_date_that_is_none_or_over_is_refused(self, at):
        page = host()
        with pytest.raises(placement.NotNow, match="still to come"):
            place_together(
                [make.story().submission],
                page,
                slot(page).id,
                user=make.editor(),
                then=Then.SCHEDULE,
                at=at,
            )
        assert keys(page) == []

    def test_somebody_elses_draft_is_not_scheduled_along(self):
        page, story = host(), make.story()
        page.title = "Not ready yet"
        page.save_revision(user=make.editor())
        with pytest.raises(placement.OthersDraft):
            place_together(
                [story.submission],
                page,
                slot(page).id,
                user=make.editor(),
                then=Then.SCHEDULE,
                at=timezone.now() + timedelta(hours=1),
            )
        assert keys(page) == []


class TestSubmitting:
    """The review of the page decides."""

    def test_the_page_waits_for_its_review(self):
        page, [submission] = host(), approved(1)
        review(page)
        for _ in range(2):
            place_together([submission], page, slot(page).id, user=make.editor(), then=Then.SUBMIT)
        assert Page.objects.get(pk=page.pk).specific.workflow_in_progress
        story = StoryPage.objects.get(submission=submission)
        assert not story.live and keys(page) == [story.pk] and keys(page, draft=False) == []

    def test_a_page_without_a_review_says_so(self):
        page, story = host(), make.story()
        Workflow.objects.all().update(active=False)
        with pytest.raises(placement.NotNow, match="no review"):
            place_together(
                [story.submission],
                page,
                slot(page).id,
                user=make.editor(),
                then=Then.SUBMIT,
            )
        assert keys(page) == []


class TestTrying:
    """A look before anything is saved."""

    def test_stories_that_are_not_published_show_in_the_preview_alone(self, client, rf):
        page, chosen = host(), approved()
        tried = try_together(chosen, page, slot(page).id)
        shown = tried.make_preview_request(rf.get("/"), "").content.decode()
        assert shown.count("record spoke when she could not") >= 2
        assert not StoryPage.objects.exists() and keys(page) == []
        assert "record spoke" not in client.get("/").content.decode()

    def test_what_may_not_go_live_is_not_shown(self):
        page = host()
        with pytest.raises(placement.StoryNotReady, match="not approved"):
            try_together([make.submission(state="received")], page, slot(page).id)


class TestMoving:
    """The order in a place."""

    def test_up_and_down_and_no_further_than_the_ends(self):
        page, editor = host(), make.editor()
        one, two = make.story(), make.story()
        for story in (one, two):
            placement.place(story, page, slot(page).id, user=editor)
        where = slot(page).id
        assert placement.move(page, where, two.pk, step=-1, user=editor) == 0
        assert keys(page) == [two.pk, one.pk]
        assert placement.move(page, where, two.pk, step=-1, user=editor) == 0
        assert placement.move(page, where, two.pk, step=1, user=editor) == 1
        assert keys(page) == [one.pk, two.pk]

    def test_others_may_not(self):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=make.editor())
        with pytest.raises(PermissionDenied):
            placement.move(page, slot(page).id, story.pk, step=1, user=make.moderator())
