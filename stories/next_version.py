"""What the next version of an original holds: what the one before held, with what the sender gave now."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from cms.pictures import CleanPicture
from stories import crops, roles, sealed_rows
from stories.held_video import HeldVideo
from stories.story_form import VIDEO_ANSWER, Agreement

# What the sender says about the change. It belongs to one version and is no part of the story.
NOTE = "note_to_editors"
NOTE_LABEL = "The sender’s note on this version"
# What can be corrected, and what each is called in a sentence.
PARTS = {
    "story_title": gettext_noop("the title"),
    "story_happened": gettext_noop("what happened"),
    "story_learned": gettext_noop("what was learned"),
    "story_matters": gettext_noop("why it matters"),
    "story_because": gettext_noop("the because line"),
    "story_image": gettext_noop("the picture"),
    "story_image_alt": gettext_noop("what the picture shows"),
    "story_image_credit": gettext_noop("who made the picture"),
    "story_image_crop": gettext_noop("which part of the picture shows"),
    "story_video_file": gettext_noop("the video file"),
    "story_video": gettext_noop("the video’s address"),
    "story_captions": gettext_noop("the video’s captions"),
    "story_transcript": gettext_noop("the video’s transcript"),
    "published_url": gettext_noop("the address of the post"),
    "published_title": gettext_noop("the title of the post"),
    "story_people": gettext_noop("the people in the story"),
}
# What is said of a picture, or of a video file, and goes with it.
OF_PICTURE = frozenset({"story_image", "story_image_alt", "story_image_credit", "story_image_crop"})
OF_VIDEO = frozenset({"story_video_file", "story_captions", "story_transcript"})


@dataclass(frozen=True)
class Correction:
    """What the sender gave.

    answers by role; picture: a new CleanPicture; crop: which part of the picture shows
    (stories.crops), None to leave it; agreement: the Agreement to the use of the picture; note for
    the editors; removes_picture: there shall be none any more; video: a HeldVideo that was chosen
    now; removes_video: there shall be none any more; hints: pairs of an Identifier and what the
    sender said to it, "keep" or "allowed".
    """

    answers: dict
    picture: CleanPicture | None = None
    crop: dict | None = None
    agreement: Agreement | None = None
    note: str = ""
    removes_picture: bool = False
    video: HeldVideo | None = None
    removes_video: bool = False
    hints: tuple = ()


def merge_answers(base, given, picture):
    """Return every answer of the version before, with those that were given now in their place."""
    answers = {name: value for name, value in base.answers.items() if name != NOTE}
    for name, value in sealed_rows.as_stored(given.answers).items():
        # A question that was never asked and is left empty now leaves no trace.
        if value or name in answers:
            answers[name] = value
    if picture:
        answers["story_image"] = f"{picture.width} by {picture.height} pixels"
        answers.pop("story_image_crop", None)
    if given.removes_picture:
        answers |= dict.fromkeys(OF_PICTURE & answers.keys(), "")
    elif given.crop is not None and (given.crop or answers.get("story_image_crop")):
        answers["story_image_crop"] = crops.write_crop(given.crop)
    if given.removes_video:
        answers |= dict.fromkeys(OF_VIDEO & answers.keys(), "")
    elif given.video:
        answers["story_video_file"] = VIDEO_ANSWER
    if given.note:
        answers[NOTE] = given.note
    return answers


def merge_labels(base, answers):
    """Return the questions of the version before, with those that were answered for the first time."""
    labels = [pair for pair in base.labels if pair[0] != NOTE]
    asked = {name for name, _ in labels}
    labels += [
        [name, roles.BY_NAME[name].label]
        for name in PARTS
        if name in roles.BY_NAME and name in answers and name not in asked
    ]
    return labels + [[NOTE, NOTE_LABEL]] * (NOTE in answers)


def merge_consents(base, agreement):
    """Return the sealed boxes of the version before, with the one that was ticked now."""
    if agreement is None:
        return base.consents
    kept = [box for box in base.consents if box["scope"] != agreement.scope]
    return [*kept, *sealed_rows.boxes_of([agreement], {})]


def picture_columns(original):
    """Return the columns of an Original that keeps the picture of another one."""
    return {
        "picture": original.picture.name,
        "picture_hash": original.picture_hash,
        "picture_width": original.picture_width,
        "picture_height": original.picture_height,
    }


def next_picture_hash(base, given, picture):
    """Return the hash of the picture that the next version has, "" without one."""
    if given.removes_picture:
        return ""
    return picture.sha256 if picture else base.picture_hash


def next_video_hash(base, given):
    """Return the hash of the video file that the next version has, "" without one."""
    if given.removes_video:
        return ""
    return given.video.sha256 if given.video else base.video_hash


def changed_parts(base, answers, files):
    """Return the roles whose answers are not what they were; files: the roles whose file is another one."""
    return [
        name
        for name in PARTS
        if name in files or (base.answers.get(name) or "") != (answers.get(name) or "")
    ]
