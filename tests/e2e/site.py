"""A whole site for the end-to-end tests: server, worker and clock in processes of their own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import environ

from cms.mailbox import Mail, read_mails
from cms.management.commands.start import GIVE_WAY, start_process, stop_processes
from tests.database import connect, migrated_file, migrated_template
from tests.e2e.collected import collect

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


class SiteDied(Exception):
    """The site did not start or did not do what was asked; the message holds its last words."""


class Site:
    """A site with production settings over plain http, and everything it writes in one folder."""

    def __init__(self, folder: Path, database_url: str):
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "site.log"
        self.env = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "SECRET_KEY": "end-to-end-tests-only-" + "4711" * 10,
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "SITE_URL": self.address,
            "DATABASE_URL": database_url,
            "EMAIL_URL": f"filemail:///{folder}/mail",
            "VAR_DIR": str(folder),
            # TLS ends at a proxy that these tests do without.
            "HTTPS": "false",
            # The tests say for each visitor what a proxy would: which address they come from.
            "TRUSTED_PROXIES": "1",
            "PORT": str(self.port),
            # The machine may have no way out, and no test needs one.
            "LOOK_AT_POSTS": "false",
            "LOG_LEVEL": "WARNING",
        }
        self.children = []

    def manage(self, *arguments: str) -> str:
        """Run a management command of the site and return what it printed; SiteDied if it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise SiteDied(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self) -> None:
        """Start the three parts and wait until the server answers."""
        manage = [sys.executable, "manage.py"]
        with self.log.open("ab") as log:
            for arguments in (
                server_command("cms.wsgi", self.port),
                [*GIVE_WAY, *manage, "db_worker", "--interval", "0.2", "--no-startup-delay"],
                [*manage, "tick", "--loop", "--every", "1"],
            ):
                self.children.append(
                    start_process(arguments, env=self.env, cwd=ROOT, stdout=log, stderr=log)
                )
        self.wait_until(self._answers, "an answer of the server")

    def stop(self) -> None:
        """End all parts."""
        stop_processes(self.children)
        self.children = []

    def rest(self) -> None:
        """End all parts but the server, which shares the machine with whoever measures it."""
        self.children, others = self.children[:1], self.children[1:]
        stop_processes(others)

    def mails(self, to: str = "") -> list[Mail]:
        """Return the mails sent so far, newest first; only those to an address if one is given."""
        found = read_mails(self.folder / "mail")
        return [mail for mail in found if to in str(mail.message["to"])]

    def wait_for_mail(self, to: str, words: str = "") -> Mail:
        """Return the newest mail to an address whose subject or text has the words, once it came."""

        def arrived():
            found = [mail for mail in self.mails(to) if words in mail.subject + mail.text]
            return found[0] if found else None

        return self.wait_until(arrived, f"a mail to {to} with {words!r}")

    def wait_until(self, condition, what: str, seconds: float = START_SECONDS):
        """Return the first true value of `condition()`; SiteDied when it takes too long."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := condition():
                return found
            for child in self.children:
                if child.poll() is not None:
                    raise SiteDied(f"{child.args} ended by itself:\n{self.last_words()}")
            time.sleep(0.1)
        raise SiteDied(f"Waited {seconds} s in vain for {what}.\n{self.last_words()}")

    def last_words(self) -> str:
        """Return the end of what the parts printed."""
        return self.log.read_text()[-4000:] if self.log.exists() else ""

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=2):
                return True
        except OSError:
            return False


def server_command(application: str, port: int) -> list[str]:
    """Return how to serve a WSGI application with two processes of four threads."""
    options = "--workers 2 --threads 4 --log-level warning --no-control-socket".split()
    return [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", *options]


def free_port() -> int:
    """Return a port on which nobody listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def own_database(folder: Path, which: str = ""):
    """Yield the address of a database that is gone afterwards, and how to keep what migrations made.

    Whoever needs several at once says `which`, and migrates each: the first would keep the others waiting.

    A file in `folder`, already migrated if an earlier run kept one; or a database on the server in TEST_DATABASE_URL (or a PostgreSQL
    DATABASE_URL) if there is one.
    """
    url = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        target = folder / "site.sqlite3"
        with migrated_file(target) as keep:
            yield f"sqlite:///{target}", keep
        return
    config = environ.Env.db_url_config(url)
    name = f"end_to_end_{os.getpid()}{which}"
    with nullcontext((None, len)) if which else migrated_template(config) as (template, keep):
        with closing(connect(config)) as server, server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f'CREATE DATABASE {name} TEMPLATE "{template or "template1"}"')
        try:
            yield url.rpartition("/")[0] + f"/{name}", lambda: keep(name)
        finally:
            with closing(connect(config)) as server, server.cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_site(folder: Path):
    """Yield a running site with the demo content; everything it wrote is gone afterwards."""
    with own_database(folder) as (database_url, keep_migrated):
        site = Site(folder, database_url)
        try:
            site.manage("migrate", "--verbosity", "0")
            keep_migrated()
            site.manage("load_demo", "--with-passwords")
            collect(
                folder / "static",
                lambda: site.manage("collectstatic", "--noinput", "--verbosity", "0"),
            )
            site.start()
            yield site
        finally:
            site.stop()
            shutil.rmtree(folder, ignore_errors=True)
