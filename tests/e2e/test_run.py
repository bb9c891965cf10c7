"""`make run` from an empty folder: everything comes up, says where it is, and leaves no trace."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
import uuid
from pathlib import Path

import pytest

from cms.management.commands.start import start_process, stop_processes
from tests.e2e.site import ROOT, free_port

READY = "Ctrl-C stops everything."
FIRST_START_SECONDS = 180
NEXT_START_SECONDS = 40
STOP_SECONDS = 8


class Run:
    """One `make run` with everything it writes in a folder, and what it printed."""

    def __init__(self, folder: Path):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.output = folder / "output.txt"
        # Every process below it inherits the mark, whatever group it is in.
        self.mark = uuid.uuid4().hex
        unset = ("DATABASE_URL", "TEST_DATABASE_URL", "DJANGO_SETTINGS_MODULE", "MAKEFLAGS")
        env = {name: value for name, value in os.environ.items() if name not in unset}
        env |= {"PORT": str(self.port), "VAR_DIR": str(folder / "var"), "RUN_MARK": self.mark}
        with self.output.open("wb") as output:
            self.make = start_process(
                ["make", "run"], env=env, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT
            )

    def said(self) -> str:
        """Return what it printed so far."""
        return self.output.read_text()

    def wait_until_ready(self, seconds: float) -> float:
        """Return after how many seconds it said that the site is there."""
        began = time.monotonic()
        while READY not in self.said():
            assert self.make.poll() is None, self.said()
            assert time.monotonic() - began < seconds, self.said()
            time.sleep(0.1)
        return time.monotonic() - began

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of an answer."""
        with urllib.request.urlopen(self.address + path, timeout=20) as response:
            return response.status, response.read().decode()

    def processes(self) -> list[str]:
        """Return the command lines of all processes that it started and that still run."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if self.mark.encode() in (process / "environ").read_bytes():
                    found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue
        return found


@pytest.fixture
def run(tmp_path):
    """Start `make run` as often as a test likes, in the same folder."""
    runs = []

    def run():
        runs.append(Run(tmp_path))
        return runs[-1]

    yield run
    for one in runs:
        if one.make.poll() is None:
            os.kill(one.make.pid, signal.SIGTERM)
            time.sleep(3)
        stop_processes([one.make])


class TestMakeRun:
    def test_starts_all_of_it_twice_and_stops_all_of_it(self, run):
        first = run()
        first.wait_until_ready(FIRST_START_SECONDS)
        self.check_addresses(first)
        self.stop(first, signal.SIGINT)

        second = run()
        second.wait_until_ready(NEXT_START_SECONDS)
        assert "Loading" not in second.said()
        assert second.get("/")[0] == 200
        self.stop(second, signal.SIGTERM)

    def check_addresses(self, first):
        for path in ("/", "/share-your-story/", "/stories/", "/nhit-week/", "/dev/mail/"):
            assert first.get(path)[0] == 200
        said = first.said()
        for path in ("/share-your-story/", "/admin/", "/dev/mail/"):
            assert f"{first.address}{path}" in said
        for username in ("moderator", "editor", "privacy", "auditor", "admin"):
            assert f"  {username}" in said
        began = time.monotonic()
        while True:
            try:
                assert first.get("/readyz")[0] == 200
                break
            except OSError:
                assert time.monotonic() - began < 30, "The clock does not tick."
                time.sleep(0.5)

    def stop(self, one, number):
        # Ctrl-C reaches the whole group of the terminal: make and what it runs.
        (os.killpg if number == signal.SIGINT else os.kill)(one.make.pid, number)
        one.make.wait(timeout=STOP_SECONDS)
        deadline = time.monotonic() + STOP_SECONDS
        while one.processes() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert one.processes() == []
        assert "Traceback" not in one.said()

    def test_a_taken_port_is_said_at_once(self, run, monkeypatch):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            port = listener.getsockname()[1]
            monkeypatch.setattr("tests.e2e.test_run.free_port", lambda: port)
            one = run()
            assert one.make.wait(timeout=30) != 0
        assert f"Port {port} is taken." in one.said()
        assert "Traceback" not in one.said()
