"""The test database: migrated once, and put back as it was after every test that commits."""

import fcntl
import hashlib
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from django.db import connection, transaction
from psycopg2.errors import DuplicateDatabase

ROOT = Path(__file__).resolve().parents[1]
# What makes the database: the libraries, the list of apps, our migrations, and the seal, which is
# put in after them and left as it is from then on.
MAKERS = (
    "requirements.txt",
    "cms/settings/base.py",
    "stories/sealing.py",
    "stories/record_seal.py",
    "*/migrations/*.py",
)
CACHE = ROOT / ".pytest_cache" / "migrated"
PRISTINE_SCHEMA = "pristine"


def fingerprint() -> str:
    """Return a name for the database that the migrations make: another migration, another name."""
    made_by = hashlib.sha256()
    for file in sorted(file for pattern in MAKERS for file in ROOT.glob(pattern)):
        made_by.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return made_by.hexdigest()[:16]


@contextmanager
def migrated_file(target: Path):
    """Fill `target` with a migrated SQLite database, if one was kept from a run before.

    Yields a function that keeps the database of this run for the next one. Migrating takes a
    quarter of a minute, so parallel workers wait here for the first one instead of doing it too.
    Django applies the migrations again on top, which is quick when none is missing.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    kept = CACHE / f"{fingerprint()}.sqlite3"
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            fcntl.flock(lock, fcntl.LOCK_UN)
            copy_database(kept, target)
            yield lambda: None
            return

        def keep():
            for outdated in CACHE.glob("*.sqlite3"):
                outdated.unlink()
            fresh = kept.with_suffix(".new")
            fresh.unlink(missing_ok=True)
            copy_database(target, fresh)
            fresh.rename(kept)
            fcntl.flock(lock, fcntl.LOCK_UN)

        yield keep


@contextmanager
def migrated_template(config: dict):
    """Yield the name of a migrated PostgreSQL database to copy, or None if no run before kept one.

    config: Django's dictionary of a database on that server. Yields a second thing, too: a function
    that keeps the named database for the next run; nobody may be connected to it. As with
    `migrated_file`, parallel workers wait for the first one.
    """
    name = f"migrated_{fingerprint()}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock, closing(connect(config)) as server:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with server.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone():
                fcntl.flock(lock, fcntl.LOCK_UN)
                yield name, lambda made: None
                return

            def keep(made):
                for note in CACHE.glob("migrated_*"):
                    cursor.execute(f'DROP DATABASE IF EXISTS "{note.name}"')
                    note.unlink()
                try:
                    cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{made}"')
                    (CACHE / name).touch()
                except DuplicateDatabase:
                    # Tests of another copy of this repository were quicker.
                    pass
                fcntl.flock(lock, fcntl.LOCK_UN)

            yield None, keep


def connect(config: dict):
    """Return a connection to the PostgreSQL server of a database, outside of any transaction."""
    server = psycopg2.connect(
        dbname=config["NAME"],
        user=config["USER"] or None,
        password=config["PASSWORD"] or None,
        host=config["HOST"] or None,
        port=config["PORT"] or None,
    )
    server.autocommit = True
    return server


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite database that may be open elsewhere."""
    reader, writer = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reader.backup(writer)
    finally:
        reader.close()
        writer.close()


class Pristine:
    """The database as the migrations left it: root page, locale, groups and permissions.

    Django's flush would empty it for every later test, and on SQLite it deletes row by row, which
    the sealed originals refuse.
    """

    def __init__(self, folder: Path):
        self.file = folder / "pristine.sqlite3"

    def remember(self) -> None:
        """Keep what is in the database now."""
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            copy_database(Path(connection.settings_dict["NAME"]), self.file)
            return
        tables = connection.introspection.django_table_names(
            only_existing=True, include_views=False
        )
        steps = []
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {PRISTINE_SCHEMA}")
            for table in tables:
                # All columns but for those that the database computes.
                cursor.execute(
                    "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns"
                    " WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'",
                    [table],
                )
                columns = cursor.fetchone()[0]
                cursor.execute(
                    f'CREATE TABLE {PRISTINE_SCHEMA}."{table}" AS SELECT {columns} FROM "{table}"'
                )
                # TRUNCATE would write new files for each table and its indexes: that takes seconds.
                steps.append(f'DELETE FROM "{table}"')
                steps.append(f'INSERT INTO "{table}" ({columns}) TABLE {PRISTINE_SCHEMA}."{table}"')
            cursor.execute(
                f"CREATE PROCEDURE {PRISTINE_SCHEMA}.restore() LANGUAGE plpgsql"
                f" AS $$BEGIN {'; '.join(steps)}; END$$"
            )

    def restore(self) -> None:
        """Put back what was kept, whatever was committed since."""
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            source = sqlite3.connect(self.file)
            try:
                source.backup(connection.connection)
            finally:
                source.close()
            return
        with transaction.atomic(), connection.cursor() as cursor:
            # Triggers rest in this role: the seal of the originals, and the checks of foreign keys.
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"CALL {PRISTINE_SCHEMA}.restore()")
