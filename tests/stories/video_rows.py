"""Videos in every state for the tests, with small files that nobody has to encode."""

import shutil
import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from stories.models import SentVideo
from stories.models.submission import private_storage
from tests import make

CAPTIONS = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nMy daughter was four.\n"
TRANSCRIPT = "My daughter was four.\n\nA bell rings."
FILM = b"\0\0\0\x18ftypisom" + b"the new film" * 20


def waiting_video(submission=None, data=b"a film", **changes):
    """Return a video that the worker has not seen, its file on private storage."""
    name = private_storage().save(f"{uuid.uuid4()}/sent.mov", ContentFile(data))
    row = {"source": name, "source_hash": "a" * 64, "source_bytes": len(data), **changes}
    return SentVideo.objects.create(submission=submission, **row)


def ready_video(submission=None, **changes):
    """Return a video that can be published."""
    folder = uuid.uuid4()
    names = [
        private_storage().save(f"{folder}/{name}", ContentFile(data))
        for name, data in (("video-1.mp4", FILM), ("poster-1.jpg", make.picture_bytes(64, 36)))
    ]
    row = {
        "result": names[0],
        "poster": names[1],
        "state": SentVideo.State.READY,
        "seconds": 41.6,
        "width": 1280,
        "height": 720,
        "captions": CAPTIONS,
        "transcript": TRANSCRIPT,
        "source_hash": "a" * 64,
        "source_bytes": 99,
        "finished_at": timezone.now(),
        **changes,
    }
    return SentVideo.objects.create(submission=submission, **row)


def story_with_video(*, live=True, **changes):
    """Return the story page of a submission with a ready video."""
    page = make.story(live=False)
    ready_video(page.submission, **changes)
    if live:
        page.get_latest_revision().publish()
        page.refresh_from_db()
    return page


def public_files():
    """Return every file of videos in the public folder."""
    return {path for path in Path(settings.MEDIA_ROOT, "videos").glob("*") if path.is_file()}


def private_files():
    """Return every private file."""
    return {path for path in Path(settings.PRIVATE_MEDIA_ROOT).rglob("*") if path.is_file()}


def empty_folders():
    """Delete the files that earlier tests left."""
    for folder in (Path(settings.MEDIA_ROOT, "videos"), Path(settings.PRIVATE_MEDIA_ROOT)):
        shutil.rmtree(folder, ignore_errors=True)
