"""A picture that came with a page which has to come back: it waits, so that nobody chooses it twice.

The file lies on private storage under a name that only the page knows, signed for this one story.
What nobody comes back for is swept away with the files that belong to no row (stories.sent_files),
and with its story as soon as that is erased.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from cms.pictures import CleanPicture, PictureWarning
from stories import held_files
from stories.form_fields import PictureField
from stories.models.submission import private_storage

logger = logging.getLogger(__name__)

FIELD = "held_picture"
# Well before the sweep takes the file.
LONGEST = timedelta(hours=12)


@dataclass(frozen=True)
class HeldPicture:
    """A picture that waits, and the ticket by which the next request finds it."""

    picture: CleanPicture
    ticket: str


def hold(submission, file) -> HeldPicture | None:
    """Hold an uploaded file for the next request; None without one, or for one that is no good picture."""
    if not file:
        return None
    try:
        file.seek(0)
        picture = PictureField().clean(file)
        name = held_files.new_name(submission, f"1-picture.{picture.extension}")
        name = private_storage().save(name, ContentFile(picture.data))
    except ValidationError:
        return None
    except OSError as error:
        logger.error("A picture could not be held: %s", type(error).__name__)
        return None
    told = {
        "name": name,
        "width": picture.width,
        "height": picture.height,
        "sha256": picture.sha256,
        "warnings": [[warning.code, warning.message] for warning in picture.warnings],
    }
    return HeldPicture(picture, signing.dumps(told, salt=_salt(submission)))


def find(submission, ticket) -> HeldPicture | None:
    """Return the picture of a ticket; None for one that is not ours, is too old or lost its file."""
    try:
        told = signing.loads(ticket, salt=_salt(submission), max_age=LONGEST)
        with private_storage().open(told["name"], "rb") as file:
            data = file.read()
    except (signing.BadSignature, OSError):
        return None
    if hashlib.sha256(data).hexdigest() != told["sha256"]:
        return None
    picture = CleanPicture(
        data=data,
        extension=told["name"].rpartition(".")[2],
        width=told["width"],
        height=told["height"],
        sha256=told["sha256"],
        warnings=tuple(PictureWarning(*pair) for pair in told["warnings"]),
    )
    return HeldPicture(picture, ticket)


def _salt(submission):
    return f"stories.held_picture.{submission.pk}"
