"""The seal of originals: row triggers on both databases that refuse every change.

Django rebuilds SQLite tables when a migration adds a field and drops their triggers without a word, so the
seal is put back after every migrate, and a system check reports one that is missing.
"""

from django.core.checks import Error
from django.db import OperationalError, ProgrammingError

TABLE = "stories_original"
PERMITS = "stories_erasurepermit"
REFUSAL = "an original is sealed and cannot be changed"

_PERMITTED = (
    f"SELECT 1 FROM {PERMITS} p WHERE p.submission_id = OLD.submission_id AND p.closed_at IS NULL"
)

SQLITE = {
    "stories_original_no_update": f"""
        CREATE TRIGGER stories_original_no_update BEFORE UPDATE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "stories_original_no_delete": f"""
        CREATE TRIGGER stories_original_no_delete BEFORE DELETE ON {TABLE}
        WHEN NOT EXISTS ({_PERMITTED})
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # INSERT OR REPLACE deletes the old row without running delete triggers.
    "stories_original_no_replace": f"""
        CREATE TRIGGER stories_original_no_replace BEFORE INSERT ON {TABLE}
        WHEN EXISTS (SELECT 1 FROM {TABLE} o WHERE o.id = NEW.id
                     OR (o.submission_id = NEW.submission_id AND o.version = NEW.version))
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
}

POSTGRESQL_FUNCTIONS = f"""
    CREATE OR REPLACE FUNCTION stories_original_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
    CREATE OR REPLACE FUNCTION stories_original_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS ({_PERMITTED}) THEN
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END $$;
    CREATE OR REPLACE FUNCTION stories_original_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM {TABLE}) THEN
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END $$;
"""
POSTGRESQL = {
    "stories_original_no_update": f"""
        CREATE TRIGGER stories_original_no_update BEFORE UPDATE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION stories_original_refuse()""",
    "stories_original_no_delete": f"""
        CREATE TRIGGER stories_original_no_delete BEFORE DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION stories_original_refuse_delete()""",
    "stories_original_no_truncate": f"""
        CREATE TRIGGER stories_original_no_truncate BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION stories_original_refuse_truncate()""",
}


def seal(connection):
    """Put every trigger of the seal in place; those that stand are left as they are."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTIONS)
        for name in missing_triggers(connection):
            cursor.execute(_triggers(connection)[name])


def unseal(connection):
    """Take the triggers away, for a migration back to nothing."""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            where = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")
        if connection.vendor == "postgresql":
            for function in ("refuse", "refuse_delete", "refuse_truncate"):
                cursor.execute(f"DROP FUNCTION IF EXISTS stories_original_{function}()")


def missing_triggers(connection):
    """Return the names of the triggers that the database lacks."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal "
            "AND tgenabled <> 'D'"
        )
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE])
        present = {name for (name,) in cursor.fetchall()}
    return [name for name in _triggers(connection) if name not in present]


def reseal(sender, using, **kwargs):
    """Put the seal back after a migrate; receiver of post_migrate."""
    from django.db import connections

    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        seal(connection)


def check_seal(app_configs, databases=None, **kwargs):
    """Report a database whose originals are not sealed; a system check with the tag "database"."""
    from django.db import connections

    errors = []
    for alias in databases or []:
        connection = connections[alias]
        try:
            if TABLE not in connection.introspection.table_names():
                continue
            missing = missing_triggers(connection)
        except (OperationalError, ProgrammingError):
            continue
        if missing:
            errors.append(
                Error(
                    f"Originals are not sealed: {', '.join(missing)} is missing.",
                    hint="Run manage.py migrate: it puts the triggers back.",
                    id="stories.E001",
                )
            )
    return errors


def _triggers(connection):
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE
