"""Measures the queue at a thousand and at a million stories: filters, search, first and deepest page, dashboard, desk, CSV.

Run it with `python -m tests.bench.queue`, or with the larger number of stories behind it. It needs
PostgreSQL (TEST_DATABASE_URL). A page is asked for inside the site, with all that its view, its queries
and its template cost. Both sites stand side by side and are asked in turn, so that whatever else the
machine does slows both; the medians are compared.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

from tests.bench.figures import Figure, at_most, show
from tests.e2e.site import ROOT, Site, own_database

SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
FEW, MANY = 1_000, 1_000_000
TIMES = 7
MOST_TIMES = 2
MOST_MB = 50
MOST_SECONDS = 300
# Whatever is not named here is a page of the queue.
MOST_QUERIES = {"dashboard": 20, "desk": 25}
MOST_QUERIES_OF_A_LIST = 15
PEOPLE = "from tests.bench import queue_rows; queue_rows.make_people()"
STORIES = "from tests.bench import queue_rows; queue_rows.fill({})"
SERVE = "from tests.bench import queue_reading; queue_reading.serve()"


class Asked:
    """A site that answers one question after the other from one process, as a server does."""

    def __init__(
        self, folder: Path, url: str, stories: int, *, people=PEOPLE, rows=STORIES, serve=SERVE
    ):
        folder.mkdir()
        self.site = Site(folder, url)
        self._shell(("migrate", "--verbosity", "0"), ("collectstatic", "--noinput", "-v", "0"))
        self._shell(("shell", "-v", "0", "-c", people or "pass"))
        begun = time.monotonic()
        self._shell(("shell", "-v", "0", "-c", rows.format(stories)))
        self.seconds = time.monotonic() - begun
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", serve],
            cwd=ROOT,
            env=self.site.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, *question):
        """Return the answer to the name of a method of queue_reading.Reader and what it is given."""
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        """End the process."""
        self.process.stdin.close()
        self.process.wait()

    def _shell(self, *commands):
        for arguments in commands:
            self.site.manage(*arguments)


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("TEST_DATABASE_URL", SERVER)
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sites = []
        for name, stories in (("few", FEW), ("many", many)):
            url, _ = stack.enter_context(own_database(folder, name))
            sites.append(stack.enter_context(closing(Asked(folder / name, url, stories))))
        seconds = sites[1].seconds
        print(f"{many:,} stories were copied in {seconds:,.0f} s.", flush=True)
        figures = [at_most(f"COPY of {many:,} stories", seconds, MOST_SECONDS, "s")]
        figures += _compare(*sites)
        lines, growth, took = sites[1].ask("export")
    figures.append(
        Figure("lines of the CSV", f"{lines:,} in {took:,.0f} s", f"{many:,}", lines == many)
    )
    figures.append(at_most("memory that the CSV took", growth, MOST_MB, "MB"))
    show(f"The queue at {FEW:,} and at {many:,} stories, PostgreSQL, a moderator", figures)


def _compare(few, many):
    """Yield the Figure of each page, measured in both sites in turn."""
    addresses = few.ask("addresses"), many.ask("addresses")
    for name, address in addresses[1].items():
        # A list of one page with few stories is compared with that page.
        peer = addresses[0].get(name, addresses[0][name.replace(": deepest", ": first")])
        rows, queries = many.ask("count", address)
        peer_rows, _ = few.ask("count", peer)
        pairs = [(few.ask("time", peer), many.ask("time", address)) for _ in range(TIMES)]
        base, milliseconds = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratio, most = milliseconds / base, MOST_QUERIES.get(name, MOST_QUERIES_OF_A_LIST)
        is_reached = queries <= most and ratio <= MOST_TIMES
        value = (
            f"{base:,.0f} ms, then {milliseconds:,.0f} ms: {ratio:,.2f} times, {queries} queries"
        )
        if peer_rows < rows and queries <= most:
            # Fewer rows take less time: that says nothing about the size.
            value, is_reached = f"{value}; too few with few stories", None
        yield Figure(name, value, f"<= {MOST_TIMES} times, {most} queries", is_reached)


if __name__ == "__main__":
    main()
