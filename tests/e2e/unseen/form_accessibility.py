"""Every page on a story's way holds the accessibility checklist: at three widths, in both schemes, with errors too.

One person walks through the form at each width, and everything is looked at on the way. The tests then ask line by
line what was found. Lines 8 and 9 are computed from the tokens (tests/test_tokens.py), 15 and 23 are walked in
test_form_journeys.py, 19 is a rule of the form (tests/stories), 26 is for people (screen_reader_script.md).
"""

import os
import re
from collections import defaultdict

import pytest

from tests.e2e import accessibility
from tests.e2e.conftest import listen
from tests.e2e.form_walk import FORM, FormWalk, own_address

HEIGHTS = {1280: 900, 390: 844, 320: 640}
WIDE, NARROW = 1280, 320
EMAIL = "orla.pike.{}@example.net"
# Something for the privacy help to find.
TELLING = "Ask for the list. Call me at 218-555-0142, or write to tin.with.ship@example.org."

LINES = {
    "1 axe": accessibility.axe,
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
# A check that makes its own window or text size would find the same at every width.
ONLY_AT = {"2 reflow": NARROW, "3 text of 200 %": WIDE, "4 spacing": NARROW}
SNAPSHOTS = accessibility.SNAPSHOTS
# Set it to write the snapshots anew; then read what changed in them.
WRITES_SNAPSHOTS = os.environ.get("WRITE_ARIA") == "1"
CLOSE = "from stories.models import StoryFormPage as P; P.objects.update(is_closed={})"


class Walked:
    """What was found on the way through the form at one width, by line of the checklist."""

    def __init__(self, page, site, width):
        self.page, self.site, self.width = page, site, width
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
        """Put the page that is open through all checks."""
        self.seen.append(state)
        # What is folded away is part of the page.
        self.page.evaluate(
            "for (const one of document.querySelectorAll('details')) one.open = true"
        )
        for line, check in LINES.items():
            if ONLY_AT.get(line, self.width) == self.width:
                self.note(line, state, check(self.page))
        with accessibility.media(self.page, color_scheme="dark"):
            self.note("1 axe", f"{state} in the dark", accessibility.axe(self.page))
        self.page.emulate_media(color_scheme="light")
        self.help = self.help or accessibility.help_places(self.page)
        self.note("14 help", state, accessibility.consistent_help(self.page, self.help))

    def look_at_errors(self, state, typed, walk):
        """Put a page that came back with errors through the checks for that, then through all."""
        self.note("10 errors", state, accessibility.errors(self.page))
        kept = walk.values()
        lost = [name for name, value in typed.items() if name in kept and kept[name] != value]
        self.note("10 errors", state, [f"what was typed into {name} is gone" for name in lost])
        self.look(state)

    def link(self, email, place):
        """Return a link from a mail, once it came."""
        mail = self.site.wait_for_mail(email, f"/{place}/")
        return re.search(rf"http\S+/{place}/\S+", mail.text).group()

    def remember_fields(self, step):
        """Note on which step the person is asked for name and mail."""
        for token in ("name", "email"):
            if self.page.locator(f"#story-form [autocomplete={token}]").count():
                self.fields[token].append(step)

    def snapshot(self, name, selector="#story-form"):
        """Compare what a screen reader finds with what it found before (line 25)."""
        if self.width != WIDE:
            return
        file = SNAPSHOTS / f"{name}.yml"
        spoken = accessibility.spoken_form(self.page, selector)
        if WRITES_SNAPSHOTS:
            SNAPSHOTS.mkdir(exist_ok=True)
            file.write_text(spoken, "utf-8")
        elif not file.exists():
            self.note("25 snapshot", name, ["there is none: run once with WRITE_ARIA=1"])
        elif file.read_text("utf-8") != spoken:
            self.note("25 snapshot", name, [f"differs from {file.name}:\n{spoken}"])


def walk_all(walked):
    """Walk from the start page to the status page, and look at everything."""
    page = walked.page
    email = EMAIL.format(walked.width)
    walk = FormWalk(page, {"story_email": email, "story_learned": TELLING})
    page.goto(FORM)
    walked.look("start")
    walked.snapshot("start", "main")
    walk.start()
    for step in walk.steps():
        look_at_step(walked, walk, step)
    if walk.place == "look-again":
        walked.look("look-again")
        walked.snapshot("look-again")
        walk.pass_look_again()
    walked.look("check")
    check = page.url
    look_at_saving(walked, walk, email)
    page.goto(check)
    walk.send()
    walked.look("thank-you")
    look_at_status(walked, email)


def look_at_step(walked, walk, step):
    """Look at a step as it opens, with errors, and filled where a picture changes it; leave it filled."""
    page = walked.page
    walked.steps.append(step)
    walked.remember_fields(step)
    walked.look(step)
    walked.snapshot(step)
    typed = walk.spoil()
    walk.go_on()
    if walk.place == step:
        walked.look_at_errors(f"{step} with errors", typed, walk)
        walked.snapshot(f"{step}-errors")
    else:
        walked.note("10 errors", step, ["it was taken with nothing but faults"])
        page.goto(f"{FORM}{step}/")
    counted = page.locator("#story-form [data-count-group]")
    walk.fill()
    if counted.count() and walked.width == WIDE:
        name = counted.first.get_attribute("name")
        walked.note("11 status", step, accessibility.chatter(page, f"[name={name}]"))
        walk.answer(name, walk.answer_for(name))
    if page.locator("#story-form input[type=file]").count():
        page.wait_for_timeout(500)
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


def look_at_saving(walked, walk, email):
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
    mail.fill(email)
    press(page)
    walked.look("saved")
    page.goto(walked.link(email, "resume"))
    walked.look("resume")
    press(page)
    assert walk.place == walked.steps[0]


def look_at_status(walked, email):
    """Look at the page that confirms the address, and at all pages behind the private link."""
    page = walked.page
    page.goto(walked.link(email, "confirm"))
    walked.look("confirm")
    press(page)
    walked.look("confirmed")
    status = walked.link(email, "my-story")
    page.goto(status)
    walked.look("status")
    for action in ("change", "withdraw", "data", "erase"):
        page.goto(f"{status}{action}/")
        walked.look(f"status, {action}")
    page.goto("/my-story/gone/")
    walked.look("status, unknown link")


def press(page, button="main form button[type=submit] >> nth=-1"):
    """Press a button, the last one of the page's form if none is named, and wait for what comes."""
    with page.expect_navigation():
        page.locator(button).click()


@pytest.fixture(scope="module", params=HEIGHTS, ids=lambda width: f"{width}px")
def walked(request, browser, site):
    """The whole way, walked once at each width."""
    width = request.param
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": width, "height": HEIGHTS[width]},
        has_touch=width < 600,
        reduced_motion="reduce",
        color_scheme="light",
        extra_http_headers=own_address(),
    )
    walked = Walked(context.new_page(), site, width)
    listen(walked.page, walked.complaints, site.address)
    walk_all(walked)
    yield walked
    context.close()


