"""Reads the labelled set of the fact ledger: originals, faithful copies, and copies that change a fact."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

FIRST_PERSONS = frozenset("i we me us my our mine ours myself ourselves".split())
NEGATIVE = re.compile(
    r"n't\b|\b(?:not|never|no|nothing|nobody|none|without|neither|nor|hardly|cannot)\b"
)
NEAR = 40
WHOLE = ("letters", "stories")
SET = Path(__file__).with_name("facts_set")
_MARK = re.compile(
    r"\{(?P<wrong>[^{}]*?)~>(?P<right>[^{}]*)\}|\[(?P<kind>[a-z]+)\|(?P<sides>[^\[\]]*)\]"
)


@dataclass(frozen=True)
class Change:
    """A copy in which just one fact was changed, from `before` to `after`, at `start`."""

    kind: str
    before: str
    after: str
    copy: str
    start: int = 0

    def with_fact(self, fact: str) -> "Change":
        """Return the same copy with another fact in that place."""
        end = self.start + len(self.after)
        return replace(self, after=fact, copy=self.copy[: self.start] + fact + self.copy[end:])


@dataclass(frozen=True)
class Text:
    """One text of the set: its original, its faithful copy, and the copies that change a fact."""

    original: str
    copy: str
    changes: tuple[Change, ...]
    part: str
    is_whole: bool

    @property
    def places(self) -> list[Change]:
        """The first change at every marked place."""
        return list({change.start: change for change in reversed(self.changes)}.values())


def part_of(marked: str) -> str:
    """Return "tune" or "held" for a marked text, by its hash alone, about half of all texts each."""
    return "tune" if sha256(marked.encode()).digest()[0] < 128 else "held"


def read_marked(marked: str, is_whole: bool = False) -> Text:
    """Return the pair that a marked text stands for, with every change it offers."""
    original, copy, last = "", [], 0
    facts: list[tuple[int, str, str, list[str]]] = []
    for mark in _MARK.finditer(marked):
        between = marked[last : mark.start()]
        last = mark.end()
        original += between
        copy.append(between)
        if mark["kind"] is None:
            original += mark["wrong"]
            copy.append(mark["right"])
            continue
        kept, *changed = mark["sides"].split("|")
        first, _, second = kept.partition("~")
        original += first
        facts.append((len(copy), mark["kind"], second or first, changed))
        copy.append(second or first)
    original += marked[last:]
    copy.append(marked[last:])
    faithful = "".join(copy)
    changes = tuple(
        change
        for place, kind, kept, changed in facts
        for after in changed
        if is_in_scope(
            change := Change(
                kind,
                kept,
                after,
                "".join([*copy[:place], after, *copy[place + 1 :]]),
                len("".join(copy[:place])),
            ),
            faithful,
        )
    )
    return Text(original, faithful, changes, part_of(marked), is_whole)


def is_in_scope(change: Change, faithful: str) -> bool:
    """Say whether a change of the faithful copy is one by the definition of its kind.

    Person counts only between the sender and another. A negation has to come or go, and to be the
    only one nearby: where two stand together, to take one out may be to mend the other.
    """
    before, after = change.before.lower(), change.after.lower()
    if change.kind == "person":
        return (before in FIRST_PERSONS) != (after in FIRST_PERSONS)
    if change.kind == "negation":
        end = change.start + len(before)
        around = (
            f"{faithful[max(change.start - NEAR, 0) : change.start]} {faithful[end : end + NEAR]}"
        )
        is_alone = not NEGATIVE.search(around) or not NEGATIVE.search(before)
        return is_alone and bool(NEGATIVE.search(before)) != bool(NEGATIVE.search(after))
    return True


def read_set() -> Iterator[Text]:
    """Yield every text of the set."""
    for file in sorted(SET.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield read_marked(json.loads(line)["marked"], is_whole=file.stem in WHOLE)
