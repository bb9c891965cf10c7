"""The accessibility checklist (design.md, 2) as functions: each looks at a page and returns what it found, in words.

An empty list means that the page passes. What is measured inside the page stands in accessibility.js and
accessibility_keys.js. The checks leave a page as they found it, but for the focus and the place scrolled to.
"""

import re
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

HERE = Path(__file__).parent
SOURCE = "".join(
    (HERE / name).read_text("utf-8") for name in ("accessibility.js", "accessibility_keys.js")
)
NAMES = re.findall(r"^function (\w+)", SOURCE, re.MULTILINE)
SCRIPT = f"(() => {{ {SOURCE}; window.accessibility = {{ {', '.join(NAMES)} }}; }})()"
SNAPSHOTS = HERE / "aria"

AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# All that axe judges by color: nothing else can differ between the two schemes.
AXE_COLOR_RULES = ["color-contrast", "link-in-text-block"]
PURPOSES = {"story_name": "name", "story_email": "email"}
HELP = "Help with the form"
BIG_TEXT = "html { font-size: 200% }"
# WCAG 1.4.12, word for word.
WIDE_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    " p { margin-block-end: 2em !important }"
)
MOST_STOPS = 150
LONGEST_MOTION = 5000


def ask(page: Page, question: str, *arguments):
    """Return what a function of the scripts answers in a page."""
    if not page.evaluate("'accessibility' in window"):
        page.evaluate(SCRIPT)
    return page.evaluate(
        "([question, args]) => window.accessibility[question](...args)", [question, list(arguments)]
    )


@contextmanager
def style_added(page: Page, css: str):
    """Add a style sheet for a while; the content policy has no say in sheets made like this."""
    page.evaluate(
        """css => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        }""",
        css,
    )
    yield
    page.evaluate("document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)")


@contextmanager
def window_of(page: Page, width: int, height: int):
    """Give a page a window of another size for a while."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": height})
    yield
    page.set_viewport_size(before)


@contextmanager
def media(page: Page, **features):
    """Let a page believe for a while that its reader asked for something, such as forced colors."""
    page.emulate_media(**features)
    yield
    page.emulate_media(**dict.fromkeys(features, "null"))


def axe(page: Page, *, colors_only: bool = False) -> list[str]:
    """Line 1: what axe-core finds by the rules of WCAG 2.2 AA and its best practices."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = AXE_OPTIONS
    if colors_only:
        options = options | {"runOnly": {"type": "rule", "values": AXE_COLOR_RULES}, "rules": {}}
    violations = page.evaluate(
        "options => axe.run(document, options).then(results => results.violations)", options
    )
    return [
        f"axe {violation['id']} ({violation['help']}): {' '.join(map(str, node['target']))}: "
        + " ".join((node.get("failureSummary") or "").split())
        for violation in violations
        for node in violation["nodes"]
    ]


def reflow(page: Page) -> list[str]:
    """Line 2: nothing scrolls sideways in a window of 320 by 256, which is 1280 at 400 % (1.4.10)."""
    with window_of(page, 320, 256):
        return [*ask(page, "sideways"), *ask(page, "clipped"), *ask(page, "overlapping")]


def fits(page: Page) -> list[str]:
    """Nothing scrolls sideways, and no text is cut or lies on other text, as the page stands."""
    return [*ask(page, "sideways"), *ask(page, "clipped"), *ask(page, "overlapping")]


def big_text(page: Page) -> list[str]:
    """Line 3: with text of twice the size nothing is cut (1.4.4)."""
    with style_added(page, BIG_TEXT):
        return [f"at 200 % text: {found}" for found in fits(page)]


def wide_spacing(page: Page) -> list[str]:
    """Line 4: with the spacing that some readers set nothing is cut (1.4.12)."""
    with style_added(page, WIDE_SPACING):
        return [f"with wide spacing: {found}" for found in fits(page)]


def targets(page: Page) -> list[str]:
    """Line 5: everything that takes a click is big enough (2.5.8); buttons and menus are 44 px high."""
    return ask(page, "smallTargets")


def keyboard(page: Page) -> list[str]:
    """Lines 6 and 7: Tab reaches everything once, starting with the skip link, and the focus is seen.

    Covers 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11.
    """
    ask(page, "startWalk")
    found = []
    for number in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = ask(page, "stop")
        # Behind the last stop a browser leaves the page, or begins anew.
        if stop is None or (stop["isAgain"] and stop["isFirst"]):
            return found + ask(page, "endWalk")
        found += stop["found"]
        if stop["isAgain"]:
            return [*found, f"Tab comes back to {stop['label']} before the end of the page"]
        if number == 0 and not stop["isFirstSkip"]:
            found.append(f"the first stop is {stop['label']}, not the link to the content")
    return [*found, f"Tab stops more than {MOST_STOPS} times"]


