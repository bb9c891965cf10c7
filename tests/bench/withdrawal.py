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
LIST = """
import json
from wagtail.models import Page
from stories.models import Topic
from stories.showing import Surface, showable
print(json.dumps({
    "stories": {story.pk: story.get_url() for story in showable(Surface.LIST)},
    "paths": sorted({page.get_url() for page in Page.objects.live().public().specific() if page.get_url()}),
    "lists": [f"/stories/?topic={topic.slug}" for topic in Topic.objects.all()],
}))
"""
CHOOSE = """
import json
from stories import private_links
from stories.models import StoryPage
from stories.models.evidence import PrivateLink
story = StoryPage.objects.get(pk={pk})
print(json.dumps({{
    "token": private_links.make(story.submission, PrivateLink.Purpose.STATUS),
    "own": story.get_url(), "heart": story.heart_url,
    "media": [one.url for one in story.picture.renditions.all()] if story.picture else [],
}}))
"""


@dataclass
class Surface:
    """One address at which the story is met; files are the story themselves, pages link to it."""

    path: str
    is_file: bool = False
    last_seen: float = 0.0
    shared_until: float = 0.0
    statuses: set[int] = field(default_factory=set)

    def shows(self, answer, own: str) -> bool:
        """Say whether an answer has the story in it."""
        if self.is_file:
            return answer.status == 200
        return answer.status == 200 and own in answer.text


@dataclass(frozen=True)
class Answer:
    """What came back: status, body as text, and for how long a shared cache may keep it, in seconds."""

    status: int
    text: str
    shared_seconds: int


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        chosen = _tell(site, LIST)
        pk = choose_story(site.address, chosen["stories"])
        chosen |= _tell(site, CHOOSE.format(pk=pk))
        own = chosen["own"]
        surfaces = find_surfaces(site.address, chosen, own)
        for surface in surfaces:
            for _ in range(ASKED_TO_WARM):
                look(site.address, surface, own, since=time.monotonic())
            surface.last_seen = 0.0
        pressed = time.monotonic()
        withdraw(site.address, chosen["token"])
        answered = time.monotonic() - pressed
        while time.monotonic() - pressed < WATCH_SECONDS:
            for surface in surfaces:
                for _ in range(ASKED_AT_ONCE):
                    look(site.address, surface, own, since=pressed)
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


def choose_story(address: str, stories: dict[str, str]) -> str:
    """Return the key of a story that the landing page and the list show; RuntimeError if there is none."""
    shown = [ask(address, path).text for path in ("/", "/stories/")]
    for pk, own in stories.items():
        if all(own in text for text in shown):
            return pk
    raise RuntimeError("No story stands on the landing page and in the list.")


def find_surfaces(address: str, chosen: dict, own: str) -> list[Surface]:
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
    found = [one for one in found if one.shows(ask(address, one.path), own)]
    found += [Surface(path, is_file=True) for path in (chosen["heart"], *chosen["media"])]
    seen = {surface.path for surface in found}
    missing = {"/", "/stories/", urlsplit(chosen["own"]).path} - {
        urlsplit(one).path for one in seen
    }
    if missing:
        raise RuntimeError(f"The story is not where it should be: {', '.join(sorted(missing))}")
    return found


def look(address: str, surface: Surface, own: str, *, since: float) -> None:
    """Ask once, and note when the story was there."""
    answer = ask(address, surface.path)
    now = time.monotonic()
    surface.statuses.add(answer.status)
    if surface.shows(answer, own):
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


def _tell(site, code) -> dict:
    """Return what code that runs inside the site printed last."""
    return json.loads(site.manage("shell", "-v", "0", "-c", code).splitlines()[-1])


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
