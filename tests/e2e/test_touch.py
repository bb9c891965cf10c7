"""What a finger does on a phone, where a page that scrolls could take the movement for itself."""

import pytest
from playwright.sync_api import expect

from stories import crops
from tests import make
from tests.e2e.form_walk import own_address

CROP = "[name=story_image_crop]"


@pytest.fixture
def picture_step(new_page):
    """A phone on the step with the picture, and a square picture chosen: only up and down can move."""
    page = new_page(
        viewport={"width": 390, "height": 844}, has_touch=True, extra_http_headers=own_address()
    )
    page.goto("/share-your-story/a-picture/")
    page.wait_for_load_state("networkidle")
    picture = {
        "name": "a.jpg",
        "mimeType": "image/jpeg",
        "buffer": make.picture_bytes(1260, 1260),
    }
    page.set_input_files("[name=story_image]", picture)
    page.locator("canvas").wait_for()
    page.locator("canvas").scroll_into_view_if_needed()
    return page


def drag(page, *, by):
    """Put a finger into the middle of the picture, move it by so many pixels, and lift it."""
    box = page.locator("canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    client = page.context.new_cdp_session(page)

    def touch(kind, *points):
        client.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": at} for at in points]},
        )

    touch("touchStart", y)
    for part in range(1, 9):
        touch("touchMove", y + by * part / 8)
    touch("touchEnd")


class TestTheFrame:
    def test_it_follows_a_finger_and_the_page_stays_where_it_is(self, picture_step):
        page = picture_step
        scrolled = page.evaluate("scrollY")
        drag(page, by=-60)
        expect(page.locator(CROP)).not_to_have_value("")
        crop = crops.read_crop(page.input_value(CROP))
        middle = (1 - crop["height"]) / 2
        assert crop["width"] == 1 and crop["top"] > middle + 0.05
        assert page.evaluate("scrollY") == scrolled
