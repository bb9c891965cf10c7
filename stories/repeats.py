"""The same story sent twice: somebody goes back and sends the page again, and means one story."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from cms.pictures import CleanPicture
from stories import sealed_rows
from stories.models import Original
from stories.story_form import Agreement

# How long the same answers from the same address are taken for the same story.
REPEAT_WINDOW = timedelta(days=1)
REPEATS_READ = 5


def find_repeat(
    answers: dict,
    agreements: Iterable[Agreement],
    picture: CleanPicture | None = None,
    *,
    picture_hash: str = "",
    video_hash: str = "",
    now=None,
):
    """Return the submission with exactly these answers from this address of the last day, or None.

    Somebody who goes back and sends the same page again means the same story: the form that the
    browser shows then may be a new one, with a new one-time id. The files are given as a picture or
    by the hashes of the draft.
    """
    answers = sealed_rows.as_stored(answers)
    recent = Original.objects.filter(
        version=1,
        text_hash=sealed_rows.text_hash_of(answers),
        at__gte=(now or timezone.now()) - REPEAT_WINDOW,
        submission__sender_email=answers["story_email"],
        picture_hash=picture.sha256 if picture else picture_hash,
        video_hash=video_hash,
    )
    boxes = sealed_rows.boxes_of(agreements, answers)
    for original in recent[:REPEATS_READ]:
        if (
            sealed_rows.words_of(original.answers) == sealed_rows.words_of(answers)
            and original.consents == boxes
        ):
            return original.submission
    return None
