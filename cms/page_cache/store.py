"""Where pages are kept: in each process, and in Redis for all of them where there is one."""

import hashlib
import logging
import threading
import time
from collections import OrderedDict
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache

from cms.page_cache.entries import Entry
from cms.page_cache.keys import Key
from cms.page_cache.life import seconds_left

MOST_BYTES = 32 * 2**20
MOST_PAGES = 2000
# How long somebody waits for another one who builds the same page, before building it too.
PATIENCE_SECONDS = 5
# For so long nobody waits for an address whose answer could not be kept.
REMEMBER_SECONDS = 60
_log = logging.getLogger(__name__)


class Store:
    """The pages of one version; those used longest ago go first when there is no room."""

    def __init__(self):
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._version = None
            self._pages: OrderedDict[Key, Entry] = OrderedDict()
            self._bytes = 0
            self._builders: dict[Key, threading.Event] = {}
            self._unkept: OrderedDict[Key, float] = OrderedDict()

    def find(self, key: Key, version: str) -> Entry | None:
        """Return the page of a key, if it was built under this version and still holds."""
        with self._lock:
            self._turn_to(version)
            entry = self._pages.get(key)
            if entry is not None:
                if time.time() < entry.ends:
                    self._pages.move_to_end(key)
                    return entry
                self._drop(key)
        return None

    def find_shared(self, key: Key, version: str) -> Entry | None:
        """Return the page that another process put into Redis, and keep it here too."""
        if not settings.REDIS_URL:
            return None
        try:
            entry = cache.get(_name(key, version))
        except Exception as error:
            _log.warning("Redis does not answer: %s", type(error).__name__)
            return None
        if entry is None or time.time() >= entry.ends:
            return None
        self._put(key, version, entry)
        return entry

    def keep(self, key: Key, version: str, entry: Entry) -> None:
        """Keep a page that was built under a version."""
        self._put(key, version, entry)
        if settings.REDIS_URL and (left := seconds_left(entry.ends)):
            try:
                cache.set(_name(key, version), entry, timeout=left)
            except Exception as error:
                _log.warning("Redis does not answer: %s", type(error).__name__)

    def note_unkept(self, key: Key) -> None:
        """Remember that the answer of an address is not kept: nobody has to wait for it."""
        with self._lock:
            self._unkept[key] = time.monotonic() + REMEMBER_SECONDS
            self._unkept.move_to_end(key)
            while len(self._unkept) > MOST_PAGES:
                self._unkept.popitem(last=False)

    @contextmanager
    def turn(self, key: Key):
        """Let one thread build a page while the others wait; yields whether this one had to wait."""
        with self._lock:
            if self._unkept.get(key, 0) > time.monotonic():
                builder = is_mine = None
            else:
                is_mine = key not in self._builders
                builder = self._builders.setdefault(key, threading.Event())
        if not is_mine:
            if builder:
                builder.wait(PATIENCE_SECONDS)
            yield bool(builder)
            return
        try:
            yield False
        finally:
            with self._lock:
                # Whoever comes from now on finds the page, or builds it anew.
                self._builders.pop(key, None)
            builder.set()

    def _put(self, key, version, entry):
        with self._lock:
            if self._version != version:
                # A change came meanwhile, and the page may show what was before.
                return
            self._drop(key)
            self._unkept.pop(key, None)
            self._pages[key] = entry
            self._bytes += entry.size
            while self._bytes > MOST_BYTES or len(self._pages) > MOST_PAGES:
                self._drop(next(iter(self._pages)))

    def _turn_to(self, version):
        if version != self._version:
            self._pages.clear()
            self._bytes = 0
            self._version = version

    def _drop(self, key):
        entry = self._pages.pop(key, None)
        if entry is not None:
            self._bytes -= entry.size


store = Store()


def _name(key: Key, version: str) -> str:
    digest = hashlib.sha256(repr(key).encode()).hexdigest()
    return f"page_cache:{version}:{digest}"
