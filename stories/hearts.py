"""Draw the heart of a story: one dash a word, ring by ring, the because line around them.

`static/js/heart.js` draws the same dashes while somebody writes; `tests/heart_cases.json` holds both
to them.
"""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from cms.text import split_words

HEART_PATH = (
    "M0 80C-26 63-98 22-98-44-98-80-72-102-45-102-30-102-17-89 0-76 "
    "17-89 30-102 45-102 72-102 98-80 98-44 98 22 26 63 0 80Z"
)
VIEW_BOX = "-104 -108 208 194"
PATH_LENGTH = 1000
# The drawn length of HEART_PATH in its own units: strokes are in these, dashes in PATH_LENGTH.
DRAWN_LENGTH = 611.52

FULL_RINGS = 14
CARD_RINGS = 8
MARK_RINGS = 3
FULL_WORDS = 300

LONGEST_WORD = 14
USUAL_WORD = 5
STROKES = {14: 3.5, 11: 4.5, 8: 6.0}
BECAUSE_STROKE = 1.15
BAND_STROKE = 1.25
GUIDE_STROKE = 0.8
GAP = 1.75
# More than this share of a ring never goes to gaps, however many words share it.
MOST_GAPS = 600

BAND_CLASSES = {"past": "heart__past", "today": "heart__today", "next": "heart__next"}
BAND_WORDS = (5, 9, 3, 7, 4, 11, 6, 2, 8, 5, 10, 4, 7)


@dataclass(frozen=True)
class Mark:
    """One ring of a heart: HEART_PATH scaled around its middle.

    part: guide, story or because. scale: its size, 1 for the outer ring. stroke: how thick it looks,
    in the units of VIEW_BOX. dashes: dash, gap, dash, gap, … in PATH_LENGTH; none is a whole line.
    """

    part: str
    scale: float
    stroke: float
    dashes: tuple[int, ...] = ()


def draw_heart(
    story_text: str,
    because: str,
    *,
    rings: int = FULL_RINGS,
    repeat: bool = True,
    title: str = "",
    colours: Mapping[str, str] | None = None,
    key: str = "",
) -> str:
    """Return the heart of a story as SVG markup that holds word lengths and no other trace of it.

    `story_text` fills the inner `rings - 1` rings from the centre out, 300 words at 14 rings;
    `because` is the outer ring. With `repeat` a short text starts again until the heart is full;
    without it the rings still to be written stay faint guides. `title` makes the picture speak to
    screen readers, an empty one hides it. `colours` (keys story, because, guide, background) makes
    a file that stands alone; without it the colours come from the CSS classes. `key` tells two
    drawings of the same story on one page apart, because their path needs an id of its own.
    """
    parts = {"guide": [], "story": [], "because": []}
    for mark in lay_heart(story_text, because, rings=rings, repeat=repeat):
        parts[mark.part].append(_use(mark))
    groups = [(f"heart__{name}", name, marks) for name, marks in parts.items() if marks]
    return _svg(groups, title=title, colours=colours, key=key)


def lay_heart(
    story_text: str, because: str, *, rings: int = FULL_RINGS, repeat: bool = True
) -> list[Mark]:
    """Return the rings of a story's heart in the order in which they are drawn; see `draw_heart`."""
    rings = max(rings, 2)
    because_lengths = measure_words(because)
    story_lengths = measure_words(story_text) or (because_lengths if repeat else [])
    marks = []
    used = 0
    for ring in range(1, rings):
        capacity = ring_capacity(ring)
        lengths = _take(story_lengths, used, capacity, repeat)
        used += capacity
        if len(lengths) < capacity:
            marks.append(_guide(ring, rings))
        if lengths:
            dashes = lay_dashes(lengths, ring, rings, capacity=capacity)
            marks.append(_ring(ring, rings, dashes))
    if because_lengths:
        dashes = lay_dashes(because_lengths, rings, rings, widen=BECAUSE_STROKE)
        marks.append(_ring(rings, rings, dashes, widen=BECAUSE_STROKE, part="because"))
    else:
        marks.append(_guide(rings, rings))
    return marks


def draw_because(because: str, *, rings: int = FULL_RINGS, key: str = "because") -> str:
    """Return only the outer ring of a story's heart, for the band that quotes its because line."""
    lengths = measure_words(because) or list(BAND_WORDS)
    dashes = lay_dashes(lengths, rings, rings, widen=BECAUSE_STROKE)
    ring = _ring(rings, rings, dashes, widen=BECAUSE_STROKE)
    return _svg([("heart__because", "because", [_use(ring)])], key=key)


