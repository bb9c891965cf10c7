"""One clean MP4 and a poster come out, whatever a phone or a browser recorded."""

from fractions import Fraction
from io import BytesIO

import av
import pytest
from PIL import Image

from stories.video_encoding import encode
from stories.video_files import VideoRefused
from tests.stories.video_samples import (
    SECRETS,
    assert_is_upright,
    film,
    first_picture,
    order_of_boxes,
)


@pytest.fixture
def make_new(tmp_path):
    """Return a function that encodes bytes: the facts, the path of the MP4, the poster."""

    def make_new(data, **limits):
        (tmp_path / "sent").write_bytes(data)
        new, poster = tmp_path / "new.mp4", tmp_path / "new.jpg"
        facts = encode(tmp_path / "sent", new, poster, **limits)
        assert facts.bytes == new.stat().st_size
        shown = Image.open(BytesIO(poster.read_bytes()))
        assert max(shown.size) == min(960, max(facts.width, facts.height))
        assert shown.width / shown.height == pytest.approx(facts.width / facts.height, rel=0.02)
        return facts, new, shown

    return make_new


class TestAFilmFromAPhone:
    @pytest.mark.parametrize("movflags", ["use_metadata_tags", ""])
    def test_leaves_place_device_date_and_chapters_behind(self, make_new, movflags):
        data = film(movflags=movflags)
        assert sum(secret.encode() in data for secret in SECRETS) >= 4
        _, new, poster = make_new(data)
        for secret in SECRETS:
            assert secret.encode() not in new.read_bytes()
        with av.open(str(new)) as file:
            assert file.metadata.keys() <= {"major_brand", "minor_version", "compatible_brands"}
            assert file.chapters() == []
            assert [stream.type for stream in file.streams] == ["video", "audio"]
        assert not poster.getexif()
        assert poster.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}

    def test_names_no_encoder(self, make_new):
        _, new, _ = make_new(film())
        assert b"x264" not in new.read_bytes()
        assert b"Lav" not in new.read_bytes()

    def test_begins_to_play_before_it_is_loaded(self, make_new):
        _, new, _ = make_new(film())
        boxes = order_of_boxes(new.read_bytes())
        assert boxes.index("moov") < boxes.index("mdat")

    def test_has_the_same_length_and_size(self, make_new):
        facts, new, _ = make_new(film())
        assert facts.seconds == pytest.approx(2, abs=0.05)
        assert (facts.width, facts.height, facts.has_audio) == (320, 180, True)
        with av.open(str(new)) as file:
            assert file.streams.video[0].codec_context.name == "h264"
            assert file.streams.video[0].codec_context.pix_fmt == "yuv420p"
            assert file.streams.video[0].frames == 20
            assert file.streams.audio[0].codec_context.name == "aac"
            assert file.streams.audio[0].codec_context.layout.name == "mono"


class TestThePicture:
    @pytest.mark.parametrize("turn", [0, 90, 180, 270])
    def test_stands_upright(self, make_new, turn):
        facts, new, poster = make_new(film(turn=turn, sound=None))
        assert (facts.width, facts.height) == (320, 180)
        assert_is_upright(first_picture(new))
        assert_is_upright(poster)
        with av.open(str(new)) as file:
            assert next(file.decode(video=0)).rotation == 0

    def test_of_a_front_camera_is_mirrored_as_a_player_would(self, make_new):
        _, new, _ = make_new(film(sound=None, mirrored=True))
        assert_is_upright(first_picture(new))

    def test_gets_even_sides(self, make_new):
        facts, *_ = make_new(film("webm", codec="libvpx", sound=None, size=(321, 181)))
        assert (facts.width, facts.height) == (320, 180)

    @pytest.mark.parametrize(
        ("size", "turn", "new_size"),
        [((1920, 1080), 0, (1280, 720)), ((1080, 1920), 90, (720, 1280)), ((64, 36), 0, (64, 36))],
    )
    def test_gets_smaller_and_never_larger(self, make_new, size, turn, new_size):
        facts, *_ = make_new(film(size=size, turn=turn, sound=None, seconds=0.5))
        assert (facts.width, facts.height) == new_size

    def test_with_wide_pixels_gets_its_true_proportions(self, make_new):
        facts, *_ = make_new(film(sample_aspect_ratio=Fraction(4, 3), sound=None))
        assert (facts.width, facts.height) == (320, 134)

    def test_comes_at_most_thirty_times_a_second(self, make_new):
        facts, new, _ = make_new(film(rate=60, sound=None, size=(64, 36)))
        assert facts.seconds == pytest.approx(2, abs=0.05)
        with av.open(str(new)) as file:
            assert file.streams.video[0].frames == 60

    def test_comes_as_rarely_as_it_did(self, make_new):
        facts, new, _ = make_new(film(rate=1, seconds=3, sound=None, size=(64, 36)))
        assert facts.seconds == pytest.approx(3, abs=0.05)
        with av.open(str(new)) as file:
            assert file.streams.video[0].frames == 3

    def test_keeps_its_colors_in_the_wide_range(self, make_new):
        _, new, _ = make_new(film(pixels="yuvj420p", sound=None))
        assert_is_upright(first_picture(new))

    def test_in_hdr_is_brought_to_what_every_screen_shows(self, make_new):
        hlg = {"color_trc": 18, "color_primaries": 9, "colorspace": 9}
        data = film(codec="libx265", pixels="yuv420p10le", sound=None, seconds=0.5, **hlg)
        _, new, _ = make_new(data)
        with av.open(str(new)) as file:
            frame = next(file.decode(video=0))
        assert (frame.color_trc, frame.color_primaries, frame.colorspace) == (1, 1, 1)
        assert frame.format.name == "yuv420p"
        assert_is_upright(frame.to_image(), tolerance=60)


