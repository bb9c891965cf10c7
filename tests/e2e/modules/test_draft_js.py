"""The form saves itself, and nothing that was typed is lost with the connection."""

from email import message_from_bytes
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import expect

from tests.e2e.modules.conftest import ADDRESS, POLICY

DRAFT = """
<form method="post" action="/step/" data-autosave="a1" id="story-form">
  <input type="hidden" name="csrfmiddlewaretoken" value="csrf">
  <input type="hidden" name="form_token" value="old">
  <textarea name="story_happened"></textarea>
  <label><input type="radio" name="shown" value="full">Full</label>
  <label><input type="radio" name="shown" value="first">First</label>
  <input type="file" name="story_image">
  <button>Save and continue</button>
</form>
<form><input type="hidden" name="form_token" value="old"></form>
<p role="status" data-saved></p>"""
SAVED = '{"saved": "9:41 a.m.", "token": "new"}'
LATE = 10_000


class Draft:
    """The page of a form that saves itself, and a server made of one answer."""

    def __init__(self, page, complaints):
        self.page, self.complaints = page, complaints
        self.posts, self.held = [], []
        self.answer, self.hold, self.body = {"body": SAVED}, False, DRAFT
        self.status = page.locator("[data-saved]")
        page.route(ADDRESS + "step/", self.receive)
        page.route(ADDRESS, self.show)

    def show(self, route):
        """Answer with the page, which no browser may keep."""
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        html = f'<!doctype html><meta charset="utf-8"><title>Test</title>{self.body}'
        html += '<script type="module" src="/draft.js"></script>'
        route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)

    def receive(self, route):
        """Note what arrived, and answer or hold the answer back."""
        if route.request.method == "GET":
            route.fulfill(body="Next", content_type="text/html")
            return
        self.posts.append(read_post(route.request))
        if "autosave" not in self.posts[-1] and self.answer:
            route.fulfill(body="Next", content_type="text/html")
        elif self.hold:
            self.held.append(route)
        elif self.answer is None:
            route.abort()
        else:
            route.fulfill(**{"content_type": "application/json", **self.answer})

    def release(self):
        """Give the answers held back."""
        for route in self.held:
            route.fulfill(body=SAVED, content_type="application/json")

    def type(self, words):
        self.page.fill("textarea", words)

    def save(self, words):
        self.type(words)
        self.page.clock.run_for(2000)
        expect(self.status).to_have_text("Saved 9:41 a.m.")

    def leave(self):
        """Let the page think that it is put away."""
        self.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    def wait_for_posts(self, number):
        for _ in range(100):
            if len(self.posts) >= number:
                break
            self.page.wait_for_timeout(20)
        assert len(self.posts) == number

    def kept(self):
        return self.page.evaluate("({ ...sessionStorage })")

    def forgive(self, words):
        """Drop the browser's own complaints about answers that this test made bad."""
        self.complaints[:] = [said for said in self.complaints if str(words) not in said]


def read_post(request) -> dict:
    """Return the fields of a posted form, files by their names."""
    kind = request.headers["content-type"]
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(request.post_data, keep_blank_values=True))
    message = message_from_bytes(
        f"Content-Type: {kind}\r\n\r\n".encode() + request.post_data_buffer
    )
    return {
        part.get_param("name", header="content-disposition"): part.get_payload()
        for part in message.get_payload()
    }


