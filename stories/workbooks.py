"""Long lists as XLSX: the worker writes each one once, its owner takes it, a day later it is deleted."""

import logging
import secrets
from datetime import timedelta
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django_tasks import task

from stories.models import QueueExport, Workbook
from stories.models.submission import private_storage
from stories.video_intake import delete_files

logger = logging.getLogger(__name__)
State = Workbook.State

# openpyxl writes some thousand rows a second, so the longest list is a matter of a few minutes.
MOST_ROWS = 100_000
# How often the person who waits is told how far it is, in rows.
STEP = 2000
KEEP = timedelta(days=1)
# A worker that has not come back by then died; the next one begins anew.
CLAIM = timedelta(minutes=30)
RETRY_AFTER = timedelta(minutes=5)
MOST_ATTEMPTS = 3


class TakenAway(Exception):
    """A workbook is no longer this worker's: a story was erased, or another worker took it over."""


@task()
def write_workbook(pk):
    """Write one workbook in the worker."""
    write(pk)


def ask(user, query, *, total):
    """Have a list written for somebody. Return the Workbook: the one being written, if there is one.

    query: the query string of the queue, whole. total: how many stories the list has, as far as known.
    """
    try:
        with transaction.atomic():
            export = QueueExport.objects.create(by=user, form=QueueExport.Form.XLSX, query=query)
            workbook = Workbook.objects.create(export=export, owner=user, total=total)
            # Robust: when the queue is down, the tick asks again.
            transaction.on_commit(lambda: write_workbook.enqueue(workbook.pk), robust=True)
    except IntegrityError:
        # One at a time: of two clicks the second leads to the first one's file.
        return Workbook.objects.filter(owner=user).first()
    return workbook


def write(pk, *, now=None):
    """Write one waiting workbook. Return it as it is then, or None when there was nothing to do.

    Any number of calls, also at once, leave one file. One that fails is tried again by the tick.
    """
    workbook = _claim(pk, now or timezone.now())
    if workbook is None:
        return None
    if workbook.attempts > MOST_ATTEMPTS:
        return _finish(workbook, state=State.FAILED)
    try:
        name, rows = _write_file(workbook)
    except PermissionDenied:
        # Whoever may not take stories out any more gets no file that was asked for before.
        return _finish(workbook, state=State.FAILED)
    except TakenAway:
        return None
    except Exception:
        # A full disk, a database that went away: the tick asks again.
        logger.exception("Workbook %s, attempt %s", pk, workbook.attempts)
        _mine(workbook).update(claimed_at=None)
        return None
    done = _finish(workbook, state=State.READY, file=name, written=rows)
    if done is None:
        delete_files([name])
    return done


def look_after(*, now=None):
    """Delete files whose day is over, and ask again for what no worker came back with. Return how many."""
    now = now or timezone.now()
    over = Workbook.objects.filter(state=State.READY, finished_at__lte=now - KEEP)
    names = list(over.values_list("file", flat=True))
    over.update(state=State.GONE, file="")
    delete_files(names)
    left = Q(claimed_at=None, export__at__lte=now - RETRY_AFTER) | Q(claimed_at__lte=now - CLAIM)
    waiting = list(Workbook.objects.filter(left, state=State.WAITING).values_list("pk", flat=True))
    for pk in waiting:
        write_workbook.enqueue(pk)
    return len(names) + len(waiting)


def forget_words():
    """Delete every file that lies ready, and have those being written begun anew: a story is being erased.

    Inside of the transaction that erases; files go after it. Which stories a file holds is not kept,
    so all go, and their owners can ask again.
    """
    rows = Workbook.objects.select_for_update().filter(state__in=[State.WAITING, State.READY])
    names = [workbook.file.name for workbook in rows if workbook.file]
    Workbook.objects.filter(state=State.READY).update(state=State.GONE, file="")
    Workbook.objects.filter(state=State.WAITING).update(claimed_at=None, attempts=0)
    transaction.on_commit(lambda: delete_files(names))


def _write_file(workbook):
    """Write the file to the private storage and return its name and the number of its stories."""
    # The lists belong to the admin, which needs a person to say what "mine" is.
    from stories.admin.filters import SubmissionFilterSet
    from stories.admin.queue_export import Cells, make_workbook

    owner = workbook.owner
    if not (owner.is_active and owner.has_perm("stories.export_submission")):
        raise PermissionDenied
    request = HttpRequest()
    request.user = owner
    selection = SubmissionFilterSet(QueryDict(workbook.export.query), request=request).select()
    written = 0

    def counted():
        nonlocal written
        for row in islice(Cells().rows(selection), MOST_ROWS):
            written += 1
            if written % STEP == 0 and not _mine(workbook).update(written=written):
                raise TakenAway
            yield row

    with make_workbook(counted()) as file:
        name = f"exports/list-{secrets.token_hex(16)}.xlsx"
        return private_storage().save(name, File(file)), written


def _claim(pk, now):
    # One UPDATE: of two workers exactly one gets it.
    free = Q(claimed_at=None) | Q(claimed_at__lte=now - CLAIM)
    claimed = Workbook.objects.filter(free, pk=pk, state=State.WAITING).update(
        claimed_at=now, attempts=F("attempts") + 1, written=0
    )
    found = Workbook.objects.select_related("owner", "export").filter(pk=pk)
    return found.first() if claimed else None


def _finish(workbook, **values):
    """Write what came of an attempt; None when the attempt is not ours any more."""
    with transaction.atomic():
        if not _mine(workbook).update(finished_at=timezone.now(), **values):
            return None
        if values["state"] == State.READY:
            QueueExport.objects.filter(pk=workbook.export_id).update(rows=values["written"])
    workbook.refresh_from_db()
    return workbook


def _mine(workbook):
    """Return the row while it is this worker's."""
    return Workbook.objects.filter(
        pk=workbook.pk,
        state=State.WAITING,
        claimed_at=workbook.claimed_at,
        attempts=workbook.attempts,
    )
