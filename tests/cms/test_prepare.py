"""The database is made ready before the site starts, or one line says what is missing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from cms.management.commands import prepare


@pytest.fixture
def refuse(monkeypatch):
    """Let the database refuse every connection for a reason."""

    def refuse(vendor, reason):
        def ensure_connection():
            raise OperationalError(reason)

        monkeypatch.setattr(prepare.connection, "vendor", vendor, raising=False)
        monkeypatch.setattr(prepare.connection, "ensure_connection", ensure_connection)
        monkeypatch.setitem(connection.settings_dict, "NAME", "stories")
        monkeypatch.setitem(connection.settings_dict, "USER", "ivy")
        monkeypatch.setitem(connection.settings_dict, "HOST", "db.example.org")
        monkeypatch.setitem(connection.settings_dict, "PORT", "")
        with pytest.raises(CommandError) as refused:
            call_command("prepare")
        return str(refused.value)

    return refuse


@pytest.mark.django_db
class TestDatabaseThatIsReady:
    def test_nothing_is_said_and_nothing_done(self, monkeypatch):
        calls = []
        monkeypatch.setattr(prepare, "call_command", lambda *args, **kwargs: calls.append(args))
        out = StringIO()
        call_command("prepare", stdout=out)
        assert (out.getvalue(), calls) == ("", [])

    def test_missing_migrations_are_applied(self, monkeypatch):
        calls = []
        monkeypatch.setattr(prepare, "call_command", lambda *args, **kwargs: calls.append(args))
        monkeypatch.setattr(prepare.MigrationExecutor, "migration_plan", lambda *args: [1])
        out = StringIO()
        call_command("prepare", stdout=out)
        assert calls == [("migrate",)]
        assert "half a minute" in out.getvalue()


@pytest.mark.django_db
class TestDatabaseThatIsNot:
    def test_a_missing_database_comes_with_the_command_to_type(self, refuse):
        said = refuse(
            "postgresql", 'connection failed: FATAL:  database "stories" does not exist\n'
        )
        assert said == (
            'The database "stories" does not exist. '
            "Create it first: createdb -h db.example.org -U ivy stories"
        )

    def test_a_missing_user_is_named(self, refuse):
        said = refuse("postgresql", 'FATAL:  role "ivy" does not exist')
        assert said == 'The database user "ivy" does not exist: create it first.'

    @pytest.mark.parametrize("more", ["", "\n\tIs the server running on that host?\n"])
    def test_every_other_reason_is_one_line(self, refuse, more):
        said = refuse("sqlite", f"unable to open database file{more}")
        assert said == "The database in DATABASE_URL cannot be opened: unable to open database file"
