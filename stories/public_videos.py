"""The public copy of a sent video: made when its story goes live, gone when the story is."""

import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from stories.captions import CaptionsRefused, read_captions
from stories.models import PublicVideo, SentVideo, Submission

State = SentVideo.State
FOLDER = "videos"


@dataclass(frozen=True)
class ShownVideo:
    """What a player needs: addresses, size in pixels, the words below it, the length in whole seconds."""

    url: str
    poster_url: str
    captions_url: str
    width: int
    height: int
    transcript: str
    seconds: int


def obstacles(submission) -> list[str]:
    """Return why a story with an uploaded video cannot be published for the video's sake, as sentences.

    A video needs captions and a transcript (WCAG 2.2, 1.2.1 and 1.2.2). Without a video: none.
    """
    video = submission.video
    if video is None:
        return []
    if video.state == State.REFUSED:
        return [
            f"The video was not taken: {video.reason} Leave it out on the review desk, "
            "or ask the sender for another one."
        ]
    found = []
    if video.state != State.READY:
        found.append("The video is still being checked. Look again in a few minutes.")
    if not video.captions.strip():
        found.append("The video has no captions yet. Add them on the review desk.")
    else:
        try:
            read_captions(video.captions)
        except CaptionsRefused as refused:
            found.append(f"The captions of the video cannot be shown. {refused.message}")
    if not video.transcript.strip():
        found.append("The video has no transcript yet. Add it on the review desk.")
    return found


def public_of(submission) -> ShownVideo | None:
    """Return the public copy of a submission's video, or None."""
    public = PublicVideo.objects.filter(submission=submission).first()
    return shown(public) if public else None


def shown(public: PublicVideo) -> ShownVideo:
    """Return a public copy as a player needs it; it costs no query."""
    return ShownVideo(
        public.video.url,
        public.poster.url,
        public.captions.url,
        public.width,
        public.height,
        public.transcript,
        round(public.seconds),
    )


def private_of(submission) -> ShownVideo | None:
    """Return a submission's video with the addresses for staff, or None until it is ready."""
    video = submission.video
    if video is None or video.state != State.READY:
        return None
    return ShownVideo(
        reverse("submission_video", args=[video.pk]),
        reverse("submission_video_poster", args=[video.pk]),
        reverse("submission_video_captions", args=[video.pk]) if video.captions.strip() else "",
        video.width,
        video.height,
        video.transcript,
        round(video.seconds),
    )


@contextmanager
def put_up(story):
    """Save a live story page inside: its video gets a public copy, or the one that is there is brought up to date.

    One transaction; the files that it made are removed when the save fails.
    """
    files = []
    try:
        with transaction.atomic():
            # Two publications at once would make two copies.
            submission = Submission.objects.select_for_update().get(pk=story.submission_id)
            if submission.video and not obstacles(submission):
                _bring_up(submission, submission.video, files)
            else:
                take_down(submission)
            yield
    except BaseException:
        # A transaction that rolls back takes the row away and leaves the files behind.
        _delete_files(files)
        raise


def refresh(submission) -> None:
    """Bring the public copy up to date after the words of the video were mended, if there is one."""
    story = getattr(submission, "story_page", None)
    if story and story.live:
        with put_up(story):
            pass


def take_down(submission) -> None:
    """Delete the public copy of a submission's video: the row at once, the files with the commit."""
    for public in PublicVideo.objects.filter(submission=submission):
        files = [(file.storage, file.name) for file in _files_of(public)]
        public.delete()
        transaction.on_commit(partial(_delete_files, files))


def _bring_up(submission, video, files) -> None:
    public = PublicVideo.objects.filter(submission=submission).first()
    captions = read_captions(video.captions)
    if public is None or public.at < video.finished_at:
        take_down(submission)
        public = PublicVideo(submission=submission)
        # Nobody guesses the address of a file, not even from another one.
        _copy(video.result, public.video, "mp4", files)
        _copy(video.poster, public.poster, "jpg", files)
    elif public.captions and _text_of(public.captions) == captions:
        captions = None
    if captions is not None:
        # Under a new name: browsers keep the old file.
        old = [(public.captions.storage, public.captions.name)] if public.captions else []
        transaction.on_commit(partial(_delete_files, old))
        _keep(public.captions, ContentFile(captions.encode()), "vtt", files)
    public.width, public.height, public.seconds = video.width, video.height, video.seconds
    public.transcript = video.transcript
    public.save()


def _copy(source, target, ending, files) -> None:
    with source.open("rb") as file:
        _keep(target, file, ending, files)


def _keep(target, content, ending, files) -> None:
    target.save(f"{FOLDER}/{secrets.token_hex(16)}.{ending}", content, save=False)
    files.append((target.storage, target.name))


def _text_of(file) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read().decode()
    except FileNotFoundError:
        return ""


def _files_of(public):
    return [file for file in (public.video, public.poster, public.captions) if file]


def _delete_files(files) -> None:
    for storage, name in files:
        storage.delete(name)