class TestTheSound:
    def test_may_be_missing(self, make_new):
        facts, new, _ = make_new(film(sound=None))
        assert not facts.has_audio
        with av.open(str(new)) as file:
            assert [stream.type for stream in file.streams] == ["video"]

    @pytest.mark.parametrize(
        ("kind", "sound", "layout", "new_layout"),
        [
            ("mov", "pcm_s16le", "stereo", "stereo"),
            ("mov", "aac", "5.1", "stereo"),
            ("mp4", "libmp3lame", "mono", "mono"),
        ],
    )
    def test_becomes_aac_in_mono_or_stereo(self, make_new, kind, sound, layout, new_layout):
        facts, new, _ = make_new(film(kind, sound=sound, layout=layout))
        assert facts.has_audio
        with av.open(str(new)) as file:
            context = file.streams.audio[0].codec_context
            assert context.name == "aac"
            assert context.layout.name == new_layout
            assert context.sample_rate == 48_000

    def test_from_a_browser_is_opus(self, make_new):
        facts, *_ = make_new(film("webm", codec="libvpx", sound="libopus"))
        assert facts.has_audio

    def test_that_begins_later_stays_with_the_lips(self, make_new):
        _, new, _ = make_new(film(sound_begins=1.0))
        loudest = {}
        with av.open(str(new)) as file:
            for frame in file.decode(audio=0):
                values = memoryview(bytes(frame.planes[0])[: frame.samples * 4]).cast("f")
                at = "silence" if frame.time < 0.9 else "tone"
                loudest[at] = max(loudest.get(at, 0), max(values))
        assert loudest["silence"] < 0.01
        assert loudest["tone"] > 0.1


class TestLimits:
    def test_a_longer_one_is_refused_before_anything_is_encoded(self, make_new, tmp_path):
        with pytest.raises(VideoRefused) as caught:
            make_new(film(), longest=1.0)
        assert caught.value.code == "too_long"
        assert not (tmp_path / "new.mp4").exists()

    def test_time_runs_out(self, make_new):
        with pytest.raises(VideoRefused) as caught:
            make_new(film(), time_limit=0)
        assert caught.value.code == "too_slow"

    def test_a_few_broken_packets_do_not_lose_the_story(self, make_new):
        data = bytearray(film("webm", codec="libvpx-vp9", sound=None, seconds=4))
        # The last picture of all: its frame marker is spoilt.
        at = data.rindex(b"\xa3") + 10
        data[at : at + 8] = b"\0" * 8
        facts, *_ = make_new(bytes(data))
        assert facts.seconds == pytest.approx(4, abs=0.3)

    def test_rubbish_where_pictures_should_be_is_refused(self, make_new):
        data = film("mp4", movflags="faststart")
        at = data.index(b"mdat") + 4
        with pytest.raises(VideoRefused) as caught:
            make_new(data[:at] + b"\x55" * (len(data) - at))
        assert caught.value.code == "damaged"
