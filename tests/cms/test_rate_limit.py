"""Attempts are counted by sender and window, and no counter holds an address."""

import logging
import threading

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import RequestFactory

from cms import rate_limit
from cms.models import RateCount
from cms.rate_limit import LONGEST_WINDOW, Verdict, allow, client_address

NOON = 1_790_000_000 // LONGEST_WINDOW * LONGEST_WINDOW + LONGEST_WINDOW / 2


@pytest.fixture
def redis(settings):
    """Count in the cache, as the site does with Redis."""
    settings.REDIS_URL = "redis://127.0.0.1:1"
    cache.clear()
    yield
    cache.clear()


def attempt(who="203.0.113.7", scope="form", limit=3, seconds=600, now=NOON):
    return allow(scope, who, limit=limit, seconds=seconds, now=now)


@pytest.mark.django_db
class TestAllow:
    @pytest.fixture(autouse=True, params=["database", "redis"])
    def counter(self, request):
        if request.param == "redis":
            request.getfixturevalue("redis")

    def test_the_limit_is_allowed_and_the_next_is_not(self):
        assert [attempt().allowed for _ in range(4)] == [True, True, True, False]

    def test_refusal_says_when_to_come_back(self):
        for _ in range(3):
            attempt()
        assert attempt(now=NOON + 590) == Verdict(False, 10)
        assert attempt(now=NOON + 599.9).retry_after == 1

    def test_a_new_window_begins_anew(self):
        for _ in range(4):
            attempt()
        assert attempt(now=NOON + 600).allowed

    def test_senders_and_scopes_are_counted_apart(self):
        for _ in range(4):
            attempt()
        assert attempt(who="203.0.113.8").allowed
        assert attempt(scope="sign-in").allowed
        assert not attempt().allowed

    @pytest.mark.parametrize("seconds", [0, LONGEST_WINDOW + 1])
    def test_no_window_is_longer_than_a_day(self, seconds):
        with pytest.raises(ValueError):
            attempt(seconds=seconds)


@pytest.mark.django_db(transaction=True)
class TestInTheDatabase:
    """The database counts where there is no Redis."""

    def test_counters_run_out_with_their_window(self):
        attempt(seconds=120)
        counter = RateCount.objects.get()
        assert counter.expires_at.timestamp() == NOON + 120
        rate_limit.forget(counter.expires_at)
        assert not RateCount.objects.exists()

    def test_it_holds_no_address_and_another_mark_every_day(self):
        attempt()
        attempt(now=NOON + LONGEST_WINDOW)
        keys = list(RateCount.objects.values_list("key", flat=True))
        assert "203.0.113.7" not in "".join(keys)
        assert len({key.rpartition(":")[2] for key in keys}) == 2

    def test_parallel_attempts_are_all_counted(self):
        verdicts = []

        def work():
            try:
                verdicts.append(attempt(limit=5).allowed)
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(verdicts) == [False] * 7 + [True] * 5

    def test_a_database_that_says_no_lets_everybody_through(self, monkeypatch, caplog):
        def refuse(*args, **kwargs):
            raise OperationalError("database is locked")

        monkeypatch.setattr(rate_limit, "count_up", refuse)
        with caplog.at_level(logging.ERROR):
            assert attempt(limit=0).allowed
        assert "cannot be counted" in caplog.text
        assert "203.0.113.7" not in caplog.text


@pytest.mark.usefixtures("redis")
class TestInRedis:
    """The cache counts where it is Redis."""

    def test_counters_run_out_with_their_window(self, monkeypatch):
        kept = []
        monkeypatch.setattr(rate_limit.cache, "add", lambda *a, timeout: kept.append(timeout))
        monkeypatch.setattr(rate_limit.cache, "incr", lambda key: 1)
        attempt(seconds=120)
        assert kept == [120]

    def test_the_cache_holds_no_address_and_another_mark_every_day(self, monkeypatch):
        keys = []
        monkeypatch.setattr(rate_limit.cache, "add", lambda key, *a, **k: keys.append(key))
        monkeypatch.setattr(rate_limit.cache, "incr", lambda key: 1)
        attempt()
        attempt(now=NOON + LONGEST_WINDOW)
        assert "203.0.113.7" not in "".join(keys)
        assert keys[0].rpartition(":")[2] != keys[1].rpartition(":")[2]

    def test_a_counter_that_ran_out_in_between_is_a_new_window(self, monkeypatch):
        monkeypatch.setattr(rate_limit.cache, "add", lambda *a, **k: False)
        assert attempt(limit=0).allowed

    def test_a_cache_that_is_down_lets_everybody_through_and_is_reported(self, monkeypatch, caplog):
        def break_down(*args, **kwargs):
            raise ConnectionError("no cache")

        monkeypatch.setattr(rate_limit.cache, "add", break_down)
        with caplog.at_level(logging.ERROR):
            assert attempt(limit=0).allowed
        assert "cannot be counted" in caplog.text
        assert "203.0.113.7" not in caplog.text


class TestClientAddress:
    def address(self, direct="198.51.100.1", forwarded=None):
        headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
        return client_address(RequestFactory().get("/", REMOTE_ADDR=direct, **headers))

    def test_without_proxies_only_the_connection_counts(self, settings):
        settings.TRUSTED_PROXIES = 0
        assert self.address(forwarded="203.0.113.7") == "198.51.100.1"

    @pytest.mark.parametrize(
        ("proxies", "forwarded", "expected"),
        [
            (1, "203.0.113.7", "203.0.113.7"),
            (1, "10.9.9.9, 203.0.113.7", "203.0.113.7"),
            (2, "10.9.9.9, 203.0.113.7, 192.0.2.1", "203.0.113.7"),
            (1, "203.0.113.7:51234", "203.0.113.7"),
            (1, "[2001:db8:1:2:3::4]:443", "2001:db8:1:2::/64"),
            (2, "203.0.113.7", "198.51.100.1"),
            (1, "", "198.51.100.1"),
            (1, "<script>", "198.51.100.1"),
            (1, "203.0.113.7, unknown", "198.51.100.1"),
        ],
    )
    def test_behind_proxies_the_entry_they_wrote_counts(
        self, settings, proxies, forwarded, expected
    ):
        settings.TRUSTED_PROXIES = proxies
        assert self.address(forwarded=forwarded) == expected

    @pytest.mark.parametrize(
        ("direct", "expected"),
        [
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
            ("::1", "::/64"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("", "unknown"),
        ],
    )
    def test_one_household_is_one_sender(self, direct, expected):
        assert self.address(direct) == expected
