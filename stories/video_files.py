"""Looks into the video files that people send: what kind they are, how long, how large, and why one is refused."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, inf
from pathlib import Path, PurePath
from time import monotonic

import av
from django.utils.translation import gettext

from cms.picture_files import find_kind, name_other_kind


def gettext_noop(words: str) -> str:
    """Mark words for the catalogs; Django's own asks for settings, and the process that encodes has none."""
    return words


MP4, MOV, WEBM = "mp4", "mov", "webm"
# Phones and messengers rename freely, so among these the content alone decides.
EXTENSIONS = ("mp4", "m4v", "mov", "webm")
MAX_BYTES = 200 * 2**20
LONGEST_SECONDS = 60.0
# A recorder that is stopped by hand at 60 stops a moment later.
GRACE_SECONDS = 0.5
# Cinema 4K; four times as many pixels would need more memory than the worker gets.
MAX_PIXELS = 4096 * 2304
# What `sniff_video` and `check_kind` want to see of a file.
FIRST_BYTES = 1024

_FORMATS = {MP4: "mov", MOV: "mov", WEBM: "matroska"}
# What phones, cameras and browsers record. Rare decoders are seldom looked after.
_PICTURE_CODECS = "h264 hevc vp8 vp9 av1 libdav1d mpeg4 h263 mjpeg prores".split()
_SOUND_CODECS = "aac mp3 mp3float opus vorbis alac amrnb amrwb ac3 pcm_s16le pcm_s16be".split()
_BRANDS_OF_SOUND_OR_STILLS = re.compile(rb"M4[ABP] |heic|heix|hevc|hevx|mif1|msf1|avif|avis|crx ")
# QuickTime files of old cameras have no ftyp; they begin with one of these boxes.
_OLD_QUICKTIME = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_OTHER_KINDS = (
    (re.compile(rb"\x1aE\xdf\xa3"), gettext_noop("an MKV video")),
    (re.compile(rb"RIFF.{4}AVI ", re.DOTALL), gettext_noop("an AVI video")),
    (re.compile(rb"FLV\x01"), gettext_noop("a Flash video")),
    (re.compile(rb"\0\0\x01[\xb3\xba]|G.{187}G", re.DOTALL), gettext_noop("an MPEG video")),
    (re.compile(rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"), gettext_noop("a Windows Media video")),
    (
        re.compile(rb"ID3|\xff[\xfb\xf3\xf2]|OggS|fLaC|RIFF.{4}WAVE|.{4}ftypM4", re.DOTALL),
        gettext_noop("sound"),
    ),
)
_MOST_PACKETS = 200_000
# A file that lacks more than this of what its header promises was cut off on the way.
_MISSING_SHARE, _MISSING_SECONDS = 0.1, 1.0
_ONE_DAY = 24 * 60 * 60
_OUR_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


class VideoRefused(Exception):
    """The video cannot be taken.

    `code` is empty, too_big, wrong_type, no_picture, too_long, too_many_pixels, unknown_codec,
    too_slow or damaged; `message` tells the sender what is wrong and how to go on.
    """

    def __init__(self, code: str, words: str, **values):
        super().__init__(words)
        self.code = code
        self.words = words
        self.values = values

    @property
    def message(self) -> str:
        """The sentence in the language that is active: the process that encodes knows of none."""
        values = {
            name: gettext(value) if isinstance(value, str) else value
            for name, value in self.values.items()
        }
        return gettext(self.words).format(**values)


@dataclass(frozen=True)
class VideoFacts:
    """What a video file really holds: `width` and `height` are pixels as stored, before any turning.

    `starts_at` is the time of its first picture or sound, which need not be zero.
    """

    kind: str
    seconds: float
    width: int
    height: int
    has_audio: bool
    starts_at: float = 0.0


def sniff_video(first_bytes: bytes) -> str | None:
    """Return "mp4", "mov" or "webm" by the first bytes of a file (FIRST_BYTES), or None."""
    if first_bytes[4:8] == b"ftyp":
        if _BRANDS_OF_SOUND_OR_STILLS.match(first_bytes, 8):
            return None
        return MOV if first_bytes[8:12] == b"qt  " else MP4
    if first_bytes[4:8] in _OLD_QUICKTIME:
        return MOV
    # EBML, RFC 8794: the element 0x4282 names the kind of document.
    is_webm = re.match(rb"\x1aE\xdf\xa3.{1,64}?B\x82[\x84\x40]\x04?webm", first_bytes, re.DOTALL)
    return WEBM if is_webm else None


def check_kind(name: str | None, first_bytes: bytes) -> str:
    """Return "mp4", "mov" or "webm" for a file of that name that begins with these bytes.

    Raises VideoRefused: empty, wrong_type.
    """
    if not first_bytes:
        raise VideoRefused(
            "empty",
            gettext_noop("This file is empty. It may not have been copied fully. Choose it again."),
        )
    kind = sniff_video(first_bytes)
    if kind is None:
        raise _other_kind(first_bytes)
    if PurePath(name or "").suffix.lower().removeprefix(".") not in EXTENSIONS:
        raise VideoRefused(
            "wrong_type",
            gettext_noop(
                "We can take MP4, MOV and WebM videos. The name of your file should end in .mp4, "
                ".mov or .webm. Save it under such a name and choose it again."
            ),
        )
    return kind


def measure(
    path: str | Path, *, longest: float | None = LONGEST_SECONDS, deadline: float | None = None
) -> VideoFacts:
    """Read all of a video file, decoding nothing, and return what it really holds.

    Its length comes from the time of every picture and sound, never from the header. `longest` is
    in seconds (None: any length), `deadline` is a time of `time.monotonic()`. Raises VideoRefused.
    """
    with open_video(path) as (file, kind):
        picture, sound = find_streams(file)
        facts = _measure_streams(file, kind, picture, sound, deadline)
        _check_complete(file, facts)
    _check_length(facts.seconds, longest)
    return facts


@contextmanager
def open_video(path: str | Path) -> Iterator[tuple[av.container.InputContainer, str]]:
    """Give an open file and its kind; whatever reading it raises inside becomes VideoRefused.

    Only the demuxer of its kind and the decoders of our list may touch the file, and nothing that
    it refers to is opened. A full disk is not the sender's fault: such an OSError is passed on.
    """
    with open(path, "rb") as opened:
        first_bytes = opened.read(FIRST_BYTES)
    # The name was made by us; the kind was checked when the file came.
    kind = check_kind("video.mp4", first_bytes)
    codecs = ",".join([*_PICTURE_CODECS, *_SOUND_CODECS])
    options = {"protocol_whitelist": "file", "codec_whitelist": codecs, "max_streams": "32"}
    try:
        with av.open(
            f"file:{path}",
            format=_FORMATS[kind],
            container_options=options,
            # Names in an old code page are no reason to lose the video.
            metadata_errors="ignore",
        ) as file:
            yield file, kind
    except VideoRefused:
        raise
    except MemoryError as error:
        raise too_slow() from error
    except Exception as error:
        # Anything can come out of a library that reads hostile bytes.
        if isinstance(error, OSError) and error.errno in _OUR_DISK:
            raise
        raise damaged() from error


def find_streams(file: av.container.InputContainer):
    """Return the picture stream and the sound stream (or None) that people would see and hear.

    Raises VideoRefused: no_picture, unknown_codec, too_many_pixels.
    """
    cover = av.stream.Disposition.attached_pic
    pictures = [stream for stream in file.streams.video if not stream.disposition & cover]
    if not pictures:
        raise VideoRefused(
            "no_picture",
            gettext_noop(
                "This file has sound but no moving picture. "
                "Choose a video, or write your story instead."
            ),
        )
    known = [stream for stream in pictures if _is_known(stream, _PICTURE_CODECS)]
    sounds = [stream for stream in file.streams.audio if _is_known(stream, _SOUND_CODECS)]
    if not known or (file.streams.audio and not sounds):
        raise VideoRefused(
            "unknown_codec",
            gettext_noop(
                "We cannot read how this video was recorded. "
                "Save it as an MP4 (H.264) and choose it again."
            ),
        )
    best = file.streams.best("video")
    picture = best if best in known else known[0]
    check_pixels(picture.codec_context.width, picture.codec_context.height)
    return picture, sounds[0] if sounds else None


def check_pixels(width: int, height: int) -> None:
    """Raise VideoRefused when a picture of this size has too many pixels, or none at all."""
    if width * height > MAX_PIXELS or max(width, height) > 8192:
        raise VideoRefused(
            "too_many_pixels",
            gettext_noop(
                "The picture of your video is {width} x {height} pixels. 4096 x 2304 is the limit. "
                "Save it in a smaller size, such as 1080p, and choose it again."
            ),
            width=width,
            height=height,
        )
    if width < 2 or height < 2:
        raise damaged()


def check_deadline(deadline: float | None) -> None:
    """Raise VideoRefused when the time of `time.monotonic()` is past the deadline."""
    if deadline is not None and monotonic() > deadline:
        raise too_slow()


def damaged() -> VideoRefused:
    """Return the refusal of a file that does not hold together."""
    return VideoRefused(
        "damaged",
        gettext_noop(
            "This video is damaged, or it was cut off on the way. Play it on your device. "
            "If it plays, choose it again."
        ),
    )


def too_slow() -> VideoRefused:
    """Return the refusal of a file that takes more time or memory than any video needs."""
    return VideoRefused(
        "too_slow",
        gettext_noop(
            "This video takes too long to work on. Save it in a smaller size, such as 1080p, "
            "and choose it again."
        ),
    )


def _is_known(stream, codecs: list[str]) -> bool:
    return stream.codec_context is not None and stream.codec_context.codec.name in codecs


def _measure_streams(file, kind, picture, sound, deadline) -> VideoFacts:
    """Go through the packets: when the first begins, when the last ends, whether one is a picture."""
    begin, end, last_picture, packets = inf, -inf, -inf, 0
    for packet in file.demux(*(stream for stream in (picture, sound) if stream)):
        check_deadline(deadline)
        if not packet.size:
            continue
        packets += 1
        if packet.is_corrupt or packets > _MOST_PACKETS:
            raise damaged()
        at = packet.pts if packet.pts is not None else packet.dts
        if at is None or packet.is_discard:
            continue
        # What lies before zero only warms a sound decoder up; nobody hears it.
        start = max(0.0, float(at * packet.time_base))
        begin = min(begin, start)
        end = max(end, start + float((packet.duration or 0) * packet.time_base))
        if packet.stream_index == picture.index:
            last_picture = max(last_picture, start)
    if end == last_picture:
        # Some recorders do not say how long the last picture stands.
        end += _usual_length(picture)
    if last_picture < 0 or not 0 < end - begin < _ONE_DAY:
        raise damaged()
    context = picture.codec_context
    return VideoFacts(kind, end - begin, context.width, context.height, sound is not None, begin)


def _usual_length(picture) -> float:
    """Return for how many seconds one picture stands, as the stream has it on average."""
    rate = picture.average_rate
    return min(1.0, max(0.001, float(1 / rate))) if rate else 0.04


def _check_complete(file, facts: VideoFacts) -> None:
    """Raise VideoRefused when the header promises a good deal more than there is."""
    promised = (file.duration or 0) / 1_000_000
    if facts.seconds < promised * (1 - _MISSING_SHARE) - _MISSING_SECONDS:
        raise damaged()


def _check_length(seconds: float, longest: float | None) -> None:
    if longest is not None and seconds > longest + GRACE_SECONDS:
        limit = gettext_noop("Sixty") if longest == 60 else f"{longest:g}"
        raise VideoRefused(
            "too_long",
            gettext_noop(
                "Your video is {seconds} seconds long. {limit} is the limit. "
                "Shorten it and choose it again."
            ),
            seconds=ceil(seconds),
            limit=limit,
        )


def _other_kind(first_bytes: bytes) -> VideoRefused:
    """Say what the file is instead of a video that we take, and how to go on."""
    what = next((words for sort, words in _OTHER_KINDS if sort.match(first_bytes)), "")
    if find_kind(first_bytes):
        what = gettext_noop("a picture")
    what = what or name_other_kind(first_bytes)
    if not what or what == "a video":
        return VideoRefused(
            "wrong_type",
            gettext_noop(
                "This is not a video that we can read. We can take MP4, MOV and WebM videos. "
                "Choose another file."
            ),
        )
    return VideoRefused(
        "wrong_type",
        gettext_noop(
            "This file is {what}. We can take MP4, MOV and WebM videos only. Choose another file."
        ),
        what=what,
    )
