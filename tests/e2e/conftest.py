"""A real site and a real browser; whatever the browser complains about fails the test."""

import pytest
from playwright.sync_api import Page, sync_playwright

from home.demo.accounts import ACCOUNTS
from tests.e2e.browser import ARGUMENTS, require_browser
from tests.e2e.site import running_site

# A page that is left while something still loads aborts the loading: nobody's fault.
ABORTED = "net::ERR_ABORTED"
# The browser says this beside every answer with an error status, which is looked at by itself.
STATUS_WORDS = "Failed to load resource"


@pytest.fixture(scope="package")
def site(tmp_path_factory):
    """A running site with the demo content, shared by all tests of this folder."""
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


# Ends with this folder: while it runs, Django refuses the database to the unit tests.
@pytest.fixture(scope="package")
def browser():
    """Chromium, started once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=require_browser(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def complaints():
    """What the browser complained about in this test; a test that provokes it clears the list."""
    return []


@pytest.fixture
def new_page(browser, site, complaints):
    """Open a page in a browser context of its own; takes Playwright's options for the context."""
    contexts = []

    def new_page(**options) -> Page:
        options = {"base_url": site.address, "viewport": {"width": 1280, "height": 900}} | options
        context = browser.new_context(**options)
        contexts.append(context)
        context.on("page", lambda page: listen(page, complaints, site.address))
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page):
    """A page at the size of a laptop, nobody signed in."""
    return new_page()


@pytest.fixture
def phone(new_page):
    """A page at the size of a phone, nobody signed in."""
    return new_page(viewport={"width": 390, "height": 844}, has_touch=True)


@pytest.fixture
def sign_in(new_page):
    """Open a page with a demo account signed in, by its username."""

    def sign_in(username, **options) -> Page:
        (account,) = [account for account in ACCOUNTS if account.username == username]
        page = new_page(**options)
        page.goto("/admin/login/")
        page.fill("[name=username]", account.username)
        page.fill("[name=password]", account.password)
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    return sign_in


def listen(page: Page, complaints: list[str], address: str) -> None:
    """Note what goes wrong in a page and its frames: scripts, policy, files, foreign hosts."""

    def note(what: str) -> None:
        complaints.append(f"{page.url}: {what}")

    def on_console(message):
        if message.type in ("error", "warning") and STATUS_WORDS not in message.text:
            note(f"console {message.type}: {message.text}")

    def on_request(request):
        if not request.url.startswith((address, "data:", "blob:", "about:")):
            note(f"asked another host: {request.url}")

    def on_failure(request):
        if request.failure != ABORTED:
            note(f"{request.url} failed: {request.failure}")

    def on_response(response):
        # What a person opens may well be missing, and tests ask for it; what a page needs may not.
        most = 500 if response.request.is_navigation_request() else 400
        if response.status >= most:
            note(f"{response.url} answered {response.status}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: note(f"script error: {error}"))
    page.on("request", on_request)
    page.on("requestfailed", on_failure)
    page.on("response", on_response)
