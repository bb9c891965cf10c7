"""The files that come with a story: from the draft or straight from the form into the sealed original."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.pictures import CleanPicture
from stories.models import Arrival, Draft, Original, SentVideo, Workbook
from stories.models.submission import private_storage

ORPHAN_AGE = timedelta(days=1)
# How the names of pictures begin, those of scanned paper forms (stories.entering), of videos and of
# long lists (stories.workbooks).
SWEPT = ("1-picture.", "scan.", "sent.", "video-", "poster-", "list-")


@dataclass(frozen=True)
class SentPicture:
    """A picture on private storage: its name, what it is, and (code, sentence) pairs of warnings."""

    name: str = ""
    sha256: str = ""
    width: int | None = None
    height: int | None = None
    warnings: tuple = ()

    @property
    def columns(self):
        """Return the columns of an Original."""
        return {
            "picture": self.name,
            "picture_hash": self.sha256,
            "picture_width": self.width,
            "picture_height": self.height,
        }


NO_PICTURE = SentPicture()


def picture_of(draft: Draft) -> SentPicture:
    """Return the picture of a draft, whose file goes over to the original as it lies there."""
    if not draft.picture:
        return NO_PICTURE
    return SentPicture(
        draft.picture.name,
        draft.picture_hash,
        draft.picture_width,
        draft.picture_height,
        tuple(tuple(pair) for pair in draft.picture_warnings),
    )


@contextmanager
def kept_picture(ref, picture: CleanPicture | None):
    """Write a picture to the private storage; take it away again unless the transaction commits.

    To be entered before the transaction: no file is written while the database is locked.
    """
    if picture is None:
        yield NO_PICTURE
        return
    storage = private_storage()
    name = storage.save(f"{ref}/1-picture.{picture.extension}", ContentFile(picture.data))
    try:
        yield SentPicture(
            name,
            picture.sha256,
            picture.width,
            picture.height,
            tuple((warning.code, warning.message) for warning in picture.warnings),
        )
    except BaseException:
        # What fails after the commit, such as the mail queue, must not take the picture along.
        if not Original.objects.filter(picture=name).exists():
            storage.delete(name)
            storage.delete(str(ref))
        raise


def hand_over_video(draft: Draft, submission, answers: dict) -> str:
    """Give the draft's video to the submission. Return the hash of the file as sent, "" without one.

    Inside intake's transaction. The worker may be at it at the same time: only these columns are written.
    """
    video = SentVideo.objects.filter(draft=draft).first()
    if video is None:
        return ""
    SentVideo.objects.filter(pk=video.pk).update(
        draft=None,
        submission=submission,
        captions=answers.get("story_captions") or "",
        transcript=answers.get("story_transcript") or "",
    )
    return video.source_hash


def delete_orphans(*, now: datetime | None = None) -> int:
    """Delete files whose rows were never written, because the process died in between. Return how many.

    Runs when it is due; younger than a day, a file may still belong to a story on its way in.
    """
    storage = private_storage()
    before = (now or timezone.now()) - ORPHAN_AGE
    try:
        folders, _ = storage.listdir("")
    except FileNotFoundError:
        return 0
    names = [f"{folder}/{file}" for folder in folders for file in storage.listdir(folder)[1]]
    kept = set(Arrival.objects.exclude(scan="").values_list("scan", flat=True))
    for model in (Original, Draft):
        kept.update(model.objects.exclude(picture="").values_list("picture", flat=True))
    for files in SentVideo.objects.values_list("source", "result", "poster"):
        kept.update(files)
    kept.update(Workbook.objects.exclude(file="").values_list("file", flat=True))
    orphans = [
        name
        for name in names
        if name not in kept and name.partition("/")[2].startswith(SWEPT)
        if storage.get_modified_time(name) < before
    ]
    for name in orphans:
        storage.delete(name)
        folder = name.partition("/")[0]
        if not any(storage.listdir(folder)):
            storage.delete(folder)
    return len(orphans)
