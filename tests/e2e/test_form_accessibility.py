"""Every page on a story's way holds the accessibility checklist: at three widths, in both schemes, with errors too.

One person walks through the form once. Every page is looked at on the way, at one width after the other, and the tests
then ask line by line what was found. Lines 8 and 9 are computed from the tokens (tests/test_tokens.py), 15 and 23 are
walked in test_form_journeys.py, 19 is a rule of the form (tests/stories), 26 is for people (screen_reader_script.md).
"""

import os
import re
from collections import defaultdict

import pytest
from playwright.sync_api import expect

from tests.e2e import accessibility
from tests.e2e.conftest import listen
from tests.e2e.form_walk import FORM, FormWalk, own_address

SIZES = {1280: 900, 390: 844, 320: 640}
WIDE, PHONE, NARROW = SIZES
EMAIL = "orla.pike@example.net"
# Something for the privacy help to find.
TELLING = "Ask for the list. Call me at 218-555-0142, or write to tin.with.ship@example.org."

LINES = {
    "2 reflow": accessibility.reflow,
    "3 text of 200 %": accessibility.big_text,
    "4 spacing": accessibility.wide_spacing,
    "5 targets": accessibility.targets,
    "6 and 7 keyboard": accessibility.keyboard,
    "13 no puzzles": accessibility.puzzles,
    "16 motion": accessibility.motion,
    "17 forced colors": accessibility.forced_colors,
    "18 videos": accessibility.videos,
    "20 purposes": accessibility.purposes,
    "21 outline": accessibility.outline,
    "22 file choosers": accessibility.file_choosers,
    "24 language": accessibility.language,
    "fits the window": accessibility.fits,
}
# A check that makes its own window, or reads what no width changes, would find the same three times; between
# the two phones nothing comes, goes or changes its order.
ONLY_AT = {
    "2 reflow": {NARROW},
    "3 text of 200 %": {WIDE},
    "4 spacing": {NARROW},
    "6 and 7 keyboard": {WIDE, NARROW},
    "13 no puzzles": {WIDE},
    "16 motion": {WIDE},
    "17 forced colors": {WIDE},
    "18 videos": {WIDE},
    "20 purposes": {WIDE},
    "24 language": {WIDE},
}
AUTOSAVE_MS = 2000
SAVED = re.compile(r"^Saved \d+(:\d\d)? [ap]\.m\.$|^Saved (noon|midnight)$")
# Pages whose questions are counted while somebody types.
COUNTED = ("what-happened", "finish-the-sentence")
SNAPSHOTS = accessibility.SNAPSHOTS
# Set it to write the snapshots anew; then read what changed in them.
WRITES_SNAPSHOTS = os.environ.get("WRITE_ARIA") == "1"
CLOSE = "from stories.models import StoryFormPage as P; P.objects.update(is_closed={})"


