"""Measures what the privacy help finds: recall by class, and flags per 1,000 words of clean text.

Run it with `python -m tests.bench.privacy_help`. The goals are judged on the held half of the set;
`--misses` lists what was missed, and flagged in clean text, in the half that rules may be tuned on.
The same people wrote set and rules, so strangers' words will fare somewhat worse than these figures.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from stories.identifiers import Identifier, find_identifiers

SET = Path(__file__).with_name("privacy_set")
FEWEST_CASES = 40
MOST_FLAGS = 3.0
# Class: the kind a flag must have, the recall to reach in percent; None where no goal is set.
CLASSES = {
    "email": ("email", 99.5),
    "social_security": ("social_security", 99.5),
    "birth_date": ("birth_date", 99.5),
    "record_number": ("record_number", 99.5),
    "insurance_number": ("insurance_number", None),
    "us_phone": ("phone", 99.5),
    "other_phone": ("phone", 90.0),
    "address": ("address", 80.0),
    "name": ("name", 80.0),
    "age_over_89": ("age_over_89", None),
    "web_address": ("web_address", None),
}
# An address is found when half of it is marked: the sender sees the place. All others must be marked whole.
SHARE_FOUND = {"address": 0.5}
_MARK = re.compile(r"\{([a-z0-9_]+)\|([^{}]+)\}")


@dataclass(frozen=True)
class Case:
    """One labelled identifier: characters `start` to `end` of its text."""

    kind_of_case: str
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """One text of the set without its marks, the part it belongs to, and its cases."""

    words: str
    part: str
    cases: tuple[Case, ...]
    is_clean: bool


def part_of(words: str) -> str:
    """Return "tune" or "held" for a text, by its hash alone, about half of all texts each."""
    return "tune" if sha256(words.encode()).digest()[0] < 128 else "held"


def read_marked(marked: str, is_clean: bool = False) -> Text:
    """Return the text without its marks, and where they were."""
    plain, cases, last = "", [], 0
    for mark in _MARK.finditer(marked):
        plain += marked[last : mark.start()]
        cases.append(Case(mark[1], len(plain), len(plain) + len(mark[2])))
        plain += mark[2]
        last = mark.end()
    plain += marked[last:]
    return Text(plain, part_of(plain), tuple(cases), is_clean)


def read_set() -> Iterator[Text]:
    """Yield every text of the set."""
    for file in sorted(SET.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield read_marked(json.loads(line)["marked"], is_clean=file.stem == "clean")


def is_found(case: Case, words: str, flags: list[Identifier], *, by_any: bool = False) -> bool:
    """Say whether flags of the right kind, or of any, mark the letters and digits of a case."""
    kind = CLASSES[case.kind_of_case][0]
    wanted = [place for place in range(case.start, case.end) if words[place].isalnum()]
    marked = sum(
        any((by_any or flag.kind == kind) and flag.start <= place < flag.end for flag in flags)
        for place in wanted
    )
    return marked >= len(wanted) * SHARE_FOUND.get(case.kind_of_case, 1.0)


@dataclass
class Figures:
    """What was counted in one part of the set."""

    cases: dict[str, int]
    found: dict[str, int]
    found_as_any: dict[str, int]
    misses: list[str]
    clean_words: int = 0
    clean_flags: int = 0
    labelled_words: int = 0
    stray_flags: int = 0

    def recall(self, name: str) -> float | None:
        """Return the recall of a class in percent, or None when there are too few cases."""
        if self.cases[name] < FEWEST_CASES:
            return None
        return 100 * self.found[name] / self.cases[name]

    @property
    def flags_per_thousand(self) -> float:
        """Return the flags per 1,000 words of clean text."""
        return 1000 * self.clean_flags / max(self.clean_words, 1)


def measure(part: str) -> Figures:
    """Run the privacy help over one part of the set and count."""
    figures = Figures(*(dict.fromkeys(CLASSES, 0) for _ in range(3)), [])
    for text in read_set():
        if text.part != part:
            continue
        flags = find_identifiers({"story": text.words})
        length = len(text.words.split())
        if text.is_clean:
            figures.clean_words += length
            figures.clean_flags += len(flags)
            strays = flags
        else:
            strays = [
                flag
                for flag in flags
                if not any(flag.start < case.end and case.start < flag.end for case in text.cases)
            ]
            figures.labelled_words += length
            figures.stray_flags += len(strays)
        for flag in strays:
            place = "clean" if text.is_clean else "stray"
            around = text.words[max(flag.start - 30, 0) : flag.end + 20]
            figures.misses.append(
                f"{place} {flag.kind}: {text.words[flag.start : flag.end]!r} in {around!r}"
            )
        for case in text.cases:
            figures.cases[case.kind_of_case] += 1
            figures.found_as_any[case.kind_of_case] += is_found(
                case, text.words, flags, by_any=True
            )
            if is_found(case, text.words, flags):
                figures.found[case.kind_of_case] += 1
            else:
                missed = text.words[case.start : case.end]
                figures.misses.append(f"missed {case.kind_of_case}: {missed!r} in {text.words!r}")
    return figures


def percent(recall: float | None) -> str:
    """Return a recall as people read it."""
    return "too few" if recall is None else f"{recall:.1f} %"


def report(held: Figures, tune: Figures) -> bool:
    """Print the table; return whether every goal is met."""
    good = True
    print("Privacy help: recall on the held half of the labelled set, the tuned half beside it\n")
    print(
        f"{'class':<18}{'cases':>7}{'found':>7}{'recall':>10}{'goal':>10}  {'verdict':<9}{'tuned':>9}{'any kind':>10}"
    )
    for name, (_, goal) in CLASSES.items():
        recall = held.recall(name)
        if goal is None:
            verdict = "no goal"
        elif recall is None:
            verdict = "too few"
        else:
            verdict = "met" if recall >= goal else "MISSED"
        good = good and verdict in ("met", "no goal")
        goal_said = "" if goal is None else f"{goal} %"
        print(
            f"{name:<18}{held.cases[name]:>7}{held.found[name]:>7}{percent(recall):>10}"
            f"{goal_said:>10}  {verdict:<9}{percent(tune.recall(name)):>9}"
            f"{held.found_as_any[name]:>10}"
        )
    print("\nAny kind: cases of the held half that are marked at all, if as something else.")
    verdict = "met" if held.flags_per_thousand <= MOST_FLAGS else "MISSED"
    good = good and verdict == "met"
    print(
        f"Flags per 1,000 words of clean text: {held.flags_per_thousand:.2f} "
        f"({held.clean_flags} in {held.clean_words:,} words), goal at most {MOST_FLAGS}: {verdict}; "
        f"tuned half {tune.flags_per_thousand:.2f} "
        f"({tune.clean_flags} in {tune.clean_words:,} words)"
    )
    print(
        f"Flags beside the marks of the labelled texts, for information: held {held.stray_flags} in "
        f"{held.labelled_words:,} words, tuned {tune.stray_flags} in {tune.labelled_words:,}"
    )
    return good


def main() -> int:
    """Print the figures; return 1 when a goal is missed."""
    held, tune = measure("held"), measure("tune")
    good = report(held, tune)
    if "--misses" in sys.argv[1:]:
        print("\nIn the tuned half:", *tune.misses, sep="\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
