"""Lets a test change a sealed record, as only time or an administrator of the database could."""

from contextlib import contextmanager

from django.db import connection

from stories import record_seal


@contextmanager
def unsealed():
    """Take the seal of the audit trail away, and put it back."""
    record_seal.unseal(connection)
    yield
    record_seal.seal(connection)


def end_consents(submission, last_day, scopes=None):
    """Let the consents of a submission end with a day, as if it had been agreed like this."""
    rows = submission.consents.filter(**({"scope__in": scopes} if scopes else {}))
    with unsealed():
        rows.update(expires_on=last_day)
