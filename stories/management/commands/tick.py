"""`manage.py tick`: the one driver of time; does all that is due, once or again and again."""

import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from stories import due


class Command(BaseCommand):
    """Do what is due now; with --loop go on every few seconds until stopped."""

    help = "Does all that is due: publishing on schedule, mails, reminders, erasing old drafts."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="Go on until stopped.")
        parser.add_argument(
            "--every", type=float, default=20, help="Seconds between two runs of the loop."
        )

    def handle(self, *args, **options):
        if not options["loop"]:
            run = due.run()
            self.stdout.write(self.words(run))
            return
        while True:
            try:
                run = due.run()
            except DatabaseError as error:
                # The database may be away for a moment; time goes on when it is back.
                self.stderr.write(f"The database does not answer: {error}")
            else:
                if run and not run.ok:
                    self.stderr.write(run.notes)
            close_old_connections()
            time.sleep(options["every"])

    def words(self, run):
        """Return what one run did, in words."""
        if run is None:
            return "Another tick is running."
        return run.notes or "Nothing was due."
