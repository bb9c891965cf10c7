"""Quiet decisions: nothing is mailed and nothing shows before the release, and then both at once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.log_actions import registry

from stories import (
    consent,
    correction,
    holding,
    moderation,
    my_data,
    outbox,
    promotion,
    retention,
    signoff,
    standing,
)
from stories.models import Decision, OutboxMail, Submission
from stories.next_version import Correction
from tests import make
from tests.stories.status_reading import look, own, words

pytestmark = pytest.mark.django_db

KINDS = ["approve", "changes", "refuse"]
NOTE = "Please add the year of the bee."


def decide(kind, story=None, *, by=None, quiet=True, **more):
    """Take a last decision on a story, quietly."""
    by = by or make.staff("Submission moderators")
    story = story or make.submission()
    if kind == "approve":
        moderation.decide(story, "approve", user=by)
    given = {} if kind == "approve" else {"grounds": ["grammar"], "note": NOTE}
    moderation.decide(story, kind, user=by, quiet=quiet, **given, **more)
    story.refresh_from_db()
    return story


def held():
    return OutboxMail.objects.exclude(held_at=None)


def release(user=None, **more):
    return holding.release(
        held().values_list("pk", flat=True), user=user or make.moderator(), **more
    )


class TestRule7NothingLeavesBefore:
    """A held mail is never sent, by the worker or by the clock."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_held_mail_is_not_sent(self, kind, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            story = decide(kind)
        row = held().get()
        assert row.held_by == make.staff("Submission moderators")
        assert outbox.send(row.pk, now=timezone.now() + timedelta(days=1)) is None
        outbox.send_due(now=timezone.now() + timedelta(days=1))
        row.refresh_from_db()
        assert row.sent_at is None
        assert [m for m in mail.outbox if m.subject == row.subject] == []
        assert story.decisions.first().is_quiet

    def test_without_the_tick_it_leaves_at_once(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            decide("refuse", quiet=False)
        assert not held().exists()
        assert OutboxMail.objects.get(kind="not_selected").sent_at

    def test_a_step_that_is_not_the_last_holds_nothing(self):
        story = make.submission()
        decision = moderation.decide(story, "approve", user=make.moderator(), quiet=True)
        assert not held().exists()
        assert not decision.is_quiet


class TestRule7WhatTheSenderSees:
    """Until the release the sender's pages tell of a story that is being read."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_status_page_says_being_read(self, client, kind):
        story = decide(kind)
        page = look(client, own(story))
        assert "Being read" in words(page)
        for told in (NOTE, "Not selected", "Approved", "We need something", "Chosen", "Grammar"):
            assert told not in words(page)
        read = standing.read(story)
        assert [step.mark for step in read.steps] == ["done", "now", "next", "next"]

    @pytest.mark.parametrize(
        ("kind", "word"),
        [
            ("approve", "Approved"),
            ("changes", "We need something from you"),
            ("refuse", "Not selected"),
        ],
    )
    def test_the_release_tells_by_mail_and_on_the_page(
        self, client, kind, word, django_capture_on_commit_callbacks
    ):
        story = decide(kind)
        with django_capture_on_commit_callbacks(execute=True):
            release()
        assert OutboxMail.objects.get(key__startswith="decision:").sent_at
        assert word in words(look(client, own(story)))

    def test_the_change_page_does_not_show_the_request(self, client):
        story = decide("changes")
        page = look(client, own(story, "change"))
        assert page.status_code == 200
        assert NOTE not in words(page)
        assert "Answer and change" not in words(page)

    def test_a_request_cannot_be_answered_with_a_note_alone(self):
        story = decide("changes")
        with pytest.raises(correction.NothingNew):
            correction.correct(story, Correction(answers={}, note="It was 2019."), version=1)

    def test_a_final_refusal_does_not_close_the_change_page(self):
        story = make.submission()
        moderation.decide(story, "refuse", user=make.moderator(), grounds=["substance"], quiet=True)
        story.refresh_from_db()
        assert correction.may_correct(story)
        release()
        assert not correction.may_correct(story)

    def test_the_file_of_everything_kept_leaves_it_out(self):
        story, now = decide("refuse"), timezone.now()
        told = my_data.collect(story, now=now)
        assert told["state"] == "Being read"
        assert told["decisions"] == []
        assert [
            row["subject"] for row in told["mails"] if "About your story" in row["subject"]
        ] == []
        release()
        story.refresh_from_db()
        assert [row["note"] for row in my_data.collect(story, now=now)["decisions"]] == [NOTE]

    def test_a_decision_that_was_never_told_stays_untold(self):
        story = decide("refuse")
        moderation.reopen(story, user=make.moderator())
        told = holding.told_decisions(story)
        assert [row.kind for row in told] == [Decision.Kind.REOPEN]


class TestRule7Release:
    """Many decisions become known together."""

    def test_several_leave_together(self, django_capture_on_commit_callbacks):
        stories = [decide("refuse"), decide("changes"), decide("approve")]
        with django_capture_on_commit_callbacks(execute=True):
            released = release()
        assert len(released.mails) == 3
        assert released.stayed == []
        assert not held().exists()
        for story in stories:
            assert holding.shown_state(story) == story.state

    def test_again_it_releases_nothing(self):
        decide("refuse")
        pks = list(held().values_list("pk", flat=True))
        person = make.moderator()
        assert len(holding.release(pks, user=person).mails) == 1
        assert holding.release(pks, user=person) == ([], [])

    @pytest.mark.parametrize("maker", [make.editor, make.privacy_staff, make.auditor])
    def test_only_moderators_release(self, maker):
        decide("refuse")
        with pytest.raises(PermissionDenied):
            release(maker())
        assert held().count() == 1

    def test_the_days_of_the_sender_begin_with_it(self):
        story = decide("changes")
        later = timezone.now() + timedelta(days=9)
        release(now=later)
        story.refresh_from_db()
        assert story.state_changed_at == later

    def test_a_mail_that_was_held_for_long_is_not_given_up_at_its_first_failure(self, settings):
        settings.EMAIL_BACKEND = "tests.stories.test_outbox.BrokenBackend"
        decide("refuse")
        row = held().get()
        OutboxMail.objects.update(created_at=timezone.now() - timedelta(days=30))
        now = timezone.now()
        release(now=now)
        assert outbox.send(row.pk, now=now + timedelta(seconds=1)) is False
        row.refresh_from_db()
        assert row.next_try_at < outbox.NEVER

    def test_a_mail_nobody_edited_tells_what_holds_now(self):
        story = make.submission(confirmed=False)
        decide("approve", story)
        assert "confirm your address" in held().get().body
        Submission.objects.filter(pk=story.pk).update(email_confirmed_at=timezone.now())
        released = release()
        assert "confirm your address" not in released.mails[0].body

    def test_it_is_logged_with_the_person(self):
        story = decide("refuse")
        person = make.moderator()
        release(person)
        logs = registry.get_logs_for_instance(story)
        assert logs.get(action="stories.release_mail").user == person
        assert logs.filter(action="stories.hold_mail").count() == 1


class TestRule7TakenBack:
    """A story that moves on takes its held mail along."""

    def test_put_back_into_the_queue(self):
        story = decide("refuse")
        moderation.reopen(story, user=make.moderator())
        assert not held().exists()
        story.refresh_from_db()
        assert holding.shown_state(story) == "received"

    def test_withdrawn(self):
        story = decide("approve")
        moderation.withdraw(story)
        assert not held().exists()

    def test_erased(self):
        story = decide("changes")
        retention.erase(story, reason="The sender asked.")
        assert not held().exists()

    def test_new_words_of_the_sender(self):
        story = decide("changes")
        correction.correct(
            story, Correction(answers={"story_learned": "Ask, and write it down."}), version=1
        )
        story.refresh_from_db()
        assert story.state == "received"
        assert not held().exists()

    def test_edits_that_are_shown_tell_of_the_choice(self):
        story = decide("approve")
        make.edit(story, why_it_matters="No parent should have to remember two lists.")
        released = release()
        assert released.mails == []
        assert "edited" in released.stayed[0][1]
        signoff.ask(story, kinds=["grammar"], user=make.moderator())
        assert not held().exists()
        story.refresh_from_db()
        assert holding.shown_state(story) == "awaiting_sign_off"


class TestRule7NothingIsPublishedBefore:
    """A story whose sender does not know of the choice gets no page."""

    def test_it_is_not_promoted_before_the_release(self):
        make.index_page()
        story = decide("approve")
        assert any("held in the outbox" in why for why in consent.obstacles(story, story.texts))
        with pytest.raises(promotion.PromotionRefused):
            promotion.promote(story, user=make.editor())
        release()
        assert promotion.promote(story, user=make.editor())
