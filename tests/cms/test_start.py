"""One command starts every part of the site, and leaves nothing behind when it stops."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.management.commands import start

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
# A child that has a child of its own, and both do not care about being asked to stop.
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, subprocess, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "print('ready', flush=True)\n"
    "time.sleep(60)",
]


@pytest.fixture
def taken_port():
    """A port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free_port():
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def run(monkeypatch):
    """Run the command with parts of the test's choice; the signals are put back afterwards."""
    before = {number: signal.getsignal(number) for number in (2, 15, 1)}
    children, called = [], []

    def run(parts, port, seconds=None, **options):
        monkeypatch.setattr(start.Command, "commands", lambda self, host, port: parts)
        real = start.start_process

        def note(*args, **kwargs):
            children.append(real(*args, **kwargs))
            return children[-1]

        monkeypatch.setattr(start, "start_process", note)
        monkeypatch.setattr(start, "call_command", lambda *args, **options: called.append(args))
        if seconds is not None:
            signal.signal(signal.SIGALRM, lambda *ignored: os.kill(os.getpid(), signal.SIGTERM))
            signal.setitimer(signal.ITIMER_REAL, seconds)
        out = StringIO()
        call_command("start", port=port, stdout=out, **options)
        return out.getvalue()

    run.children, run.called = children, called
    yield run
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number, handler in before.items():
        signal.signal(number, handler)
    start.stop_processes(children, grace=0)


class TestPort:
    def test_a_taken_port_is_one_clear_line_with_the_way_out(self, taken_port):
        with pytest.raises(CommandError) as refused:
            start.require_free_port("127.0.0.1", taken_port)
        message = str(refused.value)
        assert f"Port {taken_port} is taken" in message
        assert "make run PORT=" in message
        assert "\n" not in message

    def test_a_number_that_is_no_port_is_refused(self):
        with pytest.raises(CommandError, match="is not a port"):
            start.require_free_port("127.0.0.1", 70_000)

    def test_a_free_port_passes(self, free_port):
        start.require_free_port("127.0.0.1", free_port)

    def test_nothing_starts_on_a_taken_port(self, run, taken_port):
        with pytest.raises(CommandError, match="is taken"):
            run({"server": SLEEPS}, taken_port)
        assert run.called == []
        assert run.children == []


class TestSupervisor:
    def test_the_database_is_prepared_first_then_what_was_asked_for(self, run, free_port):
        run({"server": SLEEPS}, free_port, seconds=0.3, first=["load_demo --if-empty"])
        assert run.called == [("prepare",), ("load_demo", "--if-empty")]

    def test_a_signal_stops_every_part_within_seconds(self, run, free_port):
        began = time.monotonic()
        said = run({"server": SLEEPS, "worker": SLEEPS}, free_port, seconds=0.5)
        assert time.monotonic() - began < 4
        assert "Stopped." in said
        assert len(run.children) == 2
        assert not any(start.is_running(child) for child in run.children)

    def test_a_part_that_ends_stops_the_rest_and_is_named(self, run, free_port):
        ends = [sys.executable, "-c", "raise SystemExit(3)"]
        with pytest.raises(CommandError, match=r"The clock ended by itself \(exit code 3\)"):
            run({"server": SLEEPS, "clock": ends}, free_port)
        assert not any(start.is_running(child) for child in run.children)

    def test_the_address_is_printed_once_the_server_answers(self, run, free_port):
        serve = (
            "import http.server as h\n"
            "class Ok(h.BaseHTTPRequestHandler):\n"
            "    def do_GET(self):\n"
            "        self.send_response(200)\n"
            "        self.end_headers()\n"
            "    def log_message(self, *ignored): pass\n"
            f"h.HTTPServer(('127.0.0.1', {free_port}), Ok).serve_forever()"
        )
        said = run({"server": [sys.executable, "-c", serve]}, free_port, seconds=3)
        assert said.count(f"The site answers at http://127.0.0.1:{free_port}/\n") == 1

    def test_the_mail_page_is_named_in_development_alone(self, run, free_port, settings):
        command = start.Command(stdout=StringIO())
        command.announce("http://127.0.0.1")
        assert "/dev/mail/" not in command.stdout._out.getvalue()
        settings.DEBUG = True
        command.announce("http://127.0.0.1")
        assert "/dev/mail/" in command.stdout._out.getvalue()


class TestStopping:
    def test_a_stubborn_child_and_its_own_child_are_ended_by_force(self):
        child = start.start_process(STUBBORN, stdout=subprocess.PIPE)
        with contextlib.closing(child.stdout):
            assert child.stdout.readline() == b"ready\n"
            start.stop_processes([child], grace=0.3)
            # The pipe ends only when nobody holds it any more, the grandchild included.
            assert child.stdout.read() == b""
        assert child.returncode == -signal.SIGKILL

    def test_a_child_that_is_gone_already_is_no_trouble(self):
        child = start.start_process([sys.executable, "-c", ""])
        child.wait()
        start.stop_processes([child])
        assert child.returncode == 0
