"""Reads a text as a row of items, words and facts, in the order in which they stand."""

from collections.abc import Callable, Iterable

from . import certainty, dates, health, negation, numbers, person, places, units
from .items import Item
from .names import NameSense, is_shouted, name_of
from .numbers import at
from .ordinary_words import ORDINARY
from .quantities import QuantityReader
from .tokens import Token

ReadAt = Callable[["Reader", int], int | None]
_READERS = {
    "money_sign": frozenset(),
    "date": dates.STARTS,
    "time": dates.TIME_STARTS | numbers.STARTS,
    "negation": negation.STARTS,
    "number": numbers.STARTS,
    "unit": units.STARTS,
    "place": places.STARTS,
    "health": health.STARTS,
    "certainty": certainty.STARTS,
    "person": person.STARTS,
    "name": frozenset(),
}


def _readers_by_word() -> dict[str, tuple[str, ...]]:
    """Return the names of the readers that may find a fact at a word, in their order."""
    words = frozenset().union(*_READERS.values())
    return {
        word: (*(name for name, starts in _READERS.items() if word in starts), "name")
        for word in words
    }


_BY_WORD = _readers_by_word()
_PLAIN_WORDS = ORDINARY - _BY_WORD.keys()


class Reader(QuantityReader):
    """Reads one text item by item."""

    def __init__(self, tokens: list[Token], sense: NameSense):
        super().__init__(tokens)
        self.sense = sense
        self.is_all_shouted = is_shouted(tokens)

    def read(self) -> list[Item]:
        """Return all items of the text."""
        place = 0
        while place < len(self.tokens):
            if self.tokens[place].low in _PLAIN_WORDS:
                place = self.add_word(place)
                continue
            for read in self.readers_for(self.tokens[place]):
                after = read(self, place)
                if after:
                    break
            else:
                after = self.add_word(place)
            place = after
        return self.items

    def readers_for(self, token: Token) -> tuple[ReadAt, ...]:
        """Return what may read a token: most words begin no fact but a name."""
        if token.shape != "word" or "'" in token.low:
            return _ALL_READERS
        names = _BY_WORD.get(token.low)
        if names:
            return _READERS_OF[names]
        return _ALL_READERS if health.has_ending(token.low) else _NAME_READERS

    def read_date(self, place: int) -> int | None:
        """Read a date in digits, a month, a weekday, a season or a feast."""
        token = self.tokens[place]
        if token.shape == "date":
            return self.add("date", dates.read_date_digits(token.text), place, place + 1)
        if token.shape != "word":
            return None
        found = dates.read_date_word(self.tokens, place)
        if found is None:
            return None
        return self.add("date", frozenset({found[0]}), place, place + 1, is_weak=found[1])

    def read_time(self, place: int) -> int | None:
        """Read a time of day."""
        found = dates.read_time(self.tokens, place)
        return self.add("time", found[0], place, found[1]) if found else None

    def read_negation(self, place: int) -> int | None:
        """Read a negation, with the word that it is written together with as an item before it."""
        found = negation.read_negation(self.tokens, place)
        if found is None:
            return None
        stem, said, after = found
        token = self.tokens[place]
        if stem and not stem.startswith("-"):
            self.items.append(Item(stem, stem, token.start, token.end, token.breaks, token.pauses))
        self.add("negation", frozenset({("negation", said)}), place, after, key=("negation", said))
        if stem.startswith("-"):
            self.items.append(Item(stem[1:], stem[1:], token.start, token.end, False, False))
        return after

    def read_place(self, place: int) -> int | None:
        """Read a country, a state, or a people."""
        if self.tokens[place].shape not in ("word", "short"):
            return None
        found = places.read_place(self.tokens, place)
        if found is None:
            return None
        kind, country, after = found
        readings = frozenset({("country", country)})
        return self.add(kind, readings, place, after, may_repeat=True)

    def read_health(self, place: int) -> int | None:
        """Read a drug, diagnosis, test, organism or part of the body."""
        found = health.read_health(self.tokens, place)
        if found is None:
            return None
        readings = frozenset({("health", found[0])})
        is_weak = health.is_weak(found[0])
        return self.add("health", readings, place, found[1], may_repeat=True, is_weak=is_weak)

    def read_certainty(self, place: int) -> int | None:
        """Read a word of certainty."""
        found = certainty.read_certainty(self.tokens, place)
        if found is None:
            return None
        meaning, is_weak, after = found
        readings = frozenset({("certainty", meaning)})
        return self.add("certainty", readings, place, after, is_weak=is_weak)

    def read_person(self, place: int) -> int | None:
        """Read a pronoun of a person."""
        said = person.read_person(self.tokens[place].low)
        if said is None:
            return None
        return self.add("person", frozenset({("person", said)}), place, place + 1, is_weak=True)

    def read_name(self, place: int) -> int | None:
        """Read a word of a name."""
        token = self.tokens[place]
        if not self.sense.is_name(token, is_shouted=self.is_shouted(place)):
            return None
        name = name_of(token.low)
        return self.add(
            "name", frozenset({("name", name)}), place, place + 1, key=name, may_repeat=True
        )

    def is_shouted(self, place: int) -> bool:
        """Say whether a word stands in capitals beside another, or in a text of capitals."""
        if self.is_all_shouted:
            return True
        if not _is_in_capitals(self.tokens[place]):
            return False
        return _is_in_capitals(at(self.tokens, place - 1)) or _is_in_capitals(
            at(self.tokens, place + 1)
        )


def _is_in_capitals(token: Token) -> bool:
    """Say whether a word is in capitals throughout; short forms as NHS and MRI are too few letters."""
    return len(token.text) > 3 and token.text.isupper()


def _readers(names: Iterable[str]) -> tuple[ReadAt, ...]:
    """Return the readers of these names."""
    return tuple(getattr(Reader, f"read_{name}") for name in names)


_ALL_READERS = _readers(_READERS)
_NAME_READERS = _readers(["name"])
_READERS_OF = {names: _readers(names) for names in set(_BY_WORD.values())}
