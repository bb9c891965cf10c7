"""Every page on a story's way holds the accessibility checklist: at three widths, in both schemes, with errors too.

One person walks through the form once. Every page is looked at on the way, at one width after the other, and the tests
then ask line by line what was found. Lines 8 and 9 are computed from the tokens (tests/test_tokens.py), 15 and 23 are
walked in test_form_journeys.py, 19 is a rule of the form (tests/stories), 26 is for people (screen_reader_script.md).
The pages behind the private link are in test_sender_accessibility.py.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import accessibility
from tests.e2e.form_walk import FORM, FormWalk, own_address
from tests.e2e.looking import LINES, Walked, press, walk_with

EMAIL = "orla.pike@example.net"
# Something for the privacy help to find.
TELLING = "Ask for the list. Call me at 218-555-0142, or write to tin.with.ship@example.org."
AUTOSAVE_MS = 2000
SAVED = re.compile(r"^Saved \d+(:\d\d)? [ap]\.m\.$|^Saved (noon|midnight)$")
# Pages whose questions are counted while somebody types.
COUNTED = ("what-happened", "finish-the-sentence")
CLOSE = "from stories.models import StoryFormPage as P; P.objects.update(is_closed={})"


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


@pytest.fixture(scope="module")
def walked(browser, site):
    """The whole way, walked once."""
    with walk_with(browser, site, EMAIL) as walked:
        walk_all(walked)
        yield walked


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
