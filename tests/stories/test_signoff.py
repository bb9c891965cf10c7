"""Showing edits to a sender, and what follows from the answer or from silence."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from stories import due, moderation, signoff
from stories.models import OutboxMail, SignOff, StoryPage, Submission
from stories.showing import Surface, may_show
from tests import make

pytestmark = pytest.mark.django_db

State, Answer = Submission.State, SignOff.Answer
SENT = "Ivy was four when the bee stung her. She did not cry."
SMALL = "Ivy was four when the bee stung her, and she did not cry."
GRAVE = "Ivy was four when the bee stung her. She cried."
DAY = timedelta(days=1)


def edited(words=GRAVE, **changes):
    """Return an approved submission whose copy holds other words."""
    submission = make.submission(state="approved", story_happened=SENT, **changes)
    return make.edit(submission, what_happened=words)


def ask(submission, kinds=("grammar",), **options):
    """Show the edits as a moderator does; return the SignOff."""
    return signoff.ask(submission, kinds=kinds, user=make.staff("Submission moderators"), **options)


def state_of(submission):
    """Return the state in the database."""
    return Submission.objects.values_list("state", flat=True).get(pk=submission.pk)


def mails(kind):
    """Return the mails of a kind."""
    return OutboxMail.objects.filter(kind=kind)


class TestRule5Judging:
    def test_grammar_and_length_change_no_fact(self):
        assert signoff.judge({"what_happened": SENT}, {"what_happened": SMALL}).needs_yes is False

    def test_a_changed_fact_is_named(self):
        judged = signoff.judge({"what_happened": SENT}, {"what_happened": GRAVE})
        assert judged.needs_yes
        assert judged.reasons == ("“not” is not there any more.",)

    def test_a_name_in_another_spelling_is_named_and_waits_for_nothing(self):
        judged = signoff.judge(
            {"because": "I thank Doctor Smyth for it."}, {"because": "I thank Doctor Smith for it."}
        )
        assert judged.reasons == ("The name “Smyth” is written “Smith” now.",)
        assert not judged.needs_yes

    def test_a_fact_may_move_from_one_text_to_another(self):
        moved = {"what_happened": "It rained.", "what_learned": "Ivy was 4."}
        judged = signoff.judge({"what_happened": "It rained. Ivy was 4."}, moved)
        assert not judged.needs_yes


class TestRule5Asking:
    def test_the_sender_gets_both_texts_and_the_story_waits(self):
        submission = edited()
        row = ask(submission)
        assert state_of(submission) == State.AWAITING_SIGN_OFF
        assert row.needs_yes
        body = mails("edits_shown").get().body
        assert SENT in body
        assert GRAVE in body
        assert "“not” is not there any more." in body
        assert "Nothing of it goes live without your yes." in body

    def test_small_edits_say_when_they_may_go_live(self):
        ask(edited(SMALL))
        assert "after two days" in mails("edits_shown").get().body

    def test_the_choice_is_not_mailed_before(self):
        by = make.moderator()
        submission = make.submission(story_happened=SENT)
        make.edit(submission, what_happened=SMALL)
        for _ in range(2):
            moderation.decide(submission, "approve", user=by)
        assert not mails("approved").exists()

    def test_the_same_words_again_ask_nothing_anew(self):
        submission = edited()
        assert ask(submission) == ask(submission)
        assert mails("edits_shown").count() == 1

    def test_other_words_replace_an_open_question(self):
        submission = edited()
        first = ask(submission)
        make.edit(submission, what_happened=f"{GRAVE} Once.")
        second = ask(submission)
        first.refresh_from_db()
        assert first.answer == Answer.TAKEN_BACK
        assert signoff.open_question(submission) == second

    def test_own_words_need_no_question(self):
        with pytest.raises(signoff.NothingToShow):
            ask(make.submission(state="approved"))

    def test_words_with_a_no_are_not_shown_again(self):
        page = make.story(story_happened=SENT)
        make.edit(page, what_happened=GRAVE)
        row = ask(page.submission)
        signoff.answer(page.submission, says_yes=False, text_hash=row.text_hash)
        with pytest.raises(signoff.SaidNo):
            ask(page.submission)

    @pytest.mark.parametrize(
        "state", ["received", "changes_requested", "not_selected", "withdrawn"]
    )
    def test_only_a_chosen_story_is_shown(self, state):
        submission = make.submission(state=state, story_happened=SENT)
        make.edit(submission, what_happened=GRAVE)
        with pytest.raises(signoff.SignOffRefused):
            ask(submission)

    @pytest.mark.parametrize("who", [make.auditor, make.privacy_staff])
    def test_others_may_not(self, who):
        with pytest.raises(PermissionDenied):
            signoff.ask(edited(), kinds=["grammar"], user=who())

    def test_an_editor_may(self):
        assert signoff.ask(edited(), kinds=["grammar"], user=make.editor()).is_waiting

    def test_without_an_address_the_yes_is_written_down(self):
        submission = edited(story_email="")
        with pytest.raises(signoff.SignOffRefused):
            ask(submission)
        row = ask(submission, how="By phone on May 3, heard by Dana.")
        assert (row.answer, row.how) == (Answer.YES, "By phone on May 3, heard by Dana.")
        assert state_of(submission) == State.APPROVED
        assert not mails("edits_shown").exists()


class TestRule5TheAnswer:
    def test_a_yes_lets_the_story_go_on_and_is_told(self):
        submission = edited()
        row = ask(submission)
        signoff.answer(submission, says_yes=True, text_hash=row.text_hash)
        assert state_of(submission) == State.APPROVED
        assert "The answer is yes" in mails("edits_answered").get().body

    def test_a_no_brings_the_own_words_back_to_be_read(self):
        submission = edited()
        row = ask(submission)
        signoff.answer(submission, says_yes=False, text_hash=row.text_hash)
        submission.refresh_from_db()
        assert submission.state == State.RECEIVED
        assert submission.what_happened == SENT
        assert submission.current_workflow_state is not None
        assert submission.flags.filter(kind="sign_off").exists()

    def test_a_no_to_small_edits_that_are_live_takes_them_down(self):
        then = timezone.now() - 3 * DAY
        page = make.story(story_happened=SENT)
        make.edit(page, what_happened=SMALL)
        row = ask(page.submission, now=then)
        page.get_latest_revision().publish()
        assert StoryPage.objects.get().what_happened == SMALL
        signoff.answer(page.submission, says_yes=False, text_hash=row.text_hash)
        assert not StoryPage.objects.get().live

    def test_a_new_question_leaves_small_edits_that_are_live_where_they_are(self):
        page, then = make.story(story_happened=SENT), timezone.now() - 3 * DAY
        make.edit(page, what_happened=SMALL)
        ask(page.submission, now=then)
        page.get_latest_revision().publish()
        page = make.edit(StoryPage.objects.get(), what_happened=GRAVE)
        ask(page.submission)
        live = StoryPage.objects.get()
        assert live.what_happened == SMALL
        assert may_show(live, Surface.LIST)

    def test_twice_is_once(self):
        submission = edited()
        row = ask(submission)
        for _ in range(2):
            signoff.answer(submission, says_yes=True, text_hash=row.text_hash)
        assert mails("edits_answered").count() == 1

    def test_other_words_are_not_answered(self):
        submission = edited()
        ask(submission)
        with pytest.raises(signoff.NothingAsked):
            signoff.answer(submission, says_yes=True, text_hash="0" * 64)

    def test_what_was_taken_back_is_not_answered(self):
        submission = edited()
        row = ask(submission)
        moderation.reopen(submission, user=make.moderator())
        with pytest.raises(signoff.NothingAsked):
            signoff.answer(submission, says_yes=True, text_hash=row.text_hash)

    def test_a_withdrawal_closes_the_question(self):
        submission = edited()
        ask(submission)
        moderation.withdraw(submission)
        assert signoff.open_question(submission) is None


class TestRule5Silence:
    def test_small_edits_go_on_after_two_days_and_not_before(self):
        submission, now = edited(SMALL), timezone.now()
        ask(submission, now=now)
        due.run(now + 2 * DAY - timedelta(minutes=1))
        assert state_of(submission) == State.AWAITING_SIGN_OFF
        due.run(now + 2 * DAY)
        assert state_of(submission) == State.APPROVED
        assert signoff.open_question(submission)

    def test_the_others_are_reminded_twice_and_then_given_back(self):
        submission, now = edited(), timezone.now()
        ask(submission, now=now)
        for days, reminders in ((2, 0), (3, 1), (5, 1), (7, 2), (9, 2)):
            due.run(now + days * DAY)
            assert mails("edits_reminder").count() == reminders
        assert state_of(submission) == State.AWAITING_SIGN_OFF
        due.run(now + 10 * DAY)
        assert state_of(submission) == State.RECEIVED
        assert signoff.open_question(submission) is None
        assert submission.flags.filter(kind="sign_off").exists()

    def test_a_live_story_stays_as_it_is(self):
        page, now = make.story(story_happened=SENT), timezone.now()
        make.edit(page, what_happened=GRAVE)
        ask(page.submission, now=now)
        due.run(now + 10 * DAY)
        assert state_of(page.submission) == State.LIVE
        assert StoryPage.objects.get().what_happened == SENT


@pytest.mark.django_db(transaction=True)
class TestRule5AtOnce:
    def test_of_yes_and_no_at_the_same_moment_one_counts(self):
        submission = edited()
        row = ask(submission)
        together = threading.Barrier(2)

        def say(says_yes):
            together.wait()
            try:
                return signoff.answer(submission, says_yes=says_yes, text_hash=row.text_hash).answer
            except signoff.NothingAsked:
                return None
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(say, (True, False)))
        row.refresh_from_db()
        assert answers.count(None) == 1
        assert row.answer in answers
