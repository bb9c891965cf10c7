"""Two versions of a text, word by word."""

import difflib
import re


def compare_words(before: str, after: str) -> tuple[list, list]:
    """Return two lists of (text, changed) that together hold all words of both texts."""
    old, new = (re.findall(r"\S+|\s+", words) for words in (before, after))
    was, now = [], []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        changed = kind != "equal"
        if start < end:
            was.append(("".join(old[start:end]), changed))
        if new_start < new_end:
            now.append(("".join(new[new_start:new_end]), changed))
    return was, now
