"""What a sender meets after sending, and the form on a partner's page, hold the accessibility checklist too.

One person sends a story with somebody else in it and opens every page behind the private link, with
errors where a page can have some; then the pages for the other person, and those inside of the frame.
"""

import pytest

from tests.e2e.form_walk import FormWalk
from tests.e2e.frame_walk import EMBED, FrameWalk, show_on
from tests.e2e.looking import LINES, press, walk_with

EMAIL, OTHER = "ida.marsh@example.net", "otto.marsh@example.net"
TELLING = "Write to me at tin.with.kite@example.org, or call 218-555-0143."
SHOW_EDITS = """
from django.contrib.auth import get_user_model
from stories import moderation, signoff
from stories.models import Submission
user = get_user_model().objects.filter(is_superuser=True).first()
story = Submission.objects.get(sender_email={email!r})
story.what_happened = story.what_happened.replace("two hundred miles", "three hundred miles")
story.save()
story.save_revision()
while story.state != "approved":
    moderation.decide(story, "approve", user=user)
    story.refresh_from_db()
signoff.ask(story, kinds=["grammar"], user=user)
"""
ASK_FOR_CHANGES = """
from django.contrib.auth import get_user_model
from stories import moderation
from stories.models import Submission
user = get_user_model().objects.filter(is_superuser=True).first()
story = Submission.objects.get(sender_email={email!r})
moderation.decide(story, "changes", user=user, note="Please tell us a little more.", grounds=["grammar"])
"""


def look_at_edits(walked):
    """Look at the edits that wait for an answer, and keep the own words."""
    page, link = walked.page, walked.link("my-story").rstrip("/")
    page.goto(f"{link}/")
    walked.look("awaiting sign-off")
    page.get_by_role("link", name="Look at the edits").click()
    walked.look("edits")
    walked.snapshot("edits", "main")
    press(page, "button[name=answer][value=no]")
    walked.look("after the answer")


def look_at_story(walked):
    """Look at every page behind the private link, and leave the story as it is."""
    page, link = walked.page, walked.link("my-story").rstrip("/")
    page.goto(f"{link}/")
    walked.look("changes requested")
    for place in ("withdraw", "data", "erase"):
        page.goto(f"{link}/{place}/")
        walked.look(place)
    press(page)
    walked.look("erase without the box ticked")
    page.goto(f"{link}/change/")
    walked.look("change")
    walked.snapshot("change")
    page.locator("[name=story_happened]").fill("word " * 301)
    press(page, "#story-form .form-actions button")
    walked.look_at_errors("change with errors", {}, FormWalk(page))
    page.locator("[name=story_happened]").fill(f"It was a long winter. {TELLING}")
    press(page, "#story-form .form-actions button")
    walked.look("change with a hint")


def look_at_asking(walked):
    """Look at the page that mails a new link."""
    page = walked.page
    page.goto("/my-story/")
    walked.look("ask for the link")
    press(page)
    walked.look_at_errors("ask for the link with errors", {}, FormWalk(page))
    page.fill("[name=number]", "IHH-2345-67")
    page.fill("[name=email]", EMAIL)
    press(page)
    walked.look("asked")


def look_at_person(walked):
    """Look at the page for somebody else in the story, before and after the answer."""
    page = walked.page
    page.goto(walked.link("their-story", OTHER))
    walked.look("their story")
    press(page)
    walked.look("their answer")


def look_into_frame(walked):
    """Look at the pages that stand in the frame of a partner."""
    page = walked.page
    page.goto(EMBED)
    walked.look("embedded start", is_framed=True)
    walk = FrameWalk(page)
    walk.begin()
    walked.look("embedded step", is_framed=True)
    typed = walk.spoil()
    walk.go_on()
    walked.look_at_errors("embedded step with errors", typed, walk, is_framed=True)


@pytest.fixture(scope="module")
def walked(browser, site):
    """The whole way, walked once."""
    with walk_with(browser, site, EMAIL) as walked:
        walk = FormWalk(
            walked.page,
            {"story_email": EMAIL, "story_people-0-email": OTHER},
        )
        walk.start().fill_all().pass_look_again()
        walk.send()
        walked.page.goto(walked.link("confirm"))
        press(walked.page)
        site.manage("shell", "-v", "0", "-c", SHOW_EDITS.format(email=EMAIL))
        look_at_edits(walked)
        site.manage("shell", "-v", "0", "-c", ASK_FOR_CHANGES.format(email=EMAIL))
        look_at_story(walked)
        look_at_asking(walked)
        look_at_person(walked)
        with show_on(site, "https://partner.example.org"):
            look_into_frame(walked)
        yield walked


class TestEveryPage:
    @pytest.mark.parametrize("line", ["1 axe", *LINES, "10 errors", "14 help", "25 snapshot"])
    def test_holds_the_line(self, walked, line):
        assert walked.found[line] == []

    def test_keeps_the_content_policy(self, walked):
        assert walked.complaints == []

    def test_was_looked_at(self, walked):
        assert {
            "edits",
            "changes requested",
            "change with errors",
            "change with a hint",
            "their answer",
            "embedded step with errors",
        } <= {*walked.seen}
