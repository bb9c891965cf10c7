"""Reads how a JPEG, PNG, WebP or HEIC file is built, before any decoder sees it.

What hostile pictures abuse is the container: sizes that only exist on paper, a million empty
segments, packed texts that unfold to gigabytes, scans without end. So the container is walked
here, with limits, and only the parts that hold pixels and colours go on to the decoder.
"""

import re
import struct
from dataclasses import dataclass

JPEG, PNG, WEBP, HEIC = "JPEG", "PNG", "WEBP", "HEIC"

# More than any camera or program writes; a decoder needs a little time for each of them.
_MOST_PARTS = 50_000
_MOST_JPEG_SEGMENTS = 5_000
_MOST_JPEG_SCANS = 100

_JPEG_MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
_JPEG_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_JPEG_CODING = {0xC4, 0xDA, 0xDB, 0xDD} | _JPEG_FRAME
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"IDAT", b"IEND"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"MiHE"}
_HEIC_SIZE = re.compile(rb"\0\0\0\x14ispe\0{4}(.{4})(.{4})", re.DOTALL)

_OTHER_KINDS = (
    (re.compile(rb"GIF8"), "a GIF"),
    (re.compile(rb"%PDF"), "a PDF"),
    (re.compile(rb"BM.{4}\0{4}", re.DOTALL), "a BMP picture"),
    (re.compile(rb"II\*\0|MM\0\*"), "a TIFF or raw camera picture"),
    (re.compile(rb".{4}ftyp(?:avif|avis)", re.DOTALL), "an AVIF picture"),
    (
        re.compile(rb".{4}ftyp(?:iso|mp4|qt|M4V|3g|avc1)|\x1aE\xdf\xa3|RIFF.{4}AVI ", re.DOTALL),
        "a video",
    ),
    (re.compile(rb"PK\x03\x04"), "a ZIP archive or an office document"),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|script)", re.I),
        "a web page",
    ),
)
_SVG_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:svg|\?xml|!--|!doctype\s+svg)", re.I)
_SVG_TAG = re.compile(rb"<svg[\s>]", re.I)


class BrokenFile(Exception):
    """The file starts like a picture but is not built like one."""


@dataclass(frozen=True)
class PictureFile:
    """A picture file reduced to what a decoder needs.

    `width` and `height` are what the header declares, in pixels as stored; `orientation` is the
    EXIF value from 1 to 8 that says how to turn them; `data` holds neither texts nor thumbnails.
    """

    kind: str
    width: int
    height: int
    data: bytes
    orientation: int = 1
    is_animated: bool = False