class TestEveryPage:
    @pytest.mark.parametrize("line", [*LINES, "10 errors", "11 status", "14 help", "25 snapshot"])
    def test_holds_the_line(self, walked, line):
        assert walked.found[line] == []

    def test_was_looked_at(self, walked):
        assert {"start", "look-again", "check", "save", "ask-them", "thank-you", "status"} <= {
            *walked.seen
        }
        assert len(walked.steps) >= 6
        assert {f"{step} with errors" for step in walked.steps} <= {*walked.seen}

    def test_keeps_the_content_policy(self, walked):
        assert walked.complaints == []

    def test_asks_for_name_and_mail_once(self, walked):
        assert {token: len(steps) for token, steps in walked.fields.items()} == {
            "name": 1,
            "email": 1,
        }


class TestClosedForm:
    @pytest.fixture(scope="class")
    def closed(self, site):
        """The form, closed for a while."""
        site.manage("shell", "-v", "0", "-c", CLOSE.format(True))
        yield
        site.manage("shell", "-v", "0", "-c", CLOSE.format(False))

    @pytest.mark.parametrize("width", HEIGHTS)
    def test_holds_all_lines(self, closed, new_page, site, width):
        page = new_page(
            viewport={"width": width, "height": HEIGHTS[width]},
            reduced_motion="reduce",
            extra_http_headers=own_address(),
        )
        page.goto(FORM)
        assert not page.locator("#story-form").count()
        walked = Walked(page, site, width)
        walked.look("closed")
        assert {line: found for line, found in walked.found.items() if found} == {}
