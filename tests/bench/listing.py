"""Measures public pages at a thousand and at a hundred thousand stories: the list in all ways, a story, landing and week.

Run it with `make bench ONLY=listing`. It needs PostgreSQL (TEST_DATABASE_URL). A page is asked for inside
the site, with all that its view, its queries and its template cost. Both sites stand side by side and
are asked in turn, so that whatever else the machine does slows both; the medians are compared.
"""

import os
import statistics
import sys
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

from tests.bench.figures import Figure, show
from tests.bench.queue import SERVER, Asked
from tests.e2e.site import own_database

FEW, MANY = 1_000, 100_000
TIMES = 7
MOST_TIMES = 2
MOST_QUERIES = 8
STORIES = "from tests.bench import listing_rows; listing_rows.fill({})"
SERVE = "from tests.bench import listing_reading; listing_reading.serve()"


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("TEST_DATABASE_URL", SERVER)
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sites = []
        for name, stories in (("few", FEW), ("many", many)):
            url, _ = stack.enter_context(own_database(folder, name))
            asked = Asked(folder / name, url, stories, people="", rows=STORIES, serve=SERVE)
            sites.append(stack.enter_context(closing(asked)))
        figures = list(_compare(*sites))
        plan = sites[1].ask("plan")
        figures.append(Figure("index of the words", plan, "story_words", plan == "story_words"))
    show(f"The list at {FEW:,} and at {many:,} stories, PostgreSQL, a visitor", figures)


def _compare(few, many):
    """Yield the Figure of each page, measured in both sites in turn."""
    peers, addresses = few.ask("addresses"), many.ask("addresses")
    asked = [(name, name, "time") for name in addresses]
    # This page reads what the list can be narrowed by, too.
    asked.append(("all: first after a change", "all: first", "time_anew"))
    for title, name, how in asked:
        peer, address = peers[name], addresses[name]
        rows, queries = many.ask("count", address)
        pairs = [(few.ask(how, peer), many.ask(how, address)) for _ in range(TIMES)]
        base, milliseconds = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratio = milliseconds / base
        yield Figure(
            title,
            f"{base:,.0f} ms, then {milliseconds:,.0f} ms: {ratio:,.2f} times, {queries} queries,"
            f" {rows} stories",
            f"<= {MOST_TIMES} times, {MOST_QUERIES} queries",
            ratio <= MOST_TIMES and queries <= MOST_QUERIES and rows > 0,
        )


if __name__ == "__main__":
    main()
