"""Flags and spam in words: who or what found it, and what a person made of it."""

from django.utils import timezone
from wagtail.admin.utils import get_user_display_name

from stories import judging, screening
from stories.models import Flag

RULE = "Found by a rule"
# What is no machine's finding; a person's name stands on the flag itself.
SOURCES = {
    "corrected": "Told by the sender’s correction",
    "person_refused": "Told by a person in the story",
    "sign_off": "Told by the sender’s answer",
}
VERDICTS = {Flag.Verdict.CONFIRMED: "It is so", Flag.Verdict.DISMISSED: "Not a problem"}
WORDS_GONE = "Closed by the correction"


def describe_flags(flags):
    """Return each flag with who found it, what was made of it by whom, and the verdicts to choose from."""
    return [
        {
            "flag": flag,
            "found": f"Raised by {get_user_display_name(flag.by)}"
            if flag.by
            else SOURCES.get(flag.kind, RULE),
            "verdict": _verdict_on(flag),
            "choices": list(VERDICTS.items())
            if flag.verdict == Flag.Verdict.OPEN
            else [(Flag.Verdict.OPEN, "Open it again")],
        }
        for flag in flags
    ]


def describe_spam(submission, flags):
    """Return in words by what or whom a story is held as spam; empty where it is not."""
    if submission.state != submission.State.SPAM:
        return ""
    decision = judging.held_by(submission)
    if decision:
        at = timezone.localtime(decision.at)
        name = (
            get_user_display_name(decision.by) if decision.by else "somebody whose account is gone"
        )
        return f"Held as spam by {name} on {at:%B} {at.day}, {at.year}."
    reasons = [flag.reason for flag in flags if flag.kind in screening.HELD_KINDS]
    return " ".join(["Held as spam by a rule, and by no person.", *reasons])


def _verdict_on(flag):
    if flag.verdict == Flag.Verdict.OPEN:
        return ""
    if flag.verdict_by is None:
        return WORDS_GONE if flag.verdict_at is None else flag.get_verdict_display()
    return f"{flag.get_verdict_display()} by {get_user_display_name(flag.verdict_by)}"
