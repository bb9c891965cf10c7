"""The form on another site's page, in a real browser across two hosts: told to the end without a cookie."""

import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.e2e.form_walk import own_address
from tests.e2e.frame_walk import EMBED, FrameWalk, show_on

# To the browser the neighbor is of the same site as the form, whatever its port; the others are not.
PARTNER, NEIGHBOR, STRANGER = "partner.localhost", "127.0.0.1", "stranger.localhost"
COUNT_STORIES = """
from stories.models import Submission
print(Submission.objects.filter(sender_email={email!r}).count())
"""


@contextmanager
def served(page: str):
    """Answer every request to a port of this machine with one page; yield the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *args):
            """Say nothing on the terminal."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def port(site):
    """The port of the partner's server, which answers to every name; the site lets in one of them."""
    frame = (
        f'<iframe src="{site.address}{EMBED}" title="Share your story" width="640" height="900">'
    )
    page = f"<!doctype html><html lang=en><link rel=icon href=data:,><title>A partner</title>{frame}</iframe>"
    with served(page) as port:
        sites = f"http://{PARTNER}:{port}\nhttp://{NEIGHBOR}:{port}"
        with show_on(site, sites):
            yield port


@pytest.fixture
def open_partner(port, new_page, complaints):
    """Open the partner's page under a name; return the page and the frame in it."""

    def open_partner(name=PARTNER, **options):
        page = new_page(extra_http_headers=own_address(), **options)
        page.goto(f"http://{name}:{port}/")
        return page, page.frames[1]

    yield open_partner
    # That there are two hosts is the point of these tests.
    asked = re.compile(rf"asked another host: http://[a-z0-9.]+:{port}/$")
    complaints[:] = [one for one in complaints if not asked.search(one)]


def tell(frame, email):
    """Tell a whole story inside of the frame, with mistakes on the way; return the walk before sending."""
    walk = FrameWalk(frame, {"story_email": email})
    walk.begin()
    for step in walk.steps():
        if "story_name" in walk.names():
            walk.fill()
            walk.answer("story_email", "no address")
            walk.go_on()
            assert walk.place == step
            expect(frame.locator("#error-summary")).to_be_visible()
            assert walk.value("story_name") == "Dara Quill"
        walk.fill()
    walk.pass_look_again()
    assert walk.place == "check"
    return walk


def begin(frame):
    """Type a first answer and let it be saved by itself; return the name of its question."""
    walk = FrameWalk(frame)
    walk.begin()
    name = walk.names()[0]
    walk.answer(name, "In March the doses changed twice.")
    expect(frame.locator("[data-saved]")).to_contain_text("Saved", timeout=15_000)
    return name


class TestPartner:
    def test_a_story_is_told_to_the_end_without_a_cookie(self, site, open_partner):
        email = "frame.one@example.net"
        page, frame = open_partner()
        walk = tell(frame, email)
        assert "The tin with the ship" in frame.inner_text("main")
        with frame.expect_navigation():
            frame.get_by_role("button", name="Change your answer: What happened?").click()
        assert "ship on the lid" in walk.value("story_happened")
        walk.go_on()
        walk.pass_look_again()
        number = walk.send()
        assert frame.url.startswith(f"{site.address}{EMBED}thank-you/")
        assert page.url.startswith("http://partner.localhost")
        assert number in site.wait_for_mail(email).text
        assert page.context.cookies() == []
        assert site.manage("shell", "-c", COUNT_STORIES.format(email=email)).strip()[-1] == "1"

    def test_so_it_is_without_scripts(self, site, open_partner):
        email = "frame.two@example.net"
        page, frame = open_partner(java_script_enabled=False)
        assert tell(frame, email).send()
        assert page.context.cookies() == []

    def test_the_page_of_the_partner_may_be_loaded_anew(self, open_partner):
        page, frame = open_partner(NEIGHBOR)
        name = begin(frame)
        page.goto(page.url)
        opened = page.frame_locator("iframe")
        opened.get_by_role("button", name="Go on with your story").click()
        expect(opened.locator(f'[name="{name}"]')).to_have_value(
            "In March the doses changed twice."
        )

    def test_the_browser_asks_first_where_the_tab_may_keep_nothing(self, open_partner):
        page, frame = open_partner()
        begin(frame)
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.goto(page.url)
        assert asked == ["beforeunload"]

    def test_it_has_room_on_a_small_phone(self, open_partner):
        page, frame = open_partner(viewport={"width": 390, "height": 844})
        page.locator("iframe").evaluate("frame => (frame.width = 320)")
        FrameWalk(frame).begin()
        assert frame.evaluate("document.documentElement.scrollWidth") <= 320


class TestStranger:
    def test_a_site_that_is_not_named_shows_nothing(self, open_partner, complaints):
        page, frame = open_partner(STRANGER)
        expect(page.locator("iframe")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.frames[1].locator("main").count() == 0
        refused = [one for one in complaints if "frame-ancestors" in one]
        complaints.clear()
        assert refused
