"""What people type is counted, cleaned and cut as promised."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text import (
    count_characters,
    count_words,
    normalise,
    paragraphs,
    shorten,
    words_over,
)

CASES = json.loads((Path(__file__).parents[1] / "count_cases.json").read_text("utf-8"))

# Strings rich in what makes trouble: marks, joiners, controls, every kind of space and line end.
odd_text = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(" \t\n\r\v\f\x00\x1c\x85\xa0\u2028\u3000\u0301\u200d\ufeff\ud800é❤漢a1-’"),
    )
)


class TestCounting:
    @pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
    def test_shared_case_has_its_words_and_characters(self, case):
        assert count_words(case["text"]) == case["words"]
        assert count_characters(case["text"]) == case["characters"]

    @given(odd_text)
    def test_any_text_can_be_counted(self, text):
        assert 0 <= count_words(text) <= len(text)
        assert count_characters(text) >= 0

    @given(odd_text)
    def test_normalising_changes_no_letter_and_no_digit(self, text):
        def letters(text):
            return [c for c in unicodedata.normalize("NFD", text) if c.isalnum()]

        assert letters(normalise(text)) == letters(text)

    @given(st.lists(odd_text))
    def test_words_over_is_the_sum_beyond_the_limit(self, texts):
        total = sum(count_words(text) for text in texts)
        assert words_over(texts, 3) == max(0, total - 3)

    def test_exactly_the_limit_is_not_over(self):
        assert words_over(["one two", "three"], 3) == 0
        assert words_over(["one two", "three four"], 3) == 1

    def test_a_megabyte_counts_in_a_moment(self):
        assert count_words("heart " * 200_000) == 200_000
        assert count_words("x" * 1_000_000) == 1


class TestNormalising:
    def test_line_ends_become_newlines(self):
        assert normalise("a\r\nb\rc\nd\x0be\x85f\u2028g") == "a\nb\nc\nd\ne\nf\ng"

    def test_control_characters_are_taken_out(self):
        assert normalise("he\x00ar\x1b[0mt\x7f") == "hear[0mt"

    def test_lone_surrogates_are_taken_out(self):
        assert normalise("a\ud83db") == "ab"

    def test_tabs_and_blank_lines_inside_stay(self):
        assert normalise("a\tb\n\n\nc") == "a\tb\n\n\nc"

    def test_space_at_line_ends_and_around_goes(self):
        assert normalise("  a  \n b \t\u00a0\n\n") == "a\n b"

    def test_accents_are_composed(self):
        assert normalise("cafe\u0301") == "caf\u00e9"

    def test_letters_joiners_quotes_and_direction_marks_stay(self):
        text = "“Ivy’s” ﬁ ½ ﷺ 👩🏽‍⚕️ \u202bقصة\u202c می‌خواهم"
        assert normalise(text) == text

    @given(odd_text)
    def test_twice_is_once_and_can_be_stored(self, text):
        once = normalise(text)
        assert normalise(once) == once
        assert "\x00" not in once
        once.encode("utf-8")


class TestParagraphs:
    def test_blank_lines_split_and_single_line_ends_stay(self):
        assert paragraphs("One\nstill one\r\n\r\nTwo\n \t\n\n  Three ") == [
            "One\nstill one",
            "Two",
            "Three",
        ]

    def test_no_text_has_no_paragraphs(self):
        assert paragraphs(" \n\n ") == []


class TestShortening:
    def test_a_short_text_stays(self):
        assert shorten("Two\n words", 9) == "Two words"

    def test_a_long_text_ends_after_a_whole_word(self):
        assert shorten("The nurse already knew my name", 14) == "The nurse…"
        assert shorten("The nurse, already", 11) == "The nurse…"
        assert shorten("The nurse already", 10) == "The nurse…"

    def test_a_word_too_long_by_itself_is_cut(self):
        assert shorten("Telemedicine", 5) == "Tele…"

    def test_an_accent_and_a_joined_emoji_are_not_torn(self):
        assert shorten("q\u0323q\u0323q\u0323", 4) == "q\u0323…"
        assert shorten("👩🏽‍⚕️👩🏽‍⚕️", 8) == "👩🏽‍⚕️…"
        assert shorten("👩🏽‍⚕️👩🏽‍⚕️", 4) == "…"

    def test_no_room_gives_nothing(self):
        assert shorten("word", 0) == ""

    @given(odd_text, st.integers(min_value=0, max_value=40))
    def test_the_result_is_one_line_within_the_limit(self, text, characters):
        result = shorten(text, characters)
        assert len(result) <= characters
        assert "\n" not in result
