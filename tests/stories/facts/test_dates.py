"""Dates and times are read alike however they are written."""

import pytest

from stories.facts.dates import read_date_digits, read_date_word, read_time
from stories.facts.tokens import read_tokens


def minutes(text, place=0):
    """Return the minutes since midnight that the time at a place may mean."""
    found = read_time(read_tokens(text), place)
    return found and {value for _, value in found[0]}


class TestRule4Times:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("23.59pm", {1439}),
            ("11:59 p.m.", {1439}),
            ("19:30", {1170}),
            ("7:30", {450, 1170}),
            ("7 pm", {1140}),
            ("12 am", {0}),
            ("seven o'clock", {420, 1140}),
            ("7 o clock", {420, 1140}),
            ("half past seven", {450, 1170}),
            ("a quarter to nine", {525, 1245}),
            ("2:30 in the night", {150}),
            ("noon", {720}),
            ("midnight", {0}),
        ],
    )
    def test_a_time_is_read(self, text, expected):
        assert minutes(text) == expected

    def test_a_decimal_before_a_unit_is_no_time(self):
        assert minutes("at 7.30 mg", 1) is None

    def test_a_dotted_number_is_a_time_behind_at(self):
        assert minutes("at 19.30", 1) == {1170}

    def test_a_span_of_weeks_is_no_time(self):
        assert minutes("was 10 to 12 weeks", 1) is None


class TestRule4Dates:
    @pytest.mark.parametrize("text", ["Feb. 3", "february 3", "Febuary"])
    def test_a_month_is_read(self, text):
        assert read_date_word(read_tokens(text), 0) == (("month", 2), False)

    @pytest.mark.parametrize(
        ("text", "place", "is_date"),
        [
            ("You may go", 1, False),
            ("in May we left", 1, True),
            ("they march on", 1, False),
            ("the fall broke it", 1, False),
            ("in the fall", 2, True),
        ],
    )
    def test_a_doubtful_word_is_a_date_only_where_the_words_around_say_so(
        self, text, place, is_date
    ):
        assert bool(read_date_word(read_tokens(text), place)) is is_date

    def test_digits_may_be_read_in_both_orders(self):
        assert read_date_digits("10/12/21") == {
            ("dated", (2021, 10, 12)),
            ("dated", (2021, 12, 10)),
        }

    def test_an_impossible_month_leaves_one_order(self):
        assert read_date_digits("13/12/2021") == {("dated", (2021, 12, 13))}
