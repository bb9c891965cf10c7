"""Measures the public list inside a site: how long a page takes and how many queries."""

import json
import re
import sys

from django.conf import settings
from django.test import Client

from cms.page_cache import emptying
from cms.page_cache.store import store
from stories import word_search
from stories.keyset import write_place
from stories.models import StoryPage
from tests.bench import queue_reading
from tests.bench.queue_words import RARE_WORD

PAGE = 24
LISTS = {
    "all": "",
    "topic": "topic=topic-3",
    "state": "state=TX",
    "audience, state, medium": "audience=patient&state=ME&medium=text",
    "oldest first": "sort=oldest",
    "rare word": f"q={RARE_WORD}",
    "rare word, newest first": f"q={RARE_WORD}&sort=newest",
    "common word": "q=ambulance",
}


class Visitor(Client):
    """Asks for pages that are built anew; what all pages share is known, as on a site that is in use."""

    def get(self, *args, **kwargs):
        """Ask, as if the page were kept by nobody."""
        store.clear()
        return super().get(*args, **kwargs)


class Reader(queue_reading.Reader):
    """Asks for pages as a visitor does."""

    ROW = re.compile(rb"<article class=\"card")

    def __init__(self):
        settings.PAGE_CACHE = True
        self.client = Visitor(SERVER_NAME=queue_reading.HOST)

    def addresses(self):
        """Return the address of each page that is measured, by its name."""
        found = {f"{name}: first": f"/stories/?{query}" for name, query in LISTS.items()}
        ends = StoryPage.objects.exclude(first_published_at=None).order_by("first_published_at")
        last = ends[PAGE]
        place = write_place(last.first_published_at, last.pk)
        middle = ends[ends.count() // 2]
        return found | {
            "all: deepest": f"/stories/?after={place}",
            "rare word: deepest": f"/stories/?q={RARE_WORD}&page=4",
            "a story": middle.url,
            "landing page": "/",
            "week page": "/nhit-week/",
        }

    def count(self, address):
        """Return the stories and the queries of a page, once it is warm."""
        _, queries = super().count(address)
        return len(self.ROW.findall(self.client.get(address).content)), queries

    def time_anew(self, address):
        """Return the milliseconds of a page that is the first one after a change of what visitors see."""
        emptying.empty()
        return self.time(address)

    def plan(self):
        """Return the name of our index where the search of a rare word uses it, else the plan."""
        plan = word_search.matching(StoryPage, RARE_WORD)[:PAGE].explain()
        return "story_words" if "story_words" in plan else plan


def serve() -> None:
    """Do what each line of the input asks for, and answer with a line."""
    reader = Reader()
    for line in sys.stdin:
        name, *given = json.loads(line)
        print(json.dumps(getattr(reader, name)(*given)), flush=True)
