"""The pages of the form: where one begins, what it is called, what its address is."""

import pytest

from stories.steps import RESERVED, find_step, step_after, step_before, step_of, steps_of
from tests import make

pytestmark = pytest.mark.django_db


def cut(*fields):
    """Return the steps of a form with these fields: (label, starts a page, page title)."""
    page = make.form_page(
        live=False,
        questions=[],
        extra=[
            {
                "field_type": "singleline",
                "label": label,
                "starts_page": starts,
                "page_title": title,
            }
            for label, starts, title in fields
        ],
    )
    return steps_of(page)


class TestCutting:
    def test_a_form_in_one_piece_is_one_step_under_its_own_title(self):
        (step,) = steps_of(make.form_page())
        assert step.key == "title-of-your-story"
        assert step.title == "Share your story"
        assert not step.is_question
        assert len(step.names) == len(make.QUESTIONS) - 1

    def test_a_new_page_begins_where_the_editor_says(self):
        steps = cut(("A", False, ""), ("B", True, "Two"), ("C", False, ""), ("D", True, "Three"))
        assert [(step.key, step.names) for step in steps] == [
            ("a", ("q_a",)),
            ("two", ("q_b", "q_c")),
            ("three", ("q_d",)),
        ]
        assert [step.number for step in steps] == [1, 2, 3]

    def test_without_a_title_the_first_question_is_the_heading(self):
        steps = cut(("Who?", True, ""), ("Why?", True, ""), ("How?", False, ""))
        assert [(step.title, step.is_question) for step in steps] == [
            ("Who?", True),
            ("Why?", True),
        ]

    def test_a_title_stays_the_heading_of_a_single_question(self):
        (step,) = cut(("Who?", True, "People"))
        assert (step.title, step.is_question) == ("People", False)

    def test_what_cannot_be_asked_makes_no_page(self):
        page = make.form_page()
        make.cut(page, story_topic="Topic", story_image="Picture")
        assert [step.key for step in steps_of(page)] == ["title-of-your-story", "picture-2"]
        make.topic()
        assert [step.key for step in steps_of(page)][1] == "topic"

    def test_a_form_without_questions_is_one_empty_step(self):
        (step,) = steps_of(make.form_page(questions=[], live=False))
        assert step.names == ()


class TestAddresses:
    @pytest.mark.parametrize("word", sorted(RESERVED))
    def test_a_reserved_word_gets_a_number(self, word):
        assert cut(("A", True, word.replace("-", " ")))[0].key == f"{word}-2"

    def test_two_equal_titles_have_two_addresses(self):
        keys = [step.key for step in cut(*[(letter, True, "Same") for letter in "ABC"])]
        assert keys == ["same", "same-2", "same-3"]

    @pytest.mark.parametrize("title", ["物語", "!!!", "—"])
    def test_a_title_without_latin_letters_has_one_too(self, title):
        assert cut(("A", True, title))[0].key == "step"

    def test_a_long_title_is_cut(self):
        assert len(cut(("A", True, "word " * 16))[0].key) <= 50


class TestFinding:
    def test_neighbors(self):
        steps = cut(("A", True, ""), ("B", True, ""), ("C", True, ""))
        first, second, third = steps
        assert (step_before(steps, first), step_after(steps, first)) == (None, second)
        assert (step_before(steps, third), step_after(steps, third)) == (second, None)

    def test_by_address_and_by_question(self):
        steps = cut(("A", True, ""), ("B", True, ""))
        assert find_step(steps, "b") == step_of(steps, "q_b") == steps[1]
        assert find_step(steps, "c") is step_of(steps, "q_c") is None
