"""The test database: migrated once, and put back as it was after every test that commits."""

import fcntl
import hashlib
import sqlite3
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

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
        # Table -> its columns, but for those that the database computes.
        self.tables = {}

    def remember(self) -> None:
        """Keep what is in the database now."""
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            copy_database(Path(connection.settings_dict["NAME"]), self.file)
            return
        tables = connection.introspection.django_table_names(
            only_existing=True, include_views=False
        )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {PRISTINE_SCHEMA}")
            for table in tables:
                cursor.execute(
                    "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns"
                    " WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'",
                    [table],
                )
                self.tables[table] = columns = cursor.fetchone()[0]
                cursor.execute(
                    f'CREATE TABLE {PRISTINE_SCHEMA}."{table}" AS SELECT {columns} FROM "{table}"'
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
            # The seal of the originals refuses TRUNCATE too: triggers rest in this role.
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in self.tables))
            for table, columns in self.tables.items():
                cursor.execute(
                    f'INSERT INTO "{table}" ({columns}) TABLE {PRISTINE_SCHEMA}."{table}"'
                )
