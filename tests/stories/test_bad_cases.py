"""The bad cases of the review, one test each; those of single modules stand beside them too."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from stories import due, moderation, promotion, stuck
from stories.models import OutboxMail, StoryReviewTask, Submission
from stories.showing import Surface, may_show
from tests import make
from tests.stories.admin.test_viewsets import copy_of

DOWN = "tests.stories.test_bad_cases.ServerDown"


class ServerDown(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("connection refused")


@pytest.mark.django_db(transaction=True)
class TestTwoModeratorsDecideAtTheSameMoment:
    """One wins, the other reads who decided and what."""

    @pytest.mark.parametrize("actions", [("approve", "refuse"), ("refuse", "refuse")])
    def test_one_wins_and_the_other_reads_who_and_what(self, actions):
        submission = make.submission()
        step = submission.current_workflow_task_state.pk
        people = [make.moderator(), make.moderator()]
        together = threading.Barrier(2)

        def decide(work):
            action, user = work
            together.wait()
            try:
                return moderation.decide(
                    submission, action, user=user, step=step, grounds=["promotional"]
                )
            except moderation.AlreadyDecided as refused:
                return str(refused)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            said = list(pool.map(decide, zip(actions, people, strict=True)))
        [decision] = submission.decisions.all()
        [told] = [words for words in said if isinstance(words, str)]
        assert decision in said
        assert decision.by.first_name in told
        assert decision.get_kind_display().lower() in told
        assert OutboxMail.objects.filter(kind="not_selected").count() == (decision.kind == "refuse")


@pytest.mark.django_db
class TestTheSenderWithdrawsWhileAModeratorEdits:
    """Nothing is published, nothing is lost."""

    def edit(self, client, submission):
        """Send what a moderator typed into the copy while the sender took the story back."""
        client.force_login(make.moderator())
        address = reverse("submissions:edit", args=[submission.pk])
        assert client.get(address).status_code == 200
        data = copy_of(submission, what_learned="An hour of careful work <by hand>.")
        moderation.withdraw(submission)
        return client.post(address, data)

    def test_what_was_typed_comes_back_and_is_not_saved(self, client):
        submission = make.submission()
        before = submission.what_learned
        response = self.edit(client, submission)
        assert response.status_code == 409
        page = response.content.decode()
        assert "An hour of careful work &lt;by hand&gt;." in page
        assert "Your changes were not saved" in page
        assert before not in page
        submission.refresh_from_db()
        assert (submission.state, submission.what_learned) == ("withdrawn", before)
        assert submission.originals.count() == 1

    def test_nothing_is_published(self, client):
        submission = make.submission(state="approved")
        make.index_page()
        self.edit(client, submission)
        submission.refresh_from_db()
        with pytest.raises(promotion.PromotionRefused):
            promotion.promote(submission, user=make.editor())
        assert not submission.consents.current().filter(scope="publish").exists()

    def test_the_page_of_a_live_story_is_gone_whatever_is_saved(self, client):
        page, editor = make.story(), make.editor()
        moderation.withdraw(page.submission)
        make.edit(page, because="#IHeartHIT because an editor had it open.")
        with pytest.raises(promotion.PromotionRefused):
            promotion.publish(page, user=editor)
        assert not may_show(page, Surface.PAGE)
        assert client.get(page.url).status_code == 410


@pytest.mark.django_db
class TestTheMailServerIsDown:
    """Decisions stand, mails wait, and nobody gets one twice; tests.stories.test_outbox has the rest."""

    def test_a_decision_stands_and_its_mail_leaves_once(
        self, settings, django_capture_on_commit_callbacks
    ):
        working = settings.EMAIL_BACKEND
        submission = make.submission()
        OutboxMail.objects.update(sent_at=timezone.now())
        settings.EMAIL_BACKEND = DOWN
        with django_capture_on_commit_callbacks(execute=True):
            moderation.decide(
                submission, "refuse", user=make.moderator(), grounds=["promotional"], note="An ad."
            )
        due.run()
        assert Submission.objects.get(pk=submission.pk).state == "not_selected"
        waiting = OutboxMail.objects.get(kind="not_selected")
        assert waiting.sent_at is None
        assert waiting.attempts
        assert mail.outbox == []
        settings.EMAIL_BACKEND = working
        OutboxMail.objects.filter(sent_at=None).update(next_try_at=timezone.now())
        for _ in range(3):
            due.run()
        about = [sent for sent in mail.outbox if sent.subject == waiting.subject]
        assert len(about) == 1


@pytest.mark.django_db
class TestTheReviewIsChangedUnderWaitingStories:
    """They go on, or are listed as stuck; tests.stories.test_stuck has each way in."""

    @pytest.mark.parametrize(
        "change",
        [
            lambda: StoryReviewTask.objects.get(name="Screening").deactivate(),
            lambda: StoryReviewTask.objects.get(name="Screening").delete(),
            lambda: Group.objects.get(name="Submission moderators").delete(),
            lambda: [step.deactivate() for step in StoryReviewTask.objects.all()],
        ],
        ids=["step switched off", "step deleted", "group deleted", "every step switched off"],
    )
    def test_none_vanishes(self, client, change):
        make.moderator()
        rows = [make.submission(), make.submission(state="in_review")]
        change()
        listed = {one.submission.pk for one in stuck.find()}
        for row in rows:
            row = Submission.objects.get(pk=row.pk)
            assert row.state in Submission.WAITING
            assert row in Submission.objects.waiting()
            goes_on = row.current_workflow_task is not None and not listed
            assert goes_on or row.pk in listed
        client.force_login(make.administrator())
        queue = client.get("/admin/submissions/").content.decode()
        assert all(row.number in queue for row in rows)
