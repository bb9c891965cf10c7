"""How long a consent holds, to the day, and which words of it are sealed."""

from datetime import date

import pytest

from stories import terms


class TestLastDay:
    @pytest.mark.parametrize(
        ("until", "given", "last"),
        [
            ("12", date(2026, 7, 4), date(2027, 7, 4)),
            ("12", date(2026, 12, 31), date(2027, 12, 31)),
            ("24", date(2026, 1, 1), date(2028, 1, 1)),
            ("24", date(2024, 2, 29), date(2026, 2, 28)),
        ],
    )
    def test_the_same_day_years_later_still_counts(self, until, given, last):
        assert terms.last_day(until, given) == last

    @pytest.mark.parametrize("until", ["open", "", None, "13"])
    def test_an_open_one_has_none(self, until):
        assert terms.last_day(until, date(2026, 7, 4)) is None


class TestSealing:
    def test_the_exact_words_are_kept(self):
        answers = {"story_name_shown": "none", "consent_until": "12"}
        assert terms.seal_terms(answers) == [
            {"scope": "name_shown", "wording": "No name", "given": True},
            {"scope": "until", "wording": "For one year", "given": True},
        ]

    def test_what_was_not_asked_or_not_offered_is_not(self):
        assert terms.seal_terms({"story_name_shown": "somehow"}) == []
