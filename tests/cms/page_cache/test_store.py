"""The store holds pages of one version, as many as there is room for, and shares them through Redis."""

import time

import pytest
from django.core.cache import cache

from cms.page_cache import store as stores
from cms.page_cache.entries import Entry
from cms.page_cache.keys import Key
from cms.page_cache.store import Store


def key(path):
    return Key("https", "stories.example.org", path)


def page(size=10, seconds=60):
    return Entry(
        {"Content-Type": "text/html"}, {"identity": b"x" * size}, "t", time.time() + seconds
    )


class TestStore:
    def test_gives_back_what_it_keeps(self):
        store, entry = Store(), page()
        assert store.find(key("/"), "1") is None
        store.keep(key("/"), "1", entry)
        assert store.find(key("/"), "1") is entry
        assert store.find(key("/x/"), "1") is None

    def test_a_new_version_ends_all(self):
        store = Store()
        store.find(key("/"), "1")
        store.keep(key("/"), "1", page())
        assert store.find(key("/"), "2") is None
        assert store._bytes == 0

    def test_keeps_nothing_that_was_built_under_another_version(self):
        store = Store()
        store.find(key("/"), "2")
        store.keep(key("/"), "1", page())
        assert store.find(key("/"), "2") is None

    def test_keeps_nothing_past_its_end(self):
        store = Store()
        store.find(key("/"), "1")
        store.keep(key("/"), "1", page(seconds=-0.01))
        assert store.find(key("/"), "1") is None

    def test_lets_the_one_go_that_was_used_longest_ago(self, monkeypatch):
        monkeypatch.setattr(stores, "MOST_BYTES", 250)
        store = Store()
        store.find(key("/"), "1")
        for path in ("/a/", "/b/"):
            store.keep(key(path), "1", page(100))
        store.find(key("/a/"), "1")
        store.keep(key("/c/"), "1", page(100))
        assert store.find(key("/b/"), "1") is None
        assert store.find(key("/a/"), "1") and store.find(key("/c/"), "1")
        assert store._bytes == 200

    def test_many_addresses_fill_no_memory(self, monkeypatch):
        monkeypatch.setattr(stores, "MOST_PAGES", 5)
        store = Store()
        store.find(key("/"), "1")
        for number in range(20):
            store.keep(key(f"/{number}/"), "1", page())
            store.note_unkept(key(f"/not/{number}/"))
        assert len(store._pages) == len(store._unkept) == 5


class TestTurns:
    def test_an_error_lets_the_next_one_build(self):
        store = Store()
        with pytest.raises(ZeroDivisionError), store.turn(key("/")):
            raise ZeroDivisionError
        with store.turn(key("/")) as has_waited:
            assert not has_waited

    def test_nobody_waits_for_what_is_not_kept(self):
        store = Store()
        store.note_unkept(key("/form/"))
        with store.turn(key("/form/")), store.turn(key("/form/")) as has_waited:
            assert not has_waited

    def test_whoever_waits_for_too_long_builds_alone(self, monkeypatch):
        monkeypatch.setattr(stores, "PATIENCE_SECONDS", 0.01)
        store = Store()
        with store.turn(key("/")), store.turn(key("/")) as has_waited:
            assert has_waited


class TestRedis:
    """The cache of the tests stands in for it."""

    @pytest.fixture(autouse=True)
    def redis(self, settings):
        settings.REDIS_URL = "redis://127.0.0.1/0"

    def test_brings_a_page_to_the_other_processes(self):
        here, there, entry = Store(), Store(), page()
        here.find(key("/"), "1")
        here.keep(key("/"), "1", entry)
        there.find(key("/"), "1")
        assert there.find_shared(key("/"), "1") == entry
        assert there.find(key("/"), "1") == entry

    def test_but_none_of_another_version_or_address(self):
        here = Store()
        here.find(key("/"), "1")
        here.keep(key("/"), "1", page())
        assert Store().find_shared(key("/"), "2") is None
        assert Store().find_shared(key("/x/"), "1") is None

    def test_that_is_down_costs_nobody_the_page(self, monkeypatch):
        def fail(*arguments, **options):
            raise ConnectionError

        monkeypatch.setattr(cache, "get", fail, raising=False)
        monkeypatch.setattr(cache, "set", fail, raising=False)
        store, entry = Store(), page()
        store.find(key("/"), "1")
        assert store.find_shared(key("/"), "1") is None
        store.keep(key("/"), "1", entry)
        assert store.find(key("/"), "1") is entry
