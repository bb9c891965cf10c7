"""The state that a place names: only where there is no doubt."""

import pytest

from stories.aspects import AUDIENCES, STATES, state_of


class TestStateOfAPlace:
    @pytest.mark.parametrize(
        ("place", "code"),
        [
            ("Dayton, Ohio", "OH"),
            ("dayton, ohio", "OH"),
            ("Dayton OH 45402", "OH"),
            ("Ohio", "OH"),
            ("Wheeling, West Virginia", "WV"),
            ("Eastern Oregon", "OR"),
            ("Atlanta, Georgia", "GA"),
            ("Reston, Virginia, USA", "VA"),
            ("Washington, D.C.", "DC"),
            ("Washington, DC", "DC"),
            ("San Juan, Puerto Rico", "PR"),
        ],
    )
    def test_it_is_found(self, place, code):
        assert state_of(place) == code

    @pytest.mark.parametrize(
        "place",
        ["", " , ", "Georgia", "Washington", "Port Washington", "Toronto, Canada", "IN", "in"]
        + ["Ohio and Texas", "Ohio / Texas", "from Ohio to Texas", "Ohio, once", "OHIO STATE"],
    )
    def test_a_doubt_finds_none(self, place):
        assert state_of(place) == ""

    def test_each_state_is_found_by_its_own_name_behind_a_town(self):
        assert [state_of(f"A Town, {name}") for _, name in STATES] == [code for code, _ in STATES]


class TestChoices:
    def test_a_form_offers_six_answers(self):
        assert len(AUDIENCES) == 6
