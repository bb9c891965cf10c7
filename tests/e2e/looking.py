"""Pages put through the accessibility checklist: at three widths, in both schemes, with errors too."""

import os
import re
from collections import defaultdict
from contextlib import contextmanager

from tests.e2e import accessibility
from tests.e2e.conftest import listen
from tests.e2e.form_walk import own_address

SIZES = {1280: 900, 390: 844, 320: 640}
WIDE, PHONE, NARROW = SIZES

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
SNAPSHOTS = accessibility.SNAPSHOTS
# Set it to write the snapshots anew; then read what changed in them.
WRITES_SNAPSHOTS = os.environ.get("WRITE_ARIA") == "1"


class Walked:
    """What was found on the pages that were looked at, by line of the checklist; email is the sender's."""

    def __init__(self, page, site, email=""):
        self.page, self.site, self.email = page, site, email
        self.found = defaultdict(list)
        self.seen = []
        self.steps = []
        self.fields = defaultdict(list)
        self.help = None
        self.complaints = []

    def note(self, line, state, findings):
        """Keep findings with the page they were made on."""
        self.found[line] += [f"{state}: {finding}" for finding in findings]

    def look(self, state, *, is_framed=False):
        """Put the page that is open through all checks, at every width and in both schemes.

        A page for a partner's frame has no foot: the partner's page has one around it.
        """
        self.seen.append(state)
        if not is_framed:
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

    def look_at_errors(self, state, typed, walk, **options):
        """Put a page that came back with errors through the checks for that, then through all."""
        self.note("10 errors", state, accessibility.errors(self.page))
        kept = walk.values()
        lost = [name for name, value in typed.items() if name in kept and kept[name] != value]
        self.note("10 errors", state, [f"what was typed into {name} is gone" for name in lost])
        self.look(state, **options)

    def link(self, place, email=""):
        """Return a link from a mail to the sender or to somebody else, once it came."""
        pattern = re.compile(rf"http\S+/{place}/\S+")

        def arrived():
            links = (pattern.search(mail.text) for mail in self.site.mails(email or self.email))
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


@contextmanager
def walk_with(browser, site, email=""):
    """Yield a Walked with a page of its own: a laptop, in light colors, whose reader wants no motion."""
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": WIDE, "height": SIZES[WIDE]},
        reduced_motion="reduce",
        color_scheme="light",
        extra_http_headers=own_address(),
    )
    walked = Walked(context.new_page(), site, email)
    listen(walked.page, walked.complaints, site.address)
    yield walked
    context.close()


def press(page, button="main form button[type=submit] >> nth=-1"):
    """Press a button, the last one of the page's form if none is named, and wait for what comes."""
    with page.expect_navigation():
        page.locator(button).click()
