"""Make the database ready before the site starts: reach it, or say in one line what is missing."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Reach the database, then apply what migrations are missing."""

    help = "Checks that the database answers, then applies the migrations that are missing."
    requires_system_checks = []

    def handle(self, **options):
        """Prepare; CommandError with one clear line when something is in the way."""
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(self.explain(error)) from error
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database. The first time takes about half a minute.")
            self.stdout.flush()
            call_command("migrate", verbosity=0, interactive=False)

    def explain(self, error):
        """Return what a person can do about a database that cannot be reached."""
        database = connection.settings_dict
        reason = str(error).strip().splitlines()[0]
        if connection.vendor == "postgresql" and "does not exist" in reason:
            if "role" in reason:
                return f'The database user "{database["USER"]}" does not exist: create it first.'
            server = "".join(
                f" {option} {database[key]}"
                for option, key in (("-h", "HOST"), ("-p", "PORT"), ("-U", "USER"))
                if database[key]
            )
            return (
                f'The database "{database["NAME"]}" does not exist. '
                f"Create it first: createdb{server} {database['NAME']}"
            )
        return f"The database in DATABASE_URL cannot be opened: {reason}"
