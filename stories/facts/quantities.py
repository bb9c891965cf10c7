"""Reads what is counted and measured: numbers of every kind, with the units they count."""

import re
from fractions import Fraction

from . import dates, units
from .entries import Kind
from .numbers import Number, at, number_readings, read_number
from .row import Row
from .tokens import Token

# What may stand between a number and its unit.
_FILLERS = frozenset(
    "more full whole long extra additional straight other different square good short and of further entire".split()
)
_LIST_MARK = re.compile(r"[.:](?=\s)|\)")
_POSSESSIVES = frozenset("my his her their our your".split())


class QuantityReader(Row):
    """Reads numbers and units; each reader returns the place behind what it read, or None."""

    def __init__(self, tokens: list[Token]):
        super().__init__(tokens)
        # Behind a number: the place of its unit, and whether it tells an age.
        self.unit_at = -1
        self.is_age = False
        # The last number that only counted the points of a list.
        self.list_count = 0

    def read_money_sign(self, place: int) -> int | None:
        """Read "$", "€" and "£" before a number."""
        token = self.tokens[place]
        if token.shape != "sign" or token.low not in units.MONEY:
            return None
        readings = frozenset(("u", unit) for unit in units.MONEY[token.low])
        return self.add("money", readings, place, place + 1)

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
        """Say whether a number only counts the points of a list: "1." opens a line, or "2." goes on."""
        token, after = self.tokens[place], at(self.tokens, place + 1)
        mark = _LIST_MARK.match(after.gap)
        if token.shape != "number" or not token.opens or not mark or len(token.text) > 2:
            return False
        count = int(token.text) if token.text.isdecimal() else 0
        is_next = count == self.list_count + 1 > 1
        opens_line = not place or "\n" in token.gap
        if not (opens_line or is_next or (mark[0] == ")" and count == 1)):
            return False
        self.list_count = count
        return True

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
        # Years come and go with "old": "lived 95 years", "lived to be 95".
        is_weak = not is_counted or self.is_age or ("u", "year") in readings
        return self.add(
            "age" if self.is_age and is_counted else kind,
            readings,
            place,
            place + 1,
            is_weak=is_weak,
        )
