"""The hints on a story after a correction: moved with their words, added, or dismissed with what they were about."""

from stories import roles, screening, sealed_rows
from stories.hints import findings_of
from stories.intake import TOLD
from stories.models import Flag

ROLE_OF_TEXT = {field: role for role, field in roles.TEXT_OF_ROLE.items()}
# Hints on the picture, which a new picture makes void.
PICTURE_KINDS = ("missing_picture", "animated", "smaller_than_wanted")


def bring_up_to_date(submission, base, original, *, changed, warnings=None, hints=(), now):
    """Make the flags of a submission fit a new version, and add one that says what changed.

    changed: what changed, in words. warnings: (code, sentence) pairs of a new picture, None without
    one. hints: what the privacy help found in the new words, with what the sender said to it. Inside the caller's transaction.
    """
    for flag in submission.flags.exclude(start=None):
        _follow(flag, base, original)
    found = [
        screening.Finding("corrected", "", 0, 0, _sentence(base.version, changed)),
        *screening.screen(
            _texts(original), now=now, about=original.answers.get("story_about") or ""
        ),
    ]
    if warnings is not None:
        old = submission.flags.filter(kind__in=PICTURE_KINDS, verdict=Flag.Verdict.OPEN)
        old.update(verdict=Flag.Verdict.DISMISSED)
        found += [screening.Finding(code, "", 0, 0, sentence) for code, sentence in warnings]
    # What a person found to be fine is not raised again; what was dismissed with its words may be.
    gone = {"verdict": Flag.Verdict.DISMISSED, "verdict_by": None}
    known = set(submission.flags.exclude(**gone).values_list("kind", "reason"))
    sealed_rows.write_flags(
        submission,
        [
            *(finding for finding in found if (finding.kind, finding.reason) not in known),
            # Each of these is about other words, even where kind and sentence are those of another.
            *findings_of(hints),
        ],
        now=now,
    )


def _follow(flag, base, original):
    """Move a flag to where its words stand now; without them there is nothing left to look at."""
    role = ROLE_OF_TEXT.get(flag.field, flag.field)
    before, after = (str(version.answers.get(role) or "") for version in (base, original))
    if before == after:
        return
    words = before[flag.start : flag.end]
    place = after.find(words) if words else -1
    if place >= 0:
        flag.start, flag.end = place, place + len(words)
    else:
        flag.start = flag.end = None
        flag.verdict = Flag.Verdict.DISMISSED
    flag.save(update_fields=["start", "end", "verdict"])


def _texts(original):
    return {
        role: original.answers[role] for role in TOLD if isinstance(original.answers.get(role), str)
    }


def _sentence(version, changed):
    what = ", ".join(changed) or "nothing but a note"
    return f"The sender has changed this since version {version}: {what}."
