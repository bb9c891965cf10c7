"""A story is stored first and enrolled a moment later: once, by the worker, the tick or whoever was faster."""

import logging
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import WorkflowState

from stories import due, emails, enrolling, intake, moderation, retention
from stories.models import Decision, OutboxMail, Submission, TextTrace
from tests import make

pytestmark = pytest.mark.django_db
DATABASE_TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}


@pytest.fixture(autouse=True)
def no_worker(settings):
    """Let what the worker is asked for lie in its queue."""
    settings.TASKS = DATABASE_TASKS


def store(**changes):
    """Return a story as the form stores it, before anybody has enrolled it."""
    honeypot = changes.pop("honeypot", "")
    return intake.receive(
        make.form_page(),
        make.answers(**changes),
        receipt=uuid.uuid4(),
        labels=[("story_image", "A picture")],
        agreements=make.agreements(),
        honeypot=honeypot,
        enrolls_later=True,
    )


def reviews(submission):
    """Return how many reviews of a story are open."""
    return (
        WorkflowState.objects.active()
        .filter(object_id=str(submission.pk), content_type__model="submission")
        .count()
    )


def mails(submission, kind="received"):
    """Return how many mails of a kind were written about a story."""
    return OutboxMail.objects.filter(submission=submission, kind=kind).count()


class TestStored:
    """What is there before anybody has enrolled the story."""

    def test_all_that_was_sent_is_sealed_and_the_story_waits(self):
        submission = store()
        assert submission.originals.count() == 1
        assert submission.consents.count() == 4
        assert submission.flags.get().kind == "missing_picture"
        assert Submission.objects.waiting().get() == submission
        assert reviews(submission) == mails(submission) == 0

    def test_the_worker_is_asked_in_the_same_transaction(self, monkeypatch):
        asked = DBTaskResult.objects.filter(task_path="stories.enrolling.enroll_story")
        submission = store()
        assert asked.get().args_kwargs["args"] == [submission.pk]

        def fail(*args, **kwargs):
            raise RuntimeError("the disk is full")

        monkeypatch.setattr(enrolling, "ask_for", fail)
        with pytest.raises(RuntimeError):
            store()
        assert asked.count() == Submission.objects.count() == 1

    def test_few_statements_store_it(self, django_assert_max_num_queries):
        make.form_page()
        answers, boxes = make.answers(), make.agreements()
        draft = make.draft()
        with django_assert_max_num_queries(16):
            intake.receive(
                make.form_page(),
                answers,
                receipt=draft.form_id,
                labels=[("story_image", "A picture")],
                agreements=boxes,
                draft=draft,
                enrolls_later=True,
            )

    def test_it_stands_in_the_queue(self, client):
        submission = store()
        client.force_login(make.moderator())
        assert submission.number in client.get(reverse("submissions:list")).content.decode()


class TestEnrolled:
    """What enrolling adds."""

    def test_review_revision_mail_and_traces(self):
        submission = store()
        enrolled = enrolling.enroll(submission.pk)
        assert enrolled.enrolled_at
        assert enrolled.state == Submission.State.RECEIVED
        assert enrolled.revisions.count() == reviews(submission) == mails(submission) == 1
        assert TextTrace.objects.filter(submission=submission).exists()

    def test_again_changes_nothing(self):
        submission = store()
        enrolling.enroll(submission.pk)
        assert enrolling.enroll(submission.pk) is None
        assert reviews(submission) == mails(submission) == 1

    def test_what_fails_leaves_nothing_and_goes_well_later(self, monkeypatch):
        submission = store()

        def fail(*args, **kwargs):
            raise RuntimeError("the mail template is broken")

        with monkeypatch.context() as patch:
            patch.setattr(emails, "received", fail)
            with pytest.raises(RuntimeError):
                enrolling.enroll(submission.pk)
        assert reviews(submission) == submission.revisions.count() == 0
        assert Submission.objects.unenrolled().get() == submission
        enrolling.enroll(submission.pk)
        assert reviews(submission) == mails(submission) == 1

    def test_held_as_spam_it_gets_no_review(self):
        submission = store(honeypot="Buy now")
        assert submission.state == Submission.State.SPAM
        enrolling.enroll(submission.pk)
        submission.refresh_from_db()
        assert submission.state == Submission.State.SPAM
        assert reviews(submission) == 0
        assert mails(submission) == 1

    def test_equal_and_like_words_are_named_at_the_later_story(self):
        words = " ".join(f"word{number}" for number in range(60))
        first = store(story_happened=words)
        same = store(story_happened=words)
        like = store(story_happened=words + " and a few more words")
        for submission in (first, same, like):
            enrolling.enroll(submission.pk)
        assert not first.flags.filter(kind__in=["same_text", "near_text"]).exists()
        assert same.flags.filter(kind="same_text").count() == 1
        assert like.flags.filter(kind="near_text").count() == 1

    def test_of_two_in_an_empty_queue_the_first_is_told_of(self):
        make.moderator()
        first, second = store(), store()
        enrolling.enroll(second.pk)
        enrolling.enroll(first.pk)
        assert (mails(first, "first_waiting"), mails(second, "first_waiting")) == (1, 0)

    def test_an_erased_story_needs_nothing(self):
        submission = store()
        pk = submission.pk
        retention.erase(submission, reason="The sender asked for it.")
        assert enrolling.enroll(pk) is None


class TestTheTick:
    """What no worker did."""

    def test_it_enrolls_what_lies_there(self):
        submission = store()
        assert "stories enrolled: 1" in due.run().notes
        assert reviews(submission) == mails(submission) == 1

    def test_one_that_fails_stops_no_other_and_is_told(self, monkeypatch, caplog):
        bad, good = store(), store()
        enroll_row = enrolling.enroll_row

        def enroll(submission, *, now=None):
            if submission.pk == bad.pk:
                raise RuntimeError("a broken row")
            enroll_row(submission, now=now)

        monkeypatch.setattr(enrolling, "enroll_row", enroll)
        with caplog.at_level(logging.ERROR):
            run = due.run()
        assert not run.ok
        assert "stories enrolled failed" in run.notes
        assert reviews(good) == 1
        assert Submission.objects.unenrolled().get() == bad


class TestWhoIsFaster:
    """Staff who act before the worker comes."""

    def test_the_desk_begins_the_review(self, client):
        submission = store()
        client.force_login(make.moderator())
        page = client.get(submission.desk_url).content.decode()
        assert reviews(submission) == 1
        assert "Approve" in page

    def test_looking_is_enough_for_an_auditor_too(self, client):
        submission = store()
        client.force_login(make.auditor())
        assert client.get(submission.desk_url).status_code == 200
        assert reviews(submission) == 1

    def test_a_decision_finds_its_step(self):
        submission = store()
        decision = moderation.decide(submission, "approve", user=make.moderator())
        assert decision.kind == Decision.Kind.APPROVE
        assert decision.step == "Screening"
        enrolling.enroll(submission.pk)
        assert reviews(submission) == mails(submission) == 1

    def test_a_withdrawal_leaves_nothing_to_begin(self):
        submission = store()
        moderation.withdraw(submission)
        assert enrolling.enroll(submission.pk) is None
        submission.refresh_from_db()
        assert submission.state == Submission.State.WITHDRAWN
        assert reviews(submission) == 0


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_four_at_once_enroll_it_once(self):
        submission = store()
        together = threading.Barrier(4)

        def work(_):
            together.wait()
            try:
                return enrolling.enroll(submission.pk) is not None
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(work, range(4))) == [False, False, False, True]
        assert reviews(submission) == mails(submission) == 1
        assert submission.revisions.count() == 1
