"""Asks Lighthouse about every kind of page as on a phone, and prints the middle of several runs.

Run it with `make lighthouse`; it takes about 25 minutes. RUNS=1 asks once each, ONLY="text page"
asks about one kind, ONLY="list;week" about two. Lighthouse and what it needs lie in `.venv`, never in the project.
"""

import json
import os
import re
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median
from types import SimpleNamespace

from tests.bench.figures import Figure, show
from tests.e2e.browser import ARGUMENTS, require_browser
from tests.e2e.node_tools import NoTool, install, run
from tests.e2e.reading_pages import find_pages
from tests.e2e.site import SiteDied, running_site

# The newest that runs on Node 18 and 20 as well.
LIGHTHOUSE = "lighthouse@12.8.2"
RUNS = 5
# One time in ten the browser loses its own trace; a page that cannot be measured loses it each time.
TRIES = 4
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Name of the audit, where it stands in the table, its limit and unit, what turns it into that unit.
LIMITS = (
    ("largest-contentful-paint", "LCP", 1.8, "s", 0.001),
    ("cumulative-layout-shift", "CLS", 0.02, "", 1),
    ("total-blocking-time", "TBT", 100, "ms", 1),
)
MORE_PAGES = {
    "start of the form": "/share-your-story/",
    "ask for the private link": "/my-story/",
    "review rules": "/review-rules/",
    "guide to the API": "/api/v2/docs/",
}
# These answer 404 and 410, which browsers note as an error, and ask not to be found: that is their purpose.
LOST = {"page that is not there", "story that was taken down"}
# A site of samples alone asks search engines to stay away: one story that somebody told opens it.
TELL = (
    *"shell -v 0 -c".split(),
    "from tests import make; make.story(by=make.administrator())",
)
NO_WORK = (
    *"shell -v 0 -c".split(),
    "from django_tasks_db.models import DBTaskResult as T; print(T.objects.filter(status='READY').count())",
)
FIRST_STEP = re.compile(r'<a class="button" href="(/share-your-story/[^"]+)"')
FORBIDDEN = re.compile(r'<meta name="robots" content="noindex')


def ask(program: str, browser: str, address: str, left_out: list[str], folder: Path) -> dict:
    """Return Lighthouse's report about one address, asked once on its simulated phone and network."""
    report = folder / "lighthouse.json"
    command = [program, address, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--ignore-status-code"]
    command += [f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}"]
    if left_out:
        command.append(f"--skip-audits={','.join(left_out)}")
    run(command, CHROME_PATH=browser)
    said = json.loads(report.read_text())
    if "runtimeError" in said:
        raise NoTool(f"{address}: {said['runtimeError']['message']}")
    return said


def judge(name: str, reports: list[dict]) -> list[Figure]:
    """Return the figures of one page: the middle of its scores, and of what a visitor waits for."""
    found = []
    for category in CATEGORIES:
        score = median(100 * report["categories"][category]["score"] for report in reports)
        found.append(SimpleNamespace(text=f"{score:.0f}", reached=score >= 99.5))
    for audit, short, limit, unit, factor in LIMITS:
        value = factor * median(report["audits"][audit]["numericValue"] for report in reports)
        found.append(
            SimpleNamespace(text=f"{short} {value:.3g} {unit}".strip(), reached=value < limit)
        )
    goal = f"100 each, LCP < {LIMITS[0][2]} s, CLS < {LIMITS[1][2]}, TBT < {LIMITS[2][2]} ms"
    text = " ".join(one.text.rjust(3) for one in found)
    return [Figure(name, text, goal, all(one.reached for one in found)), *_faults(reports)]


def _faults(reports):
    """Return what costs points outside of the speed, and in the speed if it is a fault of the page."""
    wanted = {
        part["id"]
        for report in reports
        for category in CATEGORIES
        for part in report["categories"][category]["auditRefs"]
        if part["weight"]
    }
    lost = {}
    for report in reports:
        for key in wanted & {*report["audits"]}:
            audit = report["audits"][key]
            if audit["score"] is not None and audit["score"] < 0.9:
                lost.setdefault(key, []).append(audit.get("displayValue") or audit["title"])
    return [
        Figure(f"  {key}", f"{len(said)} of {len(reports)}: {said[0]}")
        for key, said in sorted(lost.items())
    ]


def tell_speed(reports: list[dict]) -> Figure:
    """Return how fast this machine was, by Lighthouse's own count (1,500 to 2,000: a good desktop computer).

    Times say little where the count went up and down: then others were at work beside it.
    """
    counts = [report["environment"]["benchmarkIndex"] for report in reports]
    return Figure(
        "speed of this machine",
        f"{min(counts):,.0f} to {max(counts):,.0f}, in the middle {median(counts):,.0f}",
    )


def _left_out(site, name, path):
    """Return the audits that a page cannot pass because it does what it is for."""
    if name in LOST:
        return ["http-status-code", "errors-in-console", "is-crawlable"]
    return ["is-crawlable"] if FORBIDDEN.search(_read(site, path)) else []


def _read(site, path):
    try:
        with urllib.request.urlopen(site.address + path) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError:
        # What is lost has nothing to read.
        return ""


def _measure(site, path, program, browser, runs, left_out):
    """Return the reports about one page."""
    reports = []
    for _ in range(runs):
        # Most visitors meet a page that was kept; the site forgets it after a minute.
        _read(site, path)
        asked = (program, browser, site.address + path, left_out, site.folder)
        reports.append(_ask_again(asked, TRIES))
    return reports


def _ask_again(asked, tries):
    """Return the report, asked for as often as that; the last problem is raised."""
    try:
        return ask(*asked)
    except NoTool:
        if tries <= 1:
            raise
    return _ask_again(asked, tries - 1)


def main() -> None:
    """Measure and print."""
    runs = int(os.environ.get("RUNS") or RUNS)
    only = {name for name in os.environ.get("ONLY", "").split(";") if name}
    program = str(install(LIGHTHOUSE) / ".bin" / "lighthouse")
    browser = require_browser()
    figures, reports = [], []
    with (
        tempfile.TemporaryDirectory(prefix="lighthouse-") as folder,
        running_site(Path(folder)) as site,
    ):
        site.manage(*TELL)
        pages = find_pages(site) | MORE_PAGES
        start = _read(site, MORE_PAGES["start of the form"])
        pages["first step of the form"] = FIRST_STEP.search(start)[1]
        if only - {*pages}:
            raise NoTool(f"ONLY can be one of: {', '.join(pages)}.")
        for path in pages.values():
            # Who comes first sees a page whose pictures are still being made.
            _read(site, path)
        site.wait_until(lambda: site.manage(*NO_WORK).strip() == "0", "the pictures")
        # Here they look for work every second or oftener; a phone does not compute for them.
        site.rest()
        for name, path in pages.items():
            if only and name not in only:
                continue
            left_out = _left_out(site, name, path)
            measured = _measure(site, path, program, browser, runs, left_out)
            found = judge(name, measured)
            print(f"{name}: {found[0].value}", flush=True)
            figures += found
            if left_out:
                figures.append(Figure("  not asked", ", ".join(left_out)))
            reports += measured
    figures.append(tell_speed(reports))
    show(f"Lighthouse, mobile, middle of {runs} runs", figures)


if __name__ == "__main__":
    try:
        main()
    except (NoTool, SiteDied) as problem:
        sys.exit(str(problem))
