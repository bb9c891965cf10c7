"""How many tests run at once."""

import pytest

from tests.workers import cores, workers


class TestCores:
    @pytest.fixture
    def many(self, monkeypatch):
        """A machine of 64 cores."""
        monkeypatch.setattr("os.sched_getaffinity", lambda process: {*range(64)}, raising=False)

    def test_all_of_a_machine_without_groups(self, many, tmp_path):
        assert cores(tmp_path) == 64

    @pytest.mark.parametrize(
        ("granted", "expected"), [("150000 100000", 1.5), ("max 100000", 64), ("", 64)]
    )
    def test_the_share_of_a_container(self, many, tmp_path, granted, expected):
        (tmp_path / "cpu.max").write_text(granted)
        assert cores(tmp_path) == expected

    @pytest.mark.parametrize(("quota", "expected"), [("400000", 4), ("-1", 64)])
    def test_the_share_of_an_older_container(self, many, tmp_path, quota, expected):
        (tmp_path / "cpu").mkdir()
        (tmp_path / "cpu/cpu.cfs_quota_us").write_text(quota)
        (tmp_path / "cpu/cpu.cfs_period_us").write_text("100000")
        assert cores(tmp_path) == expected


class TestWorkers:
    @pytest.mark.parametrize(
        ("cores", "units", "browsers"), [(0.5, 2, 2), (2, 2, 2), (4, 4, 2), (6, 6, 4), (64, 8, 4)]
    )
    def test_fit_the_cores(self, cores, units, browsers):
        assert workers(cores) == units
        assert workers(cores, browser=True) == browsers
