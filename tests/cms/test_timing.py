"""A part of a page shows in its phases and on its days, the first and the last included."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.timing import PHASE_LABELS, Phase, Standing, Timing, timing_of

FIRST, LAST = date(2026, 9, 23), date(2026, 9, 27)
DAY = timedelta(days=1)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))
phases = st.sampled_from(list(Phase))


def on(day, phase=None):
    return Standing(day, phase, "America/New_York")


class TestPhases:
    def test_none_chosen_limits_nothing(self):
        assert all(Timing().shows(on(FIRST, phase)) for phase in (*Phase, None))

    @given(chosen=st.frozensets(phases, min_size=1), phase=phases)
    def test_it_shows_in_those_that_are_chosen(self, chosen, phase):
        assert Timing(chosen).shows(on(FIRST, phase)) == (phase in chosen)

    def test_they_limit_nothing_on_a_page_without_a_week(self):
        assert Timing(frozenset({Phase.AFTER})).shows(on(FIRST))

    def test_each_has_a_name_for_editors(self):
        assert set(PHASE_LABELS) == set(Phase)


class TestDays:
    @pytest.mark.parametrize(
        ("day", "shows"),
        [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)],
    )
    def test_the_first_and_the_last_are_included(self, day, shows):
        assert Timing(first=FIRST, last=LAST).shows(on(day)) == shows

    @given(first=days, length=st.integers(0, 400), day=days)
    def test_it_shows_on_as_many_days_as_it_has(self, first, length, day):
        timing = Timing(first=first, last=first + length * DAY)
        assert timing.shows(on(day)) == (day - first in [n * DAY for n in range(length + 1)])

    @given(first=st.none() | days, last=st.none() | days, day=days)
    def test_it_changes_at_its_edges_and_nowhere_else(self, first, last, day):
        timing = Timing(first=first, last=last)
        changes = timing.shows(on(day)) != timing.shows(on(day + DAY))
        assert not changes or day + DAY in timing.edges

    def test_phase_and_days_have_to_agree(self):
        timing = Timing(frozenset({Phase.DURING}), first=LAST)
        assert timing.shows(on(LAST, Phase.DURING))
        assert not timing.shows(on(LAST, Phase.AFTER))
        assert not timing.shows(on(FIRST, Phase.DURING))


class TestWords:
    @pytest.mark.parametrize(
        ("timing", "words"),
        [
            (Timing(), ""),
            (Timing(frozenset({Phase.DURING})), "During the week"),
            (
                Timing(frozenset({Phase.AFTER, Phase.BEFORE})),
                "Before the week or after the week",
            ),
            (Timing(first=FIRST), "From September 23, 2026 on"),
            (Timing(last=LAST), "Until September 27, 2026"),
            (
                Timing(frozenset({Phase.AFTER}), FIRST, LAST),
                "After the week, from September 23, 2026 to September 27, 2026",
            ),
        ],
    )
    def test_they_say_when(self, timing, words):
        assert timing.describe() == words

    def test_what_no_phase_is_called_is_left_out(self):
        assert timing_of(["during", "sometimes"], None, None) == Timing(frozenset({Phase.DURING}))
