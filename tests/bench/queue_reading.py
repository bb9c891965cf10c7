"""Measures the queue inside a site: how long a page takes and how many queries; what an export keeps in memory."""

import gc
import json
import re
import sys
import time

from django.contrib.auth import get_user_model
from django.db import connection
from django.http import QueryDict
from django.test import Client, RequestFactory

from stories.admin import queue
from stories.admin.filters import SubmissionFilterSet
from stories.keyset import write_place
from stories.models import StoryReviewTask, Submission, Topic
from tests.bench.queue_rows import EXPORTER
from tests.bench.queue_words import COMMON_WORD, LATE_WORD, RARE_WORD, SELDOM_WORD

HOST = "127.0.0.1"
QUEUE = "/admin/submissions/"
# What every row of the list has once.
ROW = re.compile(rb'id="snippet_\d+_title"')


def lists() -> dict[str, str]:
    """Return the query string of each measured list by its name."""
    step = StoryReviewTask.objects.filter(active=True).latest("pk").pk
    topic = Topic.objects.earliest("pk").pk
    last = Submission.objects.latest("pk")
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
        "a number": f"q={last.number}",
        "an address": f"q={last.sender_email}&state=all",
        "rare word": f"q={RARE_WORD}",
        "rare word, all": f"q={RARE_WORD}&state=all",
        "beginning of a rare word, all": f"q={RARE_WORD[:5]}*&state=all",
        "common word": f"q={COMMON_WORD}",
        "common word, all": f"q={COMMON_WORD}&state=all",
        "seldom word, all": f"q={SELDOM_WORD}&state=all",
        "word of late, all": f"q={LATE_WORD}&state=all",
        "two words, all": f"q={COMMON_WORD}+{RARE_WORD}&state=all",
        "common word, open flags": f"q={COMMON_WORD}&flagged=true",
        "rare word, has a picture, all": f"q={RARE_WORD}&has_picture=true&state=all",
        "common word, permission missing": f"q={COMMON_WORD}&lacks_permission=true",
    }


class Reader:
    """A moderator, who is no superuser, at the screen."""

    def __init__(self):
        self.person = get_user_model().objects.get(username="reader-0")
        self.client = Client(SERVER_NAME=HOST)
        self.client.force_login(self.person)

    def addresses(self):
        """Return the address of each page that is measured, by its name."""
        found = {}
        for name, query in lists().items():
            request = RequestFactory().get("/")
            request.user = self.person
            selection = SubmissionFilterSet(QueryDict(query), request=request).select()
            found[f"{name}: first"] = f"{QUEUE}?{query}"
            last = selection.keys(queue.PAGE_SIZE + 1, newest_first=True)
            if len(last) > queue.PAGE_SIZE:
                found[f"{name}: deepest"] = f"{QUEUE}?{query}&after={write_place(*last[-1])}"
        in_review = Submission.objects.filter(state="in_review").earliest("pk")
        return found | {"dashboard": "/admin/", "desk": in_review.desk_url}

    def count(self, address):
        """Return the rows and the queries of a page, once it is warm."""
        counted = []

        def count(execute, sql, params, many, context):
            counted.append(sql)
            return execute(sql, params, many, context)

        # What is read once a process, or once a minute for all, is no part of a page.
        self.client.get(address)
        numbers = []
        for _ in range(2):
            counted.clear()
            with connection.execute_wrapper(count):
                response = self.client.get(address)
            numbers.append(len(counted))
        if response.status_code != 200:
            raise RuntimeError(f"{address} was answered by {response.status_code}")
        return len(ROW.findall(response.content)), min(numbers)

    def time(self, address):
        """Return the milliseconds that a page takes."""
        begun = time.perf_counter()
        self.client.get(address)
        return (time.perf_counter() - begun) * 1000

    def export(self):
        """Return the lines of the whole table as CSV, how many MB memory grew, and the seconds it took."""
        address, client = f"{QUEUE}take-out/", Client(SERVER_NAME=HOST)
        client.force_login(get_user_model().objects.get(username=EXPORTER))
        list(client.post(f"{address}?state=spam&due=any", {"form": "csv"}).streaming_content)
        gc.collect()
        # The highest mark so far is forgotten.
        with open("/proc/self/clear_refs", "w") as marks:
            marks.write("5")
        before, begun, lines = _memory("VmRSS"), time.monotonic(), 0
        for part in client.post(f"{address}?state=all", {"form": "csv"}).streaming_content:
            lines += part.count(b"\r\n")
        return lines - 1, (_memory("VmHWM") - before) / 1024, time.monotonic() - begun


def serve() -> None:
    """Do what each line of the input asks for, and answer with a line."""
    reader = Reader()
    for line in sys.stdin:
        name, *given = json.loads(line)
        print(json.dumps(getattr(reader, name)(*given)), flush=True)


def _memory(name):
    """Return a figure of this process in KiB, from Linux."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(f"{name}:"))
