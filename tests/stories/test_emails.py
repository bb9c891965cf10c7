"""Mails: each is written with what caused it, to the one it is for, in plain words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from stories import emails, moderation, signoff
from stories.models import OutboxMail, ReviewerPreference, Submission
from tests import make

pytestmark = pytest.mark.django_db


class TestAfterCommit:
    """A mail exists if, and only if, what it tells was stored."""

    def test_a_rolled_back_submission_mails_nothing(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
            with transaction.atomic():
                make.submission()
                raise ZeroDivisionError
        assert not OutboxMail.objects.exists()
        assert mail.outbox == []

    def test_the_sender_gets_number_and_link(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            submission = make.submission(confirmed=False)
        sent = [message for message in mail.outbox if message.to == [submission.sender_email]]
        assert len(sent) == 1
        assert submission.number in sent[0].subject
        assert "/confirm/" in sent[0].body

    def test_what_was_agreed_to_is_mailed_back_in_its_own_words(self):
        submission = make.submission()
        body = OutboxMail.objects.get(kind="received").body
        for consent in submission.consents.all():
            assert consent.wording in body

    def test_words_are_not_escaped_for_html(self):
        submission = make.submission()
        make_decision = moderation.decide(
            submission,
            "changes",
            user=make.moderator(),
            grounds=["grammar"],
            note="Mum's <3 & yours",
        )
        assert "Mum's <3 & yours" in OutboxMail.objects.get(key=f"decision:{make_decision.pk}").body


class TestModerators:
    """A mail for the first waiting story and a daily digest, each adjustable."""

    def test_only_the_first_waiting_story_is_told(self):
        moderator = make.moderator()
        make.submission()
        make.submission()
        assert OutboxMail.objects.filter(kind="first_waiting", to=moderator.email).count() == 1

    def test_who_switched_it_off_gets_none(self):
        moderator = make.moderator()
        ReviewerPreference.objects.create(user=moderator, first_waiting=False)
        make.submission()
        assert not OutboxMail.objects.filter(kind="first_waiting").exists()

    def test_the_digest_comes_once_a_day(self):
        make.moderator()
        make.submission()
        now = timezone.now() + timedelta(days=1)
        assert emails.daily_digest(now=now) == 1
        assert emails.daily_digest(now=now) == 0
        assert emails.daily_digest(now=now + timedelta(days=1)) == 1

    def test_it_counts_what_was_sent_before_eight(self):
        make.moderator()
        early, late = make.submission(), make.submission()
        eight = datetime(2026, 9, 23, 8, tzinfo=ZoneInfo("America/New_York"))
        for submission, minutes in ((early, -1), (late, 1)):
            Submission.objects.filter(pk=submission.pk).update(
                submit_time=eight + timedelta(minutes=minutes)
            )
        assert emails.daily_digest(now=eight + timedelta(minutes=5)) == 1
        assert OutboxMail.objects.get(kind="daily_digest").subject.startswith("1 ")
        Submission.objects.filter(pk=early.pk).update(state="withdrawn")
        OutboxMail.objects.filter(kind="daily_digest").delete()
        assert emails.daily_digest(now=eight + timedelta(minutes=5)) == 0

    def test_no_digest_while_nothing_waits(self):
        make.moderator()
        assert emails.daily_digest() == 0

    def test_other_staff_get_none(self):
        make.editor()
        make.submission()
        assert emails.daily_digest() == 0


class TestNoStockMail:
    """Wagtail's own workflow mails reach nobody about a submission."""

    def test_every_mail_is_one_of_ours(self, django_capture_on_commit_callbacks):
        moderator = make.moderator()
        with django_capture_on_commit_callbacks(execute=True):
            submission = make.submission()
            moderation.decide(submission, "approve", user=moderator)
            moderation.decide(submission, "approve", user=moderator)
        assert Submission.objects.get().state == "approved"
        assert {m.subject for m in mail.outbox} == set(
            OutboxMail.objects.values_list("subject", flat=True)
        )


