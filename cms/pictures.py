"""Turns whatever picture somebody sends into a clean one of ours, or refuses it in plain words.

Nothing of the file that was sent is stored. The pixels are decoded, turned upright, brought to sRGB
and written anew, so that no metadata, no place, no device and no smuggled program survives.
"""

import hashlib
import logging
import threading
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageCms

from cms.picture_files import (
    HEIC,
    JPEG,
    PNG,
    BrokenFile,
    PictureFile,
    find_kind,
    is_svg,
    name_other_kind,
    read_picture_file,
)

MAX_BYTES = 15 * 2**20
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 2400
JPEG_QUALITY = 90
# Phones and messengers rename freely (a HEIC called .jpg is common), so among these the content
# alone decides. Any other ending is refused: the name claims something that we do not take.
EXTENSIONS = ("jpg", "jpeg", "jpe", "jfif", "png", "webp", "heic", "heif", "hif")

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_MAX_PROFILE_BYTES = 4 * 2**20
_KINDS_TAKEN = "We can take JPEG, PNG, WebP and HEIC pictures."
# A picture of 40 million pixels needs about 200 MB while it is decoded.
_decoders = threading.BoundedSemaphore(2)
_log = logging.getLogger(__name__)


class PictureRefused(Exception):
    """The picture cannot be taken.

    `code` is empty, too_big, too_many_pixels, too_small, wrong_type, svg or damaged; `message`
    tells the sender in plain words what is wrong and how to go on.
    """

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class PictureWarning:
    """Something the sender should know about a picture that was taken."""

    code: str
    message: str


@dataclass(frozen=True)
class CleanPicture:
    """A picture that was written anew: `data` is what to store, and all that may be stored.

    `extension` is "jpg" or "png", `width` and `height` are the pixels of `data`, `sha256` is the
    hexadecimal digest of `data`. `warnings` have the codes "animated" and "smaller_than_wanted".
    """

    data: bytes = field(repr=False)
    extension: str
    width: int
    height: int
    sha256: str
    warnings: tuple[PictureWarning, ...] = ()


def clean_picture(
    file: BinaryIO,
    *,
    name: str | None = None,
    max_bytes: int = MAX_BYTES,
    max_pixels: int = MAX_PIXELS,
    min_size: tuple[int, int] | None = None,
    wanted_size: tuple[int, int] | None = None,
) -> CleanPicture:
    """Read a JPEG, PNG, WebP or HEIC `file` and return its pixels as a new JPEG or PNG.

    `name` is the sender's file name (by default that of `file`), of which only the ending is
    looked at. Sizes are (width, height) in pixels, as seen upright: below `min_size` a picture is
    refused, below `wanted_size` it is taken with a warning. Of an animation the first picture is
    taken, with a warning. The longer side of the result is at most LONGEST_SIDE.

    Raises PictureRefused, and nothing else, whatever the bytes are. Decoding takes up to a few
    seconds: never call this inside a database transaction.
    """
    data = _read(file, max_bytes)
    _check_ending(name if name is not None else getattr(file, "name", None))
    kind = find_kind(data)
    if kind is None:
        raise _wrong_type(data)
    try:
        source = read_picture_file(data, kind)
    except BrokenFile as error:
        raise _damaged() from error
    _check_pixels(source, max_pixels)
    try:
        with _decoders:
            picture, size = _redraw(source)
            clean, extension = _encode(picture, is_lossless=kind == PNG)
    except Exception as error:
        # Decoders fed with hostile bytes raise nearly everything, from SyntaxError to MemoryError.
        # Every one of them means the same to the sender.
        _log.info("A %s picture could not be decoded: %s", kind, type(error).__name__)
        raise _damaged() from error
    warnings = _check_size(size, min_size, wanted_size)
    if source.is_animated:
        warnings.append(
            PictureWarning("animated", "That picture moves. We keep its first frame as a still.")
        )
    digest = hashlib.sha256(clean).hexdigest()
    return CleanPicture(clean, extension, *picture.size, digest, tuple(warnings))


def cut_picture(data: bytes, box: tuple[int, int, int, int]) -> bytes:
    """Return the part of a clean picture of ours within `box` (left, top, right, bottom in pixels).

    `data` is the `data` of a CleanPicture; the part is of the same kind and as clean.
    """
    with Image.open(BytesIO(data), formats=[JPEG, PNG]) as picture:
        kind = picture.format
        part = picture.crop(box)
    part.info.clear()
    written = BytesIO()
    if kind == PNG:
        part.save(written, PNG)
    else:
        part.save(written, JPEG, quality=JPEG_QUALITY, progressive=True, optimize=True)
    return written.getvalue()


def _read(file: BinaryIO, max_bytes: int) -> bytes:
    try:
        if hasattr(file, "seek"):
            file.seek(0)
        data = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise _damaged() from error
    if not data:
        raise PictureRefused(
            "empty", "That file is empty. Choose the picture again, or choose another one."
        )
    if len(data) > max_bytes:
        raise PictureRefused(
            "too_big",
            f"That picture is larger than {max_bytes // 2**20} MB. "
            "Save a smaller copy of it, and choose that copy.",
        )
    return data


