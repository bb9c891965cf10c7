"""Reads numbers in digits and words, ordinals, fractions and multiples from the tokens of a text.

A number has readings, because some forms have two: "1.500" is a half more than one here and a
thousand and a half there, "a third" may be a share or a place in a row. Two numbers are equal when
they share a reading.
"""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .number_words import (
    ADVERBS,
    DECADES,
    DENOMINATORS,
    ENDS_OF_ROWS,
    FRACTION_SIGNS,
    GLUED_SCALES,
    MULTIPLES,
    ORDINALS,
    SCALES,
    TEENS,
    TENS,
    UNITS,
)
from .tokens import END, Token

Reading = tuple[str, object]
Value = int | Fraction

STARTS = frozenset(
    {*UNITS, *TEENS, *TENS, *SCALES, *(f"{word}s" for word in SCALES)}
    | {*MULTIPLES, *ADVERBS, *ENDS_OF_ROWS, *ORDINALS, *DECADES, "a", "an", "half", "quarter"}
)
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_LONGEST_DIGITS = 40
_ARTICLES = frozenset({"a", "an"})
_SCALES_WITH_S = {f"{word}s": value for word, value in SCALES.items()}
# After these "second" is a moment.
_BEFORE_A_MOMENT = frozenset({"per", "every", "each", "split", "half", "one", "1"})


class Number(NamedTuple):
    """A number of the tokens from where it was asked for up to, not including, `after`."""

    readings: frozenset[Reading]
    after: int
    is_ordinal: bool = False
    is_weak: bool = False


def number_readings(*values: Value) -> frozenset[Reading]:
    """Return the readings of a plain number."""
    # Whole numbers stay int: they are equal to their fractions and much faster to hash.
    return frozenset(("n", int(value) if value == int(value) else value) for value in values)


def at(tokens: list[Token], place: int) -> Token:
    """Return the token at a place, and the end of the text where there is none."""
    return tokens[place] if 0 <= place < len(tokens) else END


def read_number(tokens: list[Token], place: int) -> Number | None:
    """Return the number that begins at `place`, or None.

    "once", "one" and "first" are weak: they come and go with grammar, so that only another number
    in their place says that a fact changed.
    """
    token = tokens[place]
    if token.shape == "number":
        return _read_digits(tokens, place)
    if token.shape != "word":
        return None
    if token.low in MULTIPLES:
        value = MULTIPLES[token.low]
        return Number(number_readings(value), place + 1, is_weak=token.low in ("once", "both"))
    if token.low in ADVERBS:
        return Number(
            frozenset({("o", ADVERBS[token.low])}), place + 1, is_ordinal=True, is_weak=True
        )
    if token.low in ENDS_OF_ROWS:
        readings = frozenset({("o", ENDS_OF_ROWS[token.low])})
        return Number(readings, place + 1, is_ordinal=True, is_weak=True)
    if token.low in DECADES:
        return Number(frozenset({("decade", DECADES[token.low])}), place + 1)
    return _read_words(tokens, place)


def _read_digits(tokens: list[Token], place: int) -> Number | None:
    """Return the number in digits that begins at `place`, with the scale or ending behind it."""
    token, after = tokens[place], at(tokens, place + 1)
    if token.text in FRACTION_SIGNS:
        return Number(number_readings(FRACTION_SIGNS[token.text]), place + 1)
    values = digit_values(token.text)
    if after.low in _ENDINGS and after.is_near:
        return Number(frozenset(("o", int(value)) for value in values), place + 2, is_ordinal=True)
    if after.low == "s" and after.gap in ("", "'", "’"):
        return Number(frozenset(("decade", int(value) % 100) for value in values), place + 2)
    if after.low == "/" or (after.shape == "number" and after.gap == "/"):
        return _read_slash(tokens, place, values)
    if after.shape == "number" and after.text in FRACTION_SIGNS and after.is_near:
        more = FRACTION_SIGNS[after.text]
        return Number(number_readings(*(value + more for value in values)), place + 2)
    last = place + 1
    if after.low in GLUED_SCALES and after.is_near:
        scale = GLUED_SCALES[after.low]
        return Number(number_readings(*(value * scale for value in values)), place + 2)
    while at(tokens, last).low in {**SCALES, **_SCALES_WITH_S} and at(tokens, last).is_near:
        word = at(tokens, last).low
        scale = SCALES.get(word) or _SCALES_WITH_S[word]
        values = [value * scale for value in values]
        last += 1
    return _with_half(tokens, last, values, is_weak=token.text == "1")


def _read_slash(tokens: list[Token], place: int, values: list[Value]) -> Number:
    """Return "1/2" as a share, and "120/80" as two numbers that belong together."""
    below = digit_values(tokens[place + 1].text)
    first, second = values[0], below[0]
    if first and second and first < second <= 10 and first == int(first) and second == int(second):
        return Number(number_readings(Fraction(first) / Fraction(second)), place + 2)
    return Number(number_readings(*values), place + 1)


def digit_values(text: str) -> list[Value]:
    """Return what digits may mean: "27 000" one number, "1.500" two, for want of knowing the land."""
    plain = "".join("," if sign in " \u00a0\u2009\u202f" else sign for sign in text)[
        :_LONGEST_DIGITS
    ]
    plain = plain.strip(".,")
    marks = [sign for sign in plain if sign in ".,"]
    digits = plain.replace(",", "").replace(".", "")
    if not marks:
        return [int(digits)]
    head, mark, tail = plain.rpartition(marks[-1])
    whole = head.replace(",", "").replace(".", "") or "0"
    as_decimal = Fraction(Decimal(f"{whole}.{tail or '0'}"))
    as_thousands = int(digits)
    if len(marks) > 1:
        return [as_thousands if len(set(marks)) == 1 else as_decimal]
    if len(tail) != 3 or len(whole) > 3 or whole == "0":
        return [as_decimal]
    return [as_thousands] if " " in text or "\u00a0" in text else [as_thousands, as_decimal]