class TestOneMailForEachThing:
    """What the sender can act on is mailed, each thing once, in one mail."""

    @pytest.fixture
    def submission(self):
        submission = make.submission()
        OutboxMail.objects.all().delete()
        return submission

    def told(self, submission):
        """Return the kinds of the mails to the sender since the story came, in their order."""
        mails = submission.mails.filter(to=submission.sender_email).order_by("pk")
        return [row.kind for row in mails]

    def decide(self, submission, kind, **given):
        return moderation.decide(submission, kind, user=make.moderator(), **given)

    def test_a_step_on_the_way_tells_nothing(self, submission):
        self.decide(submission, "approve")
        assert self.told(submission) == []

    def test_the_last_yes_tells_once(self, submission):
        self.decide(submission, "approve")
        self.decide(submission, "approve")
        assert self.told(submission) == ["approved"]

    def test_a_yes_to_an_edited_copy_is_told_with_the_edits(self, submission):
        make.edit(submission, why_it_matters="No parent should have to remember two lists.")
        self.decide(submission, "approve")
        self.decide(submission, "approve")
        assert self.told(submission) == []
        signoff.ask(submission, kinds=["substance"], user=make.moderator())
        assert self.told(submission) == ["edits_shown"]

    @pytest.mark.parametrize(
        ("kind", "given", "mailed"),
        [
            ("changes", {"note": "A picture?", "grounds": ["missing_image"]}, "changes_requested"),
            ("refuse", {"note": "", "grounds": ["promotional"]}, "not_selected"),
            ("refuse", {"note": "", "grounds": ["intent"]}, "not_selected"),
        ],
    )
    def test_each_other_decision_tells_once(self, submission, kind, given, mailed):
        self.decide(submission, kind, **given)
        assert self.told(submission) == [mailed]
        body = OutboxMail.objects.get(kind=mailed).body
        assert body.count("/my-story/sent/") == 1

    def test_two_who_decide_at_once_tell_once(self, submission):
        step = submission.current_workflow_task_state.pk
        given = {"grounds": ["promotional"], "step": step}
        self.decide(submission, "refuse", **given)
        with pytest.raises(moderation.AlreadyDecided):
            self.decide(submission, "refuse", **given)
        assert self.told(submission) == ["not_selected"]

    def test_putting_it_back_tells_nothing_and_the_next_decision_again(self, submission):
        self.decide(submission, "refuse", grounds=["promotional"])
        moderation.reopen(submission, user=make.moderator())
        assert self.told(submission) == ["not_selected"]
        self.decide(submission, "changes", note="A picture?", grounds=["missing_image"])
        assert self.told(submission) == ["not_selected", "changes_requested"]

    def test_going_live_tells_once_and_so_does_withdrawing(self):
        page = make.story()
        submission = page.submission
        assert self.told(submission) == ["received", "approved", "story_is_live"]
        moderation.withdraw(submission)
        moderation.withdraw(submission)
        assert self.told(submission)[3:] == ["withdrawn"]


class TestTheStoryIsLive:
    """The mail with the public address brings the same card and posts that staff get."""

    def sent(self, capture, **changes):
        """Return the mail of a story that has just gone live, as it left."""
        with capture(execute=True):
            story = make.story(**changes)
        (left,) = [message for message in mail.outbox if "is live" in message.subject]
        return story, left

    def test_the_card_is_attached_and_linked(self, django_capture_on_commit_callbacks):
        story, left = self.sent(django_capture_on_commit_callbacks)
        ((name, content, kind),) = left.attachments
        assert name == f"{story.submission.number}.png" and kind == "image/png"
        assert content.startswith(b"\x89PNG") and len(content) < 100_000
        assert f"/card/{story.pk}.png?v=" in left.body

    def test_who_agreed_to_it_gets_posts_with_the_own_words(
        self, django_capture_on_commit_callbacks
    ):
        _, left = self.sent(django_capture_on_commit_callbacks, consents=(*make.CONSENTS, "social"))
        for label in ("Facebook", "X", "LinkedIn"):
            assert f"-- For {label}:" in left.body
        assert left.body.count("daughter’s record spoke") == 3

    def test_who_did_not_gets_hashtags_and_the_address(self, django_capture_on_commit_callbacks):
        story, left = self.sent(django_capture_on_commit_callbacks)
        assert "-- For every network:\n> #IHeartHIT #NHITWeek\n" in left.body
        assert "daughter" not in left.body.replace(story.slug, "")

    def test_a_story_that_was_taken_down_meanwhile_brings_no_card(
        self, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks():
            story = make.story()
        moderation.withdraw(story.submission)
        row = OutboxMail.objects.get(kind="story_is_live")
        emails.send(row.pk)
        (left,) = [message for message in mail.outbox if "is live" in message.subject]
        assert left.attachments == []

    def test_a_card_that_cannot_be_made_keeps_no_mail_back(
        self, django_capture_on_commit_callbacks, monkeypatch
    ):
        def fail(**given):
            raise OSError("No space left")

        monkeypatch.setattr("stories.share_picture.draw_words", fail)
        _, left = self.sent(django_capture_on_commit_callbacks)
        assert left.attachments == []