def draw_bands(states: Sequence[str], *, rings_a_band: int = 2, key: str = "bands") -> str:
    """Return a heart of coloured bands, the first one innermost: each state is past, today or next.

    The week page draws one band a day with it; an unknown state counts as next.
    """
    rings = max(len(states) * rings_a_band, 2)
    groups = []
    for number, state in enumerate(states):
        first = number * rings_a_band + 1
        marks = []
        for ring in range(first, first + rings_a_band):
            words = max(2, ring_capacity(ring) * 2 // 3)
            lengths = _take(BAND_WORDS, ring * 3, words, True)
            dashes = lay_dashes(lengths, ring, rings, widen=BAND_STROKE)
            marks.append(_use(_ring(ring, rings, dashes, widen=BAND_STROKE)))
        name = state if state in BAND_CLASSES else "next"
        groups.append((BAND_CLASSES[name], name, marks))
    return _svg(groups, key=key)


def draw_guides(*, rings: int = FULL_RINGS, missing: int = 0, key: str = "guides") -> str:
    """Return a heart of faint rings only, or a full one in which the ring `missing` is faint."""
    if not missing:
        marks = [_use(_guide(ring, rings)) for ring in range(1, rings + 1)]
        return _svg([("heart__guide", "guide", marks)], key=key)
    marks = []
    for ring in range(1, rings):
        if ring != missing:
            lengths = _take(BAND_WORDS, ring * 3, ring_capacity(ring), True)
            marks.append(_use(_ring(ring, rings, lay_dashes(lengths, ring, rings))))
    outer = _use(_ring(rings, rings, lay_dashes(BAND_WORDS, rings, rings)))
    groups = [
        ("heart__guide", "guide", [_use(_guide(missing, rings))]),
        ("heart__story", "story", marks),
        ("heart__because", "because", [outer]),
    ]
    return _svg(groups, key=key)


def measure_words(text: str) -> list[int]:
    """Return the length of each word of `text` in code points, the words as the form counts them."""
    words = split_words(unicodedata.normalize("NFC", text))
    return [min(len(word), LONGEST_WORD) for word in words]


def ring_capacity(ring: int) -> int:
    """Return how many words ring number `ring` (1 is the innermost) holds; 13 rings hold 300."""
    return _words_up_to(ring) - _words_up_to(ring - 1)


def lay_dashes(
    lengths: Sequence[int], ring: int, rings: int, *, capacity: int = 0, widen: float = 1.0
) -> list[int]:
    """Return the dash pattern (dash, gap, dash, gap, …) of one ring; it adds up to PATH_LENGTH.

    A ring that holds fewer words than its `capacity` keeps their room free at its end, counted as
    words of the usual length, so that dashes stay where they are while somebody writes on.
    """
    places = max(capacity, len(lengths))
    scale = ring / rings
    gap = int(GAP * _stroke(rings) * widen / scale / DRAWN_LENGTH * PATH_LENGTH + 0.5)
    gap = min(gap, MOST_GAPS // places)
    room = PATH_LENGTH - places * gap
    total = sum(lengths) + (places - len(lengths)) * USUAL_WORD
    pattern, letters, drawn = [], 0, 0
    for length in lengths:
        letters += length
        # Whole numbers only, so that the same sum in JavaScript gives the same heart.
        end = (2 * room * letters + total) // (2 * total)
        pattern += [end - drawn, gap]
        drawn = end
    pattern[-1] = PATH_LENGTH - sum(pattern[:-1])
    return pattern


def _words_up_to(ring: int) -> int:
    """Return the capacity of all rings up to and including `ring`, rounded half up."""
    inner = FULL_RINGS - 1
    return (2 * FULL_WORDS * ring * (ring + 1) + inner * FULL_RINGS) // (2 * inner * FULL_RINGS)


def _take(lengths: Sequence[int], start: int, count: int, repeat: bool) -> list[int]:
    """Return up to `count` word lengths from `start` on, going round and round with `repeat`."""
    if not lengths:
        return []
    if repeat:
        return [lengths[(start + step) % len(lengths)] for step in range(count)]
    return list(lengths[start : start + count])


def _stroke(rings: int) -> float:
    """Return how thick a ring looks, in the units of VIEW_BOX."""
    return STROKES.get(rings, 49 / rings)


def _number(value: float, places: int = 2) -> str:
    """Return `value` without the zeros that SVG does not need: 0.50 becomes .5."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return text.removeprefix("0") if text.startswith("0.") else text


def _ring(
    ring: int, rings: int, dashes: Sequence[int], *, widen: float = 1.0, part: str = "story"
) -> Mark:
    return Mark(part, ring / rings, _stroke(rings) * widen, tuple(dashes))


def _guide(ring: int, rings: int) -> Mark:
    return Mark("guide", ring / rings, GUIDE_STROKE)


def _use(mark: Mark) -> str:
    """Return one ring; its stroke is divided by its scale, so that all rings look equally thick."""
    move = "" if mark.scale == 1 else f' transform="scale({_number(mark.scale, 4)})"'
    pattern = " ".join(map(str, mark.dashes))
    more = f' stroke-dasharray="{pattern}"' if pattern else ""
    return f'<use href="#ID"{move} stroke-width="{_number(mark.stroke / mark.scale)}"{more}/>'


def _svg(
    groups: Sequence[tuple[str, str, list[str]]],
    *,
    title: str = "",
    colours: Mapping[str, str] | None = None,
    key: str = "",
) -> str:
    """Return the picture of `groups` (class, colour name, marks), named after what it draws."""
    body = ""
    for css_class, name, marks in groups:
        paint = (
            f'stroke="{escape(colours.get(name, "none"))}"' if colours else f'class="{css_class}"'
        )
        body += f"<g {paint}>{''.join(marks)}</g>"
    name = hashlib.sha256(f"{key}|{body}".encode()).hexdigest()[:8]
    body = body.replace("#ID", f"#heart-{name}")
    speech = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    head = f'class="heart" viewBox="{VIEW_BOX}" {speech} focusable="false"'
    ground = ""
    if colours is not None:
        head = f'xmlns="http://www.w3.org/2000/svg" width="832" height="776" {head}'
        if colours.get("background"):
            colour = escape(colours["background"])
            ground = f'<rect x="-104" y="-108" width="208" height="194" fill="{colour}"/>'
    return (
        f'<svg {head}>{ground}<defs><path id="heart-{name}" pathLength="{PATH_LENGTH}" '
        f'd="{HEART_PATH}"/></defs><g fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f"{body}</g></svg>"
    )
