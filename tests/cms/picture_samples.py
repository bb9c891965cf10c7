"""Makes honest and hostile picture files for the tests of pictures, and looks at what came out."""

import functools
import hashlib
import struct
import zlib
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from cms.pictures import CleanPicture, PictureRefused, clean_picture

KINDS = ("JPEG", "PNG", "WEBP", "HEIC")
# What a phone writes about its owner, and what an attacker hides: none of it may come through.
SECRETS = ("SecretPhone 9", "Ivy Grower", "44.9778", "<script>steal()</script>", "<?php system(1);")
EICAR_LIKE = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$NOT-THE-REAL-TEST-FILE!$H+H*"
# Top left, top right, bottom left, bottom right of the upright picture.
CORNERS = ((208, 32, 60), (40, 160, 60), (30, 60, 200), (240, 240, 240))
METADATA_MARKS = (b"Exif", b"ICC_PROFILE", b"xmpmeta", b"ns.adobe.com", b"Photoshop", b"iCCP")
HARMLESS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
CODES = "empty too_big too_many_pixels too_small wrong_type svg damaged".split()
# How to store an upright picture so that the EXIF orientation turns it back.
_STORED_AS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def draw(size=(640, 336), mode="RGB") -> Image.Image:
    """Return a picture of four plain quarters in the colours CORNERS."""
    picture = Image.new("RGB", size)
    width, height = size[0] // 2, size[1] // 2
    for number, colour in enumerate(CORNERS):
        left, top = number % 2 * width, number // 2 * height
        picture.paste(colour, (left, top, left + width, top + height))
    if mode == "P":
        return picture.quantize(16)
    return picture.convert(mode)


def exif_of_a_phone(orientation=1) -> Image.Exif:
    """Return EXIF with device, owner and place."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRETS[0]
    exif[0x013B] = SECRETS[1]
    exif[0x010E] = SECRETS[3]
    place = exif.get_ifd(0x8825)
    place.update({1: "N", 2: (44.0, 58.0, 40.0), 3: "W", 4: (93.0, 15.0, 54.0)})
    return exif


@functools.cache
def honest(kind: str, *, orientation=1, size=(640, 336), mode="RGB", **extra) -> bytes:
    """Return a file as a phone or a program writes it, full of metadata; the same one each time.

    An encoder with several threads does not write the same bytes twice.
    """
    picture = draw(size, mode)
    if orientation in _STORED_AS:
        picture = picture.transpose(_STORED_AS[orientation])
    exif = exif_of_a_phone(orientation).tobytes()
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRETS[2]}</x:xmpmeta>".encode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if mode != "RGB":
        profile = None
    file = BytesIO()
    if kind == "HEIC":
        pillow_heif.from_pillow(picture).save(file, exif=exif, xmp=xmp, quality=80, **extra)
        return file.getvalue()
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", SECRETS[1], zip=True)
        texts.add_itxt("Comment", SECRETS[4])
        extra["pnginfo"] = texts
    if kind == "JPEG":
        extra["comment"] = SECRETS[4]
    if kind != "PNG":
        extra["xmp"] = xmp
    picture.save(file, kind, exif=exif, icc_profile=profile, **extra)
    return file.getvalue()


def png_chunk(name: bytes, body: bytes) -> bytes:
    """Return one PNG chunk with its length and checksum."""
    checksum = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + checksum


def png_with_size(width: int, height: int, *, rows=b"\0" * 10, more=b"") -> bytes:
    """Return a PNG that declares a size and holds `rows` as its packed pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", head)
        + more
        + png_chunk(b"IDAT", zlib.compress(rows))
        + png_chunk(b"IEND", b"")
    )


def jpeg_with_size(width: int, height: int) -> bytes:
    """Return an honest JPEG whose header was changed to another size."""
    data = honest("JPEG", size=(64, 32))
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def webp_with_size(width: int, height: int) -> bytes:
    """Return an extended WebP whose canvas was changed to another size."""
    data = honest("WEBP", size=(64, 32))
    at = data.index(b"VP8X") + 12
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return data[:at] + sizes + data[at + 6 :]


def after_jpeg_start(data: bytes, inserted: bytes) -> bytes:
    """Return a JPEG with `inserted` right behind its start mark."""
    return data[:2] + inserted + data[2:]


def jpeg_segment(marker: int, body: bytes) -> bytes:
    """Return one JPEG segment with its length."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def clean(data: bytes, name="photo.jpg", **limits) -> CleanPicture:
    """Clean the bytes as if they were sent under `name`."""
    return clean_picture(BytesIO(data), name=name, **limits)


def refusal(data: bytes, name="photo.jpg", **limits) -> PictureRefused:
    """Expect the bytes to be refused with a known code and a way to go on; return the refusal."""
    with pytest.raises(PictureRefused) as caught:
        clean(data, name, **limits)
    assert caught.value.code in CODES
    assert "Choose" in str(caught.value) or "choose" in str(caught.value)
    return caught.value


def assert_holds_only_pixels(picture: CleanPicture, *hidden: bytes) -> Image.Image:
    """Look at the stored bytes as an attacker, a nosy reader and a decoder would."""
    for mark in (*METADATA_MARKS, *(secret.encode() for secret in SECRETS), *hidden):
        assert mark not in picture.data
    assert picture.data.endswith(b"\xff\xd9" if picture.extension == "jpg" else b"IEND\xaeB`\x82")
    assert picture.sha256 == hashlib.sha256(picture.data).hexdigest()
    opened = Image.open(BytesIO(picture.data), formats=["JPEG", "PNG"])
    opened.load()
    assert opened.size == (picture.width, picture.height)
    assert opened.format == {"jpg": "JPEG", "png": "PNG"}[picture.extension]
    assert set(opened.info) <= HARMLESS
    assert dict(opened.getexif()) == {}
    assert opened.getxmp() == {}
    return opened


def assert_is_upright(opened: Image.Image, tolerance=12):
    """Compare the corners of the picture with those of `draw`."""
    width, height = opened.size
    points = [(x, y) for y in (5, height - 6) for x in (5, width - 6)]
    for point, colour in zip(points, CORNERS, strict=True):
        seen = opened.convert("RGB").getpixel(point)
        assert max(abs(a - b) for a, b in zip(seen, colour, strict=True)) <= tolerance
