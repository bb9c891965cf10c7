"""Turns, scales and evens out single frames of video and sound, whatever they come as."""

import struct
from dataclasses import dataclass
from fractions import Fraction

import av
from av.filter import Graph

from stories.video_files import check_pixels, damaged

LONGEST_SIDE = 1280

# ITU-T H.273, tables 2 to 4: the numbers by which files name their colors.
_UNSPECIFIED, _REC_709, _REC_601 = 2, 1, 6
# HDR as phones record it: PQ and HLG.
_HDR_TRANSFERS = (16, 18)
# A display matrix (ISO/IEC 14496-12, 6.2.2), reduced to its signs, and the filters that obey it.
_TURNS = {
    (1, 0, 0, 1): (),
    (0, 1, -1, 0): (("transpose", "clock"),),
    (-1, 0, 0, -1): (("hflip", None), ("vflip", None)),
    (0, -1, 1, 0): (("transpose", "cclock"),),
    (-1, 0, 0, 1): (("hflip", None),),
    (1, 0, 0, -1): (("vflip", None),),
    (0, 1, 1, 0): (("transpose", "cclock_flip"),),
    (0, -1, -1, 0): (("transpose", "clock_flip"),),
}
_LAYOUTS = {1: "mono", 2: "stereo"}


@dataclass(frozen=True)
class Shape:
    """How pictures are to leave: `width` and `height` in pixels after the turn, both even."""

    width: int
    height: int
    turn: tuple[int, int, int, int] = (1, 0, 0, 1)

    @property
    def size_before_turn(self) -> tuple[int, int]:
        """Width and height before the turn."""
        lies = self.turn[0] == 0
        return (self.height, self.width) if lies else (self.width, self.height)


def find_shape(frame: av.VideoFrame, pixel_ratio: Fraction | None) -> Shape:
    """Return the shape for pictures like `frame`, whose pixels are `pixel_ratio` as wide as high.

    Nothing gets larger, and no side longer than LONGEST_SIDE.
    """
    check_pixels(frame.width, frame.height)
    width, height = Fraction(frame.width), Fraction(frame.height)
    if pixel_ratio and Fraction(1, 4) < pixel_ratio < 4:
        # One side shrinks: to widen the other would be to make pixels up.
        width, height = (
            (width, height / pixel_ratio) if pixel_ratio > 1 else (width * pixel_ratio, height)
        )
    turn = _read_turn(frame)
    if turn[0] == 0:
        width, height = height, width
    scale = min(Fraction(1), LONGEST_SIDE / max(width, height))
    return Shape(*(max(2, int(side * scale) // 2 * 2) for side in (width, height)), turn)


class PictureFilter:
    """Makes every picture upright, of one size, in Rec. 709 and yuv420p."""

    def __init__(self, shape: Shape):
        self.shape = shape
        self.key = self.graph = None

    def apply(self, frame: av.VideoFrame) -> av.VideoFrame:
        """Return the new picture; its time is for the caller to set."""
        check_pixels(frame.width, frame.height)
        if frame.colorspace == _UNSPECIFIED:
            # What players assume when a file does not say.
            frame.colorspace = _REC_709 if frame.height >= 720 else _REC_601
        is_hdr = frame.color_trc in _HDR_TRANSFERS
        key = (
            frame.width,
            frame.height,
            frame.format.name,
            frame.colorspace,
            frame.color_range,
            is_hdr,
        )
        if key != self.key:
            # Calls in the browser are recorded with a size that changes as the line does.
            self.key, self.graph = key, self._build(frame, is_hdr)
        self.graph.push(frame)
        return self.graph.pull()

    def _build(self, frame, is_hdr) -> Graph:
        width, height = self.shape.size_before_turn
        to_709 = "out_color_matrix=bt709:out_range=tv"
        steps = [
            (
                "buffer",
                f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}"
                f":time_base=1/90000:pixel_aspect=1/1"
                f":colorspace={int(frame.colorspace)}:range={int(frame.color_range)}",
            ),
            ("scale", f"{width}:{height}" + ("" if is_hdr else f":{to_709}")),
            *_TURNS[self.shape.turn],
        ]
        if is_hdr:
            to_709 += ":out_primaries=bt709:out_transfer=bt709:intent=perceptual"
            steps.append(("scale", to_709))
        steps += [("format", "yuv420p"), ("setsar", "1"), ("buffersink", None)]
        return _link(steps)


class SoundFilter:
    """Makes every piece of sound of one rate and layout, and fills holes with silence."""

    def __init__(self, rate: int, layout: str, starts_at: float):
        self.rate, self.layout, self.starts_at = rate, layout, starts_at
        self.key = self.graph = None
        self.samples = 0

    def apply(self, frame: av.AudioFrame) -> list[av.AudioFrame]:
        """Return the pieces that are ready."""
        channels = frame.layout.nb_channels
        layout = _LAYOUTS.get(channels, frame.layout.name)
        key = (frame.sample_rate, frame.format.name, layout)
        ready = []
        if key != self.key:
            # AAC may find out later that it is stereo.
            ready = self.finish()
            self.key, self.graph = key, self._build(*key)
        frame.pts = round((frame.time - self.starts_at) * frame.sample_rate)
        frame.time_base = Fraction(1, frame.sample_rate)
        self.graph.push(frame)
        return ready + self._pull()

    def finish(self) -> list[av.AudioFrame]:
        """Return what was held back."""
        if self.graph is None:
            return []
        self.graph.push(None)
        return self._pull()

    def _build(self, rate, sample_format, layout) -> Graph:
        return _link(
            [
                (
                    "abuffer",
                    f"sample_rate={rate}:sample_fmt={sample_format}:channel_layout={layout}"
                    f":time_base=1/{rate}",
                ),
                # Sound that begins later than the picture, or has holes, stays with the lips.
                ("aresample", f"{self.rate}:async=1:first_pts={self.samples}"),
                (
                    "aformat",
                    f"sample_fmts=fltp:channel_layouts={self.layout}:sample_rates={self.rate}",
                ),
                ("abuffersink", None),
            ]
        )

    def _pull(self) -> list[av.AudioFrame]:
        pieces = []
        while True:
            try:
                piece = self.graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return pieces
            # Counted anew: the pieces of two graphs follow one another without a seam.
            piece.pts, piece.time_base = self.samples, Fraction(1, self.rate)
            self.samples += piece.samples
            pieces.append(piece)


def _link(steps) -> Graph:
    graph = Graph()
    graph.threads = 1
    graph.link_nodes(*(graph.add(name, arguments) for name, arguments in steps))
    graph.configure()
    return graph


def _read_turn(frame) -> tuple[int, int, int, int]:
    """Return the signs a, b, c, d of the frame's display matrix; nothing slanted is believed."""
    matrix = frame.side_data.get("DISPLAYMATRIX")
    if matrix is None:
        return (1, 0, 0, 1)
    try:
        a, b, _, c, d = struct.unpack_from("=5i", bytes(matrix))
    except struct.error:
        raise damaged() from None
    largest = max(abs(a), abs(b), abs(c), abs(d), 1)
    signs = tuple(round(number / largest) for number in (a, b, c, d))
    return signs if signs in _TURNS else (1, 0, 0, 1)
