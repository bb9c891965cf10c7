"""Measures a kept page beside a bare Django view that returns the same HTML, in turns of the same run.

Run it with `python -m tests.bench.page_cache`. Both run with two processes of four threads; four clients
ask for the landing page over connections that stay open, and take it as it is, so that both send the same
bytes. What a browser gets, which can unpack it, is printed beside.
"""

import statistics
import tempfile
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from cms.management.commands.start import start_process, stop_processes
from tests.bench.figures import Figure, at_least, at_most, show
from tests.bench.load import Load, measure
from tests.e2e.site import ROOT, free_port, running_site, server_command

# Short turns close to each other: whatever else the machine does meanwhile meets both.
ROUNDS = 15
SECONDS = 1.5
RATE_GOAL = 0.8
SLOWEST_GOAL = 2
UNPACKS = "Accept-Encoding: gzip, deflate, br\r\n"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        page = Path(folder) / "page.html"
        page.write_bytes(_get(f"{site.address}/"))
        with _bare_django(site, page) as bare:
            kept = f"{site.address}/"
            # Both processes of each have answered before anything counts.
            for address in (bare, kept):
                measure(address, seconds=1)
            rounds = [
                (
                    measure(bare, seconds=SECONDS),
                    measure(kept, seconds=SECONDS),
                    measure(kept, seconds=SECONDS, headers=UNPACKS),
                )
                for _ in range(ROUNDS)
            ]
            built = measure(f"{kept}?unkept=1", seconds=SECONDS)
    rate = statistics.median(kept.rate / bare.rate for bare, kept, _ in rounds)
    bare, kept, packed = (_middle(loads) for loads in zip(*rounds, strict=True))
    show(
        "A kept page, 4 connections, the middle of 15 rounds",
        [
            Figure("bare Django view", _say(bare)),
            Figure("kept page, not compressed", _say(kept)),
            Figure("kept page, Brotli", _say(packed)),
            Figure("page built anew", _say(built)),
            at_least("kept page to bare Django", rate, RATE_GOAL),
            at_most(
                "slowest 1 % of kept pages",
                kept.slowest * 1000,
                SLOWEST_GOAL * bare.slowest * 1000,
                "ms",
            ),
        ],
    )


def _middle(loads) -> Load:
    return Load(
        statistics.median(load.rate for load in loads),
        statistics.median(load.slowest for load in loads),
        loads[0].size,
    )


def _say(load: Load) -> str:
    return f"{load.rate:,.0f} a second, 1 % over {load.slowest * 1000:.1f} ms, {load.size:,} bytes"


@contextmanager
def _bare_django(site, page):
    """Serve the page by a bare view beside the site; yields its address."""
    port = free_port()
    environment = site.env | {"PYTHONPATH": str(ROOT), "PAGE_FILE": str(page)}
    child = start_process(
        server_command("tests.bench.bare_django", port), env=environment, cwd=ROOT
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        site.wait_until(lambda: _answers(address), "an answer of the bare view")
        yield address
    finally:
        stop_processes([child])


def _get(address) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()


def _answers(address) -> bool:
    try:
        return bool(_get(address))
    except OSError:
        return False


if __name__ == "__main__":
    main()