def _check_ending(name: str | None) -> None:
    ending = PurePath(str(name or "")).suffix.lower().removeprefix(".")
    if ending and ending not in EXTENSIONS:
        raise PictureRefused(
            "svg" if ending in ("svg", "svgz") else "wrong_type",
            f"That file’s name does not end like a picture’s. {_KINDS_TAKEN} "
            "Save it as one of these, and choose that copy.",
        )


def _wrong_type(data: bytes) -> PictureRefused:
    if is_svg(data):
        return PictureRefused(
            "svg",
            "That file is an SVG drawing, which can carry programs. "
            "Save it as a PNG picture, and choose that copy.",
        )
    kind = name_other_kind(data)
    what = f"That file is {kind}." if kind else "That file is not a picture we know."
    return PictureRefused(
        "wrong_type", f"{what} {_KINDS_TAKEN} Save it as one of these, and choose that copy."
    )


def _damaged() -> PictureRefused:
    return PictureRefused(
        "damaged",
        "We could not read that picture. Part of it may be missing. "
        "Check that it opens on your device. Then choose it again, or choose another one.",
    )


def _check_pixels(source: PictureFile, max_pixels: int) -> None:
    """Judge the size that the header declares, before any memory is taken for pixels."""
    if not (source.width and source.height):
        raise _damaged()
    if source.width * source.height > max_pixels:
        raise PictureRefused(
            "too_many_pixels",
            f"That picture has more than {max_pixels // 1_000_000} million pixels. "
            "Save a smaller copy of it, and choose that copy.",
        )


def _check_size(
    size: tuple[int, int],
    min_size: tuple[int, int] | None,
    wanted_size: tuple[int, int] | None,
) -> list[PictureWarning]:
    """Refuse an upright picture below `min_size`, and warn of one below `wanted_size`."""

    def is_below(other: tuple[int, int] | None) -> bool:
        return other is not None and (size[0] < other[0] or size[1] < other[1])

    what = f"That picture is {size[0]} by {size[1]} pixels"
    if is_below(min_size):
        raise PictureRefused(
            "too_small",
            f"{what}. It would look blurred. Choose one that is at least "
            f"{min_size[0]} pixels wide and {min_size[1]} pixels high.",
        )
    if is_below(wanted_size):
        return [
            PictureWarning(
                "smaller_than_wanted",
                f"{what}, which is enough. {wanted_size[0]} by {wanted_size[1]} looks best.",
            )
        ]
    return []


def _redraw(source: PictureFile) -> tuple[Image.Image, tuple[int, int]]:
    """Return the picture upright in 8-bit sRGB, scaled to what we keep, and its size before that.

    It has an alpha channel only where something shows through.
    """
    picture, size = _decode(source)
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        # 16 bits a pixel: convert() would clip instead of scaling.
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        if picture.getextrema()[3][0] == 255:
            picture = picture.convert("RGB")
    elif picture.mode not in ("L", "CMYK"):
        picture = picture.convert("RGB")

    scale = LONGEST_SIDE / max(picture.size)
    if scale < 1:
        kept = tuple(max(1, round(side * scale)) for side in picture.size)
        picture = picture.resize(kept, Image.Resampling.LANCZOS, reducing_gap=3.0)
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    if alpha:
        picture = picture.convert("RGB")
    picture = to_srgb(picture, profile)
    if alpha:
        picture.putalpha(alpha)
    if source.orientation in _TURNS:
        picture = picture.transpose(_TURNS[source.orientation])
        if source.orientation >= 5:
            size = size[::-1]
    # Encoders write comments, profiles and EXIF from here unless told otherwise.
    picture.info.clear()
    return picture, size


def _decode(source: PictureFile) -> tuple[Image.Image, tuple[int, int]]:
    """Return the pixels and the full size, from the one decoder that fits the magic bytes.

    The decoder is held to the declared size. It may leave out detail that is not kept anyway.
    """
    if source.kind == HEIC:
        heif = pillow_heif.open_heif(BytesIO(source.data), convert_hdr_to_8bit=True)
        picture = heif.to_pillow()
        if picture.width * picture.height > source.width * source.height:
            raise BrokenFile("The pixels are more than the header says.")
        return picture, picture.size
    picture = Image.open(BytesIO(source.data), formats=[source.kind])
    if picture.size != (source.width, source.height):
        raise BrokenFile("The decoder reads another size than the header says.")
    if source.kind == JPEG:
        # Lets the decoder skip detail that scaling down would throw away.
        scale = LONGEST_SIDE / max(picture.size)
        picture.draft(picture.mode, tuple(max(1, int(side * scale)) for side in picture.size))
    picture.load()
    return picture, (source.width, source.height)


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Bring an RGB, L or CMYK picture to sRGB; a profile that cannot be used is left out."""
    if profile and len(profile) <= _MAX_PROFILE_BYTES:
        try:
            return ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            _log.info("A colour profile could not be used.")
    return picture.convert("RGB")


def _encode(picture: Image.Image, *, is_lossless: bool) -> tuple[bytes, str]:
    """Return (bytes, extension): PNG for transparency and for drawings, JPEG for all else.

    A drawing is what came as PNG and is smaller as PNG: there JPEG would blur the edges.
    """
    png = BytesIO()
    if picture.mode == "RGBA" or is_lossless:
        picture.save(png, "PNG")
    if picture.mode == "RGBA":
        return png.getvalue(), "png"
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)
    if is_lossless and png.tell() <= jpeg.tell():
        return png.getvalue(), "png"
    return jpeg.getvalue(), "jpg"
