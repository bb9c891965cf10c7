"""The video of a story after a correction: another file, other words beside it, or none any more."""

from django.db import transaction

from stories import video_intake, video_tasks
from stories.held_video import HeldVideo
from stories.models import Flag, SentVideo
from stories.next_version import Correction

# Answers that have a column beside the video.
WORDS = {"story_captions": "captions", "story_transcript": "transcript"}


def new_video(submission, base, given: Correction) -> HeldVideo | None:
    """Return the video that a correction brings in, None where it is the one that the story has.

    The same file again is new when the worker refused it or staff left it out: it is tried once more.
    """
    if given.removes_video or given.video is None:
        return None
    current = submission.video
    is_kept = current is not None and current.state != SentVideo.State.REFUSED
    if is_kept and given.video.sha256 == base.video_hash == current.source_hash:
        return None
    return given.video


def bring_up_to_date(submission, given: Correction, video, original, changed) -> None:
    """Let the story have the video of a new version, as the worker's next one, or none.

    video: what `new_video` returned; changed: the roles whose answers changed. Files of a video that
    leaves go with the commit. Inside the caller's transaction, which takes the public copy down.
    """
    if video or given.removes_video:
        for earlier in submission.videos.select_for_update():
            video_intake.remove(earlier)
        flags = submission.flags.filter(kind=video_tasks.FLAG, verdict=Flag.Verdict.OPEN)
        flags.update(verdict=Flag.Verdict.DISMISSED)
    words = {column: original.answers.get(role) or "" for role, column in WORDS.items()}
    if video:
        made = SentVideo.objects.create(
            submission=submission,
            source=video.name,
            source_hash=video.sha256,
            source_bytes=video.size,
            **words,
        )
        # Robust: a stored video stays stored when the queue is down; the tick asks again.
        transaction.on_commit(lambda: video_tasks.ask_for(made), robust=True)
        return
    mended = {column: words[column] for role, column in WORDS.items() if role in changed}
    if mended:
        # The worker may be at it at the same time: only these columns are written.
        submission.videos.update(**mended)