def errors(page: Page) -> list[str]:
    """Line 10: an error page says so everywhere it has to (3.3.1, 3.3.3)."""
    return ask(page, "errors")


def announcements(page: Page, field: str, text: str, pause: float) -> list[tuple[str, list]]:
    """Line 11: type into a field; return (region, [(ms, words)]) for everything that speaks up (4.1.3)."""
    ask(page, "listen")
    page.locator(field).press_sequentially(text, delay=40)
    page.wait_for_timeout(pause)
    return [(one["region"], one["heard"]) for one in page.evaluate("window.heardBy")]


def chatter(page: Page, field: str, pause: float = 2500) -> list[str]:
    """Line 11: while somebody types nothing speaks, and after a pause each region does so once."""
    found = []
    said = announcements(page, field, " and we waited", pause)
    for region, heard in said:
        # A region may be emptied before it speaks: only that makes it speak the same words twice.
        spoken = [words for _, words in heard if words]
        if len(spoken) > 1:
            found.append(f"{region} spoke {len(spoken)} times: {', '.join(spoken)}")
    if not any(heard for _, heard in said):
        found.append("nothing is said about the count after a pause")
    shown = page.locator(".counter [aria-hidden=true]")
    if not shown.count():
        found.append("the count on the screen is read out as well")
    return found


def puzzles(page: Page) -> list[str]:
    """Line 13: no puzzle, no password, and everything can be pasted (3.3.8)."""
    return ask(page, "puzzles")


def help_places(page: Page) -> list[str]:
    """Line 14: the links at the foot of the page, in their order (3.2.6): the same on every page."""
    return [words.strip() for words in page.locator("footer a").all_inner_texts()]


def consistent_help(page: Page, expected: list[str]) -> list[str]:
    """Line 14: help stands where it stands on the other pages."""
    places = help_places(page)
    if HELP not in places:
        return [f"the foot of the page has no “{HELP}”"]
    if places != expected:
        return [f"the foot of the page has {places}, elsewhere {expected}"]
    return []


def motion(page: Page) -> list[str]:
    """Line 16: nothing moves for those who asked for that, and nothing moves long for others."""
    found = ask(page, "motion", {"most": 0})
    with media(page, reduced_motion="no-preference"):
        found += ask(page, "motion", {"most": LONGEST_MOTION})
    page.emulate_media(reduced_motion="reduce")
    return found


def forced_colors(page: Page) -> list[str]:
    """Line 17: what shows by its background alone keeps an edge when the reader sets the colors."""
    ask(page, "markPaint")
    with media(page, forced_colors="active"):
        return ask(page, "lostPaint")


def videos(page: Page) -> list[str]:
    """Line 18: a video has captions that are on, and loads and plays only when asked (1.2.2)."""
    return ask(page, "videos")


def purposes(page: Page) -> list[str]:
    """Line 20: fields about the person say what they are for, so that browsers fill them (1.3.5)."""
    return ask(page, "purposes", PURPOSES)


def outline(page: Page) -> list[str]:
    """Line 21: one h1, one main part, no level of headings left out (1.3.1, 2.4.6)."""
    return [*ask(page, "outline"), *ask(page, "references")]


def file_choosers(page: Page) -> list[str]:
    """Line 22: wherever a file can be dropped there is a button, too (2.5.7)."""
    return ask(page, "fileChoosers")


def language(page: Page) -> list[str]:
    """Line 24: the page says its language, and parts in another one say theirs (3.1.1, 3.1.2)."""
    return ask(page, "language")


def spoken_form(page: Page, selector: str) -> str:
    """Line 25: what a screen reader finds in a part of the page, without what differs each time."""
    snapshot = page.locator(selector).aria_snapshot()
    for pattern, instead in (
        (r"\b\d{1,2}(:\d\d)? [ap]\.m\.", "TIME"),
        (r"IHH-[0-9A-Z]{4}-[0-9A-Z]{2}", "NUMBER"),
        (r"\b[A-Z][a-z]+ \d{1,2}, \d{4}", "DATE"),
        (r"/url: .*", "/url: ADDRESS"),
        (r"((?:\b\w+ ){1,2}?)\1{9,}", r"\1… "),
    ):
        snapshot = re.sub(pattern, instead, snapshot)
    return snapshot + "\n"
