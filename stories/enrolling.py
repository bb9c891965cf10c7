"""Enrolling a stored story: the hints that look at other stories, its review, its first mails.

What somebody sends is stored and acknowledged at once (stories.intake). All that follows takes
longer, and nobody has to wait for it: the worker does it a moment later, the tick where no worker
did, and whoever opens or decides on the story before both.
"""

import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from stories import emails, likeness, moderation, published_posts, screening, sealed_rows
from stories.models import Original, Submission

logger = logging.getLogger(__name__)

# How many stories one tick enrolls, so that a great many hold up nothing else.
MOST_AT_ONCE = 200


@task()
def enroll_story(pk):
    """Enroll one story in the worker."""
    enroll(pk)


def ask_for(submission) -> None:
    """Ask the worker for a story. Inside of its transaction, so that both are stored or neither."""
    enroll_story.enqueue(submission.pk)


def enroll(pk, *, now=None) -> Submission | None:
    """Enroll one story in one transaction. Return its row, or None where that was done before.

    Any number of calls, also at once, do it once; a story that was erased meanwhile needs nothing.
    """
    with transaction.atomic():
        submission = Submission.objects.unenrolled().select_for_update().filter(pk=pk).first()
        if submission:
            enroll_row(submission, now=now)
    return submission


def enroll_row(submission, *, now=None) -> None:
    """Enroll a story whose row the caller's transaction has made or locked."""
    now = now or timezone.now()
    alike = likeness.find(submission)
    findings = screening.judge_sameness(
        _times_sent_before(submission), alike.reason if alike else ""
    )
    if findings:
        sealed_rows.write_flags(submission, findings, now=now)
    if alike is None or not alike.stands_for_it:
        likeness.keep(submission)
    submission.enrolled_at = now
    Submission.objects.filter(pk=submission.pk).update(enrolled_at=now)
    if submission.latest_revision_id is None:
        # A workflow needs a revision to start from. The form has checked every field.
        submission.save_revision(clean=False)
    if submission.state != Submission.State.SPAM:
        moderation.start_review(submission, now=now)
        if not Submission.objects.waiting().filter(pk__lt=submission.pk).exists():
            emails.first_waiting(submission)
    emails.received(submission, now=now)
    post = published_posts.post_of(submission)
    if post:
        transaction.on_commit(lambda: published_posts.ask_for(post), robust=True)


def look_after(*, now=None) -> int:
    """Enroll the stories that no worker has come to. Return how many; runs when it is due.

    One that fails never stops the others, and is named at the end: raises RuntimeError.
    """
    now = now or timezone.now()
    failed = []
    waiting = Submission.objects.unenrolled().order_by("submit_time", "pk")
    keys = list(waiting.values_list("pk", flat=True)[:MOST_AT_ONCE])
    done = 0
    for pk in keys:
        try:
            done += enroll(pk, now=now) is not None
        except Exception:
            logger.exception("Story %s could not be enrolled.", pk)
            failed.append(pk)
    if failed:
        raise RuntimeError(f"{len(failed)} of {len(keys)} stories could not be enrolled")
    return done


def _times_sent_before(submission):
    """Return how many earlier stories have exactly these words; a because line alone can be a coincidence."""
    if not submission.story_text:
        return 0
    return Original.objects.filter(
        version=1, text_hash=submission.text_hash, submission__lt=submission.pk
    ).count()
