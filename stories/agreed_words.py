"""Which words of a story its sender has agreed to: the sent ones, and edits that the sender knows of."""

from django.utils import timezone
from django.utils.dateformat import format as format_date

ASK_FIRST = (
    "The words differ from the original. Show the edits to the sender, "
    "or put the sender’s own words back."
)
SAID_NO = "The sender said no to these edits. Put the sender’s own words back, or edit them again."
NO_ANSWER = "The sender has been shown the edits and has not said yes to them yet."
NOT_BEFORE = "The sender has been shown the edits. Without an answer they may go live from {} on."


def find(submission, text_hash: str, version: int):
    """Return the last SignOff about exactly these words beside this version of the original, or None.

    Reads `submission.sign_offs` where the query brought them along.
    """
    rows = [
        row
        for row in submission.sign_offs.all()
        if row.version == version
        and row.text_hash == text_hash
        and row.answer != row.Answer.TAKEN_BACK
    ]
    return rows[-1] if rows else None


def are_signed(submission, text_hash: str, version: int, now=None) -> bool:
    """Say whether edited words may be published at a moment: after a yes, or small ones after two days."""
    row = find(submission, text_hash, version)
    return row is not None and row.holds(now or timezone.now())


def obstacle(submission, text_hash: str, original, now=None) -> str:
    """Return why these words may not be published, as a sentence; "" where they may."""
    if text_hash == original.text_hash:
        return ""
    row = find(submission, text_hash, original.version)
    if row is None:
        return ASK_FIRST
    if row.holds(now or timezone.now()):
        return ""
    if row.answer == row.Answer.NO:
        return SAID_NO
    return NO_ANSWER if row.needs_yes else NOT_BEFORE.format(moment(row.free_at))


def moment(at) -> str:
    """Return a day and a time as people say them, such as "Tuesday, September 17, 9:58 a.m."."""
    return format_date(timezone.localtime(at), "l, F j, P")
