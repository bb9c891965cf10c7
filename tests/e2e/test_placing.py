"""Placing by keyboard and by mouse: from the queue to the landing page, and back after a save from an old tab (issue 5)."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_desk_keyboard import Typist, told

# A preview is a whole page, and a publication writes many rows: both may take a while on a busy machine.
PATIENCE = 30_000
WALL = ".plan__slot--many input[name=slot]"
HOME = """
import json
from home.models import HomePage
print("SENT" + json.dumps(HomePage.objects.first().pk))
"""
SEND = """
import json
from datetime import timedelta
from django.utils import timezone
from tests import make
made = [
    make.submission(
        state="approved", story_title=f"The {name} {{one}}", story_email=f"{name}{{one}}@example.net",
        story_happened=f"The {name} number {{one}} was kept in a drawer until somebody asked for it.",
        story_learned=None, story_matters=None,
        story_because=f"#IHeartHIT because the {name} number {{one}} was found.",
        now=timezone.now() - timedelta(days=300, minutes=-one),
    )
    for one in range({many})
]
print("SENT" + json.dumps([[one.pk, one.number, one.title] for one in made]))
"""
PLACE = """
import json
from django.contrib.auth import get_user_model
from home.models import HomePage
from stories import placement, promotion
from stories.models import Submission
person = get_user_model().objects.get(username="admin")
story = promotion.promote(Submission.objects.get(pk={pk}), user=person)
page = HomePage.objects.first()
[slot, *_] = [one for one in page.get_slots() if one.capacity > 1]
placement.place(story, page, slot.id, user=person)
print("SENT" + json.dumps(page.pk))
"""


@pytest.fixture
def approve(site):
    """Return approved stories whose words hold a name: key, number, title of each."""

    def approve(name, many):
        return told(site, SEND.format(name=name, many=many), "SENT")

    return approve


def see_as_visitor(new_page, *lines):
    """Open the landing page with nobody signed in and find these lines on it."""
    visitor = new_page()
    visitor.goto("/")
    for line in lines:
        expect(visitor.get_by_text(line).first).to_be_visible(timeout=PATIENCE)


def preview_of(page):
    """Return the frame in which the page is previewed."""
    return page.frame_locator("#preview iframe")


def test_two_stories_from_the_queue_by_keyboard_alone(sign_in, new_page, approve):
    stories = approve("kettle", 2)
    page = sign_in("editor")
    typist = Typist(page)

    page.goto("/admin/submissions/?state=approved")
    for pk, _, _ in stories:
        typist.tab_to(f"input[data-bulk-action-checkbox][data-object-id='{pk}']", most=200)
        typist.press("Space")
    # One: place them.
    typist.tab_to("a[data-bulk-action-button][href*='/place/']", most=200)
    typist.leave("Enter")
    page.wait_for_load_state()

    # Two: the place.
    typist.tab_to(WALL)
    typist.press("Space")
    expect(preview_of(page).get_by_text("the kettle number 1 was found")).to_be_visible(
        timeout=PATIENCE
    )

    # Three: publish.
    typist.tab_to(".placing__bar button[value=publish]", most=150)
    typist.leave("Enter")
    expect(page.locator(".messages")).to_contain_text(
        "2 stories are published in", timeout=PATIENCE
    )

    # Moved up by one, still without a mouse.
    first, second = (title for _, _, title in stories)
    typist.tab_to(up_of(page, second), most=200)
    typist.leave("Enter")
    cells = page.locator(".plan__slot--many").first.locator(".plan__title")
    titles = cells.all_inner_texts()
    assert titles.index(second) == titles.index(first) - 1
    assert typist.unseen == []
    see_as_visitor(new_page, "the kettle number 0 was found", "the kettle number 1 was found")


def test_one_story_from_the_desk_by_mouse(sign_in, new_page, approve):
    [[pk, _, title]] = approve("ladder", 1)
    page = sign_in("editor")
    page.goto(f"/admin/submissions/inspect/{pk}/")
    page.get_by_role("link", name="Place the story").click()

    # The whole area is what one clicks on.
    slot = page.locator(".plan__slot", has_text="Featured story").first
    slot.click(position={"x": 250, "y": 12})
    expect(slot.locator("input[name=slot]")).to_be_checked()
    expect(preview_of(page).get_by_text("the ladder number 0 was found").first).to_be_visible(
        timeout=PATIENCE
    )
    page.locator(".placing__bar button[value=publish]").click()
    expect(page.locator(".messages")).to_contain_text(
        f"“{title}” is published in", timeout=PATIENCE
    )
    expect(page.locator(".placements")).to_contain_text("On the public page", timeout=PATIENCE)
    see_as_visitor(new_page, "the ladder number 0 was found")


def test_a_story_that_an_old_tab_took_out_is_put_back_with_one_press(
    site, sign_in, approve, complaints
):
    [[pk, _, title]] = approve("window", 1)
    home = told(site, HOME, "SENT")
    page = sign_in("editor")
    page.goto(f"/admin/pages/{home}/edit/")
    page.wait_for_load_state()

    told(site, PLACE.format(pk=pk), "SENT")
    # The old tab is saved all the same, against Wagtail's own warning.
    page.fill("[name=title]", "#IHeartHIT once more")
    expect(page.get_by_text("Autosave is paused").first).to_be_visible(timeout=PATIENCE)
    complaints.clear()
    page.locator("button.action-save").first.click()
    dialog = page.locator("[role=dialog]:visible")
    with page.expect_navigation():
        dialog.locator("button.button:not(.button-secondary)").first.click()

    warning = page.locator(".messages", has_text=f"“{title}” is not in")
    expect(warning).to_contain_text("Somebody placed it while you were editing", timeout=PATIENCE)
    # It stays in the editor of the page until somebody answers.
    page.goto(f"/admin/pages/{home}/edit/")
    lost = page.locator("li.lost", has_text=title)
    expect(lost).to_be_visible(timeout=PATIENCE)
    with page.expect_navigation():
        lost.get_by_role("button", name="Put it back").click()
    expect(page.locator(".messages")).to_contain_text("is back in", timeout=PATIENCE)
    expect(page.locator("li.lost", has_text=title)).to_have_count(0)
    expect(page.locator(".placements", has_text=title)).to_contain_text(
        "In the draft", timeout=PATIENCE
    )


def up_of(page, title):
    """Return the selector of the button that moves a story up in the first wall."""
    cell = page.locator(".plan__slot--many").first.locator(".plan__cell", has_text=title)
    return f"button[value='{cell.locator('button[value^=up]').get_attribute('value')}']"
