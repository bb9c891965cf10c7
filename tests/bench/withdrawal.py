"""Measures how long a withdrawn story can still be met anywhere on a running site with warm caches.

Run it with `python -m tests.bench.withdrawal`. The site runs with two processes of four threads, worker and
clock beside them (TEST_DATABASE_URL chooses PostgreSQL). Every public page, list, picture and feed that shows
a story is asked for until both processes keep it. Then the sender withdraws by the mailed link, and all are
asked again and again. The time of a surface is that of the last answer with the story in it, counted from
the moment at which the sender pressed the button.
"""

import gzip
import html
import http.client
import json
import re
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.bench.figures import Figure, at_most, show
from tests.e2e.site import running_site

ORIGIN_GOAL = 1.0
OUTSIDE_GOAL = 60.0
WATCH_SECONDS = 8
# New connections, so that every process answers some of them.
ASKED_TO_WARM = 16
ASKED_AT_ONCE = 3
GONE = (404, 410)
CHOOSE = """
import json
from wagtail.models import Page
from stories import private_links
from stories.models import Placement, StoryPage, Topic
from stories.models.evidence import PrivateLink
from stories.showing import Surface
shown = StoryPage.objects.showable(Surface.LIST)
placed = [row.story_id for row in Placement.objects.filter(removed_at=None)]
story = shown.filter(pk__in=placed).exclude(picture=None).first() or shown.filter(pk__in=placed).first()
media = [r.url for r in story.picture.renditions.all()] if story.picture else []
paths = sorted({page.get_url() for page in Page.objects.live().public().specific() if page.get_url()})
print(json.dumps({
    "token": private_links.make(story.submission, PrivateLink.Purpose.STATUS),
    "line": story.because, "own": story.get_url(), "heart": story.heart_url, "media": media,
    "paths": paths, "lists": [f"/stories/?topic={topic.slug}" for topic in Topic.objects.all()],
}))
"""


@dataclass
class Surface:
    """One address at which the story is met; files are the story themselves, pages have its line."""

    path: str
    is_file: bool = False
    last_seen: float = 0.0
    shared_until: float = 0.0
    statuses: set[int] = field(default_factory=set)

    def shows(self, answer, line: str) -> bool:
        """Say whether an answer has the story in it."""
        if self.is_file:
            return answer.status == 200
        return answer.status == 200 and line in answer.text


@dataclass(frozen=True)
class Answer:
    """What came back: status, body as text, and for how long a shared cache may keep it, in seconds."""

    status: int
    text: str
    shared_seconds: int


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        chosen = json.loads(site.manage("shell", "-v", "0", "-c", CHOOSE).splitlines()[-1])
        line = " ".join(chosen["line"].split())
        surfaces = find_surfaces(site.address, chosen, line)
        for surface in surfaces:
            for _ in range(ASKED_TO_WARM):
                look(site.address, surface, line, since=time.monotonic())
            surface.last_seen = 0.0
        pressed = time.monotonic()
        withdraw(site.address, chosen["token"])
        answered = time.monotonic() - pressed
        while time.monotonic() - pressed < WATCH_SECONDS:
            for surface in surfaces:
                for _ in range(ASKED_AT_ONCE):
                    look(site.address, surface, line, since=pressed)
    last = max(surface.last_seen for surface in surfaces)
    outside = max(surface.shared_until - pressed for surface in surfaces)
    show(
        f"A story is withdrawn, two processes, {len(surfaces)} surfaces",
        [
            Figure("the sender's answer came after", f"{answered:.2f} s"),
            *(
                Figure(
                    surface.path[:60],
                    f"{surface.last_seen:.2f} s",
                    f"<= {ORIGIN_GOAL:.0f} s",
                    surface.last_seen <= ORIGIN_GOAL and surface.statuses <= {200, *GONE},
                )
                for surface in surfaces
            ),
            at_most("last seen at the site itself", last, ORIGIN_GOAL, "s"),
            at_most("a shared cache could keep it until", outside, OUTSIDE_GOAL, "s"),
        ],
    )


def find_surfaces(address: str, chosen: dict, line: str) -> list[Surface]:
    """Return every address that shows the story now; RuntimeError if the chief ones do not."""
    pages = [*chosen["paths"], *chosen["lists"]]
    feeds = {
        urlsplit(html.unescape(href)).path
        for path in ("/", "/stories/")
        for href in re.findall(
            r'<link[^>]+rel="alternate"[^>]+href="([^"]+)"', ask(address, path).text
        )
    }
    found = [Surface(path) for path in [*pages, *sorted(feeds), "/sitemap.xml"]]
    found = [one for one in found if one.shows(ask(address, one.path), line)]
    found += [Surface(path, is_file=True) for path in (chosen["heart"], *chosen["media"])]
    seen = {surface.path for surface in found}
    missing = {"/", "/stories/", urlsplit(chosen["own"]).path} - {
        urlsplit(one).path for one in seen
    }
    if missing:
        raise RuntimeError(f"The story is not where it should be: {', '.join(sorted(missing))}")
    return found


def look(address: str, surface: Surface, line: str, *, since: float) -> None:
    """Ask once, and note when the story was there."""
    answer = ask(address, surface.path)
    now = time.monotonic()
    surface.statuses.add(answer.status)
    if surface.shows(answer, line):
        surface.last_seen = now - since
        surface.shared_until = max(surface.shared_until, now + answer.shared_seconds)


def ask(address: str, path: str) -> Answer:
    """Return the answer to one request on a connection of its own."""
    server = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    parts = urlsplit(path)
    try:
        server.request(
            "GET",
            parts.path + (f"?{parts.query}" if parts.query else ""),
            headers={"Accept-Encoding": "gzip"},
        )
        answer = server.getresponse()
        body = answer.read()
        if answer.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        text = " ".join(html.unescape(body.decode("utf-8", "replace")).split())
        control = answer.headers.get("Cache-Control", "")
        shared = re.search(r"s-maxage=(\d+)", control) or re.search(r"max-age=(\d+)", control)
        return Answer(answer.status, text, int(shared[1]) if shared else 0)
    finally:
        server.close()


def withdraw(address: str, token: str) -> None:
    """Press the button of the mailed link; RuntimeError if it was refused."""
    parts = urlsplit(address)
    server = http.client.HTTPConnection(parts.netloc, timeout=30)
    server.request(
        "POST",
        "/withdraw-story/",
        urlencode({"token": token}),
        {"Content-Type": "application/x-www-form-urlencoded", "Origin": address},
    )
    answer = server.getresponse()
    answer.read()
    server.close()
    if answer.status not in (302, 303):
        raise RuntimeError(f"The withdrawal was answered by {answer.status}.")


if __name__ == "__main__":
    main()
