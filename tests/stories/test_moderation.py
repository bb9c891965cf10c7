"""Decisions on submissions: who may, what changes, what the sender hears."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from stories import moderation
from stories.models import Decision, OutboxMail, StoryReviewTask, Submission
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    """A member of the group that decides on both steps."""
    return make.moderator()


def mails(submission, kind):
    """Return the mails of one kind about a submission."""
    return list(OutboxMail.objects.filter(submission=submission, kind=kind))


class TestTheReview:
    """Two steps, as the migration made them."""

    def test_a_new_submission_waits_at_screening(self):
        submission = make.submission()
        assert submission.state == "received"
        assert submission.current_workflow_task.name == "Screening"
        assert not submission.live

    def test_approving_screening_leads_to_editorial_review_unclaimed(self, moderator):
        submission = make.submission()
        moderation.decide(submission, "approve", user=moderator)
        submission = Submission.objects.get(pk=submission.pk)
        assert submission.state == "received"
        assert submission.claimed_by is None
        assert submission.current_workflow_task.name == "Editorial review"

    def test_approving_both_steps_approves_and_publishes_nothing(self, moderator):
        submission = make.submission()
        moderation.decide(submission, "approve", user=moderator)
        moderation.decide(submission, "approve", user=moderator)
        submission = Submission.objects.get(pk=submission.pk)
        assert submission.state == "approved"
        assert not submission.live
        assert submission.current_workflow_state is None
        assert len(mails(submission, "approved")) == 1

    def test_a_step_that_an_administrator_adds_is_asked_too(self, moderator):
        workflow = Workflow.objects.get(name="Story review")
        task = GroupApprovalTask.objects.create(name="Legal")
        task.groups.add(Group.objects.get(name="Submission moderators"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=9)
        submission = make.submission()
        for _ in range(2):
            moderation.decide(submission, "approve", user=moderator)
        assert Submission.objects.get(pk=submission.pk).state == "received"
        moderation.decide(submission, "approve", user=moderator)
        assert Submission.objects.get(pk=submission.pk).state == "approved"


class TestAskingForChanges:
    """The sender is told what is needed, with the ground."""

    def test_it_waits_for_the_sender(self, moderator):
        submission = make.submission()
        decision = moderation.decide(
            submission,
            "changes",
            user=moderator,
            grounds=["missing_image"],
            note="Could you send us a picture?",
            internal_note="Nice one.",
        )
        submission = Submission.objects.get(pk=submission.pk)
        assert submission.state == "changes_requested"
        assert decision.grounds == ["missing_image"]
        body = mails(submission, "changes_requested")[0].body
        assert "Could you send us a picture?" in body
        assert "Missing picture" in body
        assert "Nice one" not in body

    def test_without_a_ground_it_is_refused(self, moderator):
        submission = make.submission()
        with pytest.raises(moderation.GroundsMissing):
            moderation.decide(submission, "changes", user=moderator, note="Please.")
        assert Submission.objects.get(pk=submission.pk).state == "received"

    def test_without_a_note_it_is_refused(self, moderator):
        with pytest.raises(moderation.GroundsMissing):
            moderation.decide(
                make.submission(), "changes", user=moderator, grounds=["grammar"], note="  "
            )

    def test_putting_it_back_resumes_the_step(self, moderator):
        submission = make.submission()
        moderation.decide(submission, "approve", user=moderator)
        moderation.decide(
            submission, "changes", user=moderator, grounds=["grammar"], note="Please."
        )
        moderation.reopen(submission, user=moderator)
        submission = Submission.objects.get(pk=submission.pk)
        assert submission.state == "received"
        assert submission.current_workflow_task.name == "Editorial review"


class TestRefusing:
    """A refusal ends the review and names its ground."""

    def test_it_is_not_selected(self, moderator):
        submission = make.submission()
        moderation.decide(submission, "refuse", user=moderator, grounds=["promotional"])
        submission = Submission.objects.get(pk=submission.pk)
        assert submission.state == "not_selected"
        assert submission.current_workflow_state is None
        assert "Promotional" in mails(submission, "not_selected")[0].body

    def test_an_unknown_ground_does_not_count(self, moderator):
        with pytest.raises(moderation.GroundsMissing):
            moderation.decide(make.submission(), "refuse", user=moderator, grounds=["boring"])

    def test_putting_it_back_starts_the_review_again(self, moderator):
        submission = make.submission()
        moderation.decide(submission, "refuse", user=moderator, grounds=["intent"])
        moderation.reopen(submission, user=moderator)
        submission = Submission.objects.get(pk=submission.pk)
        assert submission.state == "received"
        assert submission.current_workflow_task.name == "Screening"

    def test_a_live_story_cannot_be_put_back(self, moderator):
        story = make.story()
        with pytest.raises(moderation.DecisionRefused):
            moderation.reopen(story.submission, user=moderator)


class TestWhoMayDecide:
    """Allowed and refused, by group."""

    @pytest.mark.parametrize("group", ["Campaign editors", "Privacy staff", "Auditors"])
    def test_other_groups_are_refused(self, group):
        submission = make.submission()
        with pytest.raises(PermissionDenied):
            moderation.decide(submission, "approve", user=make.user(group))
        with pytest.raises(PermissionDenied):
            moderation.claim(submission, user=make.user(group))
        assert not Decision.objects.exists()

    def test_a_moderator_outside_of_the_steps_groups_is_refused(self, moderator):
        others = Group.objects.create(name="Others")
        for task in StoryReviewTask.objects.all():
            task.groups.set([others])
        with pytest.raises(PermissionDenied):
            moderation.decide(make.submission(), "approve", user=moderator)

    def test_an_administrator_may(self):
        submission = make.submission()
        moderation.decide(submission, "approve", user=make.administrator())
        assert (
            Submission.objects.get(pk=submission.pk).current_workflow_task.name
            == "Editorial review"
        )


class TestTwoAtOnce:
    """One decision wins, the other is told."""

    def test_a_decision_on_a_step_that_is_over_is_refused(self, moderator):
        submission = make.submission()
        seen = submission.current_workflow_task_state.pk
        moderation.decide(submission, "approve", user=moderator, step=seen)
        with pytest.raises(moderation.AlreadyDecided):
            moderation.decide(submission, "approve", user=make.moderator(), step=seen)
        assert (
            Submission.objects.get(pk=submission.pk).current_workflow_task.name
            == "Editorial review"
        )
        assert submission.decisions.count() == 1

    def test_a_decision_after_a_refusal_names_who_was_faster(self, moderator):
        submission = make.submission()
        moderator.first_name = "Imani"
        moderator.save()
        moderation.decide(submission, "refuse", user=moderator, grounds=["intent"])
        with pytest.raises(moderation.AlreadyDecided, match="Imani"):
            moderation.decide(submission, "approve", user=make.moderator())

    def test_claiming_what_somebody_reads_is_refused(self, moderator):
        submission = make.submission()
        moderation.claim(submission, user=moderator)
        with pytest.raises(moderation.AlreadyDecided):
            moderation.claim(submission, user=make.moderator())


class TestClaiming:
    """The sender reads "Being read" only once somebody has claimed it."""

    def test_claim_and_release_move_the_state(self, moderator):
        submission = make.submission()
        moderation.claim(submission, user=moderator)
        assert Submission.objects.get(pk=submission.pk).state == "in_review"
        moderation.release(submission, user=moderator)
        submission = Submission.objects.get(pk=submission.pk)
        assert submission.state == "received"
        assert submission.claimed_by is None

    def test_somebody_elses_claim_is_not_released(self, moderator):
        submission = make.submission()
        moderation.claim(submission, user=moderator)
        with pytest.raises(PermissionDenied):
            moderation.release(submission, user=make.moderator())


class TestNextWaiting:
    """What a moderator reads after a decision."""

    def test_the_longest_waiting_free_one_comes_next(self, moderator):
        now = timezone.now()
        newer = make.submission()
        older = make.submission()
        taken = make.submission()
        for row, hours in ((newer, 1), (older, 5), (taken, 9)):
            Submission.objects.filter(pk=row.pk).update(submit_time=now - timedelta(hours=hours))
        moderation.claim(taken, user=make.moderator())
        assert moderation.next_waiting(moderator) == older
        assert moderation.next_waiting(moderator, after=older) == newer

    def test_ones_own_claim_comes_first(self, moderator):
        make.submission()
        mine = make.submission()
        moderation.claim(mine, user=moderator)
        assert moderation.next_waiting(moderator) == mine

    def test_nothing_waits(self, moderator):
        assert moderation.next_waiting(moderator) is None


class TestWagtailsOwnScreens:
    """The workflow is the engine: moving it elsewhere moves the state."""

    def test_a_stock_decision_goes_through_the_same_writer(self, moderator):
        submission = make.submission()
        task_state = submission.current_workflow_task_state
        task_state.task.specific.on_action(
            task_state, moderator, "reject", comment="x", grounds=["grammar"]
        )
        assert Submission.objects.get(pk=submission.pk).state == "changes_requested"
        assert submission.decisions.get().by == moderator

    def test_a_cancelled_workflow_leaves_the_story_in_the_queue(self, moderator):
        submission = make.submission()
        moderation.decide(
            submission, "changes", user=moderator, grounds=["grammar"], note="Please."
        )
        submission.current_workflow_state.cancel(user=make.administrator())
        assert Submission.objects.get(pk=submission.pk).state in Submission.WAITING


class TestWithdrawing:
    """A sender takes a story back, from every state."""

    def test_a_live_story_comes_down(self):
        story = make.story()
        moderation.withdraw(story.submission, user=make.administrator())
        story.refresh_from_db()
        assert not story.live
        assert Submission.objects.get(pk=story.submission_id).state == "withdrawn"
        assert not story.submission.consents.current().filter(scope="publish").exists()

    def test_a_waiting_story_leaves_the_queue(self):
        submission = make.submission()
        moderation.withdraw(submission)
        assert not Submission.objects.waiting().exists()
        assert submission.current_workflow_state is None


class TestStepsSwitchedOff:
    """An administrator changes the review under waiting stories: nothing is decided by that."""

    def test_a_step_that_is_switched_off_approves_nothing(self, moderator):
        submission = make.submission()
        moderation.decide(submission, "approve", user=moderator)
        StoryReviewTask.objects.get(name="Editorial review").deactivate(user=make.administrator())
        submission = Submission.objects.get(pk=submission.pk)
        assert submission.state == "received"
        assert submission.current_workflow_task.name == "Screening"
        assert not mails(submission, "approved")

    def test_with_no_step_left_the_story_still_waits(self):
        submission = make.submission()
        for task in StoryReviewTask.objects.all():
            task.deactivate()
        assert Submission.objects.get(pk=submission.pk).state == "received"

    def test_after_a_new_workflow_it_can_be_put_back(self, moderator):
        submission = make.submission()
        old = Workflow.objects.get(name="Story review")
        task = StoryReviewTask.objects.get(name="Screening")
        old.deactivate(user=make.administrator())
        submission = Submission.objects.get(pk=submission.pk)
        assert submission.state == "received"
        assert submission.current_workflow_state is None
        new = Workflow.objects.create(name="Short review")
        WorkflowTask.objects.create(workflow=new, task=task, sort_order=0)
        content_type = ContentType.objects.get_for_model(Submission)
        WorkflowContentType.objects.create(content_type=content_type, workflow=new)
        moderation.reopen(submission, user=moderator)
        moderation.decide(submission, "approve", user=moderator)
        assert Submission.objects.get(pk=submission.pk).state == "approved"


class TestTheOneWriter:
    """A state is written in one place, so that a decision and its state cannot part."""

    def writes(self, path):
        """Say whether a module writes the moment that goes with every state."""
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update":
                if "state_changed_at" in {keyword.arg for keyword in node.keywords}:
                    return True
            if isinstance(node, ast.Assign):
                parts = (part for target in node.targets for part in ast.walk(target))
                if "state_changed_at" in {getattr(part, "attr", "") for part in parts}:
                    return True
        return False

    def test_no_other_module_writes_a_state(self):
        folder = Path(moderation.__file__).parent
        writers = {path.name for path in folder.rglob("*.py") if self.writes(path)}
        assert writers == {"moderation.py"}