class Walked:
    """What was found on the way through the form, by line of the checklist."""

    def __init__(self, page, site):
        self.page, self.site = page, site
        self.found = defaultdict(list)
        self.seen = []
        self.steps = []
        self.fields = defaultdict(list)
        self.help = None
        self.complaints = []

    def note(self, line, state, findings):
        """Keep findings with the page they were made on."""
        self.found[line] += [f"{state}: {finding}" for finding in findings]

    def look(self, state):
        """Put the page that is open through all checks, at every width and in both schemes."""
        self.seen.append(state)
        self.help = self.help or accessibility.help_places(self.page)
        self.note("14 help", state, accessibility.consistent_help(self.page, self.help))
        self.unfold()
        for width, height in SIZES.items():
            accessibility.resize(self.page, width, height)
            self.look_at_width(f"{state} at {width} px", width)
        accessibility.resize(self.page, WIDE, SIZES[WIDE])

    def unfold(self):
        """Open what is folded away: it is part of the page."""
        self.page.evaluate(
            "for (const one of document.querySelectorAll('details')) one.open = true"
        )

    def look_at_width(self, state, width):
        """Put the page through all checks that a width has a say in."""
        for line, check in LINES.items():
            if width in ONLY_AT.get(line, SIZES):
                self.note(line, state, check(self.page))
        self.note("1 axe", state, accessibility.axe(self.page, looks_only=width == PHONE))
        with accessibility.media(self.page, color_scheme="dark"):
            found = accessibility.axe(self.page, looks_only=True)
        self.note("1 axe", f"{state} in the dark", found)
        self.page.emulate_media(color_scheme="light")

    def look_at_errors(self, state, typed, walk):
        """Put a page that came back with errors through the checks for that, then through all."""
        self.note("10 errors", state, accessibility.errors(self.page))
        kept = walk.values()
        lost = [name for name, value in typed.items() if name in kept and kept[name] != value]
        self.note("10 errors", state, [f"what was typed into {name} is gone" for name in lost])
        self.look(state)

    def link(self, place):
        """Return a link from a mail, once it came."""
        pattern = re.compile(rf"http\S+/{place}/\S+")

        def arrived():
            links = (pattern.search(mail.text) for mail in self.site.mails(EMAIL))
            return next((link.group() for link in links if link), None)

        return self.site.wait_until(arrived, f"a mail with a link to {place}")

    def remember_fields(self, step):
        """Note on which step the person is asked for name and mail."""
        for token in ("name", "email"):
            if self.page.locator(f"#story-form [autocomplete={token}]").count():
                self.fields[token].append(step)

    def snapshot(self, name, selector="#story-form"):
        """Compare what a screen reader finds with what it found before (line 25)."""
        self.unfold()
        file = SNAPSHOTS / f"{name}.yml"
        spoken = accessibility.spoken_form(self.page, selector)
        if WRITES_SNAPSHOTS:
            SNAPSHOTS.mkdir(exist_ok=True)
            file.write_text(spoken, "utf-8")
        elif not file.exists():
            self.note("25 snapshot", name, ["there is none: run once with WRITE_ARIA=1"])
        elif file.read_text("utf-8") != spoken:
            told = f"differs from {file.name}; WRITE_ARIA=1 writes it anew:\n{spoken}"
            self.note("25 snapshot", name, [told])


def walk_all(walked):
    """Walk from the start page to the status page, and look at everything."""
    page = walked.page
    walk = FormWalk(page, {"story_email": EMAIL, "story_learned": TELLING})
    page.goto(FORM)
    walked.look("start")
    walked.snapshot("start", "main")
    walk.begin()
    for step in walk.steps():
        look_at_step(walked, walk, step)
    if walk.place == "look-again":
        walked.look("look-again")
        walked.snapshot("look-again")
        walk.pass_look_again()
    walked.look("check")
    look_at_unfinished(walked, walk)
    look_at_saving(walked, walk)
    page.goto(f"{FORM}check/")
    walk.send()
    walked.look("thank-you")
    look_at_status(walked)


def look_at_step(walked, walk, step):
    """Look at a step as it opens, with errors, and filled where a picture changes it; leave it filled."""
    page = walked.page
    walked.steps.append(step)
    walked.remember_fields(step)
    walked.snapshot(step)
    walked.look(step)
    typed = walk.spoil()
    walk.go_on()
    if walk.place == step:
        walked.snapshot(f"{step}-errors")
        walked.look_at_errors(f"{step} with errors", typed, walk)
    else:
        walked.note("10 errors", step, ["it was taken with nothing but faults"])
        page.goto(f"{FORM}{step}/")
    walk.fill()
    if walk.control("story_image").count():
        page.locator("[data-crop-tools]").wait_for()
        walked.look(f"{step} with a picture")
    if walk.control("story_people-0-basis").count():
        look_at_people(walked, walk, step)


def look_at_people(walked, walk, step):
    """Look at the question with a second person, and at the page about people who were not asked yet."""
    page = walked.page
    press(page, "[name=add_person]")
    walked.look(f"{step} with two people")
    press(page, "[name=remove_person] >> nth=1")
    walk.answer("story_people-0-basis", "not_yet")
    walk.go_on()
    assert walk.place == "ask-them"
    walked.look("ask-them")
    walked.snapshot("ask-them", "main")
    page.goto(f"{FORM}{step}/")
    walk.fill()


