"""Which part of a picture shows: what the form sends is read strictly and counted in whole pixels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories import crops

CUT = {"left": 0.1, "top": 0.2, "width": 0.5, "height": 0.4, "focus_x": 0.3, "focus_y": 0.5}
sizes = st.integers(min_value=600, max_value=2400)
shares = st.floats(min_value=0, max_value=1)


class TestReading:
    def test_six_shares_are_a_crop(self):
        assert crops.read_crop(" 0.1 0.2 0.5 0.4 0.3 0.5 ") == CUT

    def test_what_is_written_is_read_again(self):
        assert crops.read_crop(crops.write_crop(CUT)) == CUT
        assert crops.write_crop({}) == ""

    @pytest.mark.parametrize(
        "text",
        [
            "",
            None,
            "middle",
            "0.1 0.2 0.5 0.4 0.3",
            "0.1 0.2 0.5 0.4 0.3 0.5 0",
            "nan nan nan nan nan nan",
            "inf 0 1 1 .5 .5",
            "-0.1 0 1 1 .5 .5",
            "0.6 0 0.5 1 .7 .5",
            "0 0.7 1 0.5 .5 .8",
            "0 0 0.01 1 0 .5",
            "0 0 1e400 1 .5 .5",
            "0 0 0.5 0.5 0.9 0.2",
            "0 0 0.5 0.5 0.2 0.9",
            "<script> 0 1 1 .5 .5",
        ],
    )
    def test_anything_else_is_no_crop(self, text):
        assert crops.read_crop(text) == {}

    @given(st.text(alphabet="0123456789. -einfa", max_size=40))
    def test_nothing_breaks_it(self, text):
        assert set(crops.read_crop(text)) in (set(), set(crops.PARTS))

    def test_rounding_at_the_edge_is_forgiven(self):
        assert crops.read_crop("0.33335 0 0.66675 1 0.5 0.5")


class TestPlaces:
    def test_there_are_nine(self):
        assert len(crops.PLACES) == 9
        assert crops.PLACES[0][0] == "middle"

    def test_a_place_cuts_nothing_away(self):
        crop = crops.read_choice("", "top")
        assert not crops.is_cut(crop)
        assert (crop["focus_x"], crop["focus_y"]) == (0.5, 0.15)

    @pytest.mark.parametrize("place", ["middle", "", "elsewhere"])
    def test_the_middle_needs_no_crop(self, place):
        assert crops.read_choice("", place) == {}

    def test_the_crop_of_the_browser_counts_first(self):
        assert crops.read_choice(crops.write_crop(CUT), "top") == CUT


class TestPixels:
    def test_a_cut_is_counted_in_whole_pixels(self):
        assert crops.cut_box(CUT, 1000, 500) == (100, 100, 600, 300)
        assert crops.cut_box({}, 1000, 500) == (0, 0, 1000, 500)

    def test_the_focus_is_measured_in_what_is_left(self):
        assert crops.focal_point(CUT, 1000, 500) == (200, 150, 20, 20)

    def test_without_a_crop_there_is_no_focus(self):
        assert crops.focal_point({}, 1000, 500) is None

    @given(sizes, sizes, st.lists(shares, min_size=6, max_size=6))
    def test_every_crop_that_is_read_has_pixels_within_the_picture(self, width, height, six):
        crop = crops.read_crop(" ".join(map(str, six)))
        left, top, right, bottom = crops.cut_box(crop, width, height)
        assert 0 <= left < right <= width and 0 <= top < bottom <= height
        if crop:
            across, down, *_ = crops.focal_point(crop, width, height)
            assert 0 <= across <= right - left and 0 <= down <= bottom - top
