"""Measures the queue at a thousand and at a million stories: each filter, first and deepest page, and the CSV.

Run it with `python -m tests.bench.queue`, or with the larger number of stories behind it. It needs
PostgreSQL (TEST_DATABASE_URL). A page is asked for inside the site, with all that its view, its queries
and its template cost. Each list is measured with few stories and with many, in the same database.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.figures import Figure, at_most, show
from tests.e2e.site import Site, own_database

SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
FEW, MANY = 1_000, 1_000_000
MOST_TIMES = 2
MOST_QUERIES = 15
MOST_MB = 50
MOST_SECONDS = 300
PREPARE = "from tests.bench import queue_rows; queue_rows.make_people()"
SEED = "from tests.bench import queue_rows; queue_rows.empty(); queue_rows.fill(0, {0}, of={0})"
MEASURE = """
import json
from tests.bench import queue_reading
print("FIGURES" + json.dumps(list(queue_reading.measure())))
"""
EXPORT = """
import json
from tests.bench import queue_reading
print("FIGURES" + json.dumps(queue_reading.export_memory()))
"""


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("TEST_DATABASE_URL", SERVER)
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as folder, own_database(Path(folder)) as (url, _):
        site = Site(Path(folder), url)
        site.manage("migrate", "--verbosity", "0")
        site.manage("collectstatic", "--noinput", "--verbosity", "0")
        site.manage("shell", "-v", "0", "-c", PREPARE)
        site.manage("shell", "-v", "0", "-c", SEED.format(FEW))
        at_few = _figures(site, MEASURE)
        begun = time.monotonic()
        site.manage("shell", "-v", "0", "-c", SEED.format(many))
        seconds = time.monotonic() - begun
        at_many = _figures(site, MEASURE)
        lines, growth, took = _figures(site, EXPORT)
    few = {name: milliseconds for name, milliseconds, _ in at_few}
    figures = [at_most(f"COPY of {many:,} stories", seconds, MOST_SECONDS, "s")]
    for name, milliseconds, queries in at_many:
        # A list of one page with few stories is compared with that page.
        base = few.get(name, few[name.replace(": deepest", ": first")])
        ratio = milliseconds / base
        is_reached = ratio <= MOST_TIMES and queries <= MOST_QUERIES
        value = (
            f"{base:,.0f} ms, then {milliseconds:,.0f} ms, {queries} queries: {ratio:,.2f} times"
        )
        goal = f"<= {MOST_TIMES} times, {MOST_QUERIES} queries"
        figures.append(Figure(name, value, goal, is_reached))
    figures.append(
        Figure("lines of the CSV", f"{lines:,} in {took:,.0f} s", f"{many:,}", lines == many)
    )
    figures.append(at_most("memory that the CSV took", growth, MOST_MB, "MB"))
    show(f"The queue at {FEW:,} and at {many:,} stories, PostgreSQL", figures)


def _figures(site, script):
    printed = site.manage("shell", "-v", "0", "-c", script)
    return json.loads(printed.rpartition("FIGURES")[2])


if __name__ == "__main__":
    main()
