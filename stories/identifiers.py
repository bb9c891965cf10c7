"""Finds what may point to a person in the sender's own words, and says why it may matter.

It only helps to look: it never blocks anything, and finding nothing never means that a text is
clean. What is looked for stands in tables of rules; names need word lists and are in `names`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from .contact_rules import CONTACT_RULES
from .day_rules import DAY_RULES
from .identifier_rules import KINDS, REASONS, Rule
from .names import find_names
from .number_rules import NUMBER_RULES

RULES = (*NUMBER_RULES, *DAY_RULES, *CONTACT_RULES)

__all__ = ["KINDS", "Identifier", "find_identifiers"]

# Answers are capped long before this; it only bounds the time that a pattern may take.
MOST_CHARACTERS = 20_000
# How far a like-shaped text may stand from a marked one and still be its sibling.
SIBLING_REACH = 45

_GRAVITY = {kind: place for place, kind in enumerate(KINDS)}
_KEY_LENGTH = 16


@dataclass(frozen=True)
class Identifier:
    """What looks like an identifier: characters `start` to `end` of the answer `field`.

    `kind` is a key of KINDS, `reason` one sentence for the sender. Under `key` the sender's choice
    is remembered: it is the same as long as the same words stand in the same answer.
    """

    kind: str
    field: str
    start: int
    end: int
    reason: str
    key: str


@dataclass(frozen=True)
class _Span:
    kind: str
    start: int
    end: int
    yields: bool = False


def find_identifiers(answers: Mapping[str, str]) -> list[Identifier]:
    """Return what looks like an identifier, in the order of `answers`, then of the text.

    `answers` holds the text of each answer under its clean name. Places are in code points of that
    text. No two overlap: the graver kind wins, and among the same kind the longer.
    """
    texts = {field: text[:MOST_CHARACTERS] for field, text in answers.items()}
    names = find_names(texts)
    found = []
    for field, text in texts.items():
        spans = [_Span("name", start, end) for start, end in names[field]]
        for rule in RULES:
            spans.extend(_apply(rule, text))
        for span in _without_overlaps(spans):
            found.append(
                Identifier(
                    span.kind,
                    field,
                    span.start,
                    span.end,
                    REASONS[span.kind],
                    _key(span.kind, field, text[span.start : span.end]),
                )
            )
    return found


def _key(kind: str, field: str, words: str) -> str:
    """Return the short hash under which the sender's choice about these words is remembered."""
    told_apart = "\0".join((kind, field, words.casefold()))
    return sha256(told_apart.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]


def _apply(rule: Rule, text: str) -> Iterator[_Span]:
    """Yield what one rule marks in a text."""
    group = "value" if "value" in rule.pattern.groupindex else 0
    last_shape, last_end = "", -SIBLING_REACH
    for match in rule.pattern.finditer(text):
        start, end = match.span(group)
        words = text[start:end].rstrip(" .,;:!?\"'’”([{-–")
        end = start + len(words)
        start = end - len(words.lstrip(" ,"))
        words = text[start:end]
        if not words or sum(map(str.isdigit, words)) < rule.digits:
            continue
        if rule.unless and rule.unless.fullmatch(words):
            continue
        is_sibling = (
            rule.siblings and start - last_end <= SIBLING_REACH and last_shape == _shape(words)
        )
        if rule.refuse and rule.refuse.search(text[max(start - rule.reach, 0) : start]):
            continue
        if is_sibling or _has_cue(rule, text, start, end):
            last_shape, last_end = _shape(words), end
            yield _Span(rule.kind, start, end, rule.yields)


def _has_cue(rule: Rule, text: str, start: int, end: int) -> bool:
    """Say whether the words that a rule needs stand around characters `start` to `end`."""
    if rule.before and not rule.before.search(text[max(start - rule.reach, 0) : start]):
        return False
    return not rule.after or bool(rule.after.search(text[end : end + rule.reach]))


def _shape(words: str) -> str:
    """Return a text with its letters and digits made alike, so that like-shaped texts are equal."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "9", re.sub(r"\b\d\b", "99", words)))


def _rank(span: _Span) -> tuple[bool, int, int]:
    """Return what puts the span that is kept first."""
    return span.yields, _GRAVITY[span.kind], span.start - span.end


def _without_overlaps(spans: list[_Span]) -> list[_Span]:
    """Return the spans in order without overlaps: graver kinds first, then longer ones."""
    kept: list[_Span] = []
    taken = bytearray(max((span.end for span in spans), default=0))
    for span in sorted(spans, key=_rank):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
