"""Walks through the story form as a person does: reads which questions stand on a page, answers them, goes on.

It knows the fields by name and nothing of the pages that editors made of them.
"""

import itertools
import re
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from tests import make

FORM = "/share-your-story/"
LAST = "check"
# Faster than this only machines are; such stories are held.
HUMAN_MS = 3200
MOST_STEPS = 20

HAPPENED = (
    "My father kept his pills in a tin with a ship on the lid. In March the doses changed twice, and the paper "
    "from the clinic was still right only in parts. "
    "On a Tuesday evening he read me the list from his phone, slowly, the way he reads the weather. It was the new list. "
    "Somebody at the clinic had changed one line, and four hours later it stood on his kitchen table. "
    "He asked me what the small word beside it meant. It meant: with food. He put the tin down and made himself toast. "
    "I stood in my own kitchen, two hundred miles away, and heard the toaster through the phone, and for the first "
    "time that month I did not lie awake. "
)
LEARNED = (
    "I learned that a list is only as good as the last person who changed it, and that my father wants to read it himself. "
    "He never liked it when we spoke about his heart over his head. Now he reads first and asks afterwards. "
    "I also learned to ask the nurse one plain question at each visit: which line is new. "
    "It takes her a minute, and it saves us a week of guessing. "
    "So now we both look for the new line, each visit."
)
MATTERS = (
    "People who build these lists should know who reads them: an old man with good eyes for ships and bad eyes for small print. "
    "People who pay for them should know that one changed line is worth more to us than ten new screens. "
    "And whoever writes rules about them could ask that every change says what is new, since when, and who to call. "
    "He would call. He likes to talk. He would tell you about the toast, and then, if you let him, about the ship."
)
ANSWERS = {
    "story_happened": HAPPENED,
    "story_learned": LEARNED,
    "story_matters": MATTERS,
    "story_because": "because my father heard the change before I could worry",
    "story_title": "The tin with the ship",
    "story_topic": 1,
    "story_image": "picture",
    "story_image_alt": "A tin with a painted ship on its lid, on a kitchen table.",
    "story_image_credit": "Dara Quill",
    "story_people-0-relation": "my father",
    "story_people-0-basis": "asked",
    "story_name": "Dara Quill",
    "story_email": "dara.quill@example.net",
    "story_about": "Daughter",
    "story_place": "Duluth, Minnesota",
    "story_name_shown": "first",
    "consent_until": "open",
    "consent_truth": True,
    "consent_contact": True,
    "consent_publish": True,
    "consent_social": True,
    "consent_brief": True,
    "consent_image": True,
    "consent_alter": True,
}
PROMPTS = ("story_happened", "story_learned", "story_matters")
# What a page does not take. Left out: nothing typed, nothing ticked.
WRONG = {
    "story_happened": "word " * 301,
    "story_learned": "word " * 301,
    "story_matters": "word " * 301,
    "story_because": "because " + "it listens " * 30,
    "story_title": "t" * 121,
    "story_image": "text",
    "story_video": "https://example.com/film",
    "published_url": "no address",
    "story_people-0-relation": "my father",
    "story_name": "",
    "story_email": "dara.quill",
    "story_about": "a" * 121,
}
WORDS = ("text", "textarea")
# An answer to any other question, by the kind of its control.
PLAIN = {"text": "A few words of mine.", "textarea": "A few words of mine.", "select-one": 1}
# Which part of a picture shows; it comes and goes with the picture.
BESIDE_PICTURE = re.compile("story_image_(crop|focus)")
VIDEO_AND_POST = re.compile("story_(video|captions|transcript)|published_")
FILES = {
    "picture": ("IMG_2041.jpg", "image/jpeg", lambda: make.picture_bytes(1600, 840)),
    "text": ("notes.jpg", "image/jpeg", lambda: b"These are only words."),
}
_hosts = itertools.count(1)


def own_address() -> dict[str, str]:
    """Return the headers of a visitor who comes from an address that nobody else has."""
    number = next(_hosts)
    return {"X-Forwarded-For": f"198.19.{number // 250}.{number % 250 + 1}"}


