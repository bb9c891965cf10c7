"""Measures the fact ledger: false alarms on faithful copies, and recall of changed facts by kind.

Run it with `make bench ONLY=facts`. The goals are judged on the held half of the set; `--misses`
lists what went wrong in the half that rules may be tuned on. Set and rules come from one hand, so
strangers' words will fare somewhat worse than these figures.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from pathlib import Path
from time import perf_counter

from stories.facts import compare
from tests.bench.figures import Figure, at_most, show

SET = Path(__file__).with_name("facts_set")
FEWEST_CASES = 40
MOST_FALSE_ALARMS = 7.0
MOST_MILLISECONDS = 10.0
WORDS_OF_A_LONG_STORY = 300
# Kind: the recall to reach in percent; None where no goal is set.
KINDS = {
    "cardinal": 99.8,
    "ordinal": 99.8,
    "place": 99.8,
    "negation": 99.8,
    "date": 90.0,
    "time": 90.0,
    "duration": 90.0,
    "age": 90.0,
    "money": 90.0,
    "percentage": 90.0,
    "unit": 80.0,
    "name": None,
    "quotation": None,
    "person": None,
    "certainty": None,
    "health": 75.0,
    "nationality": 99.0,
}
_MARK = re.compile(
    r"\{(?P<wrong>[^{}]*?)~>(?P<right>[^{}]*)\}|\[(?P<kind>[a-z]+)\|(?P<sides>[^\[\]]*)\]"
)


@dataclass(frozen=True)
class Change:
    """A copy in which just one fact was changed, from `before` to `after`."""

    kind: str
    before: str
    after: str
    copy: str


@dataclass(frozen=True)
class Text:
    """One text of the set: its original, its faithful copy, and the copies that change a fact."""

    original: str
    copy: str
    changes: tuple[Change, ...]
    part: str
    is_whole: bool


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
    changes = tuple(
        Change(kind, kept, after, "".join([*copy[:place], after, *copy[place + 1 :]]))
        for place, kind, kept, changed in facts
        for after in changed
    )
    return Text(original, "".join(copy), changes, part_of(marked), is_whole)


def read_set() -> Iterator[Text]:
    """Yield every text of the set."""
    for file in sorted(SET.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield read_marked(json.loads(line)["marked"], is_whole=file.stem == "stories")


def wilson(hits: int, cases: int) -> tuple[float, float]:
    """Return the 95 % interval of a share in percent (E. B. Wilson, 1927); 0 to 100 without cases."""
    if not cases:
        return 0.0, 100.0
    z = 1.959964
    share = hits / cases
    middle = share + z * z / (2 * cases)
    reach = z * sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    below = 1 + z * z / cases
    return 100 * max(middle - reach, 0) / below, 100 * min((middle + reach) / below, 1)


@dataclass
class Counts:
    """What was counted in one part of the set; a key of the last two is "whole" or "sentence"."""

    cases: Counter[str]
    found: Counter[str]
    faithful: Counter[str]
    alarmed: Counter[str]
    misses: list[str]


def measure(part: str) -> Counts:
    """Run the ledger over one part of the set and count.

    A change counts as found when the ledger asks for a sender's yes and the faithful copy of the
    same text has no such entry, or when it has an entry that the faithful copy has not.
    """
    counts = Counts(Counter(), Counter(), Counter(), Counter(), [])
    for text in read_set():
        if text.part != part:
            continue
        size = "whole" if text.is_whole else "sentence"
        alarms = said(text.original, text.copy)
        counts.faithful[size] += 1
        counts.alarmed[size] += bool(alarms)
        if alarms:
            counts.misses.append(
                f"alarm {sorted(alarms)} in {text.original!r}\n   -> {text.copy!r}"
            )
        for change in text.changes:
            counts.cases[change.kind] += 1
            if said(text.original, change.copy) - alarms:
                counts.found[change.kind] += 1
            else:
                around = text.original if len(text.original) < 90 else ""
                counts.misses.append(
                    f"missed {change.kind}: {change.before!r} -> {change.after!r} {around}"
                )
    return counts


def said(original: str, copy: str) -> set[tuple[str, str, str]]:
    """Return what a ledger reports as changed: kind and words on both sides."""
    return {
        (entry.kind, entry.original_text, entry.copy_text)
        for entry in compare(original, copy).changed
    }


def share_of(
    what: str, hits: int, cases: int, goal: float | None, *, fewer: bool = False
) -> Figure:
    """Return the figure of a share with its count and interval, or "too few"."""
    if cases < FEWEST_CASES:
        return Figure(what, f"n={cases:<4} too few")
    percent = 100 * hits / cases
    low, high = wilson(hits, cases)
    value = f"n={cases:<4} {percent:5.1f} %  (95 %: {low:.1f} to {high:.1f})"
    if goal is None:
        return Figure(what, value)
    reached = percent <= goal if fewer else percent >= goal
    return Figure(what, value, f"{'<=' if fewer else '>='} {goal} %", reached)


def milliseconds() -> float:
    """Return what the ledger takes for a pair of about 300 words, the best of several rounds."""
    texts = [text for text in read_set() if text.is_whole and text.part == "held"]
    original, copy = "", ""
    for text in texts:
        if len(original.split()) >= WORDS_OF_A_LONG_STORY:
            break
        original, copy = f"{original}{text.original}\n", f"{copy}{text.copy}\n"
    rounds = []
    for _ in range(9):
        began = perf_counter()
        compare(original, copy)
        rounds.append(1000 * (perf_counter() - began))
    return min(rounds)


def main() -> None:
    """Print the figures; leave with 1 when a goal is missed."""
    if "--misses" in sys.argv[1:]:
        print(*measure("tune").misses, sep="\n")
    held = measure("held")
    figures = [
        share_of(
            "false alarms, whole texts",
            held.alarmed["whole"],
            held.faithful["whole"],
            MOST_FALSE_ALARMS,
            fewer=True,
        ),
        share_of(
            "false alarms, sentences", held.alarmed["sentence"], held.faithful["sentence"], None
        ),
    ]
    figures += [
        share_of(f"recall, {kind}", held.found[kind], held.cases[kind], goal)
        for kind, goal in KINDS.items()
    ]
    figures.append(at_most("a pair of 300 words", milliseconds(), MOST_MILLISECONDS, "ms"))
    show("Fact ledger, the held half of the labelled set", figures)


if __name__ == "__main__":
    main()
