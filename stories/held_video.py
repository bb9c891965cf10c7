"""A video that came with the page of a correction: it waits on private storage until the words are sent with it.

Nothing is sent yet, so no row names it and no worker looks at it. The page knows it by a ticket, signed
for this one story. What nobody comes back for is swept away like a held picture.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from stories import held_files, video_intake
from stories.models import SentVideo
from stories.models.submission import private_storage

FIELD = "held_video"
# Well before the sweep takes the file.
LONGEST = timedelta(hours=12)


@dataclass(frozen=True)
class HeldVideo:
    """A video that waits: its name on private storage, what it is, and the ticket that finds it again."""

    name: str
    sha256: str
    size: int
    ticket: str
    # To the form it counts as one that is given (stories.story_form).
    state: str = SentVideo.State.WAITING


def hold(submission, file) -> HeldVideo:
    """Hold an uploaded file, streamed, for this request and the next ones. Return the HeldVideo.

    Raises VideoRefused with the codes empty, too_big, wrong_type and not_kept (our disk).
    """
    kind = video_intake.check_upload(file)
    digest, size = video_intake.digest_of(file), file.size
    name = video_intake.store(file, held_files.new_name(submission, f"sent.{kind}"))
    told = {"name": name, "sha256": digest, "size": size}
    return HeldVideo(**told, ticket=signing.dumps(told, salt=_salt(submission)))


def find(submission, ticket) -> HeldVideo | None:
    """Return the video of a ticket; None for one that is not ours, is too old or lost its file.

    The video that the story has by now is found as well, without its file: the second of two clicks
    comes when the worker may be done with it.
    """
    try:
        told = signing.loads(ticket, salt=_salt(submission), max_age=LONGEST)
    except signing.BadSignature:
        return None
    video = HeldVideo(**told, ticket=ticket)
    if _is_there(video) or submission.videos.filter(source_hash=video.sha256).exists():
        return video
    return None


def drop(video: HeldVideo) -> None:
    """Delete the file of a video that was not taken; one that became the video of its story stays."""
    if not SentVideo.objects.filter(source=video.name).exists():
        video_intake.delete_files([video.name])


def _is_there(video):
    try:
        return private_storage().size(video.name) == video.size
    except OSError:
        return False


def _salt(submission):
    return f"stories.held_video.{submission.pk}"
