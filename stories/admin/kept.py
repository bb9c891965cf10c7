"""What those read who may not see how a sender is reached: the words, without addresses and numbers."""

import re
from datetime import date, datetime, time

KEPT = "Kept from your group"

# It starts only where a word does, so that a long answer without an address takes no longer.
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+")
# Seven digits or more, with what people put between them.
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d(?:[\s().\-‐‑–/]{0,3}\d){6,}(?!\w)")


def without_contacts(words: str) -> str:
    """Return words with every email address and phone number replaced by KEPT.

    Rather too much is kept than too little: any seven digits may be a number to call. A date or a
    time, as a form stores them, stays.
    """
    if _is_moment(words):
        return words
    shown = words
    for pattern in (_ADDRESS, _PHONE):
        shown = pattern.sub(f"[{KEPT}]", shown)
    return KEPT if shown.strip() == f"[{KEPT}]" else shown


def _is_moment(words):
    for kind in (date, datetime, time):
        try:
            kind.fromisoformat(words)
        except ValueError:
            continue
        # "20260912" reads as a date and as a number to call.
        return not words.isdigit()
    return False
