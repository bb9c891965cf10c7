"""The row of items that grows while a text is read."""

from .entries import Kind
from .items import Fact, Item
from .names import name_of
from .numbers import Reading
from .tokens import Token


class Row:
    """The tokens of a text and the items that were read from them so far."""

    def __init__(self, tokens: list[Token]):
        self.tokens = tokens
        self.items: list[Item] = []

    def add_word(self, place: int) -> int:
        """Add a word that is no fact; return the place behind it."""
        token = self.tokens[place]
        word = name_of(token.low)
        self.items.append(Item(word, word, token.start, token.end, token.breaks, token.pauses))
        return place + 1

    def add(
        self,
        kind: Kind,
        readings: frozenset[Reading],
        first: int,
        after: int,
        *,
        key: object = None,
        word: str | None = None,
        shown_to: int | None = None,
        is_weak: bool = False,
        may_repeat: bool = False,
    ) -> int:
        """Add a fact of the tokens from `first` up to `after`; return `after`."""
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        shown = self.tokens[(shown_to or after) - 1].end
        fact = Fact(kind, readings, start, shown, is_weak, may_repeat)
        if word is None:
            word = " ".join(name_of(self.tokens[place].low) for place in range(first, after))
        if key is None:
            key = next(iter(readings)) if len(readings) == 1 else min(readings, key=repr)
        opening = self.tokens[first]
        self.items.append(Item(key, word, start, end, opening.breaks, opening.pauses, fact))
        return after
