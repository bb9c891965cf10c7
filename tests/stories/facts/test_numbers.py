"""Numbers are read alike in digits, words and fractions, and only as far as they reach."""

from fractions import Fraction

import pytest

from stories.facts.numbers import digit_values, read_number
from stories.facts.tokens import read_tokens


def read(text):
    """Return the readings of the number at the start of a text, and how many tokens it takes."""
    number = read_number(read_tokens(text), 0)
    return number and (set(number.readings), number.after)


class TestRule4Cardinals:
    @pytest.mark.parametrize(
        ("text", "value", "after"),
        [
            ("thirteen days", 13, 1),
            ("fifty-four", 54, 2),
            ("fiftyfour", 54, 2),
            ("two hundred and five", 205, 4),
            ("a hundred people", 100, 2),
            ("nineteen hundred", 1900, 2),
            ("three thousand two hundred", 3200, 4),
            ("thousands of forms", 1000, 1),
            ("a dozen eggs", 12, 2),
            ("5 thousand", 5000, 2),
            ("5k", 5000, 2),
            ("27 000", 27000, 1),
            ("two and a half", Fraction(5, 2), 4),
            ("2½", Fraction(5, 2), 2),
            ("½", Fraction(1, 2), 1),
            ("1/2", Fraction(1, 2), 2),
            ("two-thirds", Fraction(2, 3), 2),
            ("twothirds", Fraction(2, 3), 2),
            ("three quarters of", Fraction(3, 4), 2),
            ("twice", 2, 1),
            ("two times", 2, 2),
            ("tenfold", 10, 2),
            ("fourty", 40, 1),
        ],
    )
    def test_a_number_is_read_with_all_its_words(self, text, value, after):
        assert read(text) == ({("n", value)}, after)

    def test_counting_aloud_is_several_numbers(self):
        assert read("one two three") == ({("n", 1)}, 1)

    def test_a_dot_before_three_digits_has_two_readings(self):
        assert digit_values("1.500") == [1500, Fraction(3, 2)]

    def test_a_leading_zero_has_one_reading(self):
        assert digit_values("0.125") == [Fraction(1, 8)]

    def test_what_is_no_number_is_none(self):
        assert read("house") is None


class TestRule4Ordinals:
    @pytest.mark.parametrize(
        ("text", "value", "after"),
        [
            ("first", 1, 1),
            ("firstly", 1, 1),
            ("First of all", 1, 3),
            ("1st", 1, 2),
            ("12 th", 12, 2),
            ("twenty-second", 22, 2),
            ("last", -1, 1),
        ],
    )
    def test_an_ordinal_is_read(self, text, value, after):
        assert read(text) == ({("o", value)}, after)

    def test_a_third_may_be_a_share_or_a_place_in_a_row(self):
        assert read("a third") == ({("o", 3), ("n", Fraction(1, 3))}, 2)

    def test_a_second_may_be_a_moment(self):
        assert read_number(read_tokens("every second counts"), 1) is None
