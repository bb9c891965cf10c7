"""All that time brings: each job is idempotent, and one that fails never stops the others."""

import logging
from datetime import timedelta

from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms import rate_limit
from cms.models import TickRun
from stories import (
    departures,
    emails,
    enrolling,
    parties,
    published_posts,
    retention,
    sent_files,
    signoff,
    video_tasks,
    workbooks,
)
from stories.models import OutboxMail, Submission

logger = logging.getLogger(__name__)

REMIND_AFTER = timedelta(days=2)
KEEP_RUNS = timedelta(days=7)
# A run that has not ended by then died; the next one takes over.
RUN_LIMIT = timedelta(minutes=15)


def run(now=None):
    """Do everything that is due at a moment. Return the TickRun, or None while another one is at it."""
    now = now or timezone.now()
    tick = _begin(now)
    if tick is None:
        return None
    notes, ok = [], True
    for name, job in JOBS:
        try:
            done = job(now)
        except Exception as error:
            # Whatever it was, the other jobs must still run; the run says that this one did not.
            logger.exception("tick: %s failed", name)
            notes.append(f"{name} failed: {type(error).__name__}")
            ok = False
        else:
            if done:
                notes.append(f"{name}: {done}")
    tick.finished_at = timezone.now()
    tick.ok = ok
    tick.notes = "; ".join(notes)
    tick.save()
    return tick


def publish_on_schedule(now):
    """Publish and take down what editors scheduled."""
    call_command("publish_scheduled", stdout=_Silence())


def send_mails(now):
    """Send mails that wait or failed before. Return how many left, and how many were given up."""
    done = emails.send_due(now=now)
    if not done.given_up:
        return done.sent
    return f"{done.sent}; {done.given_up} mail{'s' * (done.given_up > 1)} given up"


def take_down_what_ended(now):
    """Take down pages whose consent has ended, and files that may not be public. Return how many."""
    return departures.look_after(now=now)


def enroll_stories(now):
    """Begin the review of stories that no worker has come to. Return how many."""
    return enrolling.look_after(now=now)


def remind_to_confirm(now):
    """Remind each unconfirmed address once. Return how many mails were written."""
    mails = OutboxMail.objects.filter(submission=OuterRef("pk"), to=OuterRef("sender_email"))
    late = Submission.objects.filter(
        # Who was never asked, because staff brought the story in, is not reminded.
        Exists(mails.filter(kind__in=emails.WITH_LINK)),
        ~Exists(mails.filter(kind="confirm_reminder")),
        # An address that takes no mail takes no reminder either.
        ~Exists(mails.filter(bounce_is_final=True)),
        # A corrected address has had its link for a shorter time than the story is here.
        ~Exists(mails.filter(kind="address_corrected", created_at__gt=now - REMIND_AFTER)),
        email_confirmed_at=None,
        is_sample=False,
        submit_time__lte=now - REMIND_AFTER,
        state__in=[*Submission.WAITING, *Submission.PUBLISHABLE],
    )
    written = 0
    for submission in late[:200]:
        with transaction.atomic():
            written += emails.confirm_reminder(submission, now=now) is not None
    return written


def look_after_sign_offs(now):
    """Free small edits, remind of the others, give back what has no answer. Return how many."""
    return signoff.look_after(now=now)


def ask_people(now):
    """Ask the people in stories who could not be asked before. Return how many mails were written."""
    return parties.ask_waiting(now=now)


def write_digests(now):
    """Write the daily digest, from eight in the morning on. Return how many mails were written."""
    if timezone.localtime(now).hour < emails.DIGEST_HOUR:
        return 0
    with transaction.atomic():
        return emails.daily_digest(now=now)


def erase_drafts(now):
    """Erase drafts whose 30 days are over. Return how many."""
    return retention.erase_expired_drafts(now=now)


def delete_orphans(now):
    """Delete files that a dying process left behind, once a day. Return how many."""
    if not cache.add(f"stories.orphans.{timezone.localdate(now)}", True, timeout=24 * 3600):
        return 0
    return sent_files.delete_orphans(now=now)


def look_after_videos(now):
    """Ask the worker for videos that wait, and tell of those that were refused. Return how many."""
    return video_tasks.look_after(now=now)


def look_after_posts(now):
    """Ask the worker for posts that nobody has looked at yet. Return how many."""
    return published_posts.look_after(now=now)


def look_after_workbooks(now):
    """Delete long lists whose day is over, ask the worker for those that wait. Return how many."""
    return workbooks.look_after(now=now)


def forget_old_runs(now):
    """Keep the record of a week, of ticks and of what the worker did. Nothing to report."""
    TickRun.objects.filter(started_at__lt=now - KEEP_RUNS).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_RUNS).delete()


def forget_counters(now):
    """Forget who was counted in windows that are over. Nothing to report."""
    rate_limit.forget(now)


JOBS = [
    ("publishing on schedule", publish_on_schedule),
    ("stories taken down", take_down_what_ended),
    ("stories enrolled", enroll_stories),
    ("reminders to confirm", remind_to_confirm),
    ("sign-offs looked after", look_after_sign_offs),
    ("people asked", ask_people),
    ("daily digests", write_digests),
    ("mails sent", send_mails),
    ("drafts erased", erase_drafts),
    ("videos asked for", look_after_videos),
    ("posts asked for", look_after_posts),
    ("workbooks looked after", look_after_workbooks),
    ("files without a story deleted", delete_orphans),
    ("old runs", forget_old_runs),
    ("old counters", forget_counters),
]


class _Silence:
    """An output that keeps Wagtail's listing out of the tick's own."""

    def write(self, text):
        """Drop the text."""

    def flush(self):
        """Nothing to flush."""


def _begin(now):
    """Return a new TickRun, or None while an unfinished one is younger than the limit."""
    # When it ended nobody knows: its start makes no dead tick look like a recent one.
    TickRun.objects.filter(finished_at=None, started_at__lte=now - RUN_LIMIT).update(
        finished_at=F("started_at"), ok=False, notes="It died before its end."
    )
    try:
        with transaction.atomic():
            return TickRun.objects.create(started_at=now)
    except IntegrityError:
        # The database takes one unfinished run, whoever comes first.
        return None
