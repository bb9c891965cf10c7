"""Copying, sharing and printing a story are offered only where the browser can do it, in under 1 KB."""

import pytest
from playwright.sync_api import expect

from tests.e2e.modules.conftest import ROOT

TEXT, ADDRESS = "#IHeartHIT #NHITWeek", "https://x.example/"
PARTS = f"""
<div hidden data-copy="{TEXT} {ADDRESS}" data-done="Copied"><button><span>Copy</span></button></div>
<div hidden data-share="{TEXT}" data-url="{ADDRESS}"><button><span>Share</span></button></div>
<p role="status" data-said></p>"""
# A browser that can do both; whoever shares closes the sheet again.
ABLE = """
const own = (name, value) => Object.defineProperty(navigator, name, { value, configurable: true });
own("share", (given) => { window.shared = given; return Promise.reject(new Error("closed")); });
own("clipboard", { writeText: async (words) => { window.copied = words; } });"""
UNABLE = """
for (const name of ["share", "clipboard"]) Object.defineProperty(navigator, name, { value: undefined });"""


@pytest.fixture
def open_parts(open_page):
    """Return a function that opens the parts in a browser that can do what a script says."""

    def open_as(script):
        page = open_page(PARTS, "share.js")
        page.add_init_script(script)
        page.reload(wait_until="load")
        return page

    return open_as


class TestShare:
    def test_it_is_small(self):
        assert len((ROOT / "static" / "js" / "share.js").read_bytes()) <= 1024

    def test_the_system_gets_text_and_address_and_a_closed_sheet_is_no_error(self, open_parts):
        page = open_parts(ABLE)
        page.get_by_role("button", name="Share").click()
        assert page.evaluate("window.shared") == {"text": TEXT, "url": ADDRESS}

    def test_both_hashtags_are_copied_with_the_address(self, open_parts):
        page = open_parts(ABLE)
        page.get_by_role("button", name="Copy").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        assert page.evaluate("window.copied") == f"{TEXT} {ADDRESS}"

    def test_what_a_browser_cannot_do_is_not_offered(self, open_parts):
        page = open_parts(UNABLE)
        assert not page.get_by_role("button").count()
