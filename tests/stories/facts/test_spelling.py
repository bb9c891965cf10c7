"""A slip is told from another word."""

import pytest

from stories.facts.names import is_other_spelling
from stories.facts.spelling import distance, is_same_stem, is_slip


class TestRule4Slips:
    @pytest.mark.parametrize(
        ("first", "second"), [("Itlay", "Italy"), ("diabetis", "diabetes"), ("teh", "the")]
    )
    def test_swapped_and_wrong_letters_are_a_slip(self, first, second):
        assert is_slip(first, second)

    @pytest.mark.parametrize(
        ("first", "second"), [("cat", "car"), ("Iran", "Oman"), ("walk", "talk")]
    )
    def test_another_word_is_no_slip(self, first, second):
        assert not is_slip(first, second)

    def test_a_swap_is_one_step(self):
        assert distance("ab", "ba") == 1

    def test_an_ending_leaves_the_stem(self):
        assert is_same_stem("walk", "walked")
        assert not is_same_stem("walk", "talk")


class TestRule4Names:
    @pytest.mark.parametrize(
        ("first", "second"),
        [("smith", "smyth"), ("jon", "john"), ("garcia", "garcía"), ("lindqvist", "lindquist")],
    )
    def test_two_spellings_of_a_name(self, first, second):
        assert is_other_spelling(first, second)

    @pytest.mark.parametrize(("first", "second"), [("mark", "mary"), ("smith", "brown")])
    def test_two_names(self, first, second):
        assert not is_other_spelling(first, second)
