"""The screens of staff hold the accessibility rules: empty and with a thousand stories, at two widths, light and dark."""

import json
from collections import defaultdict
from contextlib import contextmanager

import pytest

from home.demo.accounts import ACCOUNTS
from tests.e2e import accessibility

WIDTHS = (1280, 800)
SCHEMES = ("light", "dark")
MANY = 1000

PREPARE = """
import json
from django.contrib.auth import get_user_model
from stories import moderation
from stories.models import Flag, Submission
from tests import make
user = get_user_model().objects.get(username="moderator")
told = "Ivy was four when the bee stung her. The day was hot. We waited there for two hours."
open_one = make.submission(story_happened=told, picture=make.picture(), story_people=[
    {{"relation": "my daughter", "basis": "guardian", "email": ""}}], published_url="https://blog.example.net/ivy")
Flag.objects.create(submission=open_one, kind="name", field="what_happened", start=0, end=3, reason="A name.")
make.edit(open_one, what_happened=told.replace("there", "here"), title="A list that spoke")
chosen = make.submission(story_happened=told)
make.edit(chosen, what_happened=told.replace("two", "three"))
while chosen.state != "approved":
    moderation.decide(chosen, "approve", user=user)
    chosen.refresh_from_db()
live = Submission.objects.filter(story_page__live=True).earliest("pk")
print("SENT" + json.dumps([open_one.pk, chosen.pk, live.pk]))
"""
# Waiting stories are put aside and brought back: the site belongs to other tests, too.
EMPTY = """
import json
from stories.models import Submission
waiting = Submission.objects.waiting()
print("SENT" + json.dumps({{row.pk: row.state for row in waiting}}))
waiting.update(state="not_selected")
"""
BACK = """
from stories.models import Submission
for pk, state in {states}.items():
    Submission.objects.filter(pk=pk).update(state=state)
"""
FILL = """
import uuid
from datetime import timedelta
from django.utils import timezone
from stories.models import Submission
now = timezone.now()
Submission.objects.bulk_create(
    Submission(
        receipt=uuid.uuid4(), sender_name=f"Filler {{one}}", sender_email=f"filler{{one}}@example.net", title=f"A story {{one}}",
        what_happened="We waited. " * (one % 20 + 1), because="#IHeartHIT because " + "a long word and another " * (one % 9 + 1),
        submit_time=now - timedelta(hours=one), enrolled_at=now, email_confirmed_at=now if one % 3 else None,
        state=("received", "in_review", "received", "changes_requested", "not_selected")[one % 5],
    )
    for one in range({many})
)
print("SENT1")
"""
CLEAR = """
from stories.models import Submission
Submission.objects.filter(sender_name__startswith="Filler ").delete()
"""


def run(site, script, **values):
    """Return what a script in the site printed as JSON."""
    printed = site.manage("shell", "-v", "0", "-c", script.format(**values))
    return json.loads(printed.partition("SENT")[2] or "null")


def settle(page):
    """Let what fades from one color to another be there: axe would judge a color on its way."""
    page.evaluate("new Promise(requestAnimationFrame)")
    page.evaluate("document.getAnimations().forEach(one => one.finish())")


class Looked:
    """What was found, by screen."""

    def __init__(self):
        self.found, self.seen = defaultdict(list), set()

    def look(self, page, name, address, *, opens=""):
        """Put one screen through axe at every width and in both schemes; opens: a dialog to open first."""
        self.seen.add(name)
        for width in WIDTHS:
            accessibility.resize(page, width, 900)
            page.goto(address)
            page.wait_for_load_state()
            if opens:
                page.keyboard.press(opens)
                page.locator("dialog[open]").wait_for()
            self.note(page, f"{name} at {width} px", looks_only=False)
            page.emulate_media(color_scheme="dark")
            settle(page)
            self.note(page, f"{name} at {width} px in the dark", looks_only=True)
            page.emulate_media(color_scheme="light")

    def note(self, page, name, *, looks_only):
        """Keep what axe and the ruler find on the page as it stands."""
        violations = accessibility.axe(page, looks_only=looks_only)
        sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if sideways > 0:
            violations.append(f"scrolls {sideways} px sideways")
        self.found[name] += violations


@contextmanager
def empty_queue(site):
    """Let nothing wait for a while."""
    states = run(site, EMPTY)
    yield
    run(site, BACK, states=states)


@contextmanager
def full_queue(site):
    """Let a thousand more stories be there for a while."""
    run(site, FILL, many=MANY)
    yield
    run(site, CLEAR)


@pytest.fixture(scope="module")
def looked(site, browser):
    """Every screen, looked at once."""
    contexts = []

    def sign_in(username):
        (account,) = [one for one in ACCOUNTS if one.username == username]
        context = browser.new_context(
            base_url=site.address, reduced_motion="reduce", color_scheme="light"
        )
        contexts.append(context)
        page = context.new_page()
        page.goto("/admin/login/")
        page.fill("[name=username]", account.username)
        page.fill("[name=password]", account.password)
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    looked = Looked()
    moderator, admin = sign_in("moderator"), sign_in("admin")
    story, chosen, live = run(site, PREPARE)
    with empty_queue(site):
        looked.look(moderator, "queue, empty", "/admin/submissions/")
        looked.look(moderator, "dashboard, empty", "/admin/")
    queue = "/admin/submissions"
    looked.look(moderator, "desk", f"{queue}/inspect/{story}/")
    looked.look(moderator, "desk, keys", f"{queue}/inspect/{story}/", opens="?")
    looked.look(moderator, "desk, refusing", f"{queue}/inspect/{story}/", opens="r")
    looked.look(moderator, "refuse", f"{queue}/decide/{story}/refuse/")
    looked.look(moderator, "copy", f"{queue}/edit/{story}/")
    looked.look(moderator, "edits", f"{queue}/edits/{story}/")
    looked.look(moderator, "sign-off", f"{queue}/sign_off/{chosen}/")
    looked.look(moderator, "similar stories", f"{queue}/similar/{story}/")
    looked.look(moderator, "keys", f"{queue}/keys/")
    looked.look(admin, "audit trail", f"{queue}/trail/{story}/")
    with full_queue(site):
        looked.look(moderator, "queue, many", "/admin/submissions/")
        looked.look(moderator, "queue, all", "/admin/submissions/?state=all")
        looked.look(moderator, "dashboard, many", "/admin/")
        looked.look(admin, "moderation report", "/admin/reports/moderation/")
        looked.look(admin, "form report", "/admin/reports/story-form/")
        looked.look(admin, "register of consents", "/admin/registers/consents/")
        looked.look(admin, "register of mails", "/admin/registers/mails/")
    editor = sign_in("editor")
    looked.look(editor, "placing a story", f"/admin/stories/{live}/place/")
    looked.look(editor, "what left", "/admin/stories/left/")
    looked.look(editor, "social kit", f"/admin/stories/{live}/social-kit/")
    looked.look(editor, "briefs", "/admin/briefs/")
    looked.look(editor, "how this site works", "/admin/how-this-site-works/")
    looked.look(editor, "settings of the campaign", "/admin/settings/cms/campaignsettings/")
    yield looked
    for context in contexts:
        context.close()


class TestEveryScreen:
    def test_axe_finds_nothing_and_nothing_scrolls_sideways(self, looked):
        assert {name: found for name, found in looked.found.items() if found} == {}

    def test_was_looked_at(self, looked):
        assert len(looked.seen) == 25
        assert len(looked.found) == 25 * len(WIDTHS) * len(SCHEMES)
