"""Limits how often one sender may do something, without keeping the sender's address.

Only counters are held, under a keyed hash that changes every day and that nobody can turn back
into an address. Counters live as long as their window, at most 24 hours. They are in Redis where
there is one, else in the database: both count many processes right, and no other cache does.
"""

import ipaddress
import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from cms.models import RateCount
from cms.tally import count_up

LONGEST_WINDOW = 24 * 60 * 60
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Verdict:
    """Whether the attempt is allowed, and if not, after how many seconds to try again."""

    allowed: bool
    retry_after: int = 0


def allow(scope: str, who: str, *, limit: int, seconds: int, now: float | None = None) -> Verdict:
    """Count one attempt of `who` at `scope` and say whether it is within `limit` per `seconds`.

    Windows are fixed: they start at multiples of `seconds` (at most LONGEST_WINDOW) since 1970.
    `now` is in seconds since 1970. A counter that is down lets everybody through: a story must not
    be lost because a counter is. Call it outside of a transaction: inside one, others who have the
    same key wait for its end.
    """
    if not 0 < seconds <= LONGEST_WINDOW:
        raise ValueError(f"A window lasts from 1 to {LONGEST_WINDOW} seconds.")
    now = time.time() if now is None else now
    window, passed = divmod(now, seconds)
    day = int(now // LONGEST_WINDOW)
    mark = salted_hmac(f"cms.rate_limit.{day}", who, algorithm="sha256").hexdigest()
    key = f"rate:{scope}:{seconds}:{int(window)}:{mark}"
    count = _count_in_redis if settings.REDIS_URL else _count_in_database
    try:
        attempts = count(key, seconds, ends=(int(window) + 1) * seconds)
    except Exception:
        _log.exception("Attempts at %s cannot be counted.", scope)
        return Verdict(True)
    if attempts <= limit:
        return Verdict(True)
    return Verdict(False, max(1, int(seconds - passed)))


def forget(now: datetime) -> None:
    """Delete the counters whose window is over at `now`."""
    RateCount.objects.filter(expires_at__lte=now).delete()


def _count_in_redis(key: str, seconds: int, *, ends: int) -> int:
    """Count one attempt in the cache and return how many there were."""
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key)
    except ValueError:
        # The counter ran out between the two calls: a new window begins.
        return 0


def _count_in_database(key: str, seconds: int, *, ends: int) -> int:
    """Count one attempt in the database and return how many there were."""
    return count_up(RateCount, {"key": key}, expires_at=datetime.fromtimestamp(ends, UTC))


def client_address(request: HttpRequest) -> str:
    """Return the address to count by: one IPv4 address, or the /64 network of an IPv6 address.

    `settings.TRUSTED_PROXIES` is how many proxies of ours stand in front. Each appends the address
    that it saw to X-Forwarded-For, so the client is that many entries from the right; everything
    further left is only what the client says of itself. With 0, or a header that is too short or
    unreadable, it is the address of the connection. "unknown" if there is none (a Unix socket).
    """
    direct = request.META.get("REMOTE_ADDR", "")
    proxies = getattr(settings, "TRUSTED_PROXIES", 0)
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < proxies <= len(forwarded):
        return _group(forwarded[-proxies]) or _group(direct) or "unknown"
    return _group(direct) or "unknown"


def _group(address: str) -> str:
    """Return the address or network that one household or device has, or "" if unreadable."""
    address = address.strip()
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(parsed), 64), strict=False))