def look_at_unfinished(walked, walk):
    """Look at the last page when an answer is missing that the story needs; leave the answer given."""
    page = walked.page
    last = walked.steps[-1]
    page.goto(f"{FORM}{last}/")
    walk.answer("consent_truth", False)
    # This button takes the page as it stands.
    press(page, "button[name=save]")
    page.goto(f"{FORM}check/")
    walk.go_on()
    assert walk.place == "check"
    walked.look("check with errors")
    page.goto(f"{FORM}{last}/")
    walk.answer("consent_truth", True)
    walk.go_on()


def look_at_saving(walked, walk):
    """Look at the pages that save for later, and at those that lead back."""
    page = walked.page
    page.goto(f"{FORM}{walked.steps[0]}/")
    press(page, "button[name=save]")
    assert walk.place == "save"
    walked.look("save")
    walked.snapshot("save", "main form")
    mail = page.locator("main [autocomplete=email]")
    mail.fill("orla.pike")
    press(page)
    walked.look_at_errors("save with errors", {}, walk)
    mail.fill(EMAIL)
    press(page)
    walked.look("saved")
    page.goto(walked.link("resume"))
    walked.look("resume")
    press(page)
    assert walk.place == walked.steps[0]


def look_at_status(walked):
    """Look at the page that confirms the address, and at the one behind the private link."""
    page = walked.page
    page.goto(walked.link("confirm"))
    walked.look("confirm")
    press(page)
    page.goto(walked.link("my-story"))
    walked.look("status")


def press(page, button="main form button[type=submit] >> nth=-1"):
    """Press a button, the last one of the page's form if none is named, and wait for what comes."""
    with page.expect_navigation():
        page.locator(button).click()


@pytest.fixture(scope="module")
def walked(browser, site):
    """The whole way, walked once."""
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": WIDE, "height": SIZES[WIDE]},
        reduced_motion="reduce",
        color_scheme="light",
        extra_http_headers=own_address(),
    )
    walked = Walked(context.new_page(), site)
    listen(walked.page, walked.complaints, site.address)
    walk_all(walked)
    yield walked
    context.close()


class TestEveryPage:
    @pytest.mark.parametrize("line", ["1 axe", *LINES, "10 errors", "14 help", "25 snapshot"])
    def test_holds_the_line(self, walked, line):
        assert walked.found[line] == []

    def test_was_looked_at(self, walked):
        assert {"start", "look-again", "check", "save", "ask-them", "thank-you", "status"} <= {
            *walked.seen
        }
        assert {f"{step} with errors" for step in walked.steps} <= {*walked.seen}

    def test_keeps_the_content_policy(self, walked):
        assert walked.complaints == []

    def test_asks_for_name_and_mail_once(self, walked):
        assert {token: len(steps) for token, steps in walked.fields.items()} == {
            "name": 1,
            "email": 1,
        }


class TestCounters:
    """Line 11: a count is shown at once, and read out when somebody pauses."""

    @pytest.mark.parametrize("step", COUNTED)
    def test_speaks_once_after_a_pause(self, page, step):
        accessibility.hold_clock(page)
        page.goto(f"{FORM}{step}/")
        assert accessibility.chatter(page, "#story-form [data-count-group]") == []
        page.clock.run_for(AUTOSAVE_MS)
        expect(page.locator("[data-saved][role=status]")).to_have_text(SAVED)


class TestClosedForm:
    @pytest.fixture
    def closed(self, site):
        """The form, closed for a while."""
        site.manage("shell", "-v", "0", "-c", CLOSE.format(True))
        yield
        site.manage("shell", "-v", "0", "-c", CLOSE.format(False))

    def test_holds_all_lines(self, closed, new_page, site):
        page = new_page(reduced_motion="reduce", extra_http_headers=own_address())
        page.goto(FORM)
        assert not page.locator("#story-form").count()
        walked = Walked(page, site)
        walked.look("closed")
        assert {line: found for line, found in walked.found.items() if found} == {}
