"""Titles: the sender's own are free, those that editors write are edits like any other."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from stories import agreed_words, cards, promotion, signoff, titles
from stories.models import StoryPage
from stories.showing import Surface, may_show
from tests import make

pytestmark = pytest.mark.django_db

SENT = "Three nurses and a screen"
BECAUSE = "#IHeartHIT because the screen spoke."


def page_with(title, **changes):
    """Return the draft of a story that was sent as SENT, under another title."""
    page = make.story(live=False, story_title=SENT, story_because=BECAUSE, **changes)
    return make.edit(page, title=title)


def judge(before, after, story="Ivy, 4, saw it. It did not take 20 minutes."):
    """Return what the ledger says of a new title above the same story."""
    return signoff.judge(
        {"title": before, "what_happened": story}, {"title": after, "what_happened": story}
    )


class TestRule5WhoseTitle:
    """Rule 5: what the sender was not shown is an edit, the title too."""

    @pytest.mark.parametrize("title", [SENT, f" {SENT} "])
    def test_the_senders_own(self, title):
        sent = {"title": SENT, "because": BECAUSE}
        assert titles.edited(sent, title, sent=sent, number="IHH-1") == ""

    @pytest.mark.parametrize("title", ["Because the screen spoke.", "Story IHH-1"])
    def test_without_one_the_sentence_or_the_number_makes_it(self, title):
        sent = {"because": BECAUSE}
        assert titles.edited(sent, title, sent=sent, number="IHH-1") == ""
        assert titles.edited(sent, "Another", sent=sent, number="IHH-1") == "Another"

    def test_with_one_nothing_else_is_the_senders(self):
        sent = {"title": SENT, "because": BECAUSE}
        assert titles.edited(sent, "Because the screen spoke.", sent=sent, number="IHH-1")

    def test_the_hash_of_unedited_words_is_the_sealed_one(self):
        page = make.story(story_title=SENT)
        assert page.words_hash == page.submission.original.text_hash
        assert make.story(story_title=None).shown_words.get("title") is None


class TestRule5FactsInATitle:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (SENT, "Four nurses and a screen"),
            (SENT, "Nurses and a screen"),
            ("The screen that knew", "The screen that did not know"),
            ("The screen that knew", "The screen that knew in 30 minutes"),
            ("", "Five years old, and a screen"),
        ],
    )
    def test_another_one_waits_for_a_yes(self, before, after):
        judged = judge(before, after)
        assert judged.needs_yes
        assert judged.reasons

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("The screen that knew", "The screen which knew"),
            ("The screen that knew", "Ivy, 4, and the screen"),
            ("Ivy, 4, and the screen", "The screen that knew"),
            ("", "Ivy and the 20 minutes"),
        ],
    )
    def test_what_the_story_tells_too_does_not(self, before, after):
        assert not judge(before, after).needs_yes


class TestRule5TheGate:
    def test_a_new_title_is_shown_before_it_goes_live(self):
        page, editor = page_with("Nurses with a screen: three"), make.editor()
        with pytest.raises(promotion.PromotionRefused, match="differ"):
            promotion.publish(page, user=editor)
        row = signoff.ask(page.submission, kinds=["title"], user=editor)
        assert row.texts["title"] == "Nurses with a screen: three"
        body = row.submission.mails.get(kind="edits_shown").body
        assert SENT in body
        assert "Nurses with a screen: three" in body
        signoff.answer(page.submission, says_yes=True, text_hash=row.text_hash)
        live = promotion.publish(page, user=editor)
        assert live.title == "Nurses with a screen: three"
        assert may_show(live, Surface.LIST)
        assert live.shown_edits == signoff.SignOff.objects.get()

    def test_a_small_change_of_it_is_free_after_two_days(self):
        page, then = page_with("Three nurses, a screen"), timezone.now() - timedelta(days=3)
        signoff.ask(page.submission, kinds=["title"], user=make.editor(), now=then)
        signoff.look_after()
        assert promotion.publish(page, user=make.editor()).live

    def test_another_fact_in_it_is_never_free(self):
        page, then = page_with("Four nurses and a screen"), timezone.now() - timedelta(days=3)
        signoff.ask(page.submission, kinds=["title"], user=make.editor(), now=then)
        with pytest.raises(promotion.PromotionRefused, match="not said yes"):
            promotion.publish(page, user=make.editor())

    def test_the_yes_counts_for_this_title_only(self):
        page, editor = page_with("Four nurses and a screen"), make.editor()
        row = signoff.ask(page.submission, kinds=["title"], user=editor)
        signoff.answer(page.submission, says_yes=True, text_hash=row.text_hash)
        make.edit(page, title="Five nurses and a screen")
        with pytest.raises(promotion.PromotionRefused, match=agreed_words.ASK_FIRST[:20]):
            promotion.publish(page, user=editor)

    def test_a_no_brings_the_own_title_back(self):
        submission = make.submission(state="approved", story_title=SENT)
        make.edit(submission, title="Four nurses")
        row = signoff.ask(submission, kinds=["title"], user=make.moderator())
        signoff.answer(submission, says_yes=False, text_hash=row.text_hash)
        submission.refresh_from_db()
        assert submission.title == SENT

    def test_a_copy_with_another_title_cannot_be_promoted(self):
        make.index_page()
        submission = make.edit(make.submission(state="approved", story_title=SENT), title="Four")
        with pytest.raises(promotion.PromotionRefused, match="differ"):
            promotion.promote(submission, user=make.editor())
        assert not submission.is_true_to_original

    def test_a_live_page_refuses_it_and_what_was_written_past_it_does_not_show(self):
        page = make.story(story_title=SENT)
        page.title = "Four nurses and a screen"
        with pytest.raises(ValidationError):
            page.save(update_fields=["title"])
        StoryPage.objects.update(title="Four nurses and a screen")
        page.refresh_from_db()
        assert not may_show(page, Surface.LIST)
        assert cards.make_cards(StoryPage.objects.for_cards()) == []

    def test_there_are_no_other_words_for_search_engines(self, client):
        page = make.story(story_title=SENT)
        StoryPage.objects.update(seo_title="Four nurses", search_description="Four nurses")
        assert "Four nurses" not in client.get(page.url).content.decode()
        names = [field.name for field in StoryPage.get_edit_handler().get_form_class()()]
        assert "seo_title" not in names
        assert "search_description" not in names
