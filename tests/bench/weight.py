"""Measures what the reading pages transfer on a phone with two pixels a point, in a real browser with an empty cache.

Run it with `python -m tests.bench.weight`. `form_weight` measures the pages of the form.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.figures import Figure, at_least, at_most, show
from tests.bench.transfer import PHONE, weigh
from tests.e2e.browser import ARGUMENTS, require_browser
from tests.e2e.site import running_site

FIRST_LOAD, REQUESTS, SCROLLED, STORY, SCRIPT = 120.0, 12, 250.0, 120.0, 1.0
SHIFT = 0.02
# What has to stand on the landing page for its weight to mean anything.
PICTURES, VIDEOS = 4, 1
PAGES = {"list": "stories/", "week": "nhit-week/"}


def main() -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=require_browser(), args=ARGUMENTS)
        stories, pictures, videos = _look_around(browser, site.address)
        figures = [
            at_least("landing: stories with a picture", pictures, PICTURES),
            at_least("landing: stories with a video", videos, VIDEOS),
            *_landing(browser, site.address),
        ]
        for name, path in PAGES.items():
            figures += _reading(name, weigh(browser, f"{site.address}/{path}"))
        seen = [weigh(browser, address) for address in stories]
        heaviest = max(seen, key=lambda one: one.total)
        figures.append(at_most(f"heaviest of {len(seen)} stories", heaviest.total, STORY, "KB"))
        figures += _reading("heaviest story", heaviest)
        browser.close()
    show("Weight of the reading pages, first visit, 390 px at 2x", figures)


def _look_around(browser, address):
    """Visit the pages once, and return the addresses of the stories, and how many pictures and videos the landing page shows."""
    page = browser.new_context(**PHONE).new_page()
    page.goto(f"{address}/stories/", wait_until="networkidle")
    found = page.locator(".card a").evaluate_all("links => links.map((link) => link.href)")
    page.goto(address, wait_until="networkidle")
    pictures = page.locator(".card__picture").count()
    videos = page.locator(".card", has_text="With a video").count()
    page.context.close()
    return found, pictures, videos


def _landing(browser, address):
    first = weigh(browser, address)
    whole = weigh(browser, address, is_scrolled=True)
    return [
        at_most("landing: first load", first.total, FIRST_LOAD, "KB"),
        at_most("landing: requests", first.requests, REQUESTS, ""),
        at_most("landing: scrolled to the end", whole.total, SCROLLED, "KB"),
        Figure("landing: pictures of it", f"{whole.kinds.get('Image', 0):,.1f} KB"),
        *_reading("landing", whole),
    ]


def _reading(name, seen):
    """Return the figures that every reading page has."""
    return [
        at_most(f"{name}: JavaScript", seen.kinds.get("Script", 0), SCRIPT, "KB"),
        at_most(f"{name}: layout shift x 1000", 1000 * seen.shift, 1000 * SHIFT, ""),
        Figure(f"{name}: page itself", f"{seen.kinds['Document']:,.1f} KB"),
    ]


if __name__ == "__main__":
    main()
