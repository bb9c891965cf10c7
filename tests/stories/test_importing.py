"""What a row of a table says, and each cell that is unclear named by its heading."""

from datetime import date

import pytest

from stories.importing import read_story
from stories.story_table import BY_KEY, Row, example_table, read_table

TODAY = date(2026, 11, 22)


def row(**changes):
    """Return the example's row with other cells, by the key of the column."""
    (example,) = read_table(example_table().encode()).rows
    return Row(example.number, {**example.cells, **changes})


def read(**changes):
    return read_story(row(**changes), today=TODAY)


class TestTheExample:
    def test_has_nothing_to_mend(self):
        story = read()
        assert story.problems == []
        assert story.typed["story_name_shown"] == "first"
        assert story.given == (
            "consent_truth",
            "consent_contact",
            "consent_publish",
            "consent_alter",
        )
        assert story.given_on == story.sent_on == date(2023, 5, 12)
        assert story.ends_on is None
        assert story.typed["story_people"] == [
            {"relation": "my father", "basis": "asked", "email": ""}
        ]

    def test_the_consent_is_no_answer(self):
        circumstances = {"consent_words", "consent_how", "consent_on", "agreed_until", "sent_on"}
        assert not circumstances & {*read().typed}
        assert not [key for key in read().typed if key.startswith("consent_")]


class TestConsents:
    @pytest.mark.parametrize("word", ["yes", "YES", "x", "1", "TRUE", " y "])
    def test_a_yes(self, word):
        assert "consent_social" in read(consent_social=word).given

    @pytest.mark.parametrize("word", ["no", "", "0", "False"])
    def test_a_no(self, word):
        assert "consent_publish" not in read(consent_publish=word).given

    def test_anything_else_is_no_yes(self):
        story = read(consent_publish="maybe")
        assert "consent_publish" not in story.given
        assert story.problems == ["May publish: Write yes or no."]

    @pytest.mark.parametrize("key", ["consent_words", "consent_how", "consent_on", "agreed_until"])
    def test_how_it_was_given_has_to_be_said(self, key):
        (problem,) = read(**{key: " "}).problems
        assert problem.startswith(f"{BY_KEY[key].heading}: It is empty.")

    def test_one_that_has_ended_is_refused(self):
        (problem,) = read(agreed_until="2026-11-21").problems
        assert "has ended" in problem
        assert read(agreed_until="2026-11-22").ends_on == TODAY


class TestDates:
    @pytest.mark.parametrize("written", ["2024-03-09", "3/9/2024", "09.03.2024", "2024-3-9"])
    def test_as_people_and_spreadsheets_write_them(self, written):
        assert read(sent_on=written).sent_on == date(2024, 3, 9)

    @pytest.mark.parametrize("written", ["soon", "13/13/2024", "2024-02-30", "0001-01-01", "２０"])
    def test_what_is_none_is_named(self, written):
        story = read(consent_on=written)
        assert story.given_on is None
        assert story.problems[0].startswith("Consent given on: This is no date.")

    def test_what_is_still_to_come_is_named(self):
        assert "still to come" in read(consent_on="2026-11-23").problems[0]


class TestTheRest:
    @pytest.mark.parametrize(
        ("written", "value"),
        [("Full", "full"), ("first name only", "first"), ("No name", "none"), ("none", "none")],
    )
    def test_how_the_name_is_shown(self, written, value):
        assert read(story_name_shown=written).typed["story_name_shown"] == value

    def test_no_name_is_ever_shown_by_mistake(self):
        story = read(story_name_shown="yes")
        assert "story_name_shown" not in story.typed
        assert story.problems == ["Name shown: Write full, first or none."]

    def test_several_people(self):
        people = read(story_people="my son (Guardian) ; a nurse on my ward (asked);").typed
        assert [person["basis"] for person in people["story_people"]] == ["guardian", "asked"]

    @pytest.mark.parametrize("written", ["my son", "my son (because)", "(asked)"])
    def test_people_without_a_reason_are_named(self, written):
        story = read(story_people=written)
        assert story.problems[0].startswith("People in the story: “")

    def test_a_cell_of_any_length_is_answered(self):
        assert read(story_happened="x" * 20_001).problems[0].startswith("What happened: It is too")

    def test_problems_of_the_row_stay(self):
        assert read_story(Row(2, {}, ("More cells.",)), today=TODAY).problems[0] == "More cells."

    def test_text_is_kept_in_its_one_form(self):
        assert read(story_happened="a\r\n\r\nb\x07 ").typed["story_happened"] == "a\n\nb"
