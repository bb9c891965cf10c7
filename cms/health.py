"""Say whether this process lives, and whether the whole site can do its work."""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.models import TickRun

logger = logging.getLogger(__name__)

TICK_IS_LATE_AFTER = timedelta(minutes=5)
STORAGES = ("default", "private")
STORAGE_SECONDS = 10
WORKS = "ok"


class Failing(Exception):
    """A part does not work; the message says it in plain words and gives nothing else away."""


class Migrations:
    """Whether the database has the shape that the code expects; asked until it is true, once."""

    def __init__(self):
        self.is_known_complete = False

    def check(self) -> None:
        """Raise Failing while migrations are missing."""
        if self.is_known_complete:
            return
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if missing:
            raise Failing(f"Migrations that are not applied: {missing}.")
        self.is_known_complete = True


migrations = Migrations()


def check_database() -> None:
    """Ask the database for an answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


class Storage:
    """Whether the disks take files; tried once in STORAGE_SECONDS, however often anybody asks."""

    def __init__(self):
        self.lock = threading.Lock()
        self.tried_at = None
        self.problem = ""

    def check(self) -> None:
        """Raise Failing when the last try failed; try again when that was long ago."""
        with self.lock:
            if self.tried_at is None or time.monotonic() - self.tried_at >= STORAGE_SECONDS:
                self.problem = self._try()
                self.tried_at = time.monotonic()
            if self.problem:
                raise Failing(self.problem)

    def _try(self) -> str:
        try:
            write_and_delete()
        except Exception:
            logger.exception("The storage does not answer.")
            return "The storage does not answer."
        return ""


storage = Storage()


def write_and_delete() -> None:
    """Write a byte into each storage and take it away again: a full disk shows only then."""
    for alias in STORAGES:
        place = storages[alias]
        place.delete(place.save(f"readyz-{uuid.uuid4().hex}", ContentFile(b".")))


def check_tick(now: datetime) -> None:
    """Raise Failing unless `manage.py tick` finished a run in the five minutes before `now`."""
    last = TickRun.objects.filter(finished_at__isnull=False).order_by("-finished_at").first()
    if last is None:
        raise Failing("The tick (manage.py tick) has never finished a run.")
    if now - last.finished_at > TICK_IS_LATE_AFTER:
        minutes = int((now - last.finished_at).total_seconds() // 60)
        raise Failing(f"The tick (manage.py tick) last finished {minutes} minutes ago.")


def report(now: datetime) -> dict[str, str]:
    """Return what each part says: "ok", or in plain words what fails."""
    checks: dict[str, Callable[[], None]] = {
        "database": check_database,
        "migrations": migrations.check,
        "storage": storage.check,
        "tick": lambda: check_tick(now),
    }
    return {name: ask(name, check) for name, check in checks.items()}


def ask(name: str, check: Callable[[], None]) -> str:
    """Run one check; an error that nobody foresaw goes to the log and not to the visitor."""
    try:
        check()
    except Failing as problem:
        return str(problem)
    except Exception:
        logger.exception("The %s does not answer.", name)
        return f"The {name} does not answer."
    return WORKS


@never_cache
@require_safe
def process(request):
    """Answer that this process lives; touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request):
    """Answer 200 when every part works, else 503 with the failing parts named."""
    parts = report(timezone.now())
    failing = [name for name, words in parts.items() if words != WORKS]
    return JsonResponse(
        {"ready": not failing, "failing": failing, "parts": parts}, status=503 if failing else 200
    )
