"""Places in a list that is ordered by time: how an address carries one, and which rows lie beyond it."""

import re
from datetime import UTC, datetime, timedelta

from django.db.models import Q

# A moment in microseconds and a key, so that the place holds even when its row is gone.
_PLACE = re.compile(r"([0-9]{1,17})-([0-9]{1,18})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_place(value: str) -> tuple[datetime, int] | None:
    """Return the moment and the key that an address carries, or None for what is no place."""
    match = _PLACE.fullmatch(value)
    if match is None:
        return None
    try:
        return _EPOCH + timedelta(microseconds=int(match[1])), int(match[2])
    except OverflowError:
        return None


def write_place(moment: datetime, pk: int) -> str:
    """Return a place as an address carries it."""
    return f"{(moment - _EPOCH) // timedelta(microseconds=1)}-{pk}"


def beyond(field: str, place: tuple[datetime, int], *, later: bool) -> Q:
    """Return the Q of rows that come after a place in the order of (field, pk), or before it.

    The first half alone bounds the walk along an index; the second takes the equal moments apart.
    """
    moment, pk = place
    way = "gt" if later else "lt"
    return Q(**{f"{field}__{way}e": moment}) & (
        Q(**{f"{field}__{way}": moment}) | Q(**{f"pk__{way}": pk})
    )
