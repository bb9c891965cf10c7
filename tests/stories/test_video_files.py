"""Videos are known by their bytes, measured by their pictures, and refused in plain words."""

from fractions import Fraction

import pytest

from stories import video_files
from stories.video_files import VideoRefused, check_kind, measure, sniff_video
from tests.cms.picture_samples import honest
from tests.stories.video_samples import (
    film,
    refusal,
    sound_only,
    with_header_length,
)


def kept(folder, data):
    """Return the path of a file with these bytes."""
    path = folder / "sent"
    path.write_bytes(data)
    return path


class TestTheKind:
    def test_is_read_from_the_first_bytes(self):
        assert sniff_video(film()[:1024]) == "mov"
        assert sniff_video(film("mp4", movflags="")[:1024]) == "mp4"
        assert sniff_video(film("webm", codec="libvpx", sound="libopus")[:1024]) == "webm"

    @pytest.mark.parametrize("box", [b"moov", b"mdat", b"wide", b"free"])
    def test_old_quicktime_files_are_known_by_their_first_box(self, box):
        assert sniff_video(b"\0\0\0\x08" + box + b"\0" * 100) == "mov"

    @pytest.mark.parametrize(
        "brand", [b"isom", b"mp42", b"avc1", b"M4V ", b"iso5", b"MSNV", b"3gp5"]
    )
    def test_mp4_has_many_brands(self, brand):
        assert sniff_video(b"\0\0\0\x18ftyp" + brand + b"\0" * 100) == "mp4"

    @pytest.mark.parametrize("brand", [b"M4A ", b"heic", b"mif1", b"avif"])
    def test_sound_and_stills_in_the_same_container_are_no_video(self, brand):
        assert sniff_video(b"\0\0\0\x18ftyp" + brand + b"\0" * 100) is None

    @pytest.mark.parametrize(
        "data",
        [b"", b"\0", b"RIFF\0\0\0\0AVI LIST", b"<html>", b"\x1aE\xdf\xa3\x9fB\x82\x88matroska"],
    )
    def test_nothing_else_is_a_video(self, data):
        assert sniff_video(data) is None


class TestTheCheckOfNameAndBytes:
    @pytest.mark.parametrize("name", ["a.mp4", "A.MOV", "a.b.m4v", "a.webm"])
    def test_among_the_known_endings_the_content_decides(self, name):
        assert check_kind(name, film()[:1024]) == "mov"

    @pytest.mark.parametrize("name", ["a.exe", "a", "mp4", "a.mp4.html", "", None])
    def test_any_other_ending_is_refused_with_the_endings_we_take(self, name):
        with pytest.raises(VideoRefused) as caught:
            check_kind(name, film()[:1024])
        assert caught.value.code == "wrong_type"
        assert ".mp4, .mov or .webm" in caught.value.message

    def test_an_empty_file_is_called_empty(self):
        with pytest.raises(VideoRefused) as caught:
            check_kind("a.mp4", b"")
        assert caught.value.code == "empty"

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (honest("JPEG"), "a picture"),
            (honest("HEIC"), "a picture"),
            (b"RIFF\0\0\0\0AVI LIST", "an AVI video"),
            (b"\x1aE\xdf\xa3\x9fB\x82\x88matroska", "an MKV video"),
            (b"ID3\x04" + b"\0" * 20, "sound"),
            (b"%PDF-1.7", "a PDF"),
            (b"PK\x03\x04", "a ZIP archive"),
            (b"\x7fELF", "not a video that we can read"),
        ],
    )
    def test_what_a_file_is_instead_is_said(self, data, words):
        with pytest.raises(VideoRefused) as caught:
            check_kind("a.mp4", data[:1024])
        assert caught.value.code == "wrong_type"
        assert words in caught.value.message
        assert "MP4, MOV and WebM" in caught.value.message


