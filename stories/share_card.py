"""The card of a story for other people's timelines: its because line beside its heart, as one SVG file.

The file stands alone: its letters come with it, and it asks nobody for anything.
"""

from base64 import b64encode
from functools import cache
from html import escape

from django.conf import settings
from PIL import ImageFont

from stories import hearts

WIDTH, HEIGHT = 1200, 630
# The heart bleeds off the right side; the column of words ends before it begins.
COLUMN, LEFT = 590, 64
HEART = 'x="690" y="40" width="640" height="597"'
NIGHT, LIGHT, LIGHT_2, BLUSH = "#1f0f2b", "#fff7f8", "#d9c8e0", "#ff7a93"
COLOURS = {"story": BLUSH, "because": "#ffc34d", "guide": "#7d6591"}
# Letters from which on the sentence is set smaller, and the size.
SIZES = ((180, 46), (90, 62), (0, 78))
SMALLEST = 30
LEADING = 1.14
# The sentence stands between the hashtag and the name.
TOP, BOTTOM = 150, 500
FONTS = settings.BASE_DIR / "static" / "fonts"
DISPLAY, SANS = FONTS / "newsreader-display.woff2", FONTS / "atkinson.woff2"


def draw_card(*, hashtag: str, sentence: str, teller: str, story_text: str, because: str) -> str:
    """Return the card as an SVG document of 1200 by 630 pixels.

    sentence: what is quoted, without its hashtag; teller: the name as printed. story_text and
    because are what the heart is drawn from. A sentence of any length fits: it is set smaller.
    """
    size, lines = fit(sentence)
    height = size * LEADING
    first = TOP + (BOTTOM - TOP - height * len(lines)) / 2 + size * 0.8
    spans = "".join(
        f'<tspan x="{LEFT}" y="{first + number * height:.0f}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    heart = hearts.draw_heart(story_text, because, colours=COLOURS, key="share-card")
    heart = heart.replace('width="832" height="776"', HEART, 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><style>{_faces()}</style>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{NIGHT}"/>{heart}'
        f'<text x="{LEFT}" y="100" class="says" font-weight="700" font-size="34" fill="{BLUSH}">{escape(hashtag)}</text>'
        f'<text class="tells" font-size="{size}" fill="{LIGHT}">{spans}</text>'
        f'<text x="{LEFT}" y="566" class="says" font-size="28" fill="{LIGHT_2}">{escape(teller)}</text></svg>'
    )


def fit(sentence: str) -> tuple[int, list[str]]:
    """Return the size at which a sentence fits the card, and its lines."""
    size = next(size for most, size in SIZES if len(sentence) >= most)
    while True:
        lines = _wrap(sentence, size)
        if len(lines) * size * LEADING <= BOTTOM - TOP or size <= SMALLEST:
            return size, lines
        size -= 4


def _wrap(sentence, size):
    """Return the lines of a sentence; a word that is longer than a line is broken."""
    font = _font(size)
    lines = [""]
    for word in sentence.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= COLUMN:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        while font.getlength(word) > COLUMN:
            fits = next(
                n for n in range(len(word) - 1, 0, -1) if font.getlength(word[:n]) <= COLUMN
            )
            lines[-1:] = [word[:fits], ""]
            word = word[fits:]
        lines[-1] = word
    return lines


@cache
def _font(size):
    return ImageFont.truetype(str(DISPLAY), size)


@cache
def _faces():
    """Return the style sheet with both faces in it: a picture may load no other file."""
    faces = "".join(
        f"@font-face{{font-family:{name};src:url(data:font/woff2;base64,{b64encode(file.read_bytes()).decode()});"
        f"font-weight:400 800}}"
        for name, file in (("Display", DISPLAY), ("Sans", SANS))
    )
    return (
        f"{faces}.tells{{font-family:Display,'Iowan Old Style',Georgia,serif;letter-spacing:-.02em}}"
        ".says{font-family:Sans,system-ui,sans-serif}"
    )
