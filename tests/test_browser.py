"""The browser is found in a known order, and what is missing is said in one line to type."""

import subprocess

import pytest

from tests.e2e import browser


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine on which exactly the named programs are installed."""

    def machine(*names, chosen=None, may_install=False):
        for name in names:
            program = tmp_path / name
            program.write_text("#!/bin/sh\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("CHROMIUM", raising=False)
        if chosen is not None:
            monkeypatch.setenv("CHROMIUM", chosen)
        monkeypatch.setattr(browser, "can_install", lambda: may_install)
        return tmp_path

    return machine


class TestOrder:
    @pytest.mark.parametrize(
        ("installed", "found"),
        [
            (["google-chrome", "chromium-browser", "chromium"], "chromium"),
            (["google-chrome", "chromium-browser"], "chromium-browser"),
            (["google-chrome"], "google-chrome"),
        ],
    )
    def test_the_usual_names_in_turn(self, machine, installed, found):
        folder = machine(*installed)
        assert browser.find_browser() == str(folder / found)

    def test_the_chosen_one_comes_first(self, machine):
        folder = machine("chromium", "mine")
        machine(chosen=str(folder / "mine"))
        assert browser.find_browser() == str(folder / "mine")

    def test_a_chosen_one_that_is_not_there_is_said(self, machine):
        machine("chromium", chosen="/nowhere/chromium")
        with pytest.raises(browser.NoBrowser, match="/nowhere/chromium"):
            browser.find_browser()


class TestNoBrowser:
    def test_the_command_to_type_is_given(self, machine):
        machine()
        with pytest.raises(browser.NoBrowser, match=browser.INSTALL):
            browser.require_browser()

    def test_it_is_installed_where_that_needs_no_question(self, machine, monkeypatch):
        machine(may_install=True)
        typed = []

        def run(command, **options):
            typed.append(" ".join(command))
            if "install" in command:
                machine("chromium", may_install=True)
            return subprocess.CompletedProcess(command, 0, "", "")

        monkeypatch.setattr(browser.subprocess, "run", run)
        assert browser.require_browser().endswith("/chromium")
        assert typed == ["apt-get update --quiet=2", browser.INSTALL]

    def test_a_failed_installation_shows_why(self, machine, monkeypatch):
        machine(may_install=True)
        failed = subprocess.CompletedProcess([], 100, "", "E: no network")
        monkeypatch.setattr(browser.subprocess, "run", lambda *args, **kwargs: failed)
        with pytest.raises(browser.NoBrowser, match="no network"):
            browser.require_browser()
