"""Fill the site with the demo: pages, stories in every state, and an account for every group."""

import logging
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.demo import loading
from home.demo.accounts import ACCOUNTS
from home.demo.people import NameTaken


@contextmanager
def quiet_log():
    """Keep Wagtail's line for every page and every decision out of a command that makes hundreds."""
    logger = logging.getLogger("wagtail")
    before = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)


class Command(BaseCommand):
    """Load the demo content, or print where it can be seen."""

    help = "Loads the demo content. Run again, it adds only what is missing. No mail is sent."

    def add_arguments(self, parser):
        """Take the two short ways and the choice about passwords."""
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing unless the site is still empty."
        )
        parser.add_argument(
            "--sign-ins", action="store_true", help="Only print addresses and sign-ins."
        )
        parser.add_argument(
            "--with-passwords",
            action="store_true",
            help="Give the demo accounts their published passwords outside of development too.",
        )

    def handle(self, *, if_empty, sign_ins, with_passwords, **options):
        """Load or print; CommandError when a real account has the name of a demo account."""
        if sign_ins:
            self.print_sign_ins()
            return
        if if_empty and not loading.is_empty():
            return
        # These passwords stand in a public file: outside of development they must be asked for.
        with_passwords = with_passwords or settings.DEBUG
        self.stdout.write("Loading the demo stories. This takes less than half a minute.")
        self.stdout.flush()
        try:
            with quiet_log():
                count = loading.load(with_passwords=with_passwords)
        except NameTaken as error:
            raise CommandError(error) from error
        self.stdout.write(f"Loaded {count} sample stories." if count else "Nothing was missing.")
        if not with_passwords:
            self.stdout.write(
                "The demo accounts have no password here. "
                "Set one with manage.py changepassword, or load with --with-passwords."
            )

    def print_sign_ins(self):
        """Print the addresses of the site and every demo sign-in, with what to try."""
        site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        addresses = [
            ("the campaign", "/"),
            ("the form", "/share-your-story/"),
            ("all stories", "/stories/"),
            ("the week", "/nhit-week/"),
            ("sign in here", "/admin/"),
            ("the review desk", "/admin/submissions/"),
        ]
        width = len(site) + max(len(path) for label, path in addresses) + 2
        lines = [f"  {site + path:<{width}}{label}" for label, path in addresses]
        lines.append("")
        lines.append(f"  {'name':<11}{'password':<20}what to try")
        for account in ACCOUNTS:
            lines.append(f"  {account.username:<11}{account.password:<20}{account.try_this}")
        self.stdout.write("\n".join(lines))