class TestDraft:
    """What is typed reaches the server by itself, or waits in this tab until it can."""

    @pytest.fixture
    def draft(self, open_page, complaints):
        """A page with a form that saves itself; `posts` are what it sent, `answer` what comes back."""
        page = open_page(DRAFT, "draft.js")
        page.clock.install(time=0)
        page.goto(ADDRESS)
        page.clock.pause_at(3_600_000)
        return Draft(page, complaints)

    @pytest.fixture
    def watched(self, open_page, complaints):
        """The same in real time: a page whose clock is held does not know how it was reached."""
        draft = Draft(open_page(DRAFT, "draft.js"), complaints)
        draft.page.goto(ADDRESS)
        return draft

    def test_it_is_saved_two_seconds_after_typing_stops(self, draft):
        draft.type("Ivy was")
        draft.page.clock.run_for(1900)
        draft.type("Ivy was four")
        draft.page.clock.run_for(1900)
        assert draft.posts == []
        draft.page.clock.run_for(200)
        expect(draft.status).to_have_text("Saved 9:41 a.m.")
        (post,) = draft.posts
        assert post["story_happened"] == "Ivy was four"
        assert post["autosave"] == "1" and post["csrfmiddlewaretoken"] == "csrf"
        assert "story_image" not in post

    def test_every_form_gets_the_fresh_token(self, draft):
        draft.save("Ivy")
        tokens = "[...document.getElementsByName('form_token')].map((input) => input.value)"
        assert draft.page.evaluate(tokens) == ["new", "new"]

    def test_a_failure_is_said_and_tried_again(self, draft):
        draft.answer = {"status": 503, "body": "busy"}
        draft.type("Ivy")
        draft.page.clock.run_for(2000)
        expect(draft.status).to_have_text("Not saved yet. We keep trying while this page is open.")
        draft.answer = {"body": SAVED}
        draft.page.clock.run_for(LATE)
        expect(draft.status).to_have_text("Saved 9:41 a.m.")
        assert [post["story_happened"] for post in draft.posts] == ["Ivy", "Ivy"]
        draft.forgive(503)

    def test_the_server_may_ask_for_patience(self, draft):
        draft.answer = {"status": 429, "body": "wait", "headers": {"Retry-After": "120"}}
        draft.type("Ivy")
        draft.page.clock.run_for(2000)
        expect(draft.status).to_contain_text("Not saved yet")
        draft.page.clock.run_for(100_000)
        assert len(draft.posts) == 1
        draft.forgive(429)

    def test_a_page_instead_of_an_answer_is_no_success(self, draft):
        draft.answer = {"body": "<p>Please sign in</p>", "content_type": "text/html"}
        draft.type("Ivy")
        draft.page.clock.run_for(2000)
        expect(draft.status).to_contain_text("Not saved yet")

    def test_nothing_is_saved_before_anything_is_typed(self, draft):
        draft.page.clock.run_for(60_000)
        draft.leave()
        assert draft.posts == []

    def test_leaving_the_page_saves_at_once(self, draft):
        draft.type("Ivy")
        draft.leave()
        draft.wait_for_posts(1)
        assert draft.posts[0]["story_happened"] == "Ivy"

    def test_what_the_server_has_is_not_kept_in_the_tab(self, draft):
        draft.save("Ivy")
        assert draft.kept() == {}

    def test_what_could_not_be_saved_comes_back(self, draft):
        draft.answer = None
        draft.type("Ivy was four")
        draft.page.check("[value=first]")
        draft.page.clock.run_for(2000)
        expect(draft.status).to_contain_text("Not saved yet")
        draft.answer = {"body": SAVED}
        draft.page.reload()
        assert draft.page.input_value("textarea") == "Ivy was four"
        assert draft.page.is_checked("[value=first]")
        assert "put back what you typed" in draft.status.text_content()
        draft.page.clock.run_for(2000)
        expect(draft.status).to_have_text("Saved 9:41 a.m.")
        assert draft.kept() == {}
        draft.forgive("ERR_FAILED")

    def test_another_story_gets_nothing_of_it(self, draft):
        draft.answer = None
        draft.type("Ivy was four")
        draft.page.clock.run_for(2000)
        expect(draft.status).to_contain_text("Not saved yet")
        draft.body = DRAFT.replace('"a1"', '"b2"')
        draft.page.reload()
        assert draft.page.input_value("textarea") == ""
        draft.forgive("ERR_FAILED")

    def test_sending_waits_for_a_save_under_way(self, draft):
        draft.hold = True
        draft.type("Ivy")
        draft.page.clock.run_for(2000)
        draft.wait_for_posts(1)
        draft.type("Ivy was four")
        draft.page.click("button")
        assert len(draft.posts) == 1
        draft.release()
        draft.wait_for_posts(2)
        # A page that is closed on its way elsewhere, with a held clock, may never close.
        draft.page.wait_for_url("**/step/")
        assert draft.posts[1] == {
            "csrfmiddlewaretoken": "csrf",
            "form_token": "new",
            "story_happened": "Ivy was four",
            "story_image": "",
        }

    def test_a_save_that_hangs_does_not_hold_the_form_for_ever(self, watched):
        # In real time: a held clock that is moved on by a page that leaves hangs itself.
        watched.hold = True
        watched.type("Ivy")
        watched.page.wait_for_timeout(2200)
        watched.wait_for_posts(1)
        watched.page.click("button", no_wait_after=True)
        watched.page.wait_for_url("**/step/")
        watched.wait_for_posts(2)
        assert "autosave" not in watched.posts[1]

    def test_the_form_itself_is_not_saved_besides(self, draft):
        draft.type("Ivy")
        draft.page.click("button")
        draft.page.wait_for_url("**/step/")
        assert [post.get("autosave") for post in draft.posts] == [None]

    def test_a_form_that_was_lost_on_the_way_comes_back(self, draft):
        draft.answer = None
        draft.type("Ivy was four")
        draft.page.click("button")
        draft.page.wait_for_url("chrome-error://**")
        draft.answer = {"body": SAVED}
        draft.page.go_back()
        assert draft.page.input_value("textarea") == "Ivy was four"
        draft.forgive("ERR_FAILED")

    def test_a_form_that_arrived_is_not_kept(self, watched):
        watched.type("Ivy was four")
        watched.page.click("button")
        watched.page.wait_for_url("**/step/")
        # Here the next page is the same one: a browser names the page that led to it.
        watched.page.goto(ADDRESS, referer=ADDRESS)
        assert watched.kept() == {}
        assert watched.page.input_value("textarea") == ""

    def test_a_form_that_was_lost_comes_back_by_whatever_way(self, watched):
        watched.answer = None
        watched.type("Ivy was four")
        watched.page.click("button")
        watched.page.wait_for_url("chrome-error://**")
        watched.answer = {"body": SAVED}
        watched.page.goto(ADDRESS, referer=f"{ADDRESS}another-step/")
        assert watched.page.input_value("textarea") == "Ivy was four"
        watched.forgive("ERR_FAILED")

    def test_sending_the_story_keeps_its_line_and_nothing_else(self, draft):
        draft.answer = None
        draft.type("Ivy was four")
        draft.page.clock.run_for(2000)
        expect(draft.status).to_contain_text("Not saved yet")
        draft.answer = {"body": SAVED}
        draft.body = """<form method="post" action="/step/" data-because="#IHeartHIT because yes">
          <button>Send my story</button></form>"""
        draft.page.goto(ADDRESS)
        draft.page.click("button")
        draft.page.wait_for_url("**/step/")
        draft.body = ""
        draft.page.goto(ADDRESS)
        assert draft.kept() == {"because": "#IHeartHIT because yes"}
        draft.forgive("ERR_FAILED")

    def test_a_browser_without_storage_saves_all_the_same(self, draft):
        draft.page.add_init_script(
            "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } })"
        )
        draft.page.goto(ADDRESS)
        draft.save("Ivy")
