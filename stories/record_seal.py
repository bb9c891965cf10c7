"""The seal of the audit trail: row triggers that let each record be written once and completed once.

Decisions, sign-offs, consents, and Wagtail's log of submissions and of story pages. A record may
get the one thing that it waits for (an answer, the moment of a withdrawal), and lose the account of
somebody who was deleted; everything else, and deletion, is for an erasure alone. Logs of invented
stories may be dated back. As with the originals (stories.sealing), the seal is put back after every
migrate, and a system check reports what is missing.
"""

from dataclasses import dataclass

from django.core.checks import Error
from django.db import OperationalError, ProgrammingError

PERMITS = "stories_erasurepermit"
REFUSAL = "the audit trail is sealed and cannot be changed"
OPEN = f"SELECT 1 FROM {PERMITS} p WHERE p.closed_at IS NULL"
OF_SUBMISSION = f"{OPEN} AND p.submission_id = OLD.submission_id"
GONE = "NEW.{0} IS NULL"


@dataclass(frozen=True)
class Seal:
    """What one table guards.

    allowed: pairs of (columns, condition): these columns alone may change while the condition on OLD
    and NEW holds. permit: the SELECT that finds a row while an erasure is open. rows: which rows are
    guarded, as a condition on a row's alias. unique: what else makes a new row replace an old one, on
    the aliases o and NEW.
    """

    table: str
    permit: str
    allowed: tuple = ()
    rows: str = "1 = 1"
    samples: str = ""
    unique: str = ""

    @property
    def guarded(self):
        """Return the condition that a row which is there already is one of the guarded."""
        return self.rows.format("OLD")


def _rows_of(model):
    """Return the condition that a log entry is about a model of this app."""
    return (
        "{0}.content_type_id IN (SELECT t.id FROM django_content_type t "
        f"WHERE t.app_label = 'stories' AND t.model = '{model}')"
    )


SEALS = [
    Seal(
        "stories_decision",
        OF_SUBMISSION,
        allowed=(
            (("by_id",), GONE.format("by_id")),
            # Known once the mail is written, which names the decision.
            (("is_quiet",), "NOT OLD.is_quiet AND NEW.is_quiet"),
        ),
    ),
    Seal(
        "stories_signoff",
        OF_SUBMISSION,
        allowed=(
            (("asked_by_id",), GONE.format("asked_by_id")),
            (
                ("answer", "answered_at", "how"),
                "OLD.answer = 'waiting' AND NEW.answer <> 'waiting' AND NEW.answered_at IS NOT NULL",
            ),
        ),
        unique="(o.submission_id = NEW.submission_id AND o.answer = 'waiting' AND NEW.answer = 'waiting')",
    ),
    Seal(
        "stories_consent",
        OF_SUBMISSION,
        allowed=((("withdrawn_at",), "OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL"),),
        unique="(o.submission_id = NEW.submission_id AND o.scope = NEW.scope"
        " AND o.withdrawn_at IS NULL AND NEW.withdrawn_at IS NULL)",
    ),
    Seal(
        "wagtailcore_modellogentry",
        f"{OPEN} AND CAST(p.submission_id AS varchar(255)) = OLD.object_id",
        rows=_rows_of("submission"),
        samples="SELECT 1 FROM stories_submission s WHERE s.is_sample"
        " AND CAST(s.id AS varchar(255)) = OLD.object_id",
    ),
    Seal(
        "wagtailcore_pagelogentry",
        # By then the page is gone, and with it whose story it was.
        OPEN,
        rows=_rows_of("storypage"),
        samples="SELECT 1 FROM stories_submission s JOIN stories_storypage g"
        " ON g.submission_id = s.id WHERE s.is_sample AND g.page_ptr_id = OLD.page_id",
    ),
]


def seal(connection):
    """Put every trigger in place on the tables that are there; what stands and fits is left as it is."""
    with connection.cursor() as cursor:
        for name, (table, create) in _outdated(connection, cursor).items():
            cursor.execute(_drop(connection, name, table))
            for statement in create:
                cursor.execute(statement)


def unseal(connection):
    """Take the triggers away, for a migration back to nothing."""
    with connection.cursor() as cursor:
        tables = _tables(connection, cursor)
        for record in SEALS:
            if record.table not in tables:
                continue
            for name in _wanted(connection, cursor, record):
                cursor.execute(_drop(connection, name, record.table))
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def missing_triggers(connection):
    """Return the names of the triggers that the database lacks, or has for other columns."""
    with connection.cursor() as cursor:
        return list(_outdated(connection, cursor))


