"""The static files of the sites under test are those of this repository as it is now."""

import pytest

from tests.e2e import collected


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A repository with a style sheet."""
    monkeypatch.setattr(collected, "ROOT", tmp_path)
    monkeypatch.setattr(collected, "CACHE", tmp_path / "cache")
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "base.css").write_text("a {}")
    return tmp_path


@pytest.fixture
def collect(root):
    """Fill a folder, and say what is in it and whether the files were made for that."""

    def collect(name):
        made = []
        target = root / name

        def collectstatic():
            made.append(1)
            target.mkdir()
            (target / "base.css").write_text((root / "static/css/base.css").read_text())

        collected.collect(target, collectstatic)
        return (target / "base.css").read_text(), bool(made)

    return collect


def test_the_second_site_gets_a_copy(collect):
    assert collect("first") == ("a {}", True)
    assert collect("second") == ("a {}", False)


def test_a_file_that_changed_is_collected_anew(collect, root):
    collect("first")
    (root / "static" / "css" / "base.css").write_text("b {}")
    assert collect("second") == ("b {}", True)
    assert len([kept for kept in collected.CACHE.iterdir() if kept.is_dir()]) == 1


def test_what_failed_is_not_kept(collect, root):
    def fail():
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        collected.collect(root / "first", fail)
    assert collect("second") == ("a {}", True)
