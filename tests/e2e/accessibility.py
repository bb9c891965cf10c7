"""The accessibility checklist (design.md, 2) as functions: each looks at a page and returns what it found, in words.

An empty list means that the page passes. What is measured inside the page stands in accessibility.js and
accessibility_keys.js. The checks leave a page as they found it, but for the focus and the place scrolled to.
"""

import re
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.e2e.patience import wait_until

HERE = Path(__file__).parent
SOURCE = "".join(
    (HERE / name).read_text("utf-8") for name in ("accessibility.js", "accessibility_keys.js")
)
NAMES = re.findall(r"^function (\w+)", SOURCE, re.MULTILINE)
SCRIPT = f"(() => {{ {SOURCE}; window.accessibility = {{ {', '.join(NAMES)} }}; }})()"
# Answers nothing at all where the scripts are not yet in the page.
CALL = "([name, args]) => window.accessibility && [window.accessibility[name](...args)]"
SNAPSHOTS = HERE / "aria"

AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# All that axe judges by color and by place: nothing else can differ between two schemes or two near widths.
AXE_LOOK_RULES = [
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
]
PURPOSES = {"story_name": "name", "story_email": "email"}
HELP = {"en": "Help with the form", "es": "Ayuda con el formulario"}
BIG_TEXT = "html { font-size: 200% }"
# WCAG 1.4.12, word for word.
WIDE_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    " p { margin-block-end: 2em !important }"
)
MOST_STOPS = 150
LONGEST_MOTION = 5000
HOUR = 3_600_000
SHORT_OF_A_PAUSE, PAUSE = 900, 1500


def ask(page: Page, question: str, *arguments):
    """Return what a function of the scripts answers in a page."""
    called = [question, list(arguments)]
    answer = page.evaluate(CALL, called)
    if answer is None:
        page.evaluate(SCRIPT)
        answer = page.evaluate(CALL, called)
    return answer[0]


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
    resize(page, width, height)
    yield
    resize(page, **before)


def resize(page: Page, width: int, height: int) -> None:
    """Give a page a window of another size, and wait until the page knows."""
    page.set_viewport_size({"width": width, "height": height})
    wait_until(page, f"() => innerWidth === {width}")


@contextmanager
def media(page: Page, **features):
    """Let a page believe for a while that its reader asked for something, such as forced colors."""
    page.emulate_media(**features)
    yield
    page.emulate_media(**dict.fromkeys(features, "null"))


def axe(page: Page, *, looks_only: bool = False) -> list[str]:
    """Line 1: what axe-core finds by the rules of WCAG 2.2 AA and its best practices."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = AXE_OPTIONS
    if looks_only:
        options = options | {"runOnly": {"type": "rule", "values": AXE_LOOK_RULES}, "rules": {}}
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


def art(page: Page) -> list[str]:
    """No text lies on a picture, a video or a heart, as the page stands and with text of twice the size."""
    found = ask(page, "onArt")
    with style_added(page, BIG_TEXT):
        return [*found, *(f"at 200 % text: {one}" for one in ask(page, "onArt"))]


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


def hold_clock(page: Page) -> None:
    """Let no time pass in the pages that this page opens from now on, until a check lets it."""
    page.clock.install(time=0)
    page.clock.pause_at(HOUR)


def chatter(page: Page, field: str) -> list[str]:
    """Line 11: while somebody types nothing speaks, and after a pause each region does so once (4.1.3).

    The page was opened after `hold_clock`: how long a pause is does not hang on the machine.
    """
    ask(page, "listen")
    page.locator(field).press_sequentially(" and we waited")
    page.clock.run_for(SHORT_OF_A_PAUSE)
    found = [
        f"{said['region']} spoke before a pause: {', '.join(spoken(said))}"
        for said in page.evaluate("window.heardBy")
        if spoken(said)
    ]
    page.clock.run_for(PAUSE - SHORT_OF_A_PAUSE)
    heard = page.evaluate("window.heardBy")
    found += [
        f"{said['region']} spoke {len(spoken(said))} times: {', '.join(spoken(said))}"
        for said in heard
        if len(spoken(said)) > 1
    ]
    if not any(map(spoken, heard)):
        found.append("nothing is said about the count after a pause")
    if not page.locator(".counter [aria-hidden=true]").count():
        found.append("the count on the screen is read out as well")
    return found


def spoken(said: dict) -> list[str]:
    """Return the words of a region: it may be emptied before it speaks, to say the same words twice."""
    return [words for _, words in said["heard"] if words]


def puzzles(page: Page) -> list[str]:
    """Line 13: no puzzle, no password, and everything can be pasted (3.3.8)."""
    return ask(page, "puzzles")


def help_places(page: Page) -> list[str]:
    """Line 14: the links at the foot of the page, in their order (3.2.6): the same on every page."""
    return [words.strip() for words in page.locator("footer a").all_inner_texts()]


def consistent_help(page: Page, expected: list[str]) -> list[str]:
    """Line 14: help stands where it stands on the other pages."""
    places = help_places(page)
    language = page.evaluate("document.documentElement.lang").partition("-")[0]
    if HELP[language] not in places:
        return [f"the foot of the page has no “{HELP[language]}”"]
    if language == "en" and places != expected:
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
