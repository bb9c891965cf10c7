"""Works on the videos that were sent: the worker encodes each one once, and says so when it cannot."""

import logging
import secrets
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from stories import outbox
from stories.models import Flag, SentVideo
from stories.models.submission import private_storage
from stories.sender_language import speak_to_sender_of
from stories.video_child import EncoderFailed, encode_in_child
from stories.video_encoding import TIME_LIMIT
from stories.video_files import VideoRefused
from stories.video_intake import delete_files

logger = logging.getLogger(__name__)
State = SentVideo.State

# A worker that has not come back by then died; the next one takes the video over.
CLAIM = timedelta(seconds=TIME_LIMIT) + timedelta(minutes=5)
RETRY_AFTER = timedelta(minutes=5)
MOST_ATTEMPTS = 5
FLAG = "video_refused"
GIVEN_UP = _(
    "We could not work on this video. Save it as an MP4 and send it again. "
    "Or put it on YouTube or Vimeo and send us its address."
)


@task()
def process_video(pk):
    """Work on one video in the worker."""
    process(pk)


def ask_for(video) -> None:
    """Ask the worker for a video; asked again within RETRY_AFTER it is asked once."""
    # A queue that stands still would otherwise fill with the same wish.
    if cache.add(f"stories.video.{video.pk}", True, timeout=RETRY_AFTER.total_seconds() - 1):
        process_video.enqueue(video.pk)


def process(pk, *, now=None) -> SentVideo | None:
    """Encode one waiting video. Return its row as it is then, or None when there was nothing to do.

    Any number of calls, also at once, have one result. The file that was sent is deleted when the
    video is ready or refused; what the encoder fails at for other reasons is tried again later.
    """
    video = _claim(pk, now or timezone.now())
    if video is None:
        return None
    # What it says of the video is for its sender.
    with speak_to_sender_of(video.draft or video.submission):
        return _work_on(video)


def _work_on(video):
    if video.attempts > MOST_ATTEMPTS:
        return _refuse(video, str(GIVEN_UP))
    storage = private_storage()
    folder, mark = video.source.name.rpartition("/")[0], secrets.token_hex(8)
    names = f"{folder}/video-{mark}.mp4", f"{folder}/poster-{mark}.jpg"
    source, *targets = map(storage.path, (video.source.name, *names))
    try:
        encoded = encode_in_child(source, *targets)
    except VideoRefused as refused:
        return _refuse(video, refused.message)
    except EncoderFailed as failure:
        logger.warning("Video %s, attempt %s: %s", video.pk, video.attempts, failure)
        return _put_back(video)
    done = _finish(
        video,
        state=State.READY,
        result=names[0],
        poster=names[1],
        seconds=encoded.seconds,
        width=encoded.width,
        height=encoded.height,
    )
    if done is None:
        # Taken away by its sender meanwhile, or another worker was faster.
        delete_files(names)
    return done


def look_after(*, now=None) -> int:
    """Ask for videos that wait or were left behind, and tell of refusals. Return how many; runs when it is due."""
    now = now or timezone.now()
    left = Q(state=State.WAITING) & (
        Q(claimed_at=None, created_at__lte=now - timedelta(minutes=1))
        | Q(claimed_at__lte=now - RETRY_AFTER)
    )
    dead = Q(state=State.WORKING, claimed_at__lte=now - CLAIM)
    videos = list(SentVideo.objects.filter(left | dead)[:50])
    for video in videos:
        ask_for(video)
    told = Flag.objects.filter(
        submission=OuterRef("submission"), kind=FLAG, at__gte=OuterRef("created_at")
    )
    # Refused while the story was still a draft, and sent all the same.
    untold = SentVideo.objects.filter(~Exists(told), state=State.REFUSED, submission__isnull=False)
    for video in untold[:50]:
        with transaction.atomic():
            videos += [video] if tell_refused(video) else []
    return len(videos)


def tell_refused(video) -> bool:
    """Flag a refused video for the moderator and write to its sender, once. Return whether it was news."""
    if video.submission_id is None:
        return False
    _, is_new = Flag.objects.get_or_create(
        submission_id=video.submission_id,
        kind=FLAG,
        # An older one is about the video in whose place this one came.
        at__gte=video.created_at,
        defaults={"reason": f"The video was not taken. {video.reason}"[:300]},
    )
    if is_new:
        key = f"video_refused:{video.pk}"
        outbox.write("video_refused", video.submission, key=key, reason=video.reason)
    return is_new


def _claim(pk, now) -> SentVideo | None:
    # One UPDATE: of two workers exactly one gets the video.
    free = Q(state=State.WAITING) | Q(state=State.WORKING, claimed_at__lte=now - CLAIM)
    claimed = SentVideo.objects.filter(free, pk=pk).update(
        state=State.WORKING, claimed_at=now, attempts=F("attempts") + 1
    )
    return SentVideo.objects.filter(pk=pk).first() if claimed else None


def _finish(video, **values) -> SentVideo | None:
    """Write what came of an attempt and let the sent file go; None when the attempt is not ours any more."""
    with transaction.atomic():
        row = SentVideo.objects.select_for_update().filter(**_claim_of(video)).first()
        if row is None:
            return None
        sent = row.source.name
        for name, value in {**values, "source": "", "finished_at": timezone.now()}.items():
            setattr(row, name, value)
        row.save(update_fields=[*values, "source", "finished_at"])
        if row.state == State.REFUSED:
            tell_refused(row)
        transaction.on_commit(lambda: delete_files([sent]))
    return row


def _refuse(video, reason) -> SentVideo | None:
    return _finish(video, state=State.REFUSED, reason=reason[:300])


def _put_back(video) -> SentVideo | None:
    SentVideo.objects.filter(**_claim_of(video)).update(state=State.WAITING)
    return SentVideo.objects.filter(pk=video.pk).first()


def _claim_of(video):
    return {"pk": video.pk, "state": State.WORKING, "attempts": video.attempts}
