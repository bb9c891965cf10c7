"""The share card as a picture file that every network takes: the layout of stories.share_card in pixels.

Networks show no SVG. What is drawn here is the same card, under 100 KB.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from itertools import accumulate, pairwise

from PIL import Image, ImageDraw

from stories import hearts, share_words
from stories.share_card import (
    BLUSH,
    COLOURS,
    HASHTAG_LINE,
    HASHTAG_SIZE,
    HEART_BOX,
    HEIGHT,
    LEFT,
    LIGHT,
    LIGHT_2,
    NIGHT,
    TELLER_LINE,
    TELLER_SIZE,
    WIDTH,
    baselines,
)
from stories.share_words import PEOPLE, SITE, Face

# Part of the version of every card: a change of the drawing gives each a new address.
LAYOUT = 1
MOST_BYTES = 100_000
# Flat drawings of five colors and their edges.
PALETTE = 64
# The heart is drawn this many times larger and scaled down, for smooth edges.
FINE = 3
# Steps a curve of the heart is cut into; a step is at most eight pixels of the card.
STEPS = 48
# The strip below a picture, for the hashtag and the name.
STRIP = 92
QUALITIES = (86, 78, 70, 60, 48, 34, 20)


class CardTooLarge(Exception):
    """A picture has so much detail that no quality worth showing keeps it under MOST_BYTES."""


def draw_words(
    *, hashtag: str, sentence: str, teller: str, marks: Sequence[hearts.Mark], face: Face = PEOPLE
) -> bytes:
    """Return a card with words beside a heart, as PNG of 1200 by 630 pixels and at most MOST_BYTES.

    marks: the heart, from hearts.lay_heart. Words that the fonts cannot draw whole have to be left
    out by whoever calls; without a sentence the hashtag takes its place.
    """
    card = Image.new("RGB", (WIDTH, HEIGHT), NIGHT)
    _paste_heart(card, marks)
    draw = ImageDraw.Draw(card)
    if sentence:
        _write(draw, LEFT, HASHTAG_LINE, hashtag, HASHTAG_SIZE, SITE, BLUSH)
        _write_lines(draw, sentence, face, LIGHT)
    else:
        _write_lines(draw, hashtag, SITE, BLUSH)
    _write(draw, LEFT, TELLER_LINE, teller, TELLER_SIZE, SITE, LIGHT_2)
    for colours in (PALETTE, 32, 16):
        file = BytesIO()
        quiet = card.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        quiet.save(file, "PNG", optimize=True)
        if file.tell() <= MOST_BYTES:
            break
    return file.getvalue()


def draw_picture(picture: Image.Image, *, hashtag: str, teller: str) -> bytes:
    """Return a card that shows a picture above a strip with hashtag and name, as JPEG.

    picture: its cut already, in any size; it fills the card above the strip. Raises CardTooLarge.
    """
    card = Image.new("RGB", (WIDTH, HEIGHT), NIGHT)
    card.paste(_cover(picture.convert("RGB"), (WIDTH, HEIGHT - STRIP)))
    draw = ImageDraw.Draw(card)
    line = HEIGHT - STRIP // 2 + HASHTAG_SIZE // 3
    end = _write(draw, LEFT, line, hashtag, HASHTAG_SIZE, SITE, BLUSH)
    if end + SITE.width(teller, TELLER_SIZE) < WIDTH - 2 * LEFT:
        _write(draw, end + LEFT // 2, line, teller, TELLER_SIZE, SITE, LIGHT_2)
    return _write_jpeg(card)


def draw_whole(picture: Image.Image) -> bytes:
    """Return a card that is a picture and nothing else, as JPEG; it fills the card. Raises CardTooLarge."""
    return _write_jpeg(_cover(picture.convert("RGB"), (WIDTH, HEIGHT)))


def _write_jpeg(card):
    for quality in QUALITIES:
        file = BytesIO()
        card.save(file, "JPEG", quality=quality, progressive=True, optimize=True)
        if file.tell() <= MOST_BYTES:
            return file.getvalue()
    raise CardTooLarge


def _write(draw, left, line, words, size, face, colour):
    """Write words on a line; return where they end."""
    for run, font in face.runs(words, size):
        draw.text((left, line), run, colour, font, anchor="ls")
        left += font.getlength(run)
    return left


def _write_lines(draw, words, face, colour):
    size, lines = share_words.fit(words, face)
    for line, baseline in zip(lines, baselines(size, len(lines)), strict=True):
        _write(draw, LEFT, round(baseline), line, size, face, colour)


def _cover(picture, size):
    """Return the middle of a picture, scaled until it fills a size."""
    scale = max(wanted / given for wanted, given in zip(size, picture.size, strict=True))
    width, height = (round(side * scale) for side in picture.size)
    left, top = (width - size[0]) // 2, (height - size[1]) // 2
    scaled = picture.resize((width, height), Image.Resampling.LANCZOS)
    return scaled.crop((left, top, left + size[0], top + size[1]))


def _paste_heart(card, marks):
    """Draw the rings of a heart into its box; what bleeds off the card is cut."""
    left, top, width, _ = HEART_BOX
    tile = Image.new("RGB", ((WIDTH - left) * FINE, HEIGHT * FINE), NIGHT)
    draw = ImageDraw.Draw(tile)
    box_left, box_top, box_width, _ = map(float, hearts.VIEW_BOX.split())
    unit = width / box_width * FINE
    middle = (-box_left * unit, top * FINE - box_top * unit)
    for mark in marks:
        stroke, colour = mark.stroke * unit, COLOURS[mark.part]
        for points in _dashes(mark.dashes):
            placed = [
                (middle[0] + x * mark.scale * unit, middle[1] + y * mark.scale * unit)
                for x, y in points
            ]
            _stroke(draw, placed, stroke, colour)
    card.paste(tile.reduce(FINE), (left, 0))


def _stroke(draw, points, width, colour):
    """Draw a line with round ends and round corners."""
    draw.line(points, colour, max(1, round(width)))
    radius = width / 2
    for x, y in points:
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), colour)


def _dashes(pattern):
    """Yield the points of each dash of a ring, in the units of the path; the whole ring without a pattern."""
    if not pattern:
        yield _outline()[0]
        return
    ends = [0, *accumulate(pattern)]
    for number in range(0, len(pattern), 2):
        yield _part(ends[number], ends[number + 1])


def _part(start, end):
    """Return the points of the outline between two lengths along it, in PATH_LENGTH."""
    points, lengths = _outline()
    inner = points[bisect_right(lengths, start) : bisect_left(lengths, end)]
    return [_at(start), *inner, _at(end)]


def _at(length):
    points, lengths = _outline()
    after = min(max(bisect_left(lengths, length), 1), len(lengths) - 1)
    before = after - 1
    share = (length - lengths[before]) / (lengths[after] - lengths[before] or 1)
    (x, y), (next_x, next_y) = points[before], points[after]
    return x + (next_x - x) * share, y + (next_y - y) * share


@cache
def _outline():
    """Return the points of HEART_PATH and how far along it each lies, in PATH_LENGTH."""
    numbers = [int(number) for number in re.findall(r"-?\d+", hearts.HEART_PATH)]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    points = [pairs[0]]
    for place in range(1, len(pairs), 3):
        curve = (pairs[place - 1], *pairs[place : place + 3])
        points += [_bend(curve, step / STEPS) for step in range(1, STEPS + 1)]
    lengths = [0, *accumulate(math.dist(*pair) for pair in pairwise(points))]
    return points, [length / lengths[-1] * hearts.PATH_LENGTH for length in lengths]


def _bend(curve, share):
    """Return the point of a cubic curve at a share of it, from 0 to 1."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    return tuple(
        sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True))
        for axis in (0, 1)
    )
