"""Take the demo stories away with one command; with --everything the demo pages and accounts too."""

from django.core.management.base import BaseCommand

from home.demo import removing
from home.management.commands.load_demo import quiet_log


class Command(BaseCommand):
    """Erase the sample stories."""

    help = (
        "Erases every sample story with its original, page, picture and placements. "
        "Stories of real people are not touched."
    )

    def add_arguments(self, parser):
        """Take the choice to remove the rest of the demo as well."""
        parser.add_argument(
            "--everything",
            action="store_true",
            help="Also remove the demo pages, pictures, topics, menus and accounts.",
        )

    def handle(self, *, everything, **options):
        """Remove, and say what went."""
        with quiet_log():
            count = removing.remove_stories()
            kept = removing.remove_pages() if everything else []
        self.stdout.write(f"Removed {count} sample stories.")
        if everything:
            self.stdout.write("Removed the demo pages and accounts.")
        for title in kept:
            self.stdout.write(f"Kept “{title}”: stories of real people need it.")
