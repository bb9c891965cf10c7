"""A page with one module of ours, under our content policy, without a server."""

from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SCRIPTS = ROOT / "static" / "js"
ADDRESS = "http://modules.invalid/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)


def fulfill(data, route):
    """Answer with these bytes."""
    route.fulfill(body=data)


@pytest.fixture
def complaints():
    """What the browser complained about; a test that provokes it takes it out again."""
    return []


@pytest.fixture
def open_page(browser, complaints):
    """Return a function that opens a page with the given body and one module, under our policy.

    files: what else the page may load, by name.
    The page must not break the policy and no script may fail.
    """
    page = browser.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    def serve(body: str, module: str, files=None):
        html = f'<!doctype html><meta charset="utf-8"><title>Test</title>{body}'
        html += f'<script type="module" src="/{module}"></script>'
        page.route(
            ADDRESS,
            lambda route: route.fulfill(
                body=html,
                content_type="text/html",
                headers={"Content-Security-Policy": POLICY},
            ),
        )
        page.route(
            ADDRESS + "*.js",
            lambda route: route.fulfill(
                body=(SCRIPTS / route.request.url.rpartition("/")[2]).read_text("utf-8"),
                content_type="text/javascript; charset=utf-8",
            ),
        )
        for name, data in (files or {}).items():
            page.route(ADDRESS + name, partial(fulfill, data))
        page.goto(ADDRESS, wait_until="load")
        return page

    yield serve
    page.close()
    assert complaints == []
