"""Takes in a video that is uploaded with a draft: streamed to private storage, hashed, handed to the worker."""

import hashlib
import logging
import uuid
from dataclasses import dataclass
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext

from stories.models import Draft, SentVideo
from stories.models.submission import private_storage
from stories.video_files import FIRST_BYTES, MAX_BYTES, VideoRefused, check_kind

logger = logging.getLogger(__name__)
State = SentVideo.State

CHUNK = 2**20
WAITS = _("We are checking your video. You can go on in the meantime.")
# What an earlier upload may be in for the same file to be left as it is.
_SETTLED = (State.WAITING, State.WORKING, State.READY)


@dataclass(frozen=True)
class VideoStatus:
    """How far the worker is with a video, for its sender; `poster_url` is "" unless it is ready."""

    state: str
    sentence: str
    poster_url: str = ""


def keep_upload(draft: Draft, file: UploadedFile) -> SentVideo:
    """Store an uploaded video with the draft, in the place of an earlier one; the worker checks it soon.

    The bytes go by in chunks: memory stays flat however long the file is. The same file again is the
    row that is there. Call it outside of a transaction. Raises VideoRefused with the codes empty,
    too_big, wrong_type and not_kept (our disk); an earlier video of the draft stays then. Raises
    Draft.DoesNotExist when the draft was sent or erased meanwhile.
    """
    kind = check_upload(file)
    digest = digest_of(file)
    earlier = SentVideo.objects.filter(draft=draft, source_hash=digest, state__in=_SETTLED).first()
    if earlier:
        return earlier
    size = file.size
    name = store(file, f"{uuid.uuid4()}/sent.{kind}")
    try:
        return _write(draft, name, digest, size)
    except BaseException:
        if not SentVideo.objects.filter(source=name).exists():
            delete_files([name])
        raise


def check_upload(file: UploadedFile) -> str:
    """Return "mp4", "mov" or "webm" for an uploaded file that can be taken so far.

    Raises VideoRefused with the codes empty, too_big and wrong_type; the worker finds the rest.
    """
    if file.size and file.size > MAX_BYTES:
        raise VideoRefused(
            "too_big",
            gettext_noop(
                "Your video is larger than {size} MB. Save it in a smaller size, such as "
                "720p, or shorten it. Then choose it again."
            ),
            size=MAX_BYTES // 2**20,
        )
    file.seek(0)
    return check_kind(file.name, file.read(FIRST_BYTES))


def digest_of(file: UploadedFile) -> str:
    """Return the SHA-256 of an uploaded file, read in pieces."""
    digest = hashlib.sha256()
    for chunk in file.chunks(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def store(file: UploadedFile, name: str) -> str:
    """Move a file to private storage under a name of ours, and return that name.

    One that lies on disk already is not copied. Raises VideoRefused with the code not_kept.
    """
    file.seek(0)
    try:
        return private_storage().save(name, file)
    except OSError as error:
        logger.error("A video could not be stored: %s", type(error).__name__)
        raise VideoRefused(
            "not_kept",
            gettext_noop(
                "We could not store your video just now. Everything else is safe. "
                "Choose it again in a few minutes."
            ),
        ) from error


def drop(draft: Draft) -> None:
    """Take the video of a draft away, with its files; no error if there is none."""
    with transaction.atomic():
        videos = list(SentVideo.objects.select_for_update().filter(draft=draft))
        for video in videos:
            remove(video)


def remove(video: SentVideo) -> None:
    """Delete a video's row, and its files once that is committed. Inside a transaction."""
    transaction.on_commit(partial(delete_files, video.file_names))
    video.delete()


def describe(video: SentVideo, poster_url: str = "") -> VideoStatus:
    """Return what the sender reads of a video, as one or two sentences."""
    if video.state == State.READY:
        seconds = max(1, round(video.seconds or 0))
        words = ngettext(
            "Your video is {seconds} second long. It is ready.",
            "Your video is {seconds} seconds long. It is ready.",
            seconds,
        ).format(seconds=seconds)
        return VideoStatus(video.state, words, poster_url)
    if video.state == State.REFUSED:
        return VideoStatus(video.state, video.reason)
    return VideoStatus(video.state, WAITS)


def delete_files(names) -> None:
    """Delete private files, each with the folder that was made for it."""
    storage = private_storage()
    for name in names:
        storage.delete(name)
        folder = name.rpartition("/")[0]
        if folder and storage.exists(folder) and not any(storage.listdir(folder)):
            storage.delete(folder)


def _write(draft, name, digest, size) -> SentVideo:
    from stories import video_tasks

    with transaction.atomic():
        # Locked: of two uploads at once the later one stays, and a draft that is sent takes none.
        draft = Draft.objects.select_for_update().get(pk=draft.pk)
        for earlier in SentVideo.objects.select_for_update().filter(draft=draft):
            remove(earlier)
        video = SentVideo.objects.create(
            draft=draft, source=name, source_hash=digest, source_bytes=size
        )
        # Robust: a stored video stays stored when the queue is down; the tick asks again.
        transaction.on_commit(lambda: video_tasks.ask_for(video), robust=True)
    return video
