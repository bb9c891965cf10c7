"""Honest pictures come through clean and upright; everything else is refused in plain words."""

import random
import threading
import time
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageFile

from cms.pictures import LONGEST_SIDE, PictureRefused, clean_picture
from tests.cms.picture_samples import (
    EICAR_LIKE,
    KINDS,
    SECRETS,
    assert_holds_only_pixels,
    assert_is_upright,
    clean,
    draw,
    honest,
    jpeg_with_size,
    png_with_size,
    refusal,
    webp_with_size,
)


class TestHonestPictures:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_every_kind_comes_out_upright_and_bare(self, kind, orientation):
        data = honest(kind, orientation=orientation)
        assert SECRETS[0].encode() in data
        picture = clean(data, f"IMG_1.{kind}")
        opened = assert_holds_only_pixels(picture)
        assert (picture.width, picture.height) == (640, 336)
        assert_is_upright(opened)
        assert picture.warnings == ()

    @pytest.mark.parametrize(
        ("kind", "mode"),
        [
            ("JPEG", "L"),
            ("JPEG", "CMYK"),
            ("PNG", "1"),
            ("PNG", "L"),
            ("PNG", "P"),
            ("PNG", "LA"),
            ("PNG", "RGBA"),
            ("PNG", "I;16"),
            ("WEBP", "RGBA"),
            ("HEIC", "RGBA"),
            ("HEIC", "L"),
        ],
    )
    def test_every_colour_mode_is_taken(self, kind, mode):
        picture = clean(honest(kind, mode=mode))
        opened = assert_holds_only_pixels(picture)
        assert opened.mode == "RGB"
        if mode in ("P", "RGBA"):
            assert_is_upright(opened)

    def test_sixteen_bits_are_scaled_and_not_clipped(self):
        grey = Image.new("I;16", (40, 40), 0x8000)
        file = BytesIO()
        grey.save(file, "PNG")
        opened = assert_holds_only_pixels(clean(file.getvalue()))
        assert opened.getpixel((5, 5))[0] in range(126, 131)

    @pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
    def test_transparency_is_kept_as_png(self, mode):
        drawing = Image.new("RGBA", (50, 50), (200, 30, 60, 0))
        drawing.paste((200, 30, 60, 255), (10, 10, 40, 40))
        file = BytesIO()
        drawing.convert(mode).save(file, "PNG")
        picture = clean(file.getvalue(), "mark.png")
        opened = assert_holds_only_pixels(picture)
        assert picture.extension == "png"
        assert opened.getpixel((2, 2))[3] == 0
        assert opened.getpixel((25, 25))[3] == 255

    def test_a_drawing_stays_png_and_a_photo_becomes_jpeg(self):
        assert clean(honest("PNG"), "drawing.png").extension == "png"
        noise = Image.effect_noise((300, 300), 60).convert("RGB")
        file = BytesIO()
        noise.save(file, "PNG")
        assert clean(file.getvalue(), "photo.png").extension == "jpg"

    def test_colours_are_brought_to_srgb_by_the_profile(self):
        # With a linear profile the same number is lighter on the screen: 64 becomes about 137.
        assert grey_with_profile(linear_profile()) in range(130, 145)

    def test_a_profile_that_does_not_fit_is_left_out(self):
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
        for unfit in (lab, b"rubbish", b"\0" * 500):
            assert grey_with_profile(unfit) == 64

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_big_picture_is_scaled_down(self, kind):
        picture = clean(honest(kind, size=(3200, 1000), orientation=6))
        assert (picture.width, picture.height) == (LONGEST_SIDE, 750)
        assert_is_upright(assert_holds_only_pixels(picture))

    def test_a_hair_wide_picture_keeps_a_pixel(self):
        picture = clean(honest("PNG", size=(1, 6000)))
        assert (picture.width, picture.height) == (1, LONGEST_SIDE)

    def test_a_single_pixel_is_a_picture(self):
        file = BytesIO()
        Image.new("RGB", (1, 1)).save(file, "PNG")
        assert assert_holds_only_pixels(clean(file.getvalue())).size == (1, 1)

    @pytest.mark.parametrize("kind", ["PNG", "WEBP"])
    def test_of_an_animation_the_first_frame_is_kept_and_said(self, kind):
        file = BytesIO()
        frames = [Image.new("RGB", (60, 40), colour) for colour in ("black", "navy")]
        draw((60, 40)).save(file, kind, save_all=True, append_images=frames, lossless=True)
        picture = clean(file.getvalue(), "moving.webp")
        assert_is_upright(assert_holds_only_pixels(picture))
        assert [warning.code for warning in picture.warnings] == ["animated"]

    def test_a_phone_s_second_picture_behind_the_first_is_dropped(self):
        file = BytesIO()
        draw().save(file, "MPO", save_all=True, append_images=[Image.new("RGB", (640, 336))])
        picture = clean(file.getvalue())
        assert_is_upright(assert_holds_only_pixels(picture, b"MPF"))

    @pytest.mark.parametrize("name", ["IMG_1.HEIC", "photo.JPEG", "a.b.webp", "photo", "", None])
    def test_names_that_phones_give_are_taken_whatever_the_content(self, name):
        assert clean(honest("PNG", size=(20, 20)), name).width == 20

    def test_the_name_of_the_file_itself_is_looked_at(self):
        file = BytesIO(honest("PNG"))
        file.name = "photo.html"
        with pytest.raises(PictureRefused):
            clean_picture(file)


