"""What time it is for the page that is being rendered: now, or the moment of a preview."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_as_of = ContextVar("cms_as_of", default=None)
_goes_by_dates = ContextVar("cms_goes_by_dates", default=False)


def now() -> datetime:
    """Return the aware moment that a page is rendered for.

    For what visitors see, and for nothing that is stored: inside of a preview it is another day.
    """
    return _as_of.get() or timezone.now()


def is_as_of() -> bool:
    """Say whether a page is rendered for another moment than now."""
    return _as_of.get() is not None


def goes_by_dates() -> bool:
    """Say whether a page is rendered for what its dates say, whatever phase was set by hand."""
    return _goes_by_dates.get()


@contextmanager
def as_of(moment: datetime | None, *, by_dates: bool = False):
    """Render what is inside as it would be at an aware moment; None leaves the time as it is.

    by_dates: as if no phase were set by hand, for whoever asks for the phase of that moment.
    """
    tokens = _as_of.set(moment), _goes_by_dates.set(by_dates)
    try:
        yield
    finally:
        _as_of.reset(tokens[0])
        _goes_by_dates.reset(tokens[1])