def make_way(sender, using, plan=(), **kwargs):
    """Take the seal away while migrations run; receiver of pre_migrate, `reseal` follows.

    SQLite drops no column that a trigger names. PostgreSQL's name none, so theirs stay.
    """
    from django.db import connections

    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        unseal(connection)


def reseal(sender, using, **kwargs):
    """Put the seal back after a migrate; receiver of post_migrate."""
    from django.db import connections

    seal(connections[using])


def check_seal(app_configs, databases=None, **kwargs):
    """Report a database whose audit trail is not sealed; a system check with the tag "database"."""
    from django.db import connections

    errors = []
    for alias in databases or []:
        try:
            missing = missing_triggers(connections[alias])
        except (OperationalError, ProgrammingError):
            continue
        if missing:
            errors.append(
                Error(
                    f"The audit trail is not sealed: {', '.join(missing)} is missing.",
                    hint="Run manage.py migrate: it puts the triggers back.",
                    id="stories.E002",
                )
            )
    return errors


def _outdated(connection, cursor):
    """Return the triggers to make: name -> (table, statements)."""
    tables, present = _tables(connection, cursor), _present(connection, cursor)
    found = {}
    for record in SEALS:
        if record.table not in tables or PERMITS not in tables:
            continue
        for name, create in _wanted(connection, cursor, record).items():
            # SQLite keeps the words of a trigger: another column makes other words.
            if name not in present or present[name] not in (None, _folded(create[-1])):
                found[name] = (record.table, create)
    return found


def _tables(connection, cursor):
    return set(connection.introspection.table_names(cursor))


def _present(connection, cursor):
    """Return the triggers that stand: name -> their words on SQLite, None on PostgreSQL."""
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT tgname, NULL FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        )
    else:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {name: words and _folded(words) for name, words in cursor.fetchall()}


def _wanted(connection, cursor, record):
    """Return the triggers of a table: name -> the statements that make it."""
    if connection.vendor == "postgresql":
        return _postgresql(record)
    described = connection.introspection.get_table_description(cursor, record.table)
    return _sqlite(record, [column.name for column in described])


def _sqlite(record, columns):
    def same(but):
        kept = [column for column in columns if column not in but]
        return " AND ".join(f'OLD."{column}" IS NEW."{column}"' for column in kept)

    table = record.table
    free = [f"({same(but)} AND {condition})" for but, condition in record.allowed]
    free += [f"EXISTS ({query})" for query in (record.permit, record.samples) if query]
    new = " OR ".join(filter(None, ["o.id = NEW.id", record.unique]))
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return {
        f"{table}_no_update": [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"WHEN {record.guarded} AND NOT ({' OR '.join(free)}) {refuse}"
        ],
        f"{table}_no_delete": [
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"WHEN {record.guarded} AND NOT EXISTS ({record.permit}) {refuse}"
        ],
        # INSERT OR REPLACE deletes the old row without running delete triggers.
        f"{table}_no_replace": [
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS "
            f"(SELECT 1 FROM {table} o WHERE {record.rows.format('o')} AND ({new})) {refuse}"
        ],
    }


def _postgresql(record):
    def same(but):
        names = ", ".join(f"'{column}'" for column in but)
        return f"to_jsonb(OLD) - ARRAY[{names}] = to_jsonb(NEW) - ARRAY[{names}]"

    table = record.table
    free = [f"({same(but)} AND {condition})" for but, condition in record.allowed]
    free += [f"EXISTS ({query})" for query in (record.permit, record.samples) if query]
    refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';"
    tests = {
        "update": (
            f"IF {record.guarded} THEN IF NOT ({' OR '.join(free)}) THEN {refuse} END IF; END IF; "
            "RETURN NEW;",
            "ROW",
        ),
        "delete": (
            f"IF {record.guarded} THEN IF NOT EXISTS ({record.permit}) THEN {refuse} END IF; "
            "END IF; RETURN OLD;",
            "ROW",
        ),
        "truncate": (
            f"IF EXISTS (SELECT 1 FROM {table} o WHERE {record.rows.format('o')}) "
            f"THEN {refuse} END IF; RETURN NULL;",
            "STATEMENT",
        ),
    }
    return {
        f"{table}_no_{verb}": [
            f"CREATE OR REPLACE FUNCTION {table}_no_{verb}() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN {body} END $$",
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_no_{verb}()",
        ]
        for verb, (body, each) in tests.items()
    }


def _drop(connection, name, table):
    where = f" ON {table}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {name}{where}"


def _folded(words):
    return " ".join(words.split())
