"""Reads a text as a row of items, words and facts, in the order in which they stand."""

import re
from collections.abc import Callable
from fractions import Fraction

from . import certainty, dates, health, negation, numbers, person, places, units
from .entries import Kind
from .items import Fact, Item
from .names import NameSense, is_shouted, name_of
from .numbers import Number, Reading, at, number_readings, read_number
from .ordinary_words import ORDINARY
from .tokens import Token

# What may stand between a number and its unit.
_FILLERS = frozenset(
    "more full whole long extra additional straight other different square good short and of further entire".split()
)
_LIST_MARK = re.compile(r"[.):]\s|\)")
_POSSESSIVES = frozenset("my his her their our your".split())


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


class Reader:
    """Reads one text item by item."""

    def __init__(self, tokens: list[Token], sense: NameSense):
        self.tokens = tokens
        self.sense = sense
        self.items: list[Item] = []
        self.is_all_shouted = is_shouted(tokens)
        # Behind a number: the place of its unit, and whether it tells an age.
        self.unit_at = -1
        self.is_age = False
        readers: dict[str, Callable[[int], int | None]] = {
            name: getattr(self, f"read_{name}") for name in _READERS
        }
        self.all_readers = tuple(readers.values())
        self.name_readers = (self.read_name,)
        self.readers_of = {
            names: tuple(readers[name] for name in names) for names in set(_BY_WORD.values())
        }

    def read(self) -> list[Item]:
        """Return all items of the text."""
        place = 0
        while place < len(self.tokens):
            if self.tokens[place].low in _PLAIN_WORDS:
                place = self.add_word(place)
                continue
            for read in self.readers_for(self.tokens[place]):
                after = read(place)
                if after:
                    break
            else:
                after = self.add_word(place)
            place = after
        return self.items

    def readers_for(self, token: Token) -> tuple[Callable[[int], int | None], ...]:
        """Return what may read a token: most words begin no fact but a name."""
        if token.shape != "word" or "'" in token.low:
            return self.all_readers
        names = _BY_WORD.get(token.low)
        if names:
            return self.readers_of[names]
        return self.all_readers if health.has_ending(token.low) else self.name_readers

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

    def read_money_sign(self, place: int) -> int | None:
        """Read "$", "€" and "£" before a number."""
        token = self.tokens[place]
        if token.shape != "sign" or token.low not in units.MONEY:
            return None
        readings = frozenset(("u", unit) for unit in units.MONEY[token.low])
        return self.add("money", readings, place, place + 1)

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

    def read_number(self, place: int) -> int | None:
        """Read a number with the unit it counts."""
        if self.is_list_mark(place):
            return self.add_word(place)
        number = read_number(self.tokens, place)
        if number is None:
            return self.read_unit_and_a_half(place)
        kind, unit_at = self.kind_of(number, place)
        self.unit_at, self.is_age = unit_at, kind == "age"
        readings = number.readings
        half_at = self.half_behind(unit_at)
        if half_at:
            readings = number_readings(
                *(value + Fraction(1, 2) for shape, value in readings if shape == "n")
            )
        if kind in ("cardinal", "ordinal", "date") and dates.is_by_a_month(
            self.tokens, place, number.after
        ):
            kind = "date"
            readings |= {
                (other, int(value))
                for shape, value in number.readings
                if shape in ("n", "o") and value == int(value)
                for other in ("n", "o")
            }
        if kind == "cardinal":
            hours = dates.hours_meant(self.tokens, place, number)
            kind = "time" if hours else kind
            readings |= hours
        key = min((one for one in readings if one[0] == "n"), default=None, key=repr)
        shown = unit_at + 1 if number.after <= unit_at <= number.after + 1 else None
        is_weak = number.is_weak and kind in ("cardinal", "ordinal", "duration")
        self.add(kind, readings, place, number.after, key=key, shown_to=shown, is_weak=is_weak)
        if not half_at:
            return number.after
        while number.after < unit_at:
            number = number._replace(after=self.add_word(number.after))
        self.read_unit(unit_at)
        return half_at

    def half_behind(self, unit_at: int) -> int:
        """Return the place behind "and a half" where it follows a unit, as in "two hours and a half", or 0."""
        words = [at(self.tokens, unit_at + step).low for step in (1, 2, 3)] if unit_at > 0 else []
        if words[:2] == ["and", "half"] and at(self.tokens, unit_at + 3).low != "of":
            return unit_at + 3
        return unit_at + 4 if words == ["and", "a", "half"] else 0

    def is_list_mark(self, place: int) -> bool:
        """Say whether a number only counts the points of a list."""
        token, after = self.tokens[place], at(self.tokens, place + 1)
        return (
            token.shape == "number"
            and token.opens
            and len(token.text) < 3
            and bool(_LIST_MARK.match(after.gap))
        )

    def kind_of(self, number: Number, place: int) -> tuple[Kind, int]:
        """Return the kind of a number, and the place of its unit or -1."""
        tokens = self.tokens
        before, after = at(tokens, place - 1), at(tokens, number.after)
        is_digits = tokens[number.after - 1].shape == "number"
        if any(shape == "decade" for shape, _ in number.readings):
            return ("age" if before.low in _POSSESSIVES else "date"), -1
        for unit_at in (number.after, number.after + 1):
            unit = at(tokens, unit_at)
            if unit_at > number.after and not (after.low in _FILLERS and after.is_near):
                break
            if after.low == "per" and at(tokens, unit_at + 1).low in ("cent", "cents"):
                return "percentage", -1
            if units.is_unit_behind(unit, is_digits):
                kind = units.unit_kind(unit.low)
                if kind == "duration" and self.tells_age(unit_at, before):
                    kind = "age"
                return kind or "cardinal", unit_at
        if before.shape == "sign" and before.low in units.MONEY:
            return "money", -1
        if before.low in ("aged", "age") or (
            before.low == "of" and at(tokens, place - 2).low == "age"
        ):
            return "age", -1
        if number.is_ordinal:
            return "ordinal", -1
        text = tokens[place].text
        is_year = len(text) == 4 and text.isdigit() and "1800" <= text <= "2100"
        return ("date" if is_year else "cardinal"), -1

    def tells_age(self, unit_at: int, before: Token) -> bool:
        """Say whether "years", "months" or the like at a place tell how old somebody is."""
        words = [at(self.tokens, unit_at + step).low for step in (1, 2)]
        return (
            words[0] in ("old", "olds") or words == ["of", "age"] or before.low in ("aged", "age")
        )

    def read_unit_and_a_half(self, place: int) -> int | None:
        """Read "a year and a half" as one and a half with its unit."""
        if at(self.tokens, place + 1).low not in units.TIME:
            return None
        words = [at(self.tokens, place + step).low for step in range(5)]
        if words[0] not in ("a", "an") or words[2] != "and":
            return None
        more = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}.get(
            words[4] if words[3] == "a" else ""
        )
        if more is None:
            return None
        self.add(
            "duration", frozenset({("n", 1 + more)}), place, place + 1, shown_to=place + 5, word=""
        )
        readings = frozenset(("u", unit) for unit in units.TIME[words[1]])
        self.add("duration", readings, place + 1, place + 2)
        return place + 5

    def read_unit(self, place: int) -> int | None:
        """Read a unit behind a number, or a time that is counted without one, as in "for weeks"."""
        token, before = self.tokens[place], at(self.tokens, place - 1)
        if token.low == "per" and at(self.tokens, place + 1).low in ("cent", "cents"):
            return self.add("percentage", frozenset({("u", "percent")}), place, place + 2)
        if token.low == "week" and at(self.tokens, place + 1).low in ("end", "ends"):
            readings = frozenset({("u", "weekend")})
            return self.add("duration", readings, place, place + 2, is_weak=True)
        is_counted = place == self.unit_at
        kind = units.unit_kind(token.low)
        if kind is None or (not is_counted and len(token.low) < 3 and token.shape == "word"):
            return None
        is_time = kind == "duration"
        if (
            not is_counted
            and not is_time
            and before.low not in units.PERIODS
            and kind != "percentage"
        ):
            return None
        if token.low == "°" and at(self.tokens, place + 1).low in ("c", "f"):
            letter = self.tokens[place + 1].low
            return self.add("unit", frozenset({("u", letter)}), place, place + 2)
        if token.low.startswith("degree") and at(self.tokens, place + 1).low in (
            "celsius",
            "fahrenheit",
            "c",
            "f",
        ):
            letter = self.tokens[place + 1].low[0]
            return self.add("unit", frozenset({("u", letter)}), place, place + 2)
        readings = frozenset(("u", unit) for unit in units.unit_meanings(token.low))
        is_weak = not is_counted or self.is_age
        return self.add(
            "age" if self.is_age and is_counted else kind,
            readings,
            place,
            place + 1,
            is_weak=is_weak,
        )

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
