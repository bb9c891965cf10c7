"""Permissions that a sender can end one by one: the uses beside publication, which stays as it is."""

from django.utils import timezone
from wagtail.log_actions import log

from stories.models import Consent

ENDED_ALONE = (Consent.Scope.SOCIAL, Consent.Scope.BRIEF)


def open_ones(submission, now=None):
    """Return the Consents that hold and that the sender can end alone, in the order of the form."""
    current = submission.consents.current(now)
    return list(current.filter(scope__in=ENDED_ALONE).order_by("pk"))


def end(submission, scope: str, *, now=None) -> bool:
    """End one permission at once and keep the others. Return whether there was one to end.

    What is printed or posted already is listed for staff from then on (stories.outside_copies).
    """
    if scope not in ENDED_ALONE:
        return False
    rows = submission.consents.filter(scope=scope, withdrawn_at=None)
    ended = rows.update(withdrawn_at=now or timezone.now())
    if ended:
        log(submission, "stories.end_permission", data={"scope": scope})
    return bool(ended)
