"""The row of items that a text is read as: words, and facts with all they may mean."""

from typing import NamedTuple

from .entries import Kind
from .numbers import Reading


class Fact(NamedTuple):
    """A fact as one text tells it: its kind, and all it may mean.

    A `is_weak` fact comes and goes with grammar: only another in its place is a change. A fact
    with `may_repeat` may be left out where the text still has it elsewhere. `start` and `end` are
    the characters to show, which may take in the unit.
    """

    kind: Kind
    readings: frozenset[Reading]
    start: int
    end: int
    is_weak: bool = False
    may_repeat: bool = False


class Item(NamedTuple):
    """A word, number or sign, or several that are one fact; `key` is what alignment compares."""

    key: object
    word: str
    start: int
    end: int
    breaks: bool
    pauses: bool
    fact: Fact | None = None
