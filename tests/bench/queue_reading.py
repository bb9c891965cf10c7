"""Measures the queue inside a site: how long a page takes and how many queries; what an export keeps in memory."""

import gc
import time
from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.db import connection
from django.http import QueryDict
from django.test import Client, RequestFactory

from stories.admin import queue
from stories.admin.filters import SubmissionFilterSet
from stories.keyset import write_place
from stories.models import StoryReviewTask, Topic

TIMES = 5
HOST = "127.0.0.1"


def lists() -> dict[str, str]:
    """Return the query string of each measured list by its name."""
    step = StoryReviewTask.objects.filter(active=True).latest("pk").pk
    topic = Topic.objects.earliest("pk").pk
    return {
        "what waits": "",
        "all": "state=all",
        "live": "state=live",
        "step": f"step={step}",
        "topic": f"topic={topic}",
        "topic, all": f"topic={topic}&state=all",
        "without a picture": "has_picture=false",
        "without a picture, all": "has_picture=false&state=all",
        "with a video": "has_video=true",
        "address not confirmed": "confirmed=false",
        "open flags": "flagged=true",
        "open flags, all": "flagged=true&state=all",
        "permission missing": "lacks_permission=true",
        "permission missing, all": "lacks_permission=true&state=all",
        "sent a week ago or earlier": "since=7",
        "mine": "reader=mine",
        "unclaimed": "reader=nobody",
        "others read": "reader=others",
        "for me": "assigned=me",
        "due": "due=late",
        "flags, no picture, unclaimed": "flagged=true&has_picture=false&reader=nobody",
        "by number": "q=IHH-2222",
    }


def measure() -> Iterator[tuple[str, float, int]]:
    """Yield the name of each list and page, its time in milliseconds and its number of queries."""
    person = get_user_model().objects.filter(is_superuser=True).earliest("pk")
    client = Client(SERVER_NAME=HOST)
    client.force_login(person)
    for name, query in lists().items():
        request = RequestFactory().get("/")
        request.user = person
        selection = SubmissionFilterSet(QueryDict(query), request=request).select()
        last = selection.keys(queue.PAGE_SIZE + 1, newest_first=True)
        pages = {"first": query}
        if len(last) > queue.PAGE_SIZE:
            pages["deepest"] = f"{query}&after={write_place(*last[-1])}"
        for page, address in pages.items():
            yield (f"{name}: {page}", *_read(client, f"/admin/submissions/?{address}"))


def export_memory() -> tuple[int, float, float]:
    """Return the lines of the whole table as CSV, how many MB memory grew, and the seconds it took."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(get_user_model().objects.filter(is_superuser=True).earliest("pk"))
    address = "/admin/submissions/take-out/"
    list(client.post(f"{address}?state=spam&since=30", {"form": "csv"}).streaming_content)
    gc.collect()
    before, begun, lines = _memory("VmRSS"), time.monotonic(), 0
    for part in client.post(f"{address}?state=all", {"form": "csv"}).streaming_content:
        lines += part.count(b"\r\n")
    return lines - 1, (_memory("VmHWM") - before) / 1024, time.monotonic() - begun


def _read(client, address):
    counted = []

    def count(execute, sql, params, many, context):
        counted.append(sql)
        return execute(sql, params, many, context)

    # What is read once a process is no part of a page.
    response = client.get(address)
    with connection.execute_wrapper(count):
        client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} was answered by {response.status_code}")
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        client.get(address)
        times.append(time.perf_counter() - begun)
    # The fastest: whatever else the machine does adds time and takes none away.
    return min(times) * 1000, len(counted)


def _memory(name):
    """Return a figure of this process in KiB, from Linux."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(f"{name}:"))
