"""Makes honest and hostile video files for the tests, as phones, browsers and strangers would send them."""

import functools
import itertools
import math
import struct
import tempfile
from array import array
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PIL import Image, ImageOps

from stories.video_files import VideoRefused, measure

# What a phone writes about its owner and where it was: none of it may come through.
SECRETS = ("SecretPhone 9", "+44.9778-093.2650", "A chapter at home", "Ivy Grower", "1999-09-09")
# Top left, top right, bottom left, bottom right of the upright picture.
CORNERS = ((208, 32, 60), (40, 160, 60), (30, 60, 200), (240, 240, 240))
_PLACE = f"{SECRETS[1]}+250.000/"
_METADATA = {
    "com.apple.quicktime.location.ISO6709": _PLACE,
    "com.apple.quicktime.make": SECRETS[0],
    "com.apple.quicktime.model": SECRETS[0],
    "location": _PLACE,
    "location-eng": _PLACE,
    "make": SECRETS[0],
    "model": SECRETS[0],
    "artist": SECRETS[3],
    "comment": SECRETS[3],
    "creation_time": f"{SECRETS[4]}T09:09:09Z",
}
_CHAPTER = {
    "id": 1,
    "start": 0,
    "end": 500,
    "time_base": Fraction(1, 1000),
    "metadata": {"title": SECRETS[2]},
}
_QUICK = {"libx264": {"preset": "ultrafast"}, "libx265": {"x265-params": "log-level=none"}}
CODES = (
    "empty too_big wrong_type no_picture too_long too_many_pixels unknown_codec too_slow damaged"
).split()


def draw(size=(320, 180)) -> Image.Image:
    """Return a picture of four plain quarters in the colours CORNERS."""
    picture = Image.new("RGB", size)
    width, height = size[0] // 2, size[1] // 2
    for number, colour in enumerate(CORNERS):
        left, top = number % 2 * width, number // 2 * height
        picture.paste(colour, (left, top, size[0], size[1]))
    return picture


@functools.cache
def film(
    kind="mov",
    *,
    codec="libx264",
    sound="aac",
    size=(320, 180),
    seconds=2,
    rate=10,
    turn=0,
    mirrored=False,
    movflags="use_metadata_tags",
    layout="mono",
    pixels="yuv420p",
    sound_begins=0.0,
    **extra,
) -> bytes:
    """Return a video file full of metadata; the same one each time.

    `size` is that of the upright picture; `turn` is how many degrees, clockwise, a player has to
    turn what is stored, after it is `mirrored`. With movflags="" the metadata is written as the other phones do it.
    `extra` is set on the encoder of the pictures.
    """
    options = {"movflags": movflags} if movflags and kind != "webm" else {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample"
        with av.open(str(path), "w", format=kind, options=options) as file:
            file.metadata.update(_METADATA)
            if kind != "webm" and "frag" not in movflags:
                # In these files the chapters are a track of their own.
                file.set_chapters([_CHAPTER])
            drawn = draw(size).rotate(turn, expand=True)
            drawn = ImageOps.mirror(drawn) if mirrored else drawn
            tracks = [_add_pictures(file, codec, drawn, seconds, rate, pixels, extra)]
            if turn or mirrored:
                # The library counts against the clock.
                file.streams.video[0].set_display_rotation(-turn, hflip=mirrored)
            if sound:
                tracks.append(_add_sound(file, sound, seconds, layout, sound_begins))
            for _, stream, frame in sorted(
                itertools.chain(*tracks), key=lambda part: (part[0], id(part[1]))
            ):
                file.mux(stream.encode(frame))
            for stream in file.streams.get(video=0) + (file.streams.get(audio=0) if sound else []):
                file.mux(stream.encode(None))
        return path.read_bytes()


def _add_pictures(file, codec, drawn, seconds, rate, pixels, extra):
    """Add a stream to the file; return (time, stream, frame) for each picture."""
    stream = file.add_stream(codec, rate=rate, options=_QUICK.get(codec, {}))
    stream.width, stream.height = drawn.size
    stream.pix_fmt = pixels
    for name, value in extra.items():
        setattr(stream.codec_context, name, value)

    def frames():

        for number in range(round(seconds * rate)):
            frame = av.VideoFrame.from_image(drawn).reformat(format=pixels)
            frame.pts, frame.time_base = number, Fraction(1, rate)
            yield number / rate, stream, frame

    return frames()


def _add_sound(file, codec, seconds, layout, begins):
    """Add a stream with a tone to the file; return (time, stream, frame) for each piece."""
    stream = file.add_stream(codec, rate=48_000)
    stream.codec_context.layout = layout

    def frames():
        for start in range(round(begins * 48_000), round(seconds * 48_000), 1_024):
            frame = av.AudioFrame("s16", "mono", 1_024)
            tone = (round(8_000 * math.sin((start + n) / 17)) for n in range(1_024))
            frame.planes[0].update(array("h", tone).tobytes())
            frame.sample_rate, frame.pts, frame.time_base = 48_000, start, Fraction(1, 48_000)
            yield start / 48_000, stream, frame

    return frames()


def sound_only() -> bytes:
    """Return an MP4 that holds sound alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample"
        with av.open(str(path), "w", format="mp4") as file:
            parts = list(_add_sound(file, "aac", 1, "mono", 0))
            for _, stream, frame in parts:
                file.mux(stream.encode(frame))
            file.mux(parts[0][1].encode(None))
        return path.read_bytes()


def with_header_length(data: bytes, seconds: float) -> bytes:
    """Return an MP4 or MOV whose header claims another length (ISO/IEC 14496-12, 8.2.2)."""
    at = data.index(b"mvhd") + 4
    (scale,) = struct.unpack_from(">I", data, at + 12)
    return data[: at + 16] + struct.pack(">I", round(seconds * scale)) + data[at + 20 :]


def refusal(path) -> VideoRefused:
    """Expect a file to be refused with a known code and a way to go on; return the refusal."""
    with pytest.raises(VideoRefused) as caught:
        measure(path)
    assert caught.value.code in CODES
    assert "hoose" in caught.value.message
    return caught.value


def order_of_boxes(data: bytes) -> list[str]:
    """Return the names of the outermost boxes of an MP4, in order."""
    names, at = [], 0
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        names.append(name.decode("ascii"))
        at += size
    return names


def first_picture(path) -> Image.Image:
    """Return the first picture as a player would draw it that knows nothing of turning."""
    with av.open(str(path)) as file:
        return next(file.decode(video=0)).to_image()


def assert_is_upright(picture: Image.Image, tolerance=40):
    """Compare the corners of the picture with those of `draw`."""
    width, height = picture.size
    points = [(x, y) for y in (5, height - 6) for x in (5, width - 6)]
    for point, colour in zip(points, CORNERS, strict=True):
        seen = picture.convert("RGB").getpixel(point)
        assert max(abs(a - b) for a, b in zip(seen, colour, strict=True)) <= tolerance
