"""Run the whole site on this machine: server, worker and clock, started and stopped together."""

import contextlib
import errno
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

GRACE_SECONDS = 5
# The worker gives way where there is too little for all: somebody waits for the server.
GIVE_WAY = ["nice", "-n", "5"]
STEP_SECONDS = 0.2


def require_free_port(host: str, port: int) -> None:
    """Raise CommandError with one clear line when `port` cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError as error:
            raise CommandError(f"{port} is not a port: choose one below 65536.") from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = f"Port {port} is taken. Stop what runs there, or choose another one"
            else:
                reason = f"Port {port} cannot be used ({error.strerror}). Choose another one"
            raise CommandError(f"{reason}: make run PORT={port % 64000 + 1}") from error


def start_process(arguments: list[str], env: dict[str, str] | None = None, **options):
    """Start a child as the leader of a process group of its own, so that all of it can be ended."""
    return subprocess.Popen(
        arguments, env=env, stdin=subprocess.DEVNULL, start_new_session=True, **options
    )


def is_running(child: subprocess.Popen) -> bool:
    """Say whether anything of a child's process group still runs."""
    child.poll()
    try:
        os.killpg(child.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def stop_processes(children: list[subprocess.Popen], grace: float = GRACE_SECONDS) -> None:
    """End the children and everything they started: politely, after `grace` seconds by force."""
    for child in children:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGTERM)
    deadline = time.monotonic() + grace
    while time.monotonic() < deadline and any(is_running(child) for child in children):
        time.sleep(0.05)
    for child in children:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


class Command(BaseCommand):
    """Prepare the database, start the three processes, and end all of them when one ends."""

    help = "Runs server, worker and clock together until Ctrl-C."
    # The server checks the system itself, again after every change of the code.
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take the address to listen on."""
        parser.add_argument("--host", default="127.0.0.1", help="The address to listen on.")
        parser.add_argument("--port", type=int, default=8000, help="The port to listen on.")
        parser.add_argument(
            "--first",
            action="append",
            default=[],
            metavar="COMMAND",
            help="A management command to run once the database is ready; can be given again.",
        )
        parser.add_argument(
            "--server-only",
            action="store_true",
            help="Run only the server, without the words that Django's runserver opens with.",
        )

    def handle(self, *, host, port, first, server_only, **options):
        """Run until told to stop; CommandError when a part ends by itself."""
        if server_only:
            return self.serve(host, port)
        require_free_port(host, port)
        try:
            # All in this one process: each process of its own would cost seconds of start.
            for command in ("prepare", *first):
                call_command(*shlex.split(command), stdout=self.stdout)
        except KeyboardInterrupt:
            self.stdout.write("\nStopped.")
            return
        connections.close_all()
        stop_asked = []
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda received, frame: stop_asked.append(received))
        parts = {}
        try:
            for name, arguments in self.commands(host, port).items():
                parts[name] = start_process(arguments, env={**os.environ, "PORT": str(port)})
            self.watch(parts, f"http://{host}:{port}", stop_asked)
        finally:
            stop_processes(list(parts.values()))
        self.stdout.write("\nStopped.")

    def serve(self, host, port):
        """Run Django's development server; print() of our own code still reaches the terminal."""
        with open(os.devnull, "w") as nowhere:
            call_command("runserver", f"{host}:{port}", stdout=nowhere)

    def commands(self, host, port):
        """Return the command line of each part, by the name a person knows it by."""
        manage = [sys.executable, sys.argv[0]]
        return {
            "server": [*manage, "start", "--server-only", "--host", host, "--port", str(port)],
            "worker": [*GIVE_WAY, *manage, "db_worker", "--verbosity", "0"],
            "clock": [*manage, "tick", "--loop"],
        }

    def watch(self, parts, address, stop_asked):
        """Wait until somebody asks to stop; CommandError when a part ends before."""
        is_announced = False
        while not stop_asked:
            for name, child in parts.items():
                if child.poll() is not None:
                    raise CommandError(
                        f"The {name} ended by itself (exit code {child.returncode}), so the rest "
                        "was stopped too. Its own lines above say why."
                    )
            if not is_announced and self.answers(address):
                is_announced = True
                self.announce(address)
            time.sleep(STEP_SECONDS)

    def answers(self, address):
        """Say whether the server answers already."""
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1):
                return True
        except (OSError, urllib.error.URLError):
            return False

    def announce(self, address):
        """Say that the site is there, and where its mails are."""
        self.stdout.write(f"\nThe site answers at {address}/")
        if settings.DEBUG:
            self.stdout.write(f"Every mail it sends is at {address}/dev/mail/")
        self.stdout.write("Ctrl-C stops everything.")
