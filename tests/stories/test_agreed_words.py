"""Which words may be published: the sender's own, those with a yes, and small edits after two days."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from stories import agreed_words, cards, promotion, signoff
from stories.models import SignOff, StoryPage
from stories.showing import Surface, may_show
from tests import make

pytestmark = pytest.mark.django_db

SENT = "Ivy was four when the bee stung her."
SMALL = "Ivy was four when the bee stung her!"
GRAVE = "Ivy was five when the bee stung her."
DAY = timedelta(days=1)


def approved(words, **changes):
    """Return an approved submission whose copy was edited to these words, and who asks."""
    by = make.moderator()
    submission = make.submission(state="approved", story_happened=SENT, by=by, **changes)
    return make.edit(submission, what_happened=words), by


def ask(words, kinds=("grammar",), now=None, **changes):
    """Return an edited submission whose sender was asked."""
    submission, by = approved(words, **changes)
    signoff.ask(submission, kinds=kinds, user=by, now=now)
    submission.refresh_from_db()
    return submission


def obstacle(submission, now=None):
    """Return why the copy may not be published."""
    return agreed_words.obstacle(submission, submission.text_hash, submission.original, now)


class TestRule5TheWords:
    def test_the_senders_own_are_free(self):
        submission, _ = approved(SENT)
        assert obstacle(submission) == ""

    def test_edited_ones_have_to_be_shown_first(self):
        submission, _ = approved(SMALL)
        assert obstacle(submission) == agreed_words.ASK_FIRST

    def test_a_changed_fact_waits_for_a_yes_however_long(self):
        submission = ask(GRAVE)
        assert obstacle(submission, timezone.now() + 9 * DAY) == agreed_words.NO_ANSWER

    @pytest.mark.parametrize("kind", ["privacy", "substance"])
    def test_so_do_redactions_and_changes_of_substance(self, kind):
        submission = ask(SMALL, kinds=[kind])
        assert obstacle(submission, timezone.now() + 9 * DAY) == agreed_words.NO_ANSWER

    def test_small_edits_are_free_after_two_days_without_an_answer(self):
        now = timezone.now()
        submission = ask(SMALL, now=now)
        assert "may go live from" in obstacle(submission, now + 2 * DAY - timedelta(seconds=1))
        assert obstacle(submission, now + 2 * DAY) == ""

    def test_a_yes_frees_exactly_these_words(self):
        submission = ask(GRAVE)
        signoff.answer(submission, says_yes=True, text_hash=submission.text_hash)
        assert obstacle(submission) == ""
        make.edit(submission, what_happened=f"{GRAVE} Twice.")
        assert obstacle(submission) == agreed_words.ASK_FIRST

    def test_a_no_is_said(self):
        submission = ask(SMALL)
        words = submission.text_hash
        signoff.answer(submission, says_yes=False, text_hash=words)
        submission.refresh_from_db()
        assert agreed_words.obstacle(submission, words, submission.original) == agreed_words.SAID_NO

    def test_a_yes_counts_beside_its_version_of_the_original_only(self):
        submission = ask(GRAVE)
        signoff.answer(submission, says_yes=True, text_hash=submission.text_hash)
        assert agreed_words.find(submission, submission.text_hash, 1)
        assert agreed_words.find(submission, submission.text_hash, 2) is None


class TestRule5EveryDoor:
    """The same gate for the editor, the workflow, the clock, `add_child`, a row update, and rendering."""

    def page(self, words, **options):
        submission = ask(words, **options)
        make.index_page()
        return submission

    def test_promoting_waits_and_goes_on_after_the_yes(self):
        submission, editor = self.page(GRAVE), make.editor()
        with pytest.raises(promotion.PromotionRefused):
            promotion.promote(submission, user=editor)
        signoff.answer(submission, says_yes=True, text_hash=submission.text_hash)
        page = promotion.publish(promotion.promote(submission, user=editor), user=editor)
        assert page.live
        assert may_show(page, Surface.LIST)
        assert page.what_happened == GRAVE

    def test_a_draft_of_a_live_page_waits_while_the_old_words_stay(self):
        page, editor = make.story(story_happened=SENT), make.editor()
        make.edit(page, what_happened=GRAVE)
        signoff.ask(page.submission, kinds=["grammar"], user=editor)
        with pytest.raises(promotion.PromotionRefused):
            promotion.publish(page, user=editor)
        live = StoryPage.objects.get()
        assert live.what_happened == SENT
        assert may_show(live, Surface.LIST)
        question = signoff.open_question(live.submission)
        signoff.answer(live.submission, says_yes=True, text_hash=question.text_hash)
        assert promotion.publish(live, user=editor).what_happened == GRAVE

    def test_saving_a_live_page_asks_the_gate(self):
        page = make.story(story_happened=SENT)
        page.what_happened = GRAVE
        with pytest.raises(ValidationError):
            page.save()

    def test_a_row_that_was_updated_past_all_doors_does_not_show(self):
        page = make.story(story_happened=SENT)
        StoryPage.objects.update(what_happened=GRAVE)
        page.refresh_from_db()
        assert not may_show(page, Surface.LIST)
        assert not may_show(page, Surface.PAGE)
        assert cards.make_cards(StoryPage.objects.for_cards()) == []

    def test_a_card_of_signed_words_shows(self):
        submission = self.page(GRAVE)
        signoff.answer(submission, says_yes=True, text_hash=submission.text_hash)
        editor = make.editor()
        promotion.publish(promotion.promote(submission, user=editor), user=editor)
        assert len(cards.make_cards(StoryPage.objects.for_cards())) == 1

    def test_cards_of_edited_stories_cost_no_more_queries(self, django_assert_num_queries):
        editor = make.editor()
        for _ in range(3):
            submission = self.page(GRAVE)
            signoff.answer(submission, says_yes=True, text_hash=submission.text_hash)
            promotion.publish(promotion.promote(submission, user=editor), user=editor)
        with django_assert_num_queries(2):
            assert len(cards.make_cards(StoryPage.objects.for_cards())) == 3

    def test_the_page_tells_what_was_edited(self, client):
        submission = self.page(GRAVE)
        signoff.answer(submission, says_yes=True, text_hash=submission.text_hash)
        editor = make.editor()
        page = promotion.publish(promotion.promote(submission, user=editor), user=editor)
        read = " ".join(client.get(page.get_url()).content.decode().split())
        assert "We changed: grammar and spelling. Renee was shown every edit and said yes" in read
        assert "Edited with care" not in client.get(make.story().get_url()).content.decode()


def test_the_answers_are_the_ones_that_the_rows_know():
    assert SignOff(answer=SignOff.Answer.TAKEN_BACK).holds(timezone.now()) is False
