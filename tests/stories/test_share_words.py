"""Words on a share card: every sentence fits, breaks where its script allows, and shows no empty boxes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories import share_words
from stories.share_words import COLUMN, PEOPLE, SITE


def lines(sentence, size=78):
    return share_words.break_lines(sentence, size)


class TestRule2TheFit:
    @pytest.mark.parametrize(("letters", "size"), [(40, 78), (100, 62), (200, 46)])
    def test_longer_sentences_are_set_smaller(self, letters, size):
        assert share_words.fit(("word " * 60)[:letters])[0] <= size

    @settings(max_examples=30, deadline=None)
    @given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Mn", "Mc", "Me"]), max_size=280))
    def test_every_sentence_of_the_limit_fits_with_all_its_words(self, sentence):
        size, found = share_words.fit(sentence)
        kept = "".join("".join(found).split())
        assert kept == "".join(share_words.unicodedata.normalize("NFC", sentence).split())
        assert all(PEOPLE.width(line, size) <= COLUMN for line in found)


class TestBreaks:
    def test_a_hyphen_and_a_dash_end_a_line_and_stay_on_it(self):
        found = lines("a" * 10 + "-" + "b" * 9 + "—" + "c" * 9)
        assert [line[-1] for line in found[:2]] == ["-", "—"]

    def test_a_hyphen_before_a_number_breaks_nothing(self):
        assert "-5" in " ".join(lines("It was a long cold night at about -5 degrees")).split()

    def test_a_space_that_forbids_a_break_is_kept(self):
        found = lines("Because the doctor gave her 250\xa0milligrams")
        assert any("250\xa0milligrams" in line for line in found)

    def test_a_hyphen_that_forbids_a_break_is_kept_whole(self):
        found = lines("Because they sent for the x\u2011ray machine")
        assert any("x\u2011ray" in line for line in found)

    def test_a_letter_is_never_parted_from_its_accent(self):
        found = lines("q\u0323" * 60)
        assert not any(line.startswith("\u0323") for line in found)


class TestLettersTheFontsHold:
    @pytest.mark.parametrize("words", ["Łukasz Žižek", "Renée – “so”…", "e\u0301", "soft\u00adly"])
    def test_latin_is_held(self, words):
        assert PEOPLE.holds(words) and SITE.holds(words)

    @pytest.mark.parametrize("words", ["漢字", "because 😀", "שלום", "Привет", "thank you ❤️"])
    def test_other_scripts_and_emoji_are_not(self, words):
        assert not PEOPLE.holds(words)

    def test_the_first_that_is_held_is_taken(self):
        assert share_words.first_held(PEOPLE, "because 😀", "The screen") == "The screen"

    def test_without_any_there_are_no_words(self):
        assert share_words.first_held(PEOPLE, "漢字", "  ", "שלום") == ""