class FormWalk:
    """One person on the way through the form; counts what they do besides typing."""

    def __init__(self, page: Page, answers: dict | None = None):
        self.page = page
        self.answers = ANSWERS | (answers or {})
        self.interactions = 0
        self._begun = None

    @property
    def form(self) -> Locator:
        """The form of the page that is open."""
        return self.page.locator("#story-form")

    @property
    def place(self) -> str:
        """The last part of the address: the key of a step, or `check`."""
        return urlsplit(self.page.url).path.rstrip("/").rpartition("/")[2]

    def start(self) -> "FormWalk":
        """Open the start page and begin."""
        self.page.goto(FORM)
        self.begin()
        return self

    def begin(self) -> None:
        """Go from the start page to a step: the first one, or the one that was left."""
        with self.page.expect_navigation():
            self.click(self.page.locator("main a.button").first)
        self._begun = self._begun or time.monotonic()

    def click(self, control: Locator) -> None:
        """Click once."""
        self.interactions += 1
        control.click()

    @property
    def main_button(self) -> Locator:
        """The button that goes on from the page that is open."""
        return self.form.locator("button[type=submit]:not([name])").last

    def go_on(self) -> None:
        """Send the page that is open by its main button, and wait for what comes."""
        with self.page.expect_navigation():
            self.click(self.main_button)

    def names(self) -> list[str]:
        """Return the names of the questions on the page, in its order."""
        controls = self.form.locator(":is(input:not([type=hidden]), textarea, select)[name]")
        seen = controls.evaluate_all(
            """controls => controls
              .filter(one => one.checkVisibility() && one.tabIndex >= 0 && !one.disabled)
              .map(one => one.name)"""
        )
        return list(dict.fromkeys(seen))

    def control(self, name: str) -> Locator:
        """Return the controls of a question."""
        return self.form.locator(f'[name="{name}"]')

    def kind(self, name: str) -> str:
        """Return what a control is: text, textarea, radio, checkbox, file, select-one, …"""
        return self.control(name).first.evaluate("control => control.type")

    def answer(self, name: str, value) -> None:
        """Give one answer; focusing a field is one thing done, choosing a file is two."""
        kind = self.kind(name)
        control = self.control(name)
        self.interactions += 1
        if kind == "file":
            self.interactions += 1
            control.set_input_files(self.file(value))
        elif kind == "radio":
            self.form.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind == "checkbox":
            control.first.set_checked(bool(value))
        elif kind == "select-one":
            self.interactions += 1
            control.select_option(
                **({"index": value} if isinstance(value, int) else {"value": value})
            )
        else:
            control.fill(value)

    def file(self, which: str) -> dict:
        """Return a file to choose."""
        name, media_type, make_bytes = FILES[which]
        return {"name": name, "mimeType": media_type, "buffer": make_bytes()}

    def answer_for(self, name: str):
        """Return the answer to a question, or None to leave it out."""
        if name in self.answers:
            return self.answers[name]
        if VIDEO_AND_POST.match(name) or name.startswith("story_"):
            return None
        return PLAIN.get(self.kind(name))

    def fill(self) -> dict:
        """Answer every question of the page, and empty the others; return what was answered."""
        given = {name: self.answer_for(name) for name in self.names()}
        for name in [name for name in given if given[name] is None and name in WRONG]:
            self.control(name).fill("")
        given = {name: value for name, value in given.items() if value is not None}
        for name, value in given.items():
            self.answer(name, value)
        return given

    def spoil(self) -> dict:
        """Give every question of the page an answer that it does not take; return what was typed.

        Questions that take any words get good ones: they have to survive the faults of the others.
        """
        typed = {}
        for name in self.names():
            kind = self.kind(name)
            words = WRONG.get(name, self.answer_for(name) if kind in WORDS else None)
            if kind == "checkbox":
                self.control(name).first.uncheck()
            elif kind != "radio" and words is not None:
                self.answer(name, words)
                typed[name] = words
        return typed

    def value(self, name: str):
        """Return what stands in a field, or whether a box is ticked, or which choice is made."""
        kind = self.kind(name)
        if kind == "checkbox":
            return self.control(name).first.is_checked()
        if kind == "radio":
            chosen = self.form.locator(f'[name="{name}"]:checked')
            return chosen.get_attribute("value") if chosen.count() else ""
        return self.control(name).first.input_value()

    def values(self) -> dict:
        """Return what stands in all fields of the page but files and what goes with them, by name."""
        return {
            name: self.value(name)
            for name in self.names()
            if self.kind(name) not in ("file", "range") and not BESIDE_PICTURE.match(name)
        }

    def steps(self) -> Iterator[str]:
        """Yield the key of each step as it opens; go on when the caller has done its part."""
        for _ in range(MOST_STEPS):
            if self.place in ("look-again", LAST):
                return
            here = self.place
            yield here
            if self.place == here:
                self.go_on()
                assert self.place != here, self.page.inner_text(".error-summary")

    def fill_all(self) -> "FormWalk":
        """Fill every step; stop at the look back or the check."""
        for _ in self.steps():
            self.fill()
        return self

    def pass_look_again(self) -> None:
        """Keep everything that the privacy help marked, if it marked anything."""
        if self.place == "look-again":
            self.go_on()

    def send(self) -> str:
        """Send what is checked; return the number of the story."""
        self.take_time()
        self.go_on()
        return self.number()

    def take_time(self) -> None:
        """Let so much time pass since the story was begun that a person may have told it."""
        spent = (time.monotonic() - self._begun) * 1000 if self._begun else 0
        self.page.wait_for_timeout(max(0, HUMAN_MS - spent))

    def number(self) -> str:
        """Return the number of the story on its receipt."""
        assert "/thank-you/" in self.page.url, self.page.inner_text("main")[:300]
        return re.search(r"IHH-\w{4}-\w{2}", self.page.inner_text("main")).group()
