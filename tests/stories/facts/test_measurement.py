"""The labelled set of the fact ledger is read as it is meant, and is large enough."""

import pytest

from tests.bench.facts import FEWEST_CASES, KINDS, share_of, wilson
from tests.bench.facts_made import made_changes
from tests.bench.facts_set_reading import part_of, read_marked, read_set


class TestRule4TheSet:
    def test_a_marked_text_is_an_original_a_copy_and_its_changes(self):
        text = read_marked("I {dont~>don't} know [cardinal|3~three|four|5] of them.")
        assert text.original == "I dont know 3 of them."
        assert text.copy == "I don't know three of them."
        assert [change.copy for change in text.changes] == [
            "I don't know four of them.",
            "I don't know 5 of them.",
        ]

    def test_a_mark_that_is_no_change_by_definition_is_left_out(self):
        assert read_marked("[person|She|He] came.").changes == ()

    def test_there_are_enough_texts_and_changes(self):
        texts = list(read_set())
        assert sum(text.is_whole for text in texts) >= 100
        assert len(texts) >= 300
        assert sum(len(text.changes) for text in texts) >= 500

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_has_enough_changes_in_the_held_half(self, kind):
        held = [
            change
            for text in read_set()
            if text.part == "held"
            for change in text.changes
            if change.kind == kind
        ]
        assert len(held) >= FEWEST_CASES

    def test_every_change_differs_from_the_faithful_copy(self):
        for text in read_set():
            assert all(change.copy != text.copy for change in text.changes)

    def test_about_half_of_the_texts_are_held(self):
        parts = [text.part for text in read_set()]
        assert 0.4 < parts.count("held") / len(parts) < 0.6
        assert part_of("a") == part_of("a")

    def test_made_changes_differ_from_the_copy(self):
        text = read_marked("We had [cardinal|three|four] cats in [place|Spain|Italy], it was late.")
        made = list(made_changes(text))
        assert {"cardinal", "place", "negation"} == {change.kind for change in made}
        assert all(change.copy != text.copy for change in made)


class TestRule4Figures:
    def test_the_interval_is_that_of_wilson(self):
        low, high = wilson(9, 10)
        assert (round(low, 1), round(high, 1)) == (59.6, 98.2)

    def test_few_cases_are_too_few(self):
        assert share_of("x", 39, 39, 99.0).value.endswith("too few")

    def test_a_share_below_its_goal_is_missed(self):
        assert share_of("x", 40, 50, 99.0).reached is False
        assert share_of("x", 2, 50, 7.0, fewer=True).reached is True
