"""The card of a story for other people's timelines: its because line beside its heart, as one SVG file.

The file stands alone: its letters come with it, and it asks nobody for anything.
"""

from base64 import b64encode
from functools import cache
from html import escape

from stories import hearts, share_words

WIDTH, HEIGHT = 1200, 630
LEFT = 64
# The heart bleeds off the right side; the column of words ends before it begins.
HEART_BOX = (690, 40, 640, 597)
NIGHT, LIGHT, LIGHT_2, BLUSH = "#1f0f2b", "#fff7f8", "#d9c8e0", "#ff7a93"
COLOURS = {"story": BLUSH, "because": "#ffc34d", "guide": "#7d6591"}
# Where the hashtag and the name stand, and their sizes.
HASHTAG_LINE, HASHTAG_SIZE = 100, 34
TELLER_LINE, TELLER_SIZE = 566, 28


def draw_card(*, hashtag: str, sentence: str, teller: str, story_text: str, because: str) -> str:
    """Return the card as an SVG document of 1200 by 630 pixels.

    sentence: what is quoted, without its hashtag; teller: the name as printed. story_text and
    because are what the heart is drawn from. A sentence of any length fits: it is set smaller.
    """
    size, lines = share_words.fit(sentence)
    spans = "".join(
        f'<tspan x="{LEFT}" y="{baseline:.0f}">{escape(line)}</tspan>'
        for line, baseline in zip(lines, baselines(size, len(lines)), strict=True)
    )
    heart = hearts.draw_heart(story_text, because, colours=COLOURS, key="share-card")
    x, y, width, height = HEART_BOX
    box = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    heart = heart.replace('width="832" height="776"', box, 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><style>{_faces()}</style>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{NIGHT}"/>{heart}'
        f'<text x="{LEFT}" y="{HASHTAG_LINE}" class="says" font-weight="700" font-size="{HASHTAG_SIZE}" fill="{BLUSH}">{escape(hashtag)}</text>'
        f'<text class="tells" font-size="{size}" fill="{LIGHT}">{spans}</text>'
        f'<text x="{LEFT}" y="{TELLER_LINE}" class="says" font-size="{TELLER_SIZE}" fill="{LIGHT_2}">{escape(teller)}</text></svg>'
    )


def baselines(size: int, lines: int) -> list[float]:
    """Return where each line of the sentence stands, in pixels from above: the block is centered."""
    height = size * share_words.LEADING
    middle = (share_words.TOP + share_words.BOTTOM - height * lines) / 2
    return [middle + size * 0.8 + number * height for number in range(lines)]


@cache
def _faces():
    """Return the style sheet with both faces in it: a picture may load no other file."""
    faces = "".join(
        f"@font-face{{font-family:{name};src:url(data:font/woff2;base64,{b64encode((share_words.FONTS / face.files[0]).read_bytes()).decode()});"
        f"font-weight:400 800}}"
        for name, face in (("Display", share_words.PEOPLE), ("Sans", share_words.SITE))
    )
    return (
        f"{faces}.tells{{font-family:Display,'Iowan Old Style',Georgia,serif;letter-spacing:-.02em}}"
        ".says{font-family:Sans,system-ui,sans-serif}"
    )
