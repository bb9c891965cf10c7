"""A system check for the words of mails that can no longer be used."""

from django.core.checks import Warning as CheckWarning
from django.db import OperationalError, ProgrammingError

HINT = (
    "Until then the mail leaves in the shipped words. Open it under Settings, Mails, and save it: "
    "the form says what to change."
)


def check_words(app_configs, databases=None, **kwargs):
    """Report saved words whose placeholders have gone; a system check with the tag "database"."""
    from stories.models import MailText

    found = []
    for alias in databases or []:
        try:
            texts = list(MailText.objects.using(alias))
        except (OperationalError, ProgrammingError):
            # The table comes with the migration that is about to run.
            continue
        found += [
            CheckWarning(
                f"The words of the mail “{text}” cannot be used.", hint=HINT, id="stories.W001"
            )
            for text in texts
            if text.obstacles
        ]
    return found