class TestMeasuring:
    def test_a_film_from_a_phone(self, tmp_path):
        facts = measure(kept(tmp_path, film()))
        assert facts.kind == "mov"
        assert facts.seconds == pytest.approx(2, abs=0.03)
        assert (facts.width, facts.height, facts.has_audio) == (320, 180, True)
        assert facts.starts_at == 0

    def test_a_webm_without_sound(self, tmp_path):
        facts = measure(kept(tmp_path, film("webm", codec="libvpx-vp9", sound=None)))
        assert facts.kind == "webm"
        assert facts.seconds == pytest.approx(2)
        assert not facts.has_audio

    def test_a_film_in_pieces_as_some_recorders_write_it(self, tmp_path):
        facts = measure(kept(tmp_path, film("mp4", movflags="frag_keyframe+empty_moov")))
        assert facts.seconds == pytest.approx(2, abs=0.05)

    def test_the_header_is_not_believed(self, tmp_path):
        long = film(rate=1, seconds=61, size=(64, 36), sound=None)
        caught = refusal(kept(tmp_path, with_header_length(long, 5)))
        assert caught.code == "too_long"

    def test_a_longer_one_is_refused_with_its_length(self, tmp_path):
        path = kept(tmp_path, film(rate=1, seconds=61, size=(64, 36), sound=None))
        assert refusal(path).message == (
            "Your video is 61 seconds long. Sixty is the limit. Shorten it and choose it again."
        )
        assert measure(path, longest=None).seconds == pytest.approx(61)

    def test_half_a_second_more_is_forgiven(self, tmp_path):
        path = kept(tmp_path, film(rate=10, seconds=60.4, size=(64, 36), sound=None))
        assert measure(path).seconds == pytest.approx(60.4, abs=0.01)
        with pytest.raises(VideoRefused) as caught:
            measure(path, longest=59.5)
        assert "61 seconds" in caught.value.message
        assert "59.5 is the limit" in caught.value.message


class TestRefusedFiles:
    def test_empty(self, tmp_path):
        assert refusal(kept(tmp_path, b"")).code == "empty"

    def test_a_picture_with_another_name(self, tmp_path):
        assert refusal(kept(tmp_path, honest("JPEG"))).code == "wrong_type"

    def test_sound_alone(self, tmp_path):
        assert refusal(kept(tmp_path, sound_only())).code == "no_picture"

    def test_cut_off_before_its_index(self, tmp_path):
        assert refusal(kept(tmp_path, film()[:-3000])).code == "damaged"

    def test_cut_off_after_its_index(self, tmp_path):
        data = film("mp4", movflags="faststart")
        assert refusal(kept(tmp_path, data[: len(data) // 2])).code == "damaged"

    def test_a_webm_that_lacks_its_second_half(self, tmp_path):
        data = film("webm", codec="libvpx", sound=None, seconds=6, size=(64, 36))
        assert refusal(kept(tmp_path, data[: len(data) // 3])).code == "damaged"

    @pytest.mark.parametrize("sample", ["mov", "webm"])
    def test_a_good_beginning_and_rubbish(self, tmp_path, sample):
        data = film() if sample == "mov" else film("webm", codec="libvpx", sound="libopus")
        assert refusal(kept(tmp_path, data[:64] + b"\x07" * 5000)).code == "damaged"

    def test_a_recording_that_we_have_no_decoder_for(self, tmp_path):
        data = film("mov", codec="qtrle", sound=None, pixels="rgb24", size=(64, 36))
        caught = refusal(kept(tmp_path, data))
        assert caught.code == "unknown_codec"
        assert "H.264" in caught.message

    def test_too_many_pixels(self, tmp_path, monkeypatch):
        monkeypatch.setattr(video_files, "MAX_PIXELS", 320 * 180 - 1)
        caught = refusal(kept(tmp_path, film()))
        assert caught.code == "too_many_pixels"
        assert "320 x 180" in caught.message

    def test_a_passed_deadline(self, tmp_path):
        with pytest.raises(VideoRefused) as caught:
            measure(kept(tmp_path, film()), deadline=0)
        assert caught.value.code == "too_slow"

    def test_a_strange_shape_of_pixels_is_no_reason(self, tmp_path):
        measure(kept(tmp_path, film(sample_aspect_ratio=Fraction(4, 3))))

    def test_a_full_disk_is_not_the_senders_fault(self, tmp_path):
        with pytest.raises(OSError, match="space"):
            with video_files.open_video(kept(tmp_path, film())):
                raise OSError(28, "No space left on device")
