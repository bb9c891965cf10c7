"""`manage.py import_stories`: brings in earlier stories from a CSV file, as the admin page does."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from stories.earlier_stories import Status, judge, questions_of, store
from stories.models import StoryFormPage
from stories.story_table import TableRefused, read_table


class Command(BaseCommand):
    """Judge every row, then store those that have nothing to mend; each whole or not at all."""

    help = "Brings in earlier stories from a CSV file; with --dry-run it only says what would become of each row."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="The CSV file.")
        parser.add_argument("--dry-run", action="store_true", help="Store nothing.")
        parser.add_argument(
            "--mail", action="store_true", help="Ask the senders to confirm their address."
        )
        parser.add_argument("--user", help="The name of the user who brings them in, for the log.")

    def handle(self, *args, file, dry_run, mail, user, **options):
        page = StoryFormPage.objects.first()
        if page is None:
            raise CommandError("There is no story form. Add one first: the rows follow its rules.")
        person = self.find_user(user)
        try:
            table = read_table(file.read_bytes(), questions=questions_of(page), most_rows=None)
        except OSError as error:
            raise CommandError(f"The file cannot be opened: {error.strerror}.") from error
        except TableRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if table.unread:
            self.stdout.write(f"Nobody reads these columns: {', '.join(table.unread)}.")
        verdicts = judge(page, table.rows)
        if not dry_run:
            verdicts = store(page, verdicts, user=person, writes_mail=mail)
        for verdict in verdicts:
            self.stdout.write(self.words(verdict))
        counts = [
            (status.label.lower(), sum(verdict.status == status for verdict in verdicts))
            for status in Status
        ]
        self.stdout.write(
            "; ".join(f"{count} {label}" for label, count in counts if count)
            + ("." if not dry_run else ". Nothing was stored.")
        )
        if any(verdict.status == Status.FAILED for verdict in verdicts):
            raise CommandError("Some rows could not be stored. Run it again: no row comes twice.")

    def find_user(self, name):
        """Return the user of that name, or None without a name."""
        if not name:
            return None
        person = get_user_model().objects.filter(username=name, is_active=True).first()
        if person is None or not person.has_perm("stories.moderate_submission"):
            raise CommandError(f"There is no user {name} who may decide on submissions.")
        return person

    def words(self, verdict):
        """Return one line on a row: what became of it, the number of its story, what to mend."""
        number = f" {verdict.submission.number}" if verdict.submission else ""
        problems = f". {' '.join(verdict.problems)}" if verdict.problems else ""
        return f"Row {verdict.number}: {verdict.label}{number}{problems}"
