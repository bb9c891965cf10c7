"""The colours of static/css/tokens.css: every pair that meets on a page is readable in both schemes.

Ratios are those of WCAG 2.2, criteria 1.4.3 (text, 4.5) and 1.4.11 (controls and graphics, 3).
"""

import re
from pathlib import Path

import brotli
import pytest

from stories.heart_views import PAGE_COLOURS

CSS = Path(__file__).parents[1] / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()
# What a page of each kind loads.
PAGES = pytest.mark.parametrize(
    "names",
    [
        ("reading",),
        ("reading", "story"),
        ("reading", "week"),
        ("form", "status"),
        ("edits",),
        ("card_frame",),
    ],
    ids=["reading", "story", "week", "form", "edits", "frame"],
)
SCHEMES = ("light", "dark")
MOODS = ("rose", "tide", "honey", "violet", "blush")
SURFACES = ("paper", "raise", "tint")
TEXT, GRAPHIC = 4.5, 3.0


def read_tokens(css):
    """Return the colour tokens of a style sheet: name to (light, dark)."""
    tokens = {}
    pair = r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);"
    for name, light, dark in re.findall(pair, css):
        tokens[name] = (light, dark)
    for name, colour in re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css):
        tokens.setdefault(name, (colour, colour))
    return tokens


def served(name):
    """Return a sheet as visitors get it: with what it imports in it."""
    css = (CSS / f"{name}.css").read_text()
    return re.sub(r'@import url\("([\w-]+)\.css"\);', lambda found: served(found[1]), css)


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


COLOURS = read_tokens(TOKENS)


def ratio(ink, surface, scheme):
    at = SCHEMES.index(scheme)
    return contrast(COLOURS[ink][at], COLOURS[surface][at])


class TestPaper:
    @pytest.mark.parametrize("scheme", SCHEMES)
    @pytest.mark.parametrize("surface", SURFACES)
    @pytest.mark.parametrize("ink", ["ink", "ink-2", "pulse-deep", "pulse", "good", "bad"])
    def test_text_is_readable(self, ink, surface, scheme):
        assert ratio(ink, surface, scheme) >= TEXT

    @pytest.mark.parametrize("scheme", SCHEMES)
    @pytest.mark.parametrize("surface", SURFACES)
    @pytest.mark.parametrize("mark", ["field", "focus", "pulse", "good", "bad"])
    def test_borders_focus_and_hearts_stand_out(self, mark, surface, scheme):
        assert ratio(mark, surface, scheme) >= GRAPHIC

    @pytest.mark.parametrize("scheme", SCHEMES)
    @pytest.mark.parametrize("button", ["pulse", "pulse-deep"])
    def test_buttons_are_readable_at_rest_and_under_the_pointer(self, button, scheme):
        assert ratio("pulse-ink", button, scheme) >= TEXT

    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_selected_text_is_readable(self, scheme):
        assert ratio("sun-ink", "sun", scheme) >= TEXT


class TestNight:
    @pytest.mark.parametrize("ink", ["on-night", "on-night-2", "blush", "sun"])
    def test_text_is_readable(self, ink):
        assert ratio(ink, "night", "light") >= TEXT

    @pytest.mark.parametrize("mark", ["blush", "sun", "unlit"])
    def test_hearts_stand_out(self, mark):
        assert ratio(mark, "night", "light") >= GRAPHIC

    @pytest.mark.parametrize("button", ["blush", "blush-deep"])
    def test_buttons_are_readable(self, button):
        assert ratio("blush-ink", button, "light") >= TEXT


class TestMoods:
    @pytest.mark.parametrize("mood", MOODS)
    def test_text_is_readable(self, mood):
        ink = "blush-mood-ink" if mood == "blush" else f"{mood}-ink"
        assert ratio(ink, f"{mood}-bg", "light") >= TEXT

    @pytest.mark.parametrize("mood", MOODS)
    @pytest.mark.parametrize("part", ["dash", "because"])
    def test_hearts_stand_out(self, mood, part):
        assert ratio(f"{mood}-{part}", f"{mood}-bg", "light") >= GRAPHIC

    @pytest.mark.parametrize("mood", MOODS)
    def test_every_mood_is_a_ground(self, mood):
        rule = re.search(rf"\.mood-{mood} {{([^}}]+)}}", TOKENS).group(1)
        for name in ("--bg", "--text", "--heart-story", "--heart-because"):
            assert f"{name}: var(--{mood}-" in rule


class TestStyleSheets:
    @pytest.mark.parametrize(
        "name", ["components", "reading", "form", "status", "edits", "week", "card_frame"]
    )
    def test_parts_use_tokens_and_no_colours_of_their_own(self, name):
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b", (CSS / f"{name}.css").read_text()) == []

    @PAGES
    def test_every_custom_property_in_use_is_defined(self, names):
        css = "".join(served(name) for name in names)
        used = set(re.findall(r"var\((--[\w-]+)", css))
        defined = set(re.findall(r"(--[\w-]+):", css))
        assert used <= defined

    def test_fonts_named_by_the_sheets_lie_in_the_folder(self):
        names = re.findall(r'url\("\.\./fonts/([^"]+)"\)', (CSS / "base.css").read_text())
        assert names
        assert all((CSS.parent / "fonts" / name).is_file() for name in names)

    @PAGES
    def test_sheets_stay_light_on_the_wire(self, names):
        # Each sheet is its own answer: the budget of a page is their compressed sum (8 KB).
        sheets = [served(name).encode() for name in names]
        assert sum(len(brotli.compress(sheet)) for sheet in sheets) <= 8 * 1024

    def test_what_is_printed_brings_its_own_ink(self):
        """On paper no ground is printed, so no color of a ground may be left over."""
        css = (CSS / "print.css").read_text()
        on_paper = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3});", css))
        for name in ("--text", "--text-2", "--link", "--ink", "--ink-2"):
            assert contrast("#" + "".join(2 * sign for sign in on_paper[name][1:]), "#ffffff") >= 7

    def test_the_heart_beside_a_picture_has_the_colors_of_the_page(self):
        for at, scheme in enumerate(SCHEMES):
            colours = {"story": COLOURS["pulse"][at], "because": COLOURS["good"][at]}
            assert PAGE_COLOURS[scheme] == colours

    def test_contrast_is_computed_as_wcag_does(self):
        assert round(contrast("#ffffff", "#000000"), 2) == 21
        assert round(contrast("#777777", "#ffffff"), 2) == 4.48
