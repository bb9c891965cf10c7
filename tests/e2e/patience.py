"""Waiting for what no locator can tell."""

import time

from playwright.sync_api import Page


def wait_until(page: Page, expression: str, seconds: float = 30) -> None:
    """Return once a JavaScript function answers with something true; fail after so many seconds.

    Playwright's own `wait_for_function` asks again by `eval` inside the page, which our content
    policy forbids: it works only where the first answer is already the right one.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"Still not true after {seconds} s: {expression}"
        page.wait_for_timeout(50)
