"""Frames come out in one shape, even when what comes in changes on the way."""

from fractions import Fraction
from types import SimpleNamespace

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.video_files import VideoRefused
from stories.video_frames import PictureFilter, Shape, SoundFilter, find_shape
from tests.stories.video_samples import assert_is_upright, draw


def picture(size):
    return av.VideoFrame.from_image(draw(size)).reformat(format="yuv420p")


def sound(seconds, *, at, rate=44_100, layout="mono"):
    frame = av.AudioFrame("s16", layout, round(seconds * rate))
    for plane in frame.planes:
        plane.update(b"\x11" * plane.buffer_size)
    frame.sample_rate, frame.pts, frame.time_base = rate, round(at * rate), Fraction(1, rate)
    return frame


class TestTheShape:
    @given(st.integers(2, 4096), st.integers(2, 2304))
    def test_is_even_never_larger_and_keeps_its_proportions(self, width, height):
        frame = SimpleNamespace(width=width, height=height, side_data={})
        shape = find_shape(frame, None)
        assert shape.width % 2 == shape.height % 2 == 0
        assert 2 <= shape.width <= min(width, 1280)
        assert 2 <= shape.height <= min(height, 1280)
        if min(shape.width, shape.height) > 100:
            assert shape.width / shape.height == pytest.approx(width / height, rel=0.03)

    def test_nonsense_about_pixels_is_not_believed(self):
        frame = SimpleNamespace(width=320, height=180, side_data={})
        assert find_shape(frame, Fraction(1000, 1)) == Shape(320, 180)

    def test_a_slanted_or_broken_turn_is_not_believed(self):
        for matrix in (b"\0" * 36, b"\1" * 36):
            frame = SimpleNamespace(width=320, height=180, side_data={"DISPLAYMATRIX": matrix})
            assert find_shape(frame, None) == Shape(320, 180)
        with pytest.raises(VideoRefused):
            find_shape(
                SimpleNamespace(width=320, height=180, side_data={"DISPLAYMATRIX": b"\0"}), None
            )


class TestPictures:
    def test_that_change_their_size_come_out_in_one(self):
        pictures = PictureFilter(Shape(160, 90))
        for size in ((160, 90), (320, 180), (80, 46), (160, 90)):
            new = pictures.apply(picture(size))
            assert (new.width, new.height, new.format.name) == (160, 90, "yuv420p")
            assert_is_upright(new.to_image())

    def test_that_grow_too_large_are_refused(self):
        with pytest.raises(VideoRefused):
            PictureFilter(Shape(160, 90)).apply(av.VideoFrame(8200, 2, "yuv420p"))


class TestSounds:
    def collect(self, *frames):
        sounds = SoundFilter(48_000, "stereo", 0.0)
        pieces = [piece for frame in frames for piece in sounds.apply(frame)] + sounds.finish()
        position = 0
        for piece in pieces:
            assert (piece.pts, piece.layout.name) == (position, "stereo")
            position += piece.samples
        return position / 48_000

    def test_that_change_their_rate_and_layout_stay_in_step(self):
        assert self.collect(
            sound(0.5, at=0),
            sound(0.5, at=0.5, rate=22_050, layout="stereo"),
            sound(0.5, at=1.0),
        ) == pytest.approx(1.5, abs=0.1)

    def test_with_a_hole_get_silence(self):
        assert self.collect(sound(0.5, at=0), sound(0.5, at=2)) == pytest.approx(2.5, abs=0.02)

    def test_that_nobody_recorded_are_none(self):
        assert SoundFilter(48_000, "mono", 0.0).finish() == []
