"""How words stand on a share card: which letters the fonts hold, where lines break, how large they are set."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from PIL import ImageFont

FONTS = settings.BASE_DIR / "static" / "fonts"
# The sentence stands between the hashtag and the name, in a column that ends before the heart.
COLUMN, TOP, BOTTOM = 590, 150, 500
# Letters from which on the sentence is set smaller, and the size.
SIZES = ((180, 46), (90, 62), (0, 78))
SMALLEST = 30
LEADING = 1.14

# Signs that look the same but say where no line may break; the fonts hold only the plain ones.
_LOOKS_LIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "\u202f": "\xa0", "\u2007": "\xa0"})
# A line may break at white space, but for the kinds that forbid it, …
_SPACE = re.compile(r"[^\S\xa0\u2007\u202f]+")
# … and after a hyphen, a dash or a slash between two letters (UAX 14: classes HY, BA, B2 and SY).
_AFTER = re.compile(r"(?<=[^\W_][-\u2010/\u2013\u2014])(?=[^\W\d_])")
# No glyph of any font: what an unknown sign looks like.
_NOWHERE = "\U0010fffd"


@dataclass(frozen=True)
class Face:
    """One voice of the site: the font files of its letters, the first for most of them, and its weight."""

    files: tuple[str, ...]
    weight: int | None = None

    def holds(self, words: str) -> bool:
        """Say whether every sign can be drawn; white space needs no glyph."""
        return all(_file_of(self, sign) is not None for sign in visible(words) if sign.strip())

    def width(self, words: str, size: int) -> float:
        """Return how wide words are, in pixels at a size in pixels; a sign without a glyph counts as the font draws it."""
        return sum(font.getlength(run) for run, font in self.runs(words, size))

    def runs(self, words: str, size: int) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
        """Yield the words in parts that one font file draws, with that font."""
        run, file = "", self.files[0]
        for sign in visible(words):
            wanted = _file_of(self, sign) or self.files[0]
            if wanted != file and sign.strip():
                if run:
                    yield run, _font(file, size, self.weight)
                run, file = "", wanted
            run += sign
        if run:
            yield run, _font(file, size, self.weight)


# People speak in serif, the site speaks in sans.
PEOPLE = Face(("newsreader-display.woff2", "newsreader-display-ext.woff2"))
SITE = Face(("atkinson.woff2", "atkinson-ext.woff2"), weight=700)


def visible(words: str) -> str:
    """Return words as they are drawn: composed, without signs that only steer others."""
    composed = unicodedata.normalize("NFC", words).translate(_LOOKS_LIKE)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")


def first_held(face: Face, *choices: str) -> str:
    """Return the first of several words that a face can draw whole; "" if it holds none of them.

    A card without words is better than one with empty boxes, or with letters in the wrong order.
    """
    return next((words for words in choices if words.strip() and face.holds(words)), "")


def fit(sentence: str, face: Face = PEOPLE) -> tuple[int, list[str]]:
    """Return the size in pixels at which a sentence fits the card, and its lines."""
    size = next(size for most, size in SIZES if len(sentence) >= most)
    while True:
        lines = break_lines(sentence, size, face)
        if len(lines) * size * LEADING <= BOTTOM - TOP or size <= SMALLEST:
            return size, lines
        size -= 4


def break_lines(sentence: str, size: int, face: Face = PEOPLE) -> list[str]:
    """Return the lines of a sentence; only a part that is longer than a line is broken inside."""
    lines = [""]
    for part, gap in _parts(sentence):
        longer = f"{lines[-1]}{gap}{part}" if lines[-1] else part
        if face.width(longer, size) <= COLUMN:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        while face.width(part, size) > COLUMN:
            fits = _cut(part, size, face)
            lines[-1:] = [part[:fits], ""]
            part = part[fits:]
        lines[-1] = part
    return lines


def _parts(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield (part, what stands before it on the same line): a space, or nothing after a hyphen."""
    for word in _SPACE.split(unicodedata.normalize("NFC", sentence)):
        for number, part in enumerate(_AFTER.split(word)):
            if part:
                yield part, "" if number else " "


def _cut(part: str, size: int, face: Face) -> int:
    """Return how many signs of a part fill one line, never parting a letter from its accent."""
    fits = next(n for n in range(len(part) - 1, 0, -1) if face.width(part[:n], size) <= COLUMN)
    whole = fits
    while whole > 1 and unicodedata.category(part[whole]).startswith("M"):
        whole -= 1
    return whole if whole > 1 else fits


@cache
def _font(file: str, size: int, weight: int | None) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(FONTS / file), size)
    if weight:
        font.set_variation_by_axes([weight])
    return font


@cache
def _file_of(face: Face, sign: str) -> str | None:
    """Return the font file that has a glyph for a sign, or None."""
    for file in face.files:
        font = _font(file, 40, face.weight)
        if bytes(font.getmask(sign)) != bytes(font.getmask(_NOWHERE)):
            return file
    return None
