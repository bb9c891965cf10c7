"""Praise of the sender's own organization is pointed at; praise of anybody else is not."""

import pytest

from stories import boasts


def spans(text, about=""):
    """Return the words that are marked."""
    return [text[start:end] for _, start, end, _ in boasts.find({"story_happened": text}, about)]


class TestRule8OwnOrganizations:
    @pytest.mark.parametrize(
        ("text", "marked"),
        [
            ("Our team is the best in the business.", "Our team is the best"),
            ("Our award-winning platform helps.", "Our award-winning platform"),
            (
                "It is the smartest way to health, and our new app shows it.",
                "smartest way to health, and our new app",
            ),
            ("We built my company into the #1 of Ohio.", "my company into the #1"),
            ("Our products are the most trusted ones.", "Our products are the most trusted"),
        ],
    )
    def test_praise_near_them_is_marked(self, text, marked):
        assert spans(text) == [marked]

    def test_an_organization_named_in_who_the_sender_is_counts(self):
        text = "Then MedBoost became the leading name in town."
        assert spans(text) == []
        assert spans(text, "Founder of MedBoost") == ["MedBoost became the leading"]

    @pytest.mark.parametrize(
        "text",
        [
            "She was the best nurse I ever met.",
            "The best day of my life was in that hospital.",
            "Our daughter had the worst and the best week.",
            "My doctor’s office has a portal. It is the best thing since sliced bread.",
            "Our team of nurses was tired.",
        ],
    )
    def test_other_praise_is_not(self, text):
        assert spans(text, "Ivy’s mom, baker") == []

    def test_the_reason_names_both_and_decides_nothing(self):
        ((_, _, _, reason),) = boasts.find({"because": "Our app is the best."})
        assert "“best” stands near “Our app”" in reason
        assert "may be advertising" in reason


class TestRule8Names:
    @pytest.mark.parametrize(
        ("about", "names"),
        [
            ("Founder of MedBoost", ("MedBoost",)),
            ("Nurse at Mercy General Hospital, Dayton", ("Mercy General Hospital",)),
            ("Ivy’s mom, baker", ()),
            ("", ()),
        ],
    )
    def test_where_somebody_belongs(self, about, names):
        assert boasts.own_names(about) == names
