"""The versions of a story for the desk: what each one changed, side by side, and the sender's note on it."""

from cms import text
from stories import roles
from stories.admin.dossier import FIELD_LABELS
from stories.admin.kept import without_contacts
from stories.next_version import NOTE, PARTS
from stories.word_diff import compare_words

LABELS = {**FIELD_LABELS, "title": "Title"}


def changes(submission, *, with_address):
    """Return what each version changed, newest first; nothing for a story that came once.

    Each is a dictionary of version, at, note, differences (label, before, after as pieces of text
    and whether they changed) and others, the names of what else changed. with_address says whether
    the reader may see how a sender is reached.
    """
    originals = sorted(submission.originals.all(), key=lambda sent: sent.version)
    found = [
        _change(before, after, with_address)
        for before, after in zip(originals, originals[1:], strict=False)
    ]
    return found[::-1]


def _change(before, after, with_address):
    note = after.answers.get(NOTE, "")
    return {
        "version": after.version,
        "at": after.at,
        "note": note if with_address else without_contacts(note),
        "differences": [
            _difference(field, before.texts[field], after.texts[field])
            for field in roles.TEXT_OF_ROLE.values()
            if text.normalise(before.texts[field]) != text.normalise(after.texts[field])
        ],
        "others": list(_others(before, after)),
    }


def _difference(field, before, after):
    old, new = compare_words(before, after)
    return {"label": LABELS[field], "before": old, "after": new}


def _others(before, after):
    """Yield what changed beside the texts, in words."""
    if before.picture_hash != after.picture_hash:
        yield PARTS["story_image"]
    if before.video_hash != after.video_hash:
        yield PARTS["story_video_file"]
    for role, name in PARTS.items():
        if role in roles.TEXT_OF_ROLE or role in ("story_image", "story_video_file"):
            continue
        if (before.answers.get(role) or "") != (after.answers.get(role) or ""):
            yield name
