"""The whole way through the form, by people whose browser, connection or patience is not what it should be."""

import json
import re
import subprocess
import sys
import uuid

import pytest
from playwright.sync_api import expect

from cms import text
from tests.e2e import accessibility
from tests.e2e.form_walk import ANSWERS, FORM, LAST, PROMPTS, FormWalk, own_address
from tests.e2e.line import Forgiving, line_to
from tests.e2e.site import ROOT

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
MOST_INTERACTIONS = 40
# For what happens by itself some seconds after somebody stopped typing.
PATIENCE_MS = 30_000
# Answers each address on its input with what the database holds of that person.
LOOK = """
import json, sys
from stories.models import Draft, Submission
for line in sys.stdin:
    email = line.strip()
    rows = list(Submission.objects.filter(sender_email=email))
    drafts = [draft.pk for draft in Draft.objects.all() if draft.answers.get("story_email") == email]
    answers = [original.answers for row in rows for original in row.originals.all()]
    print(json.dumps({"stories": len(rows), "drafts": drafts, "answers": answers}), flush=True)
"""


@pytest.fixture(scope="module")
def look(site):
    """Return a function that says what the database holds of a person: one process looks for all tests."""
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", LOOK]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=site.env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:

        def look(email):
            process.stdin.write(f"{email}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield look
        process.stdin.close()


@pytest.fixture
def email():
    """An address that no other test uses."""
    return f"walker-{uuid.uuid4().hex[:10]}@example.net"


@pytest.fixture
def open_walk(new_page, email):
    """Return a function that opens a browser for somebody on the way through the form."""

    def open_walk(**options):
        options = {"reduced_motion": "reduce", "extra_http_headers": own_address()} | options
        return FormWalk(new_page(**options), {"story_email": email})

    return open_walk


@pytest.fixture
def stored(look, email):
    """Return a function that says what the database holds of the person of this test."""
    return lambda: look(email)


def check_and_send(walk):
    """Go from the last step to the receipt; return the number of the story."""
    walk.pass_look_again()
    assert walk.place == LAST
    return walk.send()


def assert_sent_once(stored, walk):
    """One story, with every answer that was typed, and no draft left."""
    held = stored()
    assert held["stories"] == 1
    assert held["drafts"] == []
    (answers,) = held["answers"]
    for name in (*PROMPTS, "story_title", "story_name"):
        assert answers[name] == walk.answers[name].strip()


class TestShortest:
    def test_whole_story_takes_less_than_forty_interactions(self, open_walk, stored):
        walk = open_walk(**PHONE).start().fill_all()
        check_and_send(walk)
        assert sum(text.count_words(ANSWERS[name]) for name in PROMPTS) == 300
        assert_sent_once(stored, walk)
        print(f"\n{walk.interactions} interactions besides typing")
        assert walk.interactions < MOST_INTERACTIONS


class TestKeyboardAlone:
    def test_reaches_the_receipt(self, open_walk, stored):
        walk = open_walk()
        page = walk.page
        # The browser has to know in good time that a test chooses the files: a key may overtake it.
        page.on("filechooser", lambda chooser: None)
        page.goto(FORM)
        press_on(page, page.locator("main a.button").first)
        for _ in walk.steps():
            for name in walk.names():
                value = walk.answer_for(name)
                if value is not None:
                    type_into(walk, name, value)
            press_on(page, walk.main_button)
        while "thank-you" not in page.url:
            if walk.place == LAST:
                walk.take_time()
            press_on(page, walk.main_button)
        assert walk.number()
        assert_sent_once(stored, walk)


def tab_to(page, control):
    """Press Tab until a control has the focus."""
    control = control.element_handle()
    for _ in range(120):
        if control.evaluate("control => control === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {control}")


def press_on(page, control):
    """Reach a link or button with Tab and press Enter."""
    tab_to(page, control)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(walk, name, value):
    """Give an answer with keys alone; only the choice of a file happens outside of the page."""
    page, kind = walk.page, walk.kind(name)
    if kind == "radio":
        choices = walk.control(name)
        tab_to(page, choices.first)
        page.keyboard.press("Space")
        while not choices.and_(page.locator(f'[value="{value}"]')).is_checked():
            page.keyboard.press("ArrowDown")
        return
    tab_to(page, walk.control(name).first)
    if kind == "file":
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Enter")
        chooser.value.set_files(walk.file(value))
    elif kind == "checkbox":
        page.keyboard.press("Space")
    elif kind == "select-one":
        page.keyboard.press("ArrowDown")
    else:
        page.keyboard.insert_text(value)


class TestWithoutJavaScript:
    def test_reaches_the_receipt(self, open_walk, stored):
        walk = open_walk(java_script_enabled=False).start()
        for step in walk.steps():
            walk.spoil()
            walk.go_on()
            assert walk.place == step
            expect(walk.page).to_have_title(re.compile("^Error: "))
            walk.fill()
        check_and_send(walk)
        assert_sent_once(stored, walk)


class TestBigText:
    def test_every_page_holds_text_of_twice_the_size(self, open_walk, stored):
        walk = open_walk(**PHONE)
        walk.page.add_init_script(
            "const big = new CSSStyleSheet(); big.replaceSync('html { font-size: 200% }');"
            "document.adoptedStyleSheets = [big];"
        )
        walk.start()
        found = {}
        for step in walk.steps():
            walk.fill()
            assert (
                walk.page.evaluate(
                    "parseFloat(getComputedStyle(document.documentElement).fontSize)"
                )
                == 32
            )
            found[step] = self.lost(walk)
        for _ in range(2):
            found[walk.place] = self.lost(walk)
            walk.pass_look_again()
        walk.send()
        found["thank-you"] = self.lost(walk)
        assert {place: findings for place, findings in found.items() if findings} == {}
        assert_sent_once(stored, walk)

    def lost(self, walk):
        # A closed list shows the start of a long choice, and opens to the whole.
        return [found for found in accessibility.fits(walk.page) if "cuts its choice" not in found]


class TestCutConnection:
    """The connection breaks between any two steps; nothing of what was typed is lost."""

    @pytest.fixture
    def line(self, site):
        with line_to(site.port) as line:
            yield line

    @pytest.fixture
    def complaints(self, line):
        return Forgiving(line.address)

    @pytest.fixture
    def walk(self, open_walk, line):
        return open_walk(base_url=line.address).start()

    @pytest.mark.parametrize("recover", ["reload", "go_back"])
    def test_before_the_words_arrive(self, walk, line, stored, recover):
        for step in walk.steps():
            given = walk.fill()
            typed = walk.values()
            line.is_cut = True
            self.try_to_go_on(walk)
            line.is_cut = False
            if self.comes_back(walk, step, recover):
                assert walk.values() == typed
                choose_files(walk, given)
        check_and_send(walk)
        assert_sent_once(stored, walk)

    @pytest.mark.parametrize("recover", ["reload", "go_back"])
    def test_after_the_words_arrived(self, walk, line, stored, recover):
        for step in walk.steps():
            walk.fill()
            typed = walk.values()
            self.lose_the_answer(walk, line)
            if self.comes_back(walk, step, recover):
                assert walk.values() == typed
        walk.pass_look_again()
        walk.take_time()
        # Now the story is stored, and its sender cannot know.
        self.lose_the_answer(walk, line)
        if self.comes_back(walk, LAST, recover):
            walk.go_on()
        assert walk.number()
        assert_sent_once(stored, walk)

    def test_while_somebody_types(self, walk, line):
        page = walk.page
        step = next(walk.steps())
        line.is_cut = True
        given = walk.fill()
        saved = page.locator("[data-saved]")
        expect(saved).to_contain_text("Not saved yet", timeout=PATIENCE_MS)
        line.is_cut = False
        expect(saved).to_contain_text("Saved", timeout=PATIENCE_MS)
        page.goto(f"{FORM}{step}/")
        assert walk.values() == given

    def comes_back(self, walk, step, recover):
        """Reload, or go back and on again; say whether the page that was cut off stands there once more.

        The browser's own error page may have taken the place of that page on the way back.
        """
        getattr(walk.page, recover)()
        if recover == "go_back" and step not in walk.page.url and "thank-you" not in walk.page.url:
            if walk.page.url.endswith(FORM):
                walk.begin()
            else:
                walk.go_on()
        return walk.place == step

    def try_to_go_on(self, walk):
        walk.click(walk.main_button)
        walk.page.wait_for_url("chrome-error://**")

    def lose_the_answer(self, walk, line):
        before = line.lost
        line.loses_answers = True
        self.try_to_go_on(walk)
        line.loses_answers = False
        assert line.lost > before


def choose_files(walk, given):
    """Choose the files again, which no browser keeps."""
    for name in given:
        if walk.kind(name) == "file":
            walk.answer(name, given[name])


class TestComingBack:
    def test_back_button_shows_what_was_entered(self, open_walk):
        walk = open_walk().start()
        typed = {}
        for step in walk.steps():
            walk.fill()
            typed[step] = walk.values()
        for step in reversed(typed):
            walk.page.go_back()
            assert walk.place == step
            assert walk.values() == typed[step]

    def test_back_link_shows_what_was_entered(self, open_walk):
        walk = open_walk().start()
        typed = {}
        for step in walk.steps():
            walk.fill()
            typed[step] = walk.values()
            if len(typed) == 3:
                break
        for step in [*reversed(typed)][1:]:
            walk.page.locator(".back-link").click()
            assert walk.place == step
            assert walk.values() == typed[step]

    def test_reload_shows_what_was_entered(self, open_walk):
        walk = open_walk().start()
        for _ in walk.steps():
            given = walk.fill()
            typed = walk.values()
            # Nothing of it was saved yet.
            walk.page.reload()
            assert walk.values() == typed
            choose_files(walk, given)

    def test_mailed_link_opens_the_draft_in_another_browser(self, open_walk, site, email, stored):
        walk = open_walk().start()
        steps = walk.steps()
        for _ in range(3):
            step = next(steps)
            walk.fill()
        typed = walk.values()
        walk.click(walk.page.locator("button[name=save]").first)
        walk.page.wait_for_url("**/save/")
        walk.page.fill("main [autocomplete=email]", email)
        walk.page.locator("main form button[type=submit]").last.click()
        link = re.search(r"http\S+/resume/\S+", site.wait_for_mail(email, "/resume/").text).group()

        other = open_walk()
        other.page.goto(link)
        other.page.locator("main form button[type=submit]").last.click()
        assert other.place == step
        assert other.values() == typed
        other.fill_all()
        check_and_send(other)
        assert_sent_once(stored, other)


class TestImpatience:
    def test_double_click_goes_on_once(self, open_walk, stored):
        walk = open_walk().start()
        seen = []
        for step in walk.steps():
            seen.append(step)
            walk.fill()
            walk.main_button.dblclick()
            # The second click may break the first one's answer off: only where it ends counts.
            expect(walk.page).not_to_have_url(re.compile(rf"/{step}/"), timeout=PATIENCE_MS)
            walk.page.wait_for_load_state("load")
        assert len(seen) == len(set(seen)) >= 6
        walk.pass_look_again()
        walk.take_time()
        walk.main_button.dblclick()
        expect(walk.page).to_have_url(re.compile("/thank-you/"), timeout=PATIENCE_MS)
        assert_sent_once(stored, walk)

    def test_receipt_survives_reload_and_back(self, open_walk, stored):
        walk = open_walk().start().fill_all()
        number = check_and_send(walk)
        walk.page.reload()
        assert walk.number() == number
        walk.page.go_back()
        walk.page.go_forward()
        assert walk.number() == number
        assert_sent_once(stored, walk)


class TestLostSession:
    def test_words_stay_when_all_cookies_are_gone(self, open_walk, stored):
        walk = open_walk().start()
        for _ in walk.steps():
            walk.page.context.clear_cookies()
            walk.fill()
        walk.page.context.clear_cookies()
        check_and_send(walk)
        assert_sent_once(stored, walk)
