"""The terms of a consent besides its boxes: how the name is shown, and until when."""

import calendar
from datetime import date

from django.utils.translation import gettext_lazy as _

NAME_CHOICES = [
    ("full", _("My full name")),
    ("first", _("My first name only")),
    ("none", _("No name")),
]
UNTIL_CHOICES = [
    ("open", _("Until I say otherwise")),
    ("12", _("For one year")),
    ("24", _("For two years")),
]
MONTHS = {"12": 12, "24": 24}
# The consents that end then; the others are about what was sent, and are used up with it.
ENDING_SCOPES = frozenset({"publish", "social", "brief", "image"})
# Which answer holds which term; the key stands among the sealed consents.
_TERMS = {
    "name_shown": ("story_name_shown", dict(NAME_CHOICES)),
    "until": ("consent_until", dict(UNTIL_CHOICES)),
}


def seal_terms(answers):
    """Return the chosen terms as they are sealed beside the boxes: scope, exact words, given."""
    return [
        {"scope": scope, "wording": str(words[answers[name]]), "given": True}
        for scope, (name, words) in _TERMS.items()
        if answers.get(name) in words
    ]


def last_day(until, given_on: date):
    """Return the last day of a consent given on a day, or None when it is open.

    The same day a year later still counts; of February 29 it is the 28th.
    """
    months = MONTHS.get(until)
    if not months:
        return None
    year, month = divmod(given_on.year * 12 + given_on.month - 1 + months, 12)
    return date(year, month + 1, min(given_on.day, calendar.monthrange(year, month + 1)[1]))
