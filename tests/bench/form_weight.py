"""Measures what each page of the story form transfers, in a real browser with an empty cache.

Run it with `python -m tests.bench.form_weight`. All sizes are compressed: a page with the headers of each
answer, as the browser counts them, its JavaScript without.
"""

import json
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.figures import Figure, at_most, show
from tests.e2e.browser import ARGUMENTS, require_browser
from tests.e2e.site import running_site

PAGE_LIMIT = 100.0
SCRIPT_LIMIT = 6.0
STEPS = """
import json
from stories import steps
from stories.models import StoryFormPage
print(json.dumps([step.key for step in steps.steps_of(StoryFormPage.objects.first())]))
"""


def main() -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        keys = json.loads(site.manage("shell", "-v", "0", "-c", STEPS))
        browser = playwright.chromium.launch(executable_path=require_browser(), args=ARGUMENTS)
        figures = []
        for key in ("", *keys):
            total, scripts, requests = _weigh(
                browser, f"{site.address}/share-your-story/{key and key + '/'}"
            )
            name = key or "start page"
            figures.append(at_most(f"{name}: all", total, PAGE_LIMIT, "KB"))
            figures.append(at_most(f"{name}: JavaScript", scripts, SCRIPT_LIMIT, "KB"))
            figures.append(Figure(f"{name}: requests", str(requests)))
        browser.close()
    show("Weight of the story form, first visit, 390 px", figures)


def _weigh(browser, address) -> tuple[float, float, int]:
    """Return what a first visit transfers: KB in all, KB of JavaScript, number of requests."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    kinds, sizes, bodies = {}, {}, Counter()
    client.on(
        "Network.responseReceived",
        lambda event: kinds.__setitem__(event["requestId"], event["type"]),
    )
    client.on(
        "Network.dataReceived",
        lambda event: bodies.update({event["requestId"]: event["encodedDataLength"]}),
    )
    client.on(
        "Network.loadingFinished",
        lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"]),
    )
    page.goto(address, wait_until="networkidle")
    context.close()
    scripts = sum(size for key, size in bodies.items() if kinds.get(key) == "Script")
    return sum(sizes.values()) / 1000, scripts / 1000, len(sizes)


if __name__ == "__main__":
    main()
