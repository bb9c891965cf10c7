"""Under which key an answer is kept, and which requests never ask for a kept one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, QueryDict

from cms import clock

# What campaigns and networks hang on to links; no page reads it, so nothing may differ by it.
_TRACKERS = re.compile(
    r"utm_\w{1,40}|fbclid|gclid|gbraid|wbraid|dclid|msclkid|ttclid|twclid|li_fat_id|igshid|yclid"
    r"|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_id|wt_zmc"
)
MOST_PARAMETERS = 8
LONGEST = 400


@dataclass(frozen=True)
class Key:
    """What answers differ by: scheme, host, path, and the parameters of the query, sorted by name."""

    scheme: str
    host: str
    path: str
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the parameters."""
        return frozenset(name for name, _ in self.pairs)


def key_of(request: HttpRequest) -> Key | None:
    """Return the key of a request, or None if its answer is for one visitor alone.

    None for what is no plain reading, for whoever is signed in or brings messages along, for previews,
    for a host that is not ours, and for a query that is larger than any of ours.
    """
    meta = request.META
    if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in meta:
        return None
    if request.path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        # Files, which others hand out.
        return None
    if "HTTP_COOKIE" in meta and not _own_cookies().isdisjoint(request.COOKIES):
        return None
    if clock.is_as_of() or getattr(request, "is_preview", False):
        return None
    try:
        host = request.get_host().lower()
    except DisallowedHost:
        return None
    query = meta.get("QUERY_STRING", "")
    if len(query) + len(request.path) > LONGEST:
        return None
    pairs = _pairs(query) if query else ()
    if pairs is None:
        return None
    return Key(request.scheme, host, request.path, pairs)


def drop_trackers(request: HttpRequest) -> None:
    """Take the trackers out of a request whose answer may be kept: no page can print them then."""
    query = request.META.get("QUERY_STRING", "")
    if not query:
        return
    kept = QueryDict(query, mutable=True)
    for name in [name for name in kept if _TRACKERS.fullmatch(name)]:
        del kept[name]
    request.META["QUERY_STRING"] = kept.urlencode()
    # Read anew when somebody asks.
    request.__dict__.pop("GET", None)


@lru_cache(maxsize=1024)
def _pairs(query):
    """Return the parameters that count, or None if there are too many."""
    try:
        found = QueryDict(query)
    except ValueError:
        return None
    pairs = [
        (name, value)
        for name, values in found.lists()
        for value in values
        if not _TRACKERS.fullmatch(name)
    ]
    if len(pairs) > MOST_PARAMETERS:
        return None
    # The order of equal names counts: the last one wins.
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


def _own_cookies():
    return {settings.SESSION_COOKIE_NAME, "messages"}