def find_kind(data: bytes) -> str | None:
    """Return JPEG, PNG, WEBP or HEIC by the first bytes of `data`, or None for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return HEIC
    return None


def is_svg(data: bytes) -> bool:
    """Say whether `data` starts like an SVG drawing."""
    start = data[:5_000]
    return _SVG_START.match(start) is not None and _SVG_TAG.search(start) is not None


def name_other_kind(data: bytes) -> str:
    """Return plain words for a file that is none of the four kinds: "a GIF", "a video"."""
    start = data[:1_000]
    return next((words for pattern, words in _OTHER_KINDS if pattern.match(start)), "")


def read_picture_file(data: bytes, kind: str) -> PictureFile:
    """Walk the container of `kind`; raise BrokenFile when it does not hold together."""
    try:
        return {JPEG: _read_jpeg, PNG: _read_png, WEBP: _read_webp, HEIC: _read_heic}[kind](data)
    except (struct.error, IndexError) as error:
        raise BrokenFile("The file ends in the middle of its header.") from error


def _read_jpeg(data: bytes) -> PictureFile:
    """Keep the coding segments, the first picture's scans, the colour profile and Adobe's mark."""
    kept, size, orientation, position, scans = [b"\xff\xd8"], None, 1, 2, 0
    for _ in range(_MOST_JPEG_SEGMENTS):
        found = _JPEG_MARKER.search(data, position)
        if scans:
            # The coded pixels lie between the segments; without an end mark all the rest is theirs.
            kept.append(data[position : found.start() if found else len(data)])
        if not found:
            break
        marker, start = found.group(1)[0], found.end()
        if marker == 0xD9:
            kept.append(b"\xff\xd9")
            break
        if marker in (0x01, 0xD8):
            position = start
            continue
        (length,) = struct.unpack_from(">H", data, start)
        position = start + length
        body = data[start + 2 : position]
        if length < 2 or len(body) != length - 2:
            raise BrokenFile("A segment has no end.")
        if marker in _JPEG_FRAME:
            if size:
                raise BrokenFile("The file declares its size twice.")
            height, width = struct.unpack_from(">HH", body, 1)
            size = width, height
        elif marker == 0xDA:
            scans += 1
            if scans > _MOST_JPEG_SCANS:
                raise BrokenFile("The file draws its pixels too many times.")
        elif marker == 0xE1 and body.startswith(b"Exif\0"):
            orientation = _read_orientation(body[6:])
        if (
            marker in _JPEG_CODING
            or (marker == 0xE0 and body.startswith(b"JFIF\0"))
            or (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"))
            or (marker == 0xEE and body.startswith(b"Adobe"))
        ):
            kept.append(data[found.start() : position])
    else:
        raise BrokenFile("The file has too many segments.")
    if not (size and scans):
        raise BrokenFile("The file has no pixels.")
    return PictureFile(JPEG, *size, b"".join(kept), orientation)


def _read_png(data: bytes) -> PictureFile:
    """Keep the chunks for pixels, palette, transparency and colour profile: a still picture."""
    kept, orientation, is_animated, position = [data[:8]], 1, False, 8
    if data[12:16] != b"IHDR":
        raise BrokenFile("The file does not start with its size.")
    width, height = struct.unpack_from(">II", data, 16)
    for _ in range(_MOST_PARTS):
        if position + 8 > len(data):
            break
        (length,) = struct.unpack_from(">I", data, position)
        name, end = data[position + 4 : position + 8], position + length + 12
        if name in _PNG_KEPT:
            kept.append(data[position:end])
        elif name == b"eXIf":
            orientation = _read_orientation(data[position + 8 : end - 4])
        elif name == b"acTL":
            is_animated = True
        position = end
        if name == b"IEND":
            break
    else:
        raise BrokenFile("The file has too many chunks.")
    return PictureFile(PNG, width, height, b"".join(kept), orientation, is_animated)


def _read_webp(data: bytes) -> PictureFile:
    """Read size, orientation and animation; what follows the declared end is dropped."""
    end = min(len(data), struct.unpack_from("<I", data, 4)[0] + 8)
    size, orientation, is_animated, position = None, 1, False, 12
    for _ in range(_MOST_PARTS):
        if position + 8 > end:
            break
        name, (length,) = (
            data[position : position + 4],
            struct.unpack_from("<I", data, position + 4),
        )
        body = data[position + 8 : min(end, position + 8 + length)]
        if size is None:
            size = _read_webp_size(name, body)
            is_animated = name == b"VP8X" and bool(body[0] & 0x02)
        elif name == b"EXIF":
            orientation = _read_orientation(body.removeprefix(b"Exif\0\0"))
        position += 8 + length + length % 2
    else:
        raise BrokenFile("The file has too many chunks.")
    if size is None:
        raise BrokenFile("The file has no pixels.")
    return PictureFile(WEBP, *size, data[:end], orientation, is_animated)


def _read_webp_size(name: bytes, body: bytes) -> tuple[int, int]:
    """Return width and height from the first chunk (RFC 9649, sections 2.5 to 2.7)."""
    if name == b"VP8X":
        width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
        return width, height
    if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    if name == b"VP8L" and body[:1] == b"\x2f":
        (bits,) = struct.unpack_from("<I", body, 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    raise BrokenFile("The file does not start with its size.")


def _read_heic(data: bytes) -> PictureFile:
    """Read the largest size that any part of the file declares; libheif turns the pixels itself."""
    sizes = [
        struct.unpack(">II", found.group(1) + found.group(2)) for found in _HEIC_SIZE.finditer(data)
    ]
    if not sizes:
        raise BrokenFile("The file does not say its size.")
    return PictureFile(HEIC, *max(sizes, key=lambda size: size[0] * size[1]), data)


def _read_orientation(exif: bytes) -> int:
    """Return the orientation, 1 to 8, of a TIFF block (EXIF 2.32, 4.6.4.A); 1 if unreadable."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", exif, 4)
        (entries,) = struct.unpack_from(order + "H", exif, start)
        for number in range(entries):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", exif, start + 2 + 12 * number)
            if tag == 0x0112:
                return value if kind == 3 and 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1
