"""What time it is for the page that is being rendered: now, or the moment of a preview."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_as_of = ContextVar("cms_as_of", default=None)


def now() -> datetime:
    """Return the aware moment that a page is rendered for.

    For what visitors see, and for nothing that is stored: inside of a preview it is another day.
    """
    return _as_of.get() or timezone.now()


def is_as_of() -> bool:
    """Say whether a page is rendered for another moment than now."""
    return _as_of.get() is not None


@contextmanager
def as_of(moment: datetime | None):
    """Render what is inside as it would be at an aware moment; None leaves the time as it is."""
    token = _as_of.set(moment)
    try:
        yield
    finally:
        _as_of.reset(token)
