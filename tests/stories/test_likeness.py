"""A story that is nearly the same as an earlier one is found, in two queries; honest stories are not alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.demo.stories import STORIES
from stories import likeness, retention
from stories.models import Submission, TextTrace
from tests import make

TOLD = (
    "My mother keeps her pills in a blue box on the kitchen table, and she has never liked screens. "
    "When the pharmacy changed one dose, her phone told her before the bottle did. She called me, "
    "not to complain, but to read it aloud. It was the first time in years that she was sure what to "
    "take, and when, and why it was there at all."
)


def arriving(text):
    """Return an unsaved submission with this text."""
    return Submission(what_happened=text)


class TestGroups:
    def test_case_signs_and_line_ends_do_not_count(self):
        loud = TOLD.upper().replace(", ", " –\n\n")
        assert likeness.groups_of(loud) == likeness.groups_of(TOLD)

    def test_they_are_the_same_in_every_process(self):
        assert min(likeness.groups_of("One two three four five")) == 918098062006259049

    @given(st.text(max_size=300))
    def test_any_text_has_groups_that_a_column_holds(self, text):
        assert all(0 <= group < 2**63 for group in likeness.groups_of(text))


@pytest.mark.django_db
class TestFinding:
    def sent(self, text=TOLD):
        return make.submission(story_happened=text, story_learned=None, story_matters=None)

    def test_a_few_other_words_are_nearly_the_same(self):
        earlier = self.sent()
        found = likeness.find(arriving(TOLD.replace("mother", "aunt").replace("years", "months")))
        assert found.submission == earlier
        assert 0.5 < found.share < 1
        assert earlier.number in found.reason

    def test_the_whole_text_in_a_longer_one_is(self):
        self.sent()
        assert likeness.find(
            arriving(f"Hello there, dear editors of this page. {TOLD} Thank you all.")
        )

    def test_the_other_half_is_another_story(self):
        self.sent()
        assert (
            likeness.find(arriving(TOLD[: len(TOLD) // 3] + " ".join(f"w{n}" for n in range(60))))
            is None
        )

    def test_nothing_and_a_word_or_two_are_like_nothing(self):
        self.sent("It helped me a lot when I was ill.")
        for text in ("", "It helped me a lot when I was ill."):
            assert likeness.find(arriving(text)) is None
        assert not TextTrace.objects.exists()

    def test_two_queries_however_many_there_are(self, django_assert_num_queries):
        for number in range(12):
            self.sent(" ".join(f"{word}{number}" for word in TOLD.split()))
        self.sent()
        with django_assert_num_queries(2):
            assert likeness.find(arriving(TOLD + " Yes.")).submission.what_happened == TOLD
        with django_assert_num_queries(1):
            assert likeness.find(arriving(" ".join(f"x{n}" for n in range(80)))) is None

    def test_a_flood_of_one_text_leaves_the_traces_of_one(self):
        self.sent()
        kept = TextTrace.objects.count()
        self.sent()
        self.sent(TOLD + " Yes.")
        assert TextTrace.objects.count() == kept == likeness.KEPT

    def test_erased_it_is_forgotten(self):
        retention.erase(self.sent(), reason="asked for")
        assert not TextTrace.objects.exists()
        assert likeness.find(arriving(TOLD)) is None


@pytest.mark.django_db
class TestHints:
    def test_nearly_the_same_words_are_a_hint_that_holds_nothing(self):
        earlier = make.submission(story_happened=TOLD)
        later = make.submission(story_happened=TOLD.replace("mother", "aunt"))
        assert earlier.number in later.flags.get(kind="near_text").reason
        assert later.state == Submission.State.RECEIVED

    def test_equal_words_have_their_own(self):
        make.submission(story_happened=TOLD, story_title="One")
        again = make.submission(story_happened=TOLD, story_title="One")
        assert {flag.kind for flag in again.flags.all()} == {"same_text"}


class TestHonestStories:
    def test_no_two_stories_of_the_demo_are_alike(self):
        texts = [
            likeness.groups_of(
                "\n".join((story.what_happened, story.what_learned, story.why_it_matters))
            )
            for story in STORIES
        ]
        shares = [
            len(one & other) / len(one | other)
            for at, one in enumerate(texts)
            for other in texts[at + 1 :]
            if one | other
        ]
        assert max(shares) < 0.05
