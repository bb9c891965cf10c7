"""Makes one clean MP4 and a poster of whatever video somebody sent: new pictures, new sound, nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from time import monotonic

import av
from av.bitstream import BitStreamFilterContext
from av.codec.context import Flags

from stories.video_files import (
    GRACE_SECONDS,
    LONGEST_SECONDS,
    MAX_PIXELS,
    check_deadline,
    damaged,
    find_streams,
    measure,
    open_video,
)
from stories.video_frames import PictureFilter, Shape, SoundFilter, find_shape

FASTEST_RATE = 30
TIME_LIMIT = 600.0
POSTER_AT = 1.0
# It is loaded with the page, the video only when somebody asks for it.
POSTER_SIZE = (960, 960)
POSTER_QUALITY = 76

# The clock of film and broadcast: 24, 25 and 30 pictures a second are whole numbers of it.
_CLOCK = Fraction(1, 90_000)
_PICTURE_OPTIONS = {
    "preset": "fast",
    "crf": "23",
    "maxrate": "3M",
    "bufsize": "6M",
    "profile": "high",
    # Fewer pictures looked ahead: half the memory, nothing that an eye would notice.
    "rc-lookahead": "20",
    "threads": "2",
}
# NAL unit type 6 (ITU-T H.264, table 7-1): notes that the encoder leaves between the pictures.
_WITHOUT_NOTES = "filter_units=remove_types=6"
_MOST_BROKEN_PACKETS = 10


@dataclass(frozen=True)
class EncodedVideo:
    """The new file: `width` and `height` in pixels as seen, `bytes` its size, `seconds` its length."""

    seconds: float
    width: int
    height: int
    bytes: int
    has_audio: bool


def encode(
    source: str | Path,
    target: str | Path,
    poster: str | Path,
    *,
    longest: float = LONGEST_SECONDS,
    time_limit: float = TIME_LIMIT,
) -> EncodedVideo:
    """Write the pictures and the sound of `source` anew: an MP4 at `target`, a JPEG at `poster`.

    The MP4 has H.264 and AAC, stands upright, is at most 1280 pixels wide and high and has at most
    30 pictures a second. It begins to play before it is all loaded, and it knows no place, no
    device and no chapters. `longest` and `time_limit` are in seconds. Raises VideoRefused; what
    was written until then is left for the caller to delete. One frame at a time is in memory.
    """
    deadline = monotonic() + time_limit
    facts = measure(source, longest=longest, deadline=deadline)
    shape = _look_at_first_picture(source, deadline)
    with (
        open_video(source) as (file, _),
        av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as new,
    ):
        # The muxer neither signs nor dates its work.
        new.flags |= av.container.Flags.bitexact.value
        picture, sound = find_streams(file)
        pictures = _PictureTrack(new, shape, poster, facts.starts_at)
        sounds = _SoundTrack(new, sound, facts.starts_at) if sound else None
        end = facts.starts_at + longest + GRACE_SECONDS
        for frame in _decode(file, (picture, sound), deadline):
            if frame.time is not None and facts.starts_at <= frame.time <= end:
                (pictures if isinstance(frame, av.VideoFrame) else sounds).add(frame)
        pictures.finish()
        if sounds:
            sounds.finish()
    result = measure(target, longest=None)
    size = Path(target).stat().st_size
    return EncodedVideo(
        round(result.seconds, 2), result.width, result.height, size, result.has_audio
    )


def _look_at_first_picture(source, deadline) -> Shape:
    """Return how the pictures are to stand: the file tells only with the first decoded one."""
    with open_video(source) as (file, _):
        picture, _ = find_streams(file)
        for frame in _decode(file, (picture,), deadline):
            return find_shape(frame, picture.sample_aspect_ratio)
    raise damaged()


def _decode(file, streams, deadline) -> Iterator[av.VideoFrame | av.AudioFrame]:
    """Yield the frames of the streams as they come; a few broken packets are passed over."""
    streams = [stream for stream in streams if stream]
    for stream in streams:
        # More threads would each hold pictures of their own.
        stream.codec_context.thread_count = 2
        if stream.type == "video":
            stream.codec_context.options = {"max_pixels": str(MAX_PIXELS)}
            stream.codec_context.thread_type = "AUTO"
    packets = broken = 0
    for packet in file.demux(*streams):
        packets += 1
        try:
            frames = packet.decode()
        except MemoryError:
            raise
        except av.FFmpegError:
            broken += 1
            if broken > _MOST_BROKEN_PACKETS and broken > packets / 10:
                raise damaged() from None
            continue
        for frame in frames:
            check_deadline(deadline)
            yield frame
        check_deadline(deadline)


class _PictureTrack:
    """The pictures of the new file, upright and not too many, and the poster."""

    def __init__(self, new, shape: Shape, poster, starts_at: float):
        self.new, self.poster, self.starts_at = new, poster, starts_at
        self.filter = PictureFilter(shape)
        self.stream = new.add_stream("libx264", rate=FASTEST_RATE, options=_PICTURE_OPTIONS)
        context = self.stream.codec_context
        context.width, context.height, context.pix_fmt = shape.width, shape.height, "yuv420p"
        context.time_base = _CLOCK
        context.flags |= Flags.bitexact | Flags.frame_duration
        # Rec. 709 in the narrow range (ITU-T H.273), which every player knows.
        context.color_primaries = context.color_trc = context.colorspace = 1
        context.color_range = 1
        self.without_notes = None
        self.due, self.last = 0.0, -1
        self.shown = None
        self.has_poster = False

    def add(self, frame) -> None:
        """Write a picture, unless the one before is too near."""
        # The first one stands from the beginning, so that no player shows black.
        at = frame.time - self.starts_at if self.last >= 0 else 0.0
        if at < self.due - 0.25 / FASTEST_RATE or round(at / _CLOCK) <= self.last:
            return
        self.due = max(self.due, at) + 1 / FASTEST_RATE
        self.last = round(at / _CLOCK)
        self.shown = self.filter.apply(frame)
        self.shown.pts, self.shown.time_base = self.last, _CLOCK
        self.shown.duration = round((frame.duration or 0) * frame.time_base / _CLOCK)
        self._keep_poster(is_last=at >= POSTER_AT)
        self._write(self.stream.encode(self.shown))

    def finish(self) -> None:
        """Write what the encoder holds back; raise VideoRefused when there was no picture."""
        if self.shown is None:
            raise damaged()
        self._keep_poster(is_last=True)
        self._write(self.stream.encode(None))
        if self.without_notes:
            self.new.mux(self.without_notes.filter(None))

    def _write(self, packets) -> None:
        for packet in packets:
            if self.without_notes is None:
                self.without_notes = BitStreamFilterContext(_WITHOUT_NOTES, self.stream)
            self.new.mux(self.without_notes.filter(packet))

    def _keep_poster(self, is_last: bool) -> None:
        if is_last and not self.has_poster:
            picture = self.shown.to_image(src_colorspace="ITU709")
            picture.thumbnail(POSTER_SIZE)
            picture.save(self.poster, "JPEG", quality=POSTER_QUALITY, optimize=True)
            self.has_poster = True


class _SoundTrack:
    """The sound of the new file, mono or stereo."""

    def __init__(self, new, sound, starts_at: float):
        self.new = new
        context = sound.codec_context
        rate = 44_100 if context.sample_rate == 44_100 else 48_000
        layout = "mono" if context.layout.nb_channels == 1 else "stereo"
        self.filter = SoundFilter(rate, layout, starts_at)
        self.stream = new.add_stream("aac", rate=rate)
        self.stream.codec_context.layout = layout
        self.stream.codec_context.bit_rate = 64_000 if layout == "mono" else 128_000
        self.stream.codec_context.flags |= Flags.bitexact

    def add(self, frame) -> None:
        """Write a piece of sound."""
        for piece in self.filter.apply(frame):
            self.new.mux(self.stream.encode(piece))

    def finish(self) -> None:
        """Write what filter and encoder hold back."""
        for piece in self.filter.finish():
            self.new.mux(self.stream.encode(piece))
        self.new.mux(self.stream.encode(None))
