"""What every page is built from: read once for all pages of a version, or once for the page that is being built.

A kept page ends when the version does; what it was built from may live exactly as long. So the site, its
settings and its menus are read anew after each change, and not for each page. Only pages that may
be kept are built so: for staff, for previews and behind doors everything is read as it is now.
"""

import copy
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model

from cms.page_cache.life import LONGEST_SECONDS

MOST_FACTS = 1000
MISSING = object()
_building: ContextVar["_Building | None"] = ContextVar("page_being_built", default=None)


class _Building:
    """One page that is being built under a version."""

    def __init__(self, version: str):
        self.version = version
        self.memory: dict[Hashable, object] = {}


class _Shelf:
    """The facts of one version; those used longest ago go first when there is no room.

    Like kept pages they end within a minute, should this process not hear of a change.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self.clear()

    def clear(self):
        """Forget everything."""
        with self._lock:
            self._version = None
            self._facts: OrderedDict[Hashable, tuple[float, object]] = OrderedDict()

    def find(self, version, key):
        """Return a fact of this version, or MISSING."""
        with self._lock:
            if version != self._version:
                self._version, self._facts = version, OrderedDict()
            ends, fact = self._facts.get(key, (0, MISSING))
            if time.monotonic() >= ends:
                return MISSING
            self._facts.move_to_end(key)
            return fact

    def put(self, version, key, fact):
        """Keep a fact that was built under a version, if no other one has begun meanwhile."""
        with self._lock:
            if version == self._version:
                self._facts[key] = (time.monotonic() + LONGEST_SECONDS, fact)
                self._facts.move_to_end(key)
                while len(self._facts) > MOST_FACTS:
                    self._facts.popitem(last=False)


_shelf = _Shelf()


def forget() -> None:
    """Know nothing, as when the process began."""
    _shelf.clear()


@contextmanager
def building(version: str):
    """Let `kept` and `once` remember, as long as a page is built that may be kept under a version."""
    token = _building.set(_Building(version))
    try:
        yield
    finally:
        _building.reset(token)


def kept(key: Hashable, build: Callable):
    """Return what `build` returns, a copy of what another page of this version has read if there is one.

    For what is the same for every visitor and changes only with a write that ends the kept pages
    (`emptying`). Elsewhere than in a page that may be kept, `build` is called each time. Of rows, alone
    or in a list, the copy is its own, with the rows that were read along.
    """
    page = _building.get()
    if page is None:
        return build()
    fact = _shelf.find(page.version, key)
    if fact is MISSING:
        fact = build()
        _shelf.put(page.version, key, fact)
    return _own(fact)


def kept_rows(model: type[Model], pks: Iterable) -> dict:
    """Return the rows of a model by their keys, as `kept` would each; what is missing is read together.

    Without a page that may be kept, all are read. Keys that lead nowhere are left out.
    """
    page = _building.get()
    if page is None:
        return model.objects.in_bulk(pks)
    rows = {pk: _shelf.find(page.version, (model, pk)) for pk in pks}
    missing = [pk for pk, row in rows.items() if row is MISSING]
    if missing:
        read = model.objects.in_bulk(missing)
        for pk in missing:
            rows[pk] = read.get(pk)
            _shelf.put(page.version, (model, pk), rows[pk])
    return {pk: _own(row) for pk, row in rows.items() if row is not None}


def _own(fact):
    """Return a copy of a fact: pages of other visitors must not see what this one notes on a row."""
    if isinstance(fact, list):
        return [_own(one) for one in fact]
    fact = copy.copy(fact)
    if isinstance(fact, Model):
        along = fact._state.fields_cache
        along.update({name: copy.copy(row) for name, row in along.items()})
    return fact


def once(key: Hashable, build: Callable):
    """Return what `build` returns, asked once for each page that is built for being kept."""
    page = _building.get()
    if page is None:
        return build()
    if key not in page.memory:
        page.memory[key] = build()
    return page.memory[key]
