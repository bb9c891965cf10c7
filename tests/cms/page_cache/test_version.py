"""Every process learns within a second that pages changed, with Redis and without."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError

from cms.models import PageVersion
from cms.page_cache import version as versions
from cms.page_cache.version import Version

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["", "redis://127.0.0.1/0"], ids=["database", "redis"], autouse=True)
def shared(request, settings, tmp_path):
    """Share the token in either place; the cache of the tests stands in for Redis."""
    settings.REDIS_URL = request.param
    settings.VAR_DIR = tmp_path


@pytest.fixture
def clock(monkeypatch):
    """Let a test say what the steady clock shows."""
    shown = [100.0]
    monkeypatch.setattr(versions.time, "monotonic", lambda: shown[0])
    return shown


class TestTwoProcesses:
    def test_agree(self):
        assert Version().current() == Version().current()

    def test_on_one_machine_learn_at_once(self, clock):
        here, there = Version(), Version()
        before = there.current()
        here.renew()
        assert here.current() == there.current() != before

    def test_on_two_machines_learn_within_a_second(self, clock, monkeypatch):
        monkeypatch.setattr(versions, "_ring", lambda: None)
        here, there = Version(), Version()
        before = there.current()
        here.renew()
        assert there.current() == before
        clock[0] += 0.9
        assert there.current() == here.current() != before

    def test_whoever_changed_something_sees_it_at_once(self, clock, monkeypatch):
        monkeypatch.setattr(versions, "_ring", lambda: None)
        here = Version()
        before = here.current()
        here.renew()
        assert here.current() != before


class TestFaults:
    def test_what_cannot_be_read_again_is_taken_for_unchanged(self, clock, monkeypatch):
        process = Version()
        process.renew()
        token = process.current()
        monkeypatch.setattr(versions, "_stored", raise_error)
        clock[0] += 10
        assert process.current() == token

    def test_what_was_never_read_is_unknown(self, monkeypatch):
        monkeypatch.setattr(versions, "_stored", raise_error)
        assert Version().current() is None

    def test_a_token_that_cannot_be_written_still_ends_the_pages_here(self, monkeypatch):
        process = Version()
        before = process.current()
        monkeypatch.setattr(versions, "_write", raise_error)
        process.renew()
        assert process.current() != before

    def test_a_token_that_redis_lost_is_a_new_one(self, settings, clock):
        if not settings.REDIS_URL:
            return
        process = Version()
        process.renew()
        before = process.current()
        cache.clear()
        clock[0] += 1
        assert process.current() not in (before, None)

    def test_a_folder_that_cannot_be_written_costs_half_a_second(self, settings, clock, tmp_path):
        settings.VAR_DIR = tmp_path / "missing"
        here, there = Version(), Version()
        there.current()
        here.renew()
        clock[0] += 0.5
        assert there.current() == here.current()

    def test_the_database_holds_one_row(self, settings):
        if settings.REDIS_URL:
            return
        for _ in range(3):
            Version().renew()
        assert PageVersion.objects.count() == 1


def raise_error(*arguments):
    raise DatabaseError("gone")
