"""Words with placeholders: what is refused says how to go on, and filling runs nothing."""

import pytest

from stories import mail_text

KNOWN = ["story_number", "private_link", "note"]


class TestRule7Problems:
    def test_good_words_have_none(self):
        assert mail_text.problems("Hello {story_number}\n{note}", KNOWN, needed=["note"]) == []

    def test_an_unknown_placeholder_is_named_with_the_one_that_was_meant(self):
        (problem,) = mail_text.problems("{story_numbr}", KNOWN)
        assert "{story_numbr}" in problem
        assert "Did you mean {story_number}?" in problem

    def test_one_like_no_other_is_to_be_taken_out(self):
        (problem,) = mail_text.problems("{zebra}", KNOWN)
        assert "Take it out" in problem

    def test_a_missing_one_is_to_be_put_back(self):
        (problem,) = mail_text.problems("Hello", KNOWN, needed=["private_link"])
        assert problem.startswith("{private_link} is missing.")
        assert "put it back" in problem

    def test_a_long_one_is_no_subject(self):
        (problem,) = mail_text.problems("{note}", KNOWN, refused=["note"])
        assert "cannot stand in the subject" in problem

    @pytest.mark.parametrize(
        "words",
        ["{", "}", "{story number}", "{{ story_number }}", "{% load x %}", "{0}", "{note.x}", "{}"],
    )
    def test_every_other_bracket_is_refused(self, words):
        problems = mail_text.problems(words, KNOWN)
        assert any("curly bracket stands alone" in problem for problem in problems)


class TestRule7Filling:
    def fill(self, words, **values):
        return mail_text.fill(words, values.__getitem__)

    def test_each_placeholder_gives_its_value(self):
        assert self.fill("A {story_number}.", story_number="IHH-1") == "A IHH-1."

    def test_a_line_without_a_value_goes_with_its_gap(self):
        assert self.fill("One\n\n{note}\n\nTwo", note="") == "One\n\nTwo"
        assert self.fill("One\n{note}\nTwo", note="") == "One\nTwo"

    def test_an_empty_value_within_a_line_leaves_the_line(self):
        assert self.fill("One {note} two", note="") == "One  two"

    def test_a_value_is_never_filled_once_more(self):
        filled = self.fill("{note}", note="{private_link} {note}", private_link="SECRET")
        assert filled == "{private_link} {note}"

    def test_the_gaps_of_a_value_are_its_own(self):
        assert self.fill("{note}", note="One\n\n\n\nTwo") == "One\n\n\n\nTwo"


class TestRule7Files:
    def test_the_first_line_is_the_subject(self):
        assert mail_text.split_subject("Subject: A\n\nB\n\nC\n") == ("A", "B\n\nC")
