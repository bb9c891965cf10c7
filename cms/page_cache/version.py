"""One token that every process holds its kept pages against: a new one ends all of them.

It stands in Redis where there is one, else in a row of the database, and is read again twice a second.
Processes of one machine learn of it at once, by the time stamp of a file.
"""

import logging
import os
import threading
import time
import uuid
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

from cms.models import PageVersion

LOOK_SECONDS = 0.5
CACHE_KEY = "page_cache:version"
_log = logging.getLogger(__name__)


class Version:
    """The token as this process knows it."""

    def __init__(self):
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Know nothing, as when the process began."""
        self._token, self._read_at, self._rung_at = None, None, 0
        self._own = ""

    def current(self) -> str | None:
        """Return the token, or None as long as it could never be read.

        Where it cannot be read again it is taken for unchanged. Pages end within a minute all the
        same, and without the database nobody changes anything.
        """
        if self._is_due():
            # The others wait for the one who reads: none may go on with what is older than due.
            with self._lock:
                if self._is_due():
                    self._read()
        return None if self._token is None else self._token + self._own

    def renew(self) -> None:
        """End what every process keeps."""
        token = uuid.uuid4().hex
        try:
            _write(token)
        except Exception:
            # What was changed is stored already. This process knows; elsewhere it shows when the
            # kept pages end by themselves.
            self._own = token
            _log.exception("The other processes cannot be told that pages changed.")
        _ring()
        with self._lock:
            self._token, self._read_at = token, time.monotonic()

    def _is_due(self):
        if self._read_at is None or time.monotonic() - self._read_at >= LOOK_SECONDS:
            return True
        return _rung_at() != self._rung_at

    def _read(self):
        # Before the token: a change in between rings once more.
        rung_at = _rung_at()
        try:
            self._token = _stored()
        except Exception as error:
            _log.debug("The version of pages cannot be read: %s", type(error).__name__)
        self._read_at, self._rung_at = time.monotonic(), rung_at


version = Version()


def _stored() -> str:
    if settings.REDIS_URL:
        token = cache.get(CACHE_KEY)
        if token is None:
            # Redis lost it. Of several processes that see this, one says what holds from now on.
            cache.add(CACHE_KEY, uuid.uuid4().hex, timeout=None)
            token = cache.get(CACHE_KEY)
        return token
    return PageVersion.objects.filter(pk=1).values_list("token", flat=True).first() or ""


def _write(token: str) -> None:
    if settings.REDIS_URL:
        cache.set(CACHE_KEY, token, timeout=None)
    else:
        PageVersion.objects.update_or_create(pk=1, defaults={"token": token})


def _bell() -> str:
    return f"{settings.VAR_DIR}/pages-changed"


def _ring() -> None:
    try:
        Path(_bell()).write_bytes(b"")
    except OSError as error:
        # Then it takes half a second instead of none.
        _log.debug("The other processes of this machine are not told at once: %s", error.strerror)


def _rung_at() -> int:
    try:
        return os.stat(_bell()).st_mtime_ns
    except OSError:
        return 0