class TestSizes:
    def test_size_is_judged_upright_and_before_scaling(self):
        tall = honest("JPEG", size=(315, 600))
        assert "315 by 600 pixels" in str(refusal(tall, min_size=(600, 315)))
        for kind in KINDS:
            turned = honest(kind, size=(600, 316), orientation=6)
            assert clean(turned, min_size=(600, 315)).width == 600

    def test_between_least_and_wanted_is_a_warning(self):
        picture = clean(honest("JPEG"), min_size=(600, 315), wanted_size=(1200, 630))
        assert [warning.code for warning in picture.warnings] == ["smaller_than_wanted"]
        assert "640 by 336" in picture.warnings[0].message
        big = honest("JPEG", size=(3000, 1600))
        assert clean(big, min_size=(600, 315), wanted_size=(2800, 630)).warnings == ()

    def test_too_many_bytes_are_refused_unread(self):
        data = honest("JPEG")
        assert refusal(data, max_bytes=len(data) - 1).code == "too_big"
        assert clean(data, max_bytes=len(data)).width == 640

    @pytest.mark.parametrize("make", [png_with_size, jpeg_with_size, webp_with_size])
    def test_too_many_declared_pixels_are_refused_at_once(self, make):
        started = time.perf_counter()
        assert refusal(make(16_000, 16_000)).code == "too_many_pixels"
        assert time.perf_counter() - started < 0.5

    def test_too_many_pixels_in_heic_are_refused(self):
        assert refusal(honest("HEIC"), max_pixels=640 * 336 - 1).code == "too_many_pixels"


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "code", "words"),
        [
            (b"", "empty", "empty"),
            (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "wrong_type", "a GIF"),
            (b"%PDF-1.7 ...", "wrong_type", "a PDF"),
            (b"<!DOCTYPE html><html><script>1</script>", "wrong_type", "a web page"),
            (b"\0\0\0\x20ftypisom\0\0\0\0", "wrong_type", "a video"),
            (b"\0\0\0\x20ftypavif\0\0\0\0", "wrong_type", "AVIF"),
            (b"II*\0\x08\0\0\0", "wrong_type", "TIFF"),
            (b"<?php system($_GET['c']);", "wrong_type", "not a picture"),
            (EICAR_LIKE, "wrong_type", "not a picture"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg", "PNG"),
            (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><svg onload='x()'>", "svg", "PNG"),
        ],
    )
    def test_other_kinds_are_named(self, data, code, words):
        refused = refusal(data)
        assert refused.code == code
        assert words in refused.message

    @pytest.mark.parametrize(
        "name", ["a.gif", "a.jpg.php", "a.html", "a.svg", "a.avif", "a.\u202egpj"]
    )
    def test_a_name_that_claims_something_else_is_refused(self, name):
        assert refusal(honest("JPEG"), name).code == ("svg" if name == "a.svg" else "wrong_type")

    def test_a_file_that_cannot_be_read_is_refused(self):
        closed = BytesIO(b"x")
        closed.close()
        with pytest.raises(PictureRefused):
            clean_picture(closed)

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_half_sent_picture_is_refused_wherever_it_breaks(self, kind):
        data = honest(kind, size=(160, 90))
        for length in sorted({*range(1, 80), *range(80, len(data) - 64, max(1, len(data) // 50))}):
            assert refusal(data[:length]).code in ("damaged", "wrong_type", "too_many_pixels")

    @pytest.mark.parametrize("make", [png_with_size, jpeg_with_size])
    @pytest.mark.parametrize("size", [(0, 10), (10, 0), (0, 0)])
    def test_no_width_or_height_is_damaged(self, make, size):
        assert refusal(make(*size)).code == "damaged"

    def test_a_header_alone_is_damaged(self):
        assert refusal(b"\xff\xd8\xff").code == "damaged"
        assert refusal(b"\xff\xd8\xff\xe0\x00\x10JFIF\0").code == "damaged"
        assert refusal(b"\x89PNG\r\n\x1a\n").code == "damaged"
        assert refusal(b"RIFF\x04\0\0\0WEBP").code == "damaged"
        assert refusal(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").code == "damaged"

    def test_pixels_that_lie_about_their_size_are_damaged(self):
        assert refusal(png_with_size(3000, 3000, rows=b"\0" * 50)).code == "damaged"
        assert refusal(webp_with_size(900, 900)).code == "damaged"

    def test_messages_are_short_sentences(self):
        for data in (b"", b"GIF8", b"<svg>", b"\xff\xd8\xff", b"?"):
            for sentence in refusal(data).message.split(". "):
                assert len(sentence.split()) <= 20


class TestAnyBytes:
    """Whatever comes, the only exception is PictureRefused, and the result is clean."""

    starts = st.sampled_from(
        [
            b"",
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"RIFF\x40\0\0\0WEBPVP8X",
            b"\0\0\0\x18ftypheic",
        ]
    )

    @given(starts, st.binary(max_size=400))
    @settings(deadline=None)
    def test_random_bytes_are_refused(self, start, rest):
        refusal(start + rest)

    @pytest.mark.parametrize("kind", KINDS)
    def test_broken_bytes_are_refused_or_cleaned(self, kind):
        data, chance = honest(kind, size=(48, 32)), random.Random(f"{kind} 2026")
        for _ in range(150):
            broken = bytearray(data)
            for _ in range(chance.choice((1, 2, 8))):
                at = chance.randrange(len(broken))
                broken[at] = chance.choice((0, 0xFF, 0x7F, chance.randrange(256)))
            try:
                assert_holds_only_pixels(clean(bytes(broken)))
            except PictureRefused:
                pass

    @given(st.data())
    @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    def test_pieces_cut_out_or_doubled_are_refused_or_cleaned(self, pick):
        data = honest(pick.draw(st.sampled_from(KINDS)), size=(48, 32))
        start = pick.draw(st.integers(0, len(data)))
        end = pick.draw(st.integers(start, min(len(data), start + 300)))
        again = pick.draw(st.integers(0, 3))
        try:
            assert_holds_only_pixels(clean(data[:start] + data[start:end] * again + data[end:]))
        except PictureRefused:
            pass

    def test_pillow_s_own_settings_stay_as_they_were(self):
        before = (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES)
        threads = [
            threading.Thread(target=clean, args=(honest(kind, size=(64, 64)),)) for kind in KINDS
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES) == before


def grey_with_profile(profile: bytes) -> int:
    """Return what a grey of 64 that has `profile` looks like after cleaning."""
    file = BytesIO()
    Image.new("RGB", (40, 40), (64, 64, 64)).save(file, "PNG", icc_profile=profile)
    return assert_holds_only_pixels(clean(file.getvalue())).getpixel((5, 5))[0]


def linear_profile() -> bytes:
    """Return an sRGB profile whose tone curves were replaced by straight lines (gamma 1)."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for number in range(int.from_bytes(profile[128:132], "big")):
        entry = 132 + 12 * number
        if profile[entry : entry + 4] in (b"rTRC", b"gTRC", b"bTRC"):
            at = int.from_bytes(profile[entry + 4 : entry + 8], "big")
            profile[at : at + 12] = b"curv" + b"\0" * 8
    return bytes(profile)