def _read_words(tokens: list[Token], place: int) -> Number | None:
    """Return the number in words that begins at `place`."""
    token, after = tokens[place], at(tokens, place + 1)
    start = place
    if token.low in _ARTICLES:
        if not after.is_near or after.low not in {*SCALES, *DENOMINATORS}:
            return None
        start += 1
        if after.low in ORDINALS:
            return _share_or_place(tokens, start)
    if tokens[start].low in ("half", "quarter"):
        return _read_half(tokens, start)
    if tokens[start].low in ORDINALS:
        return _read_ordinal(tokens, start)
    read = _read_cardinal(tokens, start)
    if read is None:
        return None
    value, last, is_ordinal = read
    if is_ordinal:
        return Number(frozenset({("o", value)}), last, is_ordinal=True)
    below = at(tokens, last)
    if below.low in DENOMINATORS and below.is_near and 0 < value < DENOMINATORS[below.low] < 101:
        is_share = (
            below.low.endswith(("s", "ves")) or value == 1 or at(tokens, last + 1).low == "of"
        )
        if is_share and not (value == 1 and below.low == "half"):
            return Number(number_readings(Fraction(value, DENOMINATORS[below.low])), last + 1)
    if below.low == "fold" and below.is_near:
        return Number(number_readings(value), last + 1)
    is_weak = value == 1 and tokens[start].low == "one"
    return _with_half(tokens, last, [value], is_weak=is_weak)


def _with_half(tokens: list[Token], last: int, values: list[Value], *, is_weak: bool) -> Number:
    """Return a number with "and a half" behind it, or "times", where they belong to it."""
    words = [at(tokens, last + step).low for step in range(3)]
    if words[0] == "and" and words[1] in ("a", "one") and words[2] in ("half", "quarter"):
        more = Fraction(1, DENOMINATORS[words[2]])
        return Number(number_readings(*(value + more for value in values)), last + 3)
    if words[0] == "and" and words[1] == "half":
        return Number(number_readings(*(value + Fraction(1, 2) for value in values)), last + 2)
    if words[0] in ("times", "time", "fold") and values[0] > 1 and at(tokens, last).is_near:
        return Number(number_readings(*values), last + 1)
    return Number(number_readings(*values), last, is_weak=is_weak)


def _read_half(tokens: list[Token], start: int) -> Number | None:
    """Return "half" and "a quarter"; a quarter before or after an hour belongs to a time."""
    if at(tokens, start + 1).low in ("past", "to", "after") and tokens[start].low == "quarter":
        return None
    return Number(number_readings(Fraction(1, DENOMINATORS[tokens[start].low])), start + 1)


def _share_or_place(tokens: list[Token], start: int) -> Number | None:
    """Return "a third", which may be a share or the next in a row."""
    value = ORDINALS[tokens[start].low]
    if value < 3:
        return None
    readings = {("o", value), ("n", Fraction(1, value))}
    return Number(frozenset(readings), start + 1, is_ordinal=at(tokens, start + 1).low != "of")


def _read_ordinal(tokens: list[Token], start: int) -> Number | None:
    """Return an ordinal in one word; "second" may be a moment, which is a unit and no number."""
    token, before = tokens[start], at(tokens, start - 1)
    if token.low == "second" and before.low in _BEFORE_A_MOMENT:
        return None
    value = ORDINALS[token.low]
    last = start + 1
    if token.low in ("first", "second", "third") and at(tokens, last).low == "of":
        last += 2 if at(tokens, last + 1).low == "all" else 0
    return Number(frozenset({("o", value)}), last, is_ordinal=True, is_weak=value == 1)


def _read_cardinal(tokens: list[Token], start: int) -> tuple[int, int, bool] | None:
    """Return value, the place behind it, and whether it ends as an ordinal: "twenty-second"."""
    total = current = 0
    place, last = start, start
    room = 10**15
    while place < len(tokens):
        token = tokens[place]
        if place > start and not token.is_near:
            break
        word = token.low
        if word == "and" and last > start and tokens[last - 1].low in SCALES:
            following = at(tokens, place + 1).low
            if following in UNITS or following in TEENS or following in TENS:
                place += 1
                continue
            break
        if word in SCALES or (word in _SCALES_WITH_S):
            scale = SCALES.get(word) or _SCALES_WITH_S[word]
            if scale in (100, 12):
                if current >= 100:
                    break
                current = (current or 1) * scale
                room = 100 if scale == 100 else 0
            else:
                total += (current or 1) * scale
                current, room = 0, 1000
        elif word in TENS and room > 10:
            current += TENS[word]
            room = 10
        elif word in TEENS and room > 10:
            current += TEENS[word]
            room = 0
        elif word in UNITS and room > 1:
            if word == "zero" and place > start:
                break
            current += UNITS[word]
            room = 1
        elif word in ORDINALS and 0 < ORDINALS[word] < 10 and room == 10 and place > start:
            return total + current + ORDINALS[word], place + 1, True
        elif (
            word in ORDINALS
            and room in (100, 1000)
            and place > start
            and tokens[place - 1].low != "a"
        ):
            return total + current + ORDINALS[word], place + 1, True
        else:
            break
        place += 1
        last = place
        if room == 1:
            room = 1
    if last == start:
        return None
    return total + current, last, False
