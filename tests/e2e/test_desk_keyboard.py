"""Twenty stories moderated by keyboard alone: from the queue to the last decision, with the focus always in sight (issue 4)."""

import json
import re

import pytest
from playwright.sync_api import expect

MANY = 20
NOTE = "Please tell us in which year this was."
# What becomes of each story, over and over.
PLAN = ("approve", "changes", "refuse", "approve", "refuse")
ENDS = {"approve": "approved", "changes": "changes_requested", "refuse": "not_selected"}

# The words differ in every story: the same ones over and over would be held as copies.
SEND = """
import json, random
from datetime import timedelta
from django.utils import timezone
from tests import make
words = "nurse river kettle ladder winter bus chart number screen letter sister garden bell window ticket map".split()
numbers = []
for one in range({many}):
    pick = random.Random(one)
    told = " ".join(pick.choice(words) for _ in range(60)).capitalize() + "."
    because = " ".join(pick.choice(words) for _ in range(5))
    made = make.submission(
        story_title=f"Keyboard story {{one + 1}}", story_happened=told, story_learned=None, story_matters=None,
        story_because=f"#IHeartHIT because {{because}} helped.", story_email=f"keys{{one}}@example.net",
        now=timezone.now() - timedelta(days=200, minutes=-one),
    )
    numbers.append(made.number)
print("SENT" + json.dumps(numbers))
"""
READ = """
import json
from stories.models import Submission
rows = Submission.objects.filter(number__in={numbers})
print("READ" + json.dumps({{
    row.number: [row.state, [[one.kind, one.grounds, one.note, one.internal_note] for one in row.decisions.order_by("id")]]
    for row in rows}}))
"""
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return "nothing";
  const around = [element, element.closest("label, tr"), ...(element.labels ?? [])].filter(Boolean);
  const has = one => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  };
  const label = element.outerHTML.slice(0, 90);
  if (!around.some(has)) return `no ring: ${label}`;
  const box = element.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  if (box.bottom <= 0 || box.top >= innerHeight) return `out of the window: ${label}`;
  const top = document.elementFromPoint(x, y);
  return around.some(one => one.contains(top)) || top?.contains(element) ? "" : `covered: ${label}`;
}"""


class Typist:
    """Somebody without a mouse; `unseen` are the places where the focus could not be seen."""

    def __init__(self, page):
        self.page, self.unseen = page, []

    def press(self, *keys):
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def leave(self, key):
        """Press a key that leads to another page, and wait until that stands."""
        with self.page.expect_navigation():
            self.press(key)

    def tab_to(self, selector, *, most=90, key="Tab"):
        """Press Tab until something has the focus, and look at every stop."""
        for _ in range(most):
            self.press(key)
            if said := self.look():
                self.unseen.append(f"{self.page.url}: {said}")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"Tab never reached {selector}")

    def look(self):
        """Return what is wrong with the place of the focus, "" where it can be seen.

        A long page is still on its way when the focus has arrived: it gets half a second.
        """
        for _ in range(5):
            if not (said := self.page.evaluate(FOCUS)):
                return ""
            self.page.wait_for_timeout(100)
        return said

    def tick(self, dialog, ground):
        """Tick one of the grounds in a dialog that is open."""
        chosen = f"{dialog} input[value={ground}]"
        if not self.page.evaluate("s => document.activeElement.matches(s)", chosen):
            self.tab_to(chosen)
        self.press("Space")

    def number(self):
        """Return the number of the story on the desk, "" elsewhere."""
        found = re.search(r"IHH-\w{4}-\w\w", self.page.title())
        return found.group() if found else ""


def told(site, script, word):
    """Return what a script in the site printed as JSON behind a word."""
    printed = site.manage("shell", "-v", "0", "-c", script)
    return json.loads(printed.partition(word)[2])


@pytest.fixture
def numbers(site):
    """Twenty stories that have waited longer than any other."""
    return told(site, SEND.format(many=MANY), "SENT")


def decide(typist, kind):
    """Take one decision on the desk that is open."""
    page = typist.page
    if kind == "approve":
        typist.leave("a")
        return
    typist.press("c" if kind == "changes" else "r")
    dialog = f"#dialog-{kind}"
    expect(page.locator(dialog)).to_be_visible()
    typist.tick(dialog, "grammar" if kind == "changes" else "promotional")
    typist.tab_to(f"{dialog} [name=note]")
    page.keyboard.type(NOTE)
    typist.tab_to(f"{dialog} [name=internal_note]")
    page.keyboard.type("By keyboard.")
    typist.tab_to(f"{dialog} button[type=submit]")
    typist.leave("Enter")


def look_and_come_back(typist):
    """Open the page as visitors will see it, look, and close its window."""
    with typist.page.context.expect_page() as opened:
        typist.press("v")
    shown = opened.value
    expect(shown.locator("h1")).to_contain_text("Keyboard story")
    shown.close()


def look_at_the_keys(typist):
    """Open the list of keys and close it again."""
    typist.press("?")
    dialog = typist.page.locator("#dialog-keys")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Ask for changes")
    typist.press("Escape")
    expect(dialog).to_be_hidden()


def pass_by(typist):
    """Give back a story of others that the moderator was reading, and go to the next one."""
    if typist.page.get_by_role("button", name="Give back").count():
        typist.leave("t")
        typist.page.wait_for_load_state()
    typist.leave("n")


def undo(typist, number):
    """Take the last decision back: through the message to the story, and with a key into the queue."""
    typist.tab_to(".messages a")
    typist.leave("Enter")
    typist.page.wait_for_load_state()
    assert typist.number() == number
    typist.leave("u")
    expect(typist.page.locator(".desk-state")).to_have_text("Received")


def test_twenty_stories_without_a_mouse(site, sign_in, numbers):
    page = sign_in("moderator")
    typist = Typist(page)
    plan = {number: PLAN[place % len(PLAN)] for place, number in enumerate(numbers)}

    # From the queue to the first story with Tab and Enter.
    page.goto("/admin/submissions/")
    typist.tab_to(".queue-story__link")
    typist.leave("Enter")
    assert typist.number() == numbers[0]
    page.wait_for_load_state()

    look_at_the_keys(typist)
    look_and_come_back(typist)
    typist.leave("t")
    assert "You are reading" in page.locator(".messages").inner_text()

    # A yes takes two steps, and who takes both comes back to the story for the second.
    left = {number: 2 if kind == "approve" else 1 for number, kind in plan.items()}
    reopened = ""
    while any(left.values()):
        page.wait_for_load_state()
        number = typist.number()
        if not left.get(number):
            pass_by(typist)
            continue
        decide(typist, plan[number])
        left[number] -= 1
        if not reopened and plan[number] == "refuse":
            # Undone by keyboard: through the message to the story, and back into the queue.
            reopened = number
            undo(typist, number)
            left[number] += 1

    found = told(site, READ.format(numbers=numbers), "READ")
    assert {number: found[number][0] for number in numbers} == {
        number: ENDS[kind] for number, kind in plan.items()
    }
    for number, kind in plan.items():
        decisions = found[number][1]
        if kind == "approve":
            assert [one[0] for one in decisions] == ["approve", "approve"]
        else:
            assert decisions[-1] == [
                kind,
                ["grammar" if kind == "changes" else "promotional"],
                NOTE,
                "By keyboard.",
            ]
    assert [one[0] for one in found[reopened][1]] == ["refuse", "reopen", "refuse"]
    # None of them waits in the queue any more.
    page.goto("/admin/submissions/")
    for number in numbers:
        expect(page.locator("main")).not_to_contain_text(number)
    assert typist.unseen == []
