"""Counters that many count up at once."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from cms.models import RateCount
from cms.tally import count_up

ENDS = datetime(2026, 9, 23, 10, 0, tzinfo=UTC)


@pytest.mark.django_db
class TestCounting:
    def test_the_first_makes_the_row_and_the_next_add_to_it(self):
        assert [count_up(RateCount, {"key": "a"}, expires_at=ENDS) for _ in range(3)] == [1, 2, 3]
        row = RateCount.objects.get()
        assert (row.key, row.count, row.expires_at) == ("a", 3, ENDS)

    def test_each_key_has_a_count_of_its_own(self):
        count_up(RateCount, {"key": "a"}, expires_at=ENDS)
        assert count_up(RateCount, {"key": "b"}, expires_at=ENDS) == 1

    def test_it_takes_one_statement(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            count_up(RateCount, {"key": "it's %s"}, expires_at=ENDS)
        assert RateCount.objects.get().key == "it's %s"


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_no_count_is_lost(self):
        together = threading.Barrier(4)

        def work():
            together.wait()
            try:
                for _ in range(5):
                    count_up(RateCount, {"key": "a"}, expires_at=ENDS)
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert RateCount.objects.get().count == 20
