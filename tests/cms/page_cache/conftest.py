"""What the tests of kept pages stand on: the cache turned on, and empty."""

import pytest

from cms.page_cache import facts
from cms.page_cache.life import calendar
from cms.page_cache.store import store
from cms.page_cache.version import version


@pytest.fixture
def kept(settings):
    """Keep pages, from nothing on."""
    settings.PAGE_CACHE = True
    store.clear()
    version.forget()
    facts.forget()
    yield
    store.clear()
    version.forget()
    facts.forget()
    calendar._read = None
