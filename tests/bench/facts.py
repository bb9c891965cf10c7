"""Measures the fact ledger: false alarms on faithful copies, and recall of changed facts by kind.

Run it with `make bench ONLY=facts`. The goals are judged on the held half of the set; `--misses`
lists what went wrong in the half that rules may be tuned on. Set and rules come from one hand, so
strangers' words will fare somewhat worse than these figures. "made" are changes that were not
labelled but made by rule, enough of them to tell 99.8 % from 98 %.
"""

import re
import sys
from collections import Counter
from dataclasses import dataclass
from math import sqrt
from time import process_time

from stories.facts import compare
from tests.bench.facts_made import made_changes
from tests.bench.facts_set_reading import Change, Text, read_set
from tests.bench.figures import Figure, at_most, show

FEWEST_CASES = 40
MOST_FALSE_ALARMS = 7.0
MOST_MILLISECONDS = 10.0
WORDS_OF_A_LONG_STORY = 300
_SIMPLE = re.compile(r"\d+|(?<=[a-z,] )[A-Z][a-z]+|\b(?:not|no|never|nobody|nothing)\b|n't")
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
    """What was counted in one part of the set; faithful and alarmed by "whole" and "sentence"."""

    cases: Counter[str]
    found: Counter[str]
    made: Counter[str]
    made_found: Counter[str]
    faithful: Counter[str]
    alarmed: Counter[str]
    misses: list[str]


def measure(part: str) -> Counts:
    """Run the ledger over one part of the set and count.

    A change counts as found when the ledger reports something that it does not report of the
    faithful copy of the same text.
    """
    counts = Counts(Counter(), Counter(), Counter(), Counter(), Counter(), Counter(), [])
    for text in read_set():
        if text.part != part:
            continue
        size = "whole" if text.is_whole else "sentence"
        alarms = said(text.original, text.copy)
        counts.faithful[size] += 1
        counts.alarmed[size] += bool(alarms)
        if alarms:
            counts.misses.append(f"alarm {sorted(alarms)} in {text.original!r}")
        for change in text.changes:
            counts.cases[change.kind] += 1
            counts.found[change.kind] += is_found(text, change, alarms, counts.misses)
        for change in made_changes(text):
            counts.made[change.kind] += 1
            counts.made_found[change.kind] += is_found(text, change, alarms, counts.misses)
    return counts


def is_found(
    text: Text, change: Change, alarms: set[tuple[str, str, str]], misses: list[str]
) -> bool:
    """Say whether the ledger reports a change, and note it among `misses` if it does not."""
    if said(text.original, change.copy) - alarms:
        return True
    around = change.copy[max(change.start - 50, 0) : change.start + 50] if change.start else ""
    misses.append(f"missed {change.kind}: {change.before!r} -> {change.after!r} in {around!r}")
    return False


def said(original: str, copy: str) -> set[tuple[str, str, str]]:
    """Return what a ledger reports as changed: kind and words on both sides."""
    return {
        (entry.kind, entry.original_text, entry.copy_text)
        for entry in compare(original, copy).changed
    }


def is_alarmed_naively(original: str, copy: str) -> bool:
    """Say whether a plain comparison of digits, capitals and negations would raise an alarm."""
    return sorted(_SIMPLE.findall(original)) != sorted(_SIMPLE.findall(copy))


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
    """Return the processor time for a pair of about 300 words, the best of several rounds."""
    texts = [text for text in read_set() if text.is_whole and text.part == "held"]
    original, copy = "", ""
    for text in texts:
        if len(original.split()) + len(text.original.split()) > WORDS_OF_A_LONG_STORY + 15:
            continue
        original, copy = f"{original}{text.original}\n", f"{copy}{text.copy}\n"
    rounds = []
    for _ in range(25):
        began = process_time()
        compare(original, copy)
        rounds.append(1000 * (process_time() - began))
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
    whole = [text for text in read_set() if text.part == "held" and text.is_whole]
    naive = sum(is_alarmed_naively(text.original, text.copy) for text in whole)
    figures.append(share_of("the same of a naive comparison", naive, len(whole), None))
    figures += [
        share_of(f"recall, {kind}", held.found[kind], held.cases[kind], goal)
        for kind, goal in KINDS.items()
    ]
    figures += [
        share_of(f"recall, {kind}, made", held.made_found[kind], held.made[kind], KINDS[kind])
        for kind in ("cardinal", "ordinal", "place", "negation")
    ]
    figures.append(at_most("a pair of 300 words", milliseconds(), MOST_MILLISECONDS, "ms"))
    show("Fact ledger, the held half of the labelled set", figures)


if __name__ == "__main__":
    main()
