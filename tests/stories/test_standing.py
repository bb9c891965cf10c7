"""Where a story stands, in the sender's words: honest about whose turn it is and how long it takes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from stories import correction, moderation, standing
from stories.models import Decision, ProtectedParty, Submission
from tests import make
from tests.stories.unsealing import end_consents, unsealed

pytestmark = pytest.mark.django_db

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 9, 16, 9, 58, tzinfo=NEW_YORK)


def marks(submission):
    """Return the stations as (title, mark)."""
    return [(step.title, step.mark) for step in standing.read(submission).steps]


def lines(submission, title, now=None):
    """Return what stands at one station."""
    return next(
        " ".join(step.lines)
        for step in standing.read(submission, now=now).steps
        if step.title == title
    )


def decided(days, *, is_sample=False):
    """Make a story that waited so many days for its first decision."""
    submission = make.submission(state="in_review", is_sample=is_sample)
    moderation.decide(
        submission, "changes", user=submission.claimed_by, grounds=["grammar"], note="Why?"
    )
    Submission.objects.filter(pk=submission.pk).update(
        submit_time=timezone.now() - timedelta(days=days)
    )


class TestTheWord:
    """The words of product.md, exactly."""

    @pytest.mark.parametrize(
        ("state", "word"),
        [
            ("received", "Received"),
            ("in_review", "Being read"),
            ("changes_requested", "We need something from you"),
            ("awaiting_sign_off", "Your approval needed"),
            ("approved", "Approved"),
            ("live", "Live"),
            ("not_selected", "Not selected"),
            ("withdrawn", "Withdrawn"),
            ("spam", "Received"),
        ],
    )
    def test_each_state_has_its_word(self, state, word):
        assert standing.read(make.submission(state=state)).word == word

    def test_every_state_has_words_and_a_track(self):
        states = set(Submission.State)
        assert states == set(standing.WORDS) == set(standing.LEDES) == set(standing.TRACKS)

    def test_a_scheduled_story_names_its_day(self):
        story = make.story(live=False)
        story.go_live_at = datetime(2031, 9, 24, 9, tzinfo=NEW_YORK)
        story.save_revision().publish(user=make.editor())
        submission = Submission.objects.get()
        assert standing.read(submission).word == "Goes live on Wednesday, September 24, 2031"

    def test_a_held_story_reads_like_any_other(self):
        held, received = make.submission(state="spam"), make.submission()
        one, other = standing.read(held), standing.read(received)
        assert (one.word, one.lede) == (other.word, other.lede)
        assert marks(held) == marks(received)

    def test_it_is_not_called_live_when_the_permission_has_ended(self):
        submission = make.story().submission
        end_consents(submission, timezone.localdate() - timedelta(days=1), ["publish"])
        submission.refresh_from_db()
        found = standing.read(submission)
        assert found.word == "Approved"
        assert "permission to publish it has ended" in found.lede


class TestTheTrack:
    """Sent, read, decided, published: what is done, what is now, what comes."""

    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            ("received", ["done", "now", "next", "next"]),
            ("in_review", ["done", "now", "next", "next"]),
            ("changes_requested", ["done", "done", "now", "next"]),
            ("approved", ["done", "done", "done", "now"]),
            ("live", ["done", "done", "done", "done"]),
            ("not_selected", ["done", "done", "now"]),
            ("withdrawn", ["done", "now"]),
        ],
    )
    def test_the_marks_of_each_state(self, state, expected):
        assert [mark for _, mark in marks(make.submission(state=state))] == expected

    def test_a_request_shows_the_words_of_the_editor(self):
        submission = make.submission(state="changes_requested")
        step = standing.read(submission).steps[2]
        assert step.title == "Waiting for you"
        assert step.note == "Please add a picture."
        assert step.grounds == ("Missing picture",)

    def test_an_internal_note_is_nobodys_business(self):
        submission = make.submission(state="in_review")
        moderation.decide(
            submission,
            "refuse",
            user=submission.claimed_by,
            grounds=["grammar"],
            note="Sorry.",
            internal_note="quokka",
        )
        submission.refresh_from_db()
        assert "quokka" not in repr(standing.read(submission))
        assert submission.claimed_by.first_name not in repr(standing.read(submission))

    def test_a_word_of_praise_is_shown(self):
        moderator = make.moderator()
        submission = make.submission()
        moderation.decide(submission, "approve", user=moderator, note="It stopped me.")
        moderation.decide(submission, "approve", user=moderator)
        submission.refresh_from_db()
        assert standing.read(submission).steps[1].note == "It stopped me."

    def test_one_editor_of_two_has_read_it(self):
        submission = make.submission()
        moderation.decide(submission, "approve", user=make.moderator())
        submission.refresh_from_db()
        assert "Another one reads it next" in standing.read(submission).lede
        assert "By one editor" in lines(submission, "Read by an editor")

    def test_new_words_are_not_read_yet(self):
        submission = make.submission(state="changes_requested")
        given = correction.Correction({"story_learned": "Other words."})
        correction.correct(submission, given, version=1)
        submission.refresh_from_db()
        assert marks(submission)[1] == ("Read by an editor", "now")
        assert "Changed by you on" in lines(submission, "Sent")

    def test_a_story_that_can_be_mended_says_so(self):
        submission = make.submission(state="not_selected")
        assert "change your story and send it again" in standing.read(submission).lede
        with unsealed():
            Decision.objects.filter(kind="refuse").update(grounds=["substance"])
        assert "change" not in standing.read(submission).lede


class TestTheWait:
    """Measured when enough was decided, promised by the form until then."""

    def test_few_decisions_say_nothing(self):
        for days in (1, 2, 3, 4):
            decided(days)
        assert standing.measured_wait() is None

    def test_it_is_the_median_of_first_decisions(self):
        for days in (1, 2, 3, 30, 40):
            decided(days)
        count, wait = standing.measured_wait()
        assert count == 5
        assert round(wait / timedelta(days=1)) == 3
        assert "The last 5 stories waited about 3 days" in lines(
            make.submission(), "Read by an editor"
        )

    def test_a_second_decision_does_not_count(self):
        for _ in range(4):
            decided(1)
        submission = make.submission(state="changes_requested")
        moderation.reopen(submission, user=make.moderator())
        moderation.decide(submission, "refuse", user=make.moderator(), grounds=["grammar"])
        assert standing.measured_wait()[0] == 5

    def test_invented_stories_do_not_count(self):
        for _ in range(6):
            decided(1, is_sample=True)
        assert standing.measured_wait() is None

    def test_the_last_twenty_count(self, monkeypatch):
        monkeypatch.setattr(standing, "MEASURED", 5)
        for days in (90, 90, 90, 1, 1, 1, 1, 1):
            decided(days)
        assert round(standing.measured_wait()[1] / timedelta(days=1)) == 1

    def test_who_waits_longer_is_told_so(self):
        for _ in range(5):
            decided(2)
        submission = make.submission(now=timezone.now() - timedelta(days=9))
        assert "Yours has waited longer" in lines(submission, "Read by an editor")

    def test_the_form_promises_until_then(self):
        page = make.form_page()
        page.reading_days = 3
        page.save()
        submission = make.submission(now=NOW)
        said = lines(submission, "Read by an editor", now=NOW + timedelta(days=1))
        assert said == "By Saturday, September 19, if all goes well."
        said = lines(submission, "Read by an editor", now=NOW + timedelta(days=5))
        assert "We are late, and we have not forgotten it." in said

    @pytest.mark.parametrize(
        ("hours", "words"),
        [
            (0, "about an hour"),
            (5, "about 5 hours"),
            (25, "about a day"),
            (50, "about 2 days"),
            (240, "about 10 days"),
        ],
    )
    def test_spans_are_said_as_people_do(self, hours, words):
        assert standing.in_words(timedelta(hours=hours)) == words


class TestDates:
    def test_day_and_time_are_local(self):
        submission = make.submission(now=NOW)
        assert lines(submission, "Sent", now=NOW).startswith("Wednesday, September 16, 9:58 a.m.")

    def test_another_year_is_named(self):
        assert standing.day(NOW, NOW + timedelta(days=365)) == "Wednesday, September 16, 2026"


class TestPeople:
    """Who has not said yes is named, with what is to be waited for."""

    def add(self, submission, **values):
        return ProtectedParty.objects.create(
            submission=submission, **{"relation": "my sister", "basis": "asked", **values}
        )

    def test_each_says_what_it_waits_for(self):
        submission = make.submission()
        self.add(submission, relation="my mother")
        self.add(submission, basis="not_yet")
        self.add(submission, relation="my son", email="son@example.org")
        self.add(submission, relation="my aunt", refused_at=timezone.now())
        assert standing.people_to_wait_for(submission) == [
            ("my sister", "You have not asked them yet."),
            ("my son", "We have written to them. They have not answered yet."),
            ("my aunt", "They said no. Please tell the story without them."),
        ]

    def test_an_approved_story_waits_for_them(self):
        submission = make.submission(state="approved")
        self.add(submission, basis="not_yet")
        assert "as soon as everybody has said yes" in lines(submission, "Published")
