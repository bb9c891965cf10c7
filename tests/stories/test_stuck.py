"""Stories under which the review was taken away go on, or are listed with what to do; none vanishes."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from wagtail.models import TaskState, Workflow, WorkflowState

from stories import moderation, stuck
from stories.models import StoryReviewTask, Submission
from tests import make

pytestmark = pytest.mark.django_db


def fresh(submission):
    """Return the submission as the database has it."""
    return Submission.objects.get(pk=submission.pk)


def delete_step(name):
    """Delete a step of the review past Wagtail's screens, which only switch steps off."""
    StoryReviewTask.objects.get(name=name).delete()


def found():
    """Return what the dashboard lists."""
    return {one.submission: one.why for one in stuck.find()}


class TestFinding:
    def test_while_the_review_is_whole_nothing_is_stuck(self):
        make.moderator()
        for state in ("received", "in_review", "approved", "changes_requested", "spam"):
            make.submission(state=state)
        assert found() == {}

    def test_a_step_that_was_deleted(self):
        make.moderator()
        submission = make.submission()
        delete_step("Screening")
        assert found() == {submission: stuck.NO_STEP}
        assert stuck.reason(fresh(submission)) == stuck.NO_STEP

    def test_a_review_that_was_deleted(self):
        make.moderator()
        submission = make.submission()
        Workflow.objects.all().delete()
        # No signal tells of a cascade: the key of the step is gone with the step alone.
        Submission.objects.update(review_step=None)
        assert submission in found()

    def test_a_group_that_was_deleted(self):
        make.moderator()
        submission = make.submission()
        Group.objects.get(name="Submission moderators").delete()
        assert "“Screening”" in found()[submission]
        assert "An administrator has to choose a group" in stuck.reason(submission)

    def test_a_group_in_which_nobody_is_left(self):
        moderator, submission = make.moderator(), make.submission()
        moderator.is_active = False
        moderator.save()
        assert submission in found()

    def test_what_has_only_just_arrived_is_not_stuck(self):
        make.moderator()
        submission = make.submission()
        Submission.objects.filter(pk=submission.pk).update(enrolled_at=None, review_step=None)
        assert found() == {}
        assert stuck.reason(fresh(submission)) == ""

    def test_only_so_many_are_read(self):
        for _ in range(3):
            make.submission()
        Group.objects.get(name="Submission moderators").delete()
        assert len(stuck.find(limit=2)) == 2


class TestGoingOn:
    def test_it_is_put_back_into_the_first_step_that_is_left(self):
        moderator, submission = make.moderator(), make.submission()
        moderation.decide(submission, "approve", user=moderator)
        delete_step("Editorial review")
        assert moderation.can_reopen(fresh(submission))
        moderation.reopen(submission, user=moderator)
        submission = fresh(submission)
        assert submission.current_workflow_task.name == "Screening"
        assert found() == {}
        moderation.decide(submission, "approve", user=moderator)
        assert fresh(submission).state == "approved"

    def test_a_request_for_changes_outlives_its_step(self):
        moderator, submission = make.moderator(), make.submission(state="changes_requested")
        delete_step("Screening")
        moderation.reopen(submission, user=moderator)
        assert fresh(submission).current_workflow_task.name == "Editorial review"

    def test_the_old_review_is_closed(self):
        moderator, submission = make.moderator(), make.submission()
        delete_step("Screening")
        moderation.reopen(submission, user=moderator)
        states = WorkflowState.objects.for_instance(submission)
        assert sorted(states.values_list("status", flat=True)) == ["cancelled", "in_progress"]
        assert TaskState.objects.filter(status="in_progress").count() == 1

    def test_with_a_new_group_it_goes_on_by_itself(self):
        submission = make.submission()
        Group.objects.get(name="Submission moderators").delete()
        group = Group.objects.create(name="Readers")
        group.permissions.set(Group.objects.get(name="Auditors").permissions.all())
        reader = make.user("Readers")
        group.permissions.add(Permission.objects.get(codename="moderate_submission"))
        assert submission in found()
        for step in StoryReviewTask.objects.all():
            step.groups.add(group)
        assert found() == {}
        moderation.decide(submission, "approve", user=type(reader).objects.get(pk=reader.pk))
        assert fresh(submission).current_workflow_task.name == "Editorial review"

    def test_its_sender_can_take_it_back_and_change_it_all_the_same(self):
        make.moderator()
        withdrawn, corrected = make.submission(), make.submission()
        delete_step("Screening")
        moderation.withdraw(withdrawn)
        assert fresh(withdrawn).state == "withdrawn"
        moderation.read_again(fresh(corrected))
        assert fresh(corrected).current_workflow_task.name == "Editorial review"
        assert found() == {}

    def test_what_waits_in_a_step_is_not_put_back(self):
        with pytest.raises(moderation.DecisionRefused):
            moderation.reopen(make.submission(), user=make.moderator())


class TestTheDashboard:
    def test_it_names_each_story_and_what_to_do(self, client):
        client.force_login(make.moderator())
        submission = make.submission()
        assert "Stories that are stuck" not in client.get("/admin/").content.decode()
        delete_step("Screening")
        # Whoever has just looked reads it a minute later.
        cache.delete(stuck.KEY)
        page = client.get("/admin/").content.decode()
        assert "Stories that are stuck" in page
        assert client.get("/admin/").content.decode().count(submission.number) == 1
        assert submission.number in page
        assert submission.desk_url in page

    def test_those_who_may_not_read_stories_see_none(self, client):
        person = make.user()
        person.user_permissions.add(
            Group.objects.get(name="Auditors").permissions.get(codename="access_admin")
        )
        submission = make.submission()
        delete_step("Screening")
        client.force_login(person)
        assert submission.number not in client.get("/admin/").content.decode()

    def test_the_desk_says_it_and_offers_the_way_out(self, client):
        client.force_login(make.moderator())
        submission = make.submission()
        delete_step("Screening")
        page = client.get(submission.desk_url).content.decode()
        assert stuck.NO_STEP in page
        assert "Put back into the queue" in page
        client.post(f"/admin/submissions/reopen/{submission.pk}/")
        assert fresh(submission).current_workflow_task.name == "Editorial review"
