"""What hides in a picture's container reaches neither the decoder nor the stored file."""

import time
import zlib
from io import BytesIO

import pytest

from cms.picture_files import BrokenFile, find_kind, is_svg, read_picture_file
from tests.cms.picture_samples import (
    EICAR_LIKE,
    KINDS,
    SECRETS,
    after_jpeg_start,
    assert_holds_only_pixels,
    clean,
    draw,
    honest,
    jpeg_segment,
    png_chunk,
    png_with_size,
    refusal,
)


class TestReading:
    @pytest.mark.parametrize("kind", KINDS)
    def test_kind_size_and_orientation_are_read_from_the_header(self, kind):
        data = honest(kind, orientation=6)
        assert find_kind(data) == kind
        source = read_picture_file(data, kind)
        # libheif turns the pixels of a HEIC by itself.
        assert source.orientation == (1 if kind == "HEIC" else 6)
        assert {source.width, source.height} == {640, 336}

    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    def test_only_what_the_decoder_needs_is_kept(self, kind):
        kept = read_picture_file(honest(kind), kind).data
        for secret in SECRETS:
            assert secret.encode() not in kept

    @pytest.mark.parametrize("orientation", [0, 9, 65535])
    def test_an_orientation_that_does_not_exist_means_upright(self, orientation):
        assert read_picture_file(honest("JPEG", orientation=orientation), "JPEG").orientation == 1

    @pytest.mark.parametrize("exif", [b"", b"II*\0", b"MM\0*\xff\xff\xff\xff", b"II*\0\x04\0\0\0"])
    def test_a_broken_orientation_means_upright(self, exif):
        data = after_jpeg_start(
            honest("JPEG", orientation=1), jpeg_segment(0xE1, b"Exif\0\0" + exif)
        )
        assert read_picture_file(data, "JPEG").orientation == 1

    def test_a_picture_without_pixels_is_broken(self):
        with pytest.raises(BrokenFile):
            read_picture_file(b"\xff\xd8\xff\xd9", "JPEG")

    def test_svg_is_told_from_a_page_that_holds_one(self):
        assert is_svg(b" <!-- drawn by hand --><svg width='1'>")
        assert not is_svg(b"<html><svg></svg></html>")


class TestHiddenLoads:
    """What is packed into, between or behind the pixels is gone afterwards."""

    def test_code_in_a_jpeg_comment_and_behind_its_end_is_gone(self):
        for code in (b"<?php system('id'); ?>", b"<script>steal()</script>", EICAR_LIKE):
            polyglot = after_jpeg_start(honest("JPEG"), jpeg_segment(0xFE, code)) + code
            assert_holds_only_pixels(clean(polyglot), code)

    @pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIC"])
    def test_what_follows_the_end_is_gone(self, kind):
        tail = b"<?php system('id'); ?>" + EICAR_LIKE
        assert_holds_only_pixels(clean(honest(kind) + tail), tail)

    def test_packed_texts_of_a_png_are_never_unfolded(self):
        bomb = zlib.compress(b"\0" * 60_000_000)
        more = png_chunk(b"zTXt", b"k\0\0" + bomb) + png_chunk(b"iTXt", b"k\0\1\0\0\0" + bomb)
        rows = (b"\0" + b"\x80" * 30) * 10
        started = time.perf_counter()
        assert_holds_only_pixels(clean(png_with_size(10, 10, rows=rows, more=more * 50)))
        assert time.perf_counter() - started < 1

    def test_a_packed_profile_bomb_is_refused(self):
        bomb = png_chunk(b"iCCP", b"k\0\0" + zlib.compress(b"\0" * 60_000_000))
        assert refusal(png_with_size(10, 10, rows=b"\0" * 310, more=bomb)).code == "damaged"

    @pytest.mark.parametrize(
        "data",
        [
            pytest.param(b"\xff\xd8" + b"\xff" * 12_000_000, id="padding"),
            pytest.param(b"\xff\xd8" + b"\xff\xfe\0\2" * 3_000_000, id="empty comments"),
            pytest.param(b"\xff\xd8\xff" + b"\xd8\xff" * 6_000_000, id="starts"),
            pytest.param(png_with_size(9, 9, more=png_chunk(b"IDAT", b"") * 800_000), id="chunks"),
            pytest.param(
                b"RIFF\xff\xff\xff\x7fWEBPVP8X\x0a\0\0\0"
                + b"\0" * 10
                + b"ABCD\0\0\0\0" * 1_000_000,
                id="webp chunks",
            ),
        ],
    )
    def test_endless_parts_do_not_keep_us_busy(self, data):
        started = time.perf_counter()
        assert refusal(data).code == "damaged"
        assert time.perf_counter() - started < 2

    def test_endless_scans_do_not_keep_us_busy(self):
        file = BytesIO()
        draw((2000, 2000)).save(file, "JPEG", progressive=True)
        data = file.getvalue()
        scan = data[data.rindex(b"\xff\xda") : -2]
        started = time.perf_counter()
        assert refusal(data[:-2] + scan * 3_000 + data[-2:]).code == "damaged"
        assert time.perf_counter() - started < 2
