"""Two versions of a text, word by word."""

import difflib
import re
from dataclasses import dataclass

SENTENCE_END = re.compile(r"[.!?…][”\"’')]*\s*$")


@dataclass(frozen=True)
class Change:
    """One changed stretch: what stood there, what stands there, and where, in code points.

    Words that changed side by side are one stretch, with the blanks between them.
    """

    before: str
    after: str
    span: tuple[int, int]
    new_span: tuple[int, int]

    @property
    def is_cut(self) -> bool:
        """Say whether words were taken out and none put in."""
        return bool(self.before.strip()) and not self.after.strip()


def compare_words(before: str, after: str) -> tuple[list, list]:
    """Return two lists of (text, changed) that together hold all words of both texts."""
    old, new = _tokens(before), _tokens(after)
    was, now = [], []
    for kind, start, end, new_start, new_end in _steps(old, new):
        changed = kind != "equal"
        if start < end:
            was.append(("".join(old[start:end]), changed))
        if new_start < new_end:
            now.append(("".join(new[new_start:new_end]), changed))
    return was, now


def find_changes(before: str, after: str) -> list[Change]:
    """Return the changed stretches of a text, in their order; whole sentences where they are taken out."""
    old, new = _tokens(before), _tokens(after)
    stretches = []
    for kind, *place in _steps(old, new):
        if kind == "equal":
            if stretches and "".join(old[place[0] : place[1]]).strip():
                stretches.append(None)
            continue
        if stretches and stretches[-1]:
            first = stretches.pop()
            place = [first[0], place[1], first[2], place[3]]
        stretches.append(place)
    return [_change(old, new, *place) for place in stretches if place]


def are_sentences(change: Change, before: str) -> bool:
    """Say whether a stretch of a text is made of whole sentences."""
    start, end = change.span
    opens = not before[:start].strip() or SENTENCE_END.search(before[:start])
    return bool(opens) and bool(SENTENCE_END.search(before[start:end]) or not before[end:].strip())


def _change(old, new, start, end, new_start, new_end):
    if new_start == new_end:
        # The same words cut one place earlier read the same: "The dog ran." and not "dog ran. The".
        at = start
        while 0 < at and old[at - 1] == old[at + end - start - 1]:
            at -= 1
            if not at or SENTENCE_END.search("".join(old[:at])):
                start, end = at, at + end - start
                break
    span = _place(old, start, end)
    new_span = _place(new, new_start, new_end)
    return Change("".join(old[start:end]), "".join(new[new_start:new_end]), span, new_span)


def _place(tokens, start, end):
    first = sum(map(len, tokens[:start]))
    return first, first + sum(map(len, tokens[start:end]))


def _steps(old, new):
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _tokens(words):
    return re.findall(r"\S+|\s+", words)
