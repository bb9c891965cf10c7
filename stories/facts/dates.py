"""Reads dates and times: months, weekdays, seasons, feasts, dates in digits, hours of the day."""

import re

from .numbers import Number, Reading, at, read_number
from .tokens import Token
from .units import is_unit_behind

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan januar januari janury",
            "february feb febuary februar februari",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept septembre",
            "october oct octobre oktober",
            "november nov novembre",
            "december dec decembre dezember",
        ),
        1,
    )
    for word in words.split()
}
_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "monday mondays mon",
            "tuesday tuesdays tue tues tuseday",
            "wednesday wednesdays wed wensday wensdays wednsday",
            "thursday thursdays thu thur thurs thusday",
            "friday fridays fri",
            "saturday saturdays sat saterday",
            "sunday sundays sun",
        ),
        1,
    )
    for word in words.split()
}
_SEASONS = {
    "spring": "spring",
    "springtime": "spring",
    "summer": "summer",
    "summers": "summer",
    "summertime": "summer",
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "winter",
    "winters": "winter",
}
_FEASTS = frozenset(
    "christmas xmas easter thanksgiving halloween hanukkah ramadan eid diwali passover pentecost "
    "valentine's valentines juneteenth".split()
)
_DAYS = frozenset("yesterday today tomorrow tonight".split())
# Words of other meanings too: these need a capital within a sentence, or a word of time before them.
_DOUBTFUL = frozenset("may march mar jan sun sat mon wed spring fall august".split())
_BEFORE_A_DATE = frozenset(
    "in since last until till by of next this that early late mid every from during on before after".split()
)
_HOUR_WORDS = frozenset("at by until till before around about from past to after".split())
STARTS = frozenset({*_MONTHS, *_WEEKDAYS, *_SEASONS, *_FEASTS, *_DAYS})
TIME_STARTS = frozenset({"noon", "midday", "midnight", "a", "quarter", "half"})
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)\Z")
_LINKS = frozenset({"past", "to", "after"})
_O_CLOCKS = frozenset({"o'clock", "oclock", "clock"})
_HALF_DAY = 12 * 60
_DAY = 24 * 60


def read_date_word(tokens: list[Token], place: int) -> tuple[Reading, bool] | None:
    """Return the reading of a month, weekday, season or feast, and whether it is weak."""
    token = tokens[place]
    word = token.low.removesuffix("'s") if token.low != "valentine's" else token.low
    if word in _MONTHS and _is_date(tokens, place, word):
        return ("month", _MONTHS[word]), False
    if word in _WEEKDAYS and _is_date(tokens, place, word):
        return ("weekday", _WEEKDAYS[word]), False
    if word in _SEASONS and _is_date(tokens, place, word):
        return ("season", _SEASONS[word]), False
    if word in _FEASTS:
        return ("feast", word.replace("'", "").rstrip("s").replace("xma", "christma")), False
    if word in _DAYS:
        return ("day", word), True
    return None


def _is_date(tokens: list[Token], place: int, word: str) -> bool:
    """Say whether a word that also means something else is a date here."""
    if word not in _DOUBTFUL:
        return True
    token, before, after = tokens[place], at(tokens, place - 1), at(tokens, place + 1)
    if after.shape == "number" and after.is_near or before.shape == "number" and token.is_near:
        return True
    if before.low in ("th", "st", "nd", "rd"):
        return True
    if word in _SEASONS:
        is_the = before.low == "the" and at(tokens, place - 2).low in _BEFORE_A_DATE
        return is_the or (before.low in _BEFORE_A_DATE and before.low not in ("from", "of", "on"))
    if token.is_capital and not token.opens and not token.text.isupper():
        return True
    return (
        before.low in _BEFORE_A_DATE and word in ("may", "march", "august") and before.low != "that"
    )


def is_by_a_month(tokens: list[Token], first: int, after: int) -> bool:
    """Say whether a month stands beside the number from `first` up to `after`."""
    for place in (first - 1, first - 2, after, after + 1):
        if 0 <= place < len(tokens):
            found = read_date_word(tokens, place)
            if found and found[0][0] == "month":
                between = {first - 2: first - 1, after + 1: after}.get(place)
                if between is None or at(tokens, between).low in ("of", "the", "in"):
                    return True
    return False


def read_date_digits(text: str) -> frozenset[Reading]:
    """Return what "10/12/2021" may mean: the tenth of a month here, a day of October there."""
    parts = [int(part) for part in re.split(r"[./-]", text)]
    if len(str(parts[0])) > 2 or parts[0] > 31:
        year, month, day = parts
        return frozenset({("dated", (year, month, day))})
    first, second, year = parts
    year += 0 if year > 99 else (1900 if year > 40 else 2000)
    readings = {
        ("dated", (year, month, day))
        for month, day in ((first, second), (second, first))
        if 0 < month < 13 and 0 < day < 32
    }
    return frozenset(readings) or frozenset({("dated", tuple(parts))})


def read_time(tokens: list[Token], place: int) -> tuple[frozenset[Reading], int] | None:
    """Return the minutes since midnight that a time of day may mean, and the place behind it."""
    token = tokens[place]
    if token.low in ("noon", "midday"):
        return frozenset({("t", _HALF_DAY)}), place + 1
    if token.low == "midnight":
        return frozenset({("t", 0)}), place + 1
    if token.shape == "word":
        following = (at(tokens, place + 1).low, at(tokens, place + 2).low)
        if token.low == "a" and following[0] not in ("quarter", "half"):
            return None
        if any(word in _LINKS for word in following) or following[1] in ("quarter", "half"):
            spoken = _read_spoken(tokens, place)
            if spoken:
                return spoken
    elif at(tokens, place + 1).low in _LINKS:
        spoken = _read_spoken(tokens, place)
        if spoken:
            return spoken
    found = _CLOCK.match(token.text) if token.shape in ("clock", "number") else None
    if found and int(found[1]) < 25 and int(found[2]) < 60:
        minutes, after, is_sure = int(found[1]) * 60 + int(found[2]), place + 1, ":" in token.text
    else:
        number = _hour(tokens, place)
        if number is None:
            return None
        minutes, after, is_sure = number[0] * 60, number[1], False
        more = _hour_minutes(tokens, place, after)
        if more:
            minutes, after, is_sure = minutes + more[0], more[1], True
    half, after = _half_of_day(tokens, after)
    if at(tokens, after).low in ("h", "hrs", "uhr") and at(tokens, after).is_near and found:
        after += 1
        is_sure = True
    before = at(tokens, place - 1).low
    if before == "the":
        before = at(tokens, place - 2).low
    is_hour = before in _HOUR_WORDS and not is_unit_behind(at(tokens, after), True)
    if not (half or is_sure or (found and is_hour)):
        return None
    return _on_the_clock(minutes, half), after


def hours_meant(tokens: list[Token], place: int, number: Number) -> frozenset[Reading]:
    """Return the times that a bare number may mean, as in "at 9", or nothing."""
    if len(number.readings) != 1:
        return frozenset()
    before, after = at(tokens, place - 1).low, at(tokens, number.after)
    value = min((value for shape, value in number.readings if shape == "n"), default=0)
    if (
        before not in _HOUR_WORDS - {"to", "about", "from"}
        or value != int(value)
        or not 0 < value < 25
    ):
        return frozenset()
    is_more = after.is_near and after.low not in (
        "and",
        "or",
        "in",
        "on",
        "with",
        "every",
        "to",
        "for",
    )
    if is_more and not after.breaks and after.low:
        return frozenset()
    return _on_the_clock(int(value) * 60, "")


def _on_the_clock(minutes: int, half: str) -> frozenset[Reading]:
    """Return minutes since midnight; without "am" or "pm" both halves of the day are meant."""
    if minutes >= _HALF_DAY + 60:
        return frozenset({("t", minutes % _DAY)})
    early = minutes % _HALF_DAY
    if half == "night":
        half = _half_of_night(minutes)
    if half == "am":
        return frozenset({("t", early)})
    if half == "pm":
        return frozenset({("t", early + _HALF_DAY)})
    return frozenset({("t", early), ("t", early + _HALF_DAY)})


def _hour(tokens: list[Token], place: int) -> tuple[int, int] | None:
    """Return a whole hour in digits or words and the place behind it."""
    number = read_number(tokens, place)
    if number is None or number.is_ordinal or len(number.readings) != 1:
        return None
    ((shape, value),) = number.readings
    if shape != "n" or value != int(value) or not 0 <= value < 25:
        return None
    return int(value), number.after


def _hour_minutes(tokens: list[Token], place: int, after: int) -> tuple[int, int] | None:
    """Return the minutes of "at nine thirty" and the place behind them."""
    if at(tokens, place - 1).low not in ("at", "until", "by", "before", "around"):
        return None
    token = at(tokens, after)
    if tokens[place].shape != "word" or token.shape != "word" or not token.is_near:
        return None
    number = read_number(tokens, after)
    if number is None or number.is_ordinal or len(number.readings) != 1:
        return None
    ((shape, value),) = number.readings
    if shape != "n" or value != int(value) or not 10 <= value < 60:
        return None
    if is_unit_behind(at(tokens, number.after), False):
        return None
    return int(value), number.after


def _half_of_day(tokens: list[Token], after: int) -> tuple[str, int]:
    """Return "am", "pm", "any" or "" for what stands behind an hour, and the place behind that."""
    token = at(tokens, after)
    half = ""
    if token.low in ("o", "0") and at(tokens, after + 1).low == "clock":
        half, after = "any", after + 2
    elif token.low in _O_CLOCKS:
        half, after = "any", after + 1
    token = at(tokens, after)
    if token.low in ("am", "pm") and token.is_near:
        return token.low, after + 1
    if token.low in ("a", "p") and at(tokens, after + 1).low == "m" and token.is_near:
        return f"{token.low}m", after + 2
    words = [at(tokens, after + step).low for step in range(3)]
    if words[:2] == ["in", "the"] or words[:2] == ["at", "night"]:
        told = words[2] if words[0] == "in" else "night"
        by_word = {"morning": "am", "afternoon": "pm", "evening": "pm", "night": "night"}
        return by_word.get(told, half), after
    return half, after


def _half_of_night(minutes: int) -> str:
    """Return the half of the day in which an hour of the night lies."""
    return "pm" if 7 * 60 <= minutes % _HALF_DAY else "am"


def _read_spoken(tokens: list[Token], place: int) -> tuple[frozenset[Reading], int] | None:
    """Return "half past seven", "quarter to nine", "ten past two"."""
    start = place
    if tokens[place].low in ("a", "quarter", "half"):
        start += 1 if tokens[place].low == "a" else 0
        share = at(tokens, start).low
        if share not in ("quarter", "half"):
            return None
        minutes, link = (15 if share == "quarter" else 30), start + 1
    else:
        number = _hour(tokens, place)
        if number is None or at(tokens, number[1]).low not in ("past", "to"):
            return None
        minutes, link = number
        if at(tokens, link).low == "to" and minutes not in (5, 10, 20, 25):
            return None
    if at(tokens, link).low not in ("past", "to", "after") or link + 1 >= len(tokens):
        return None
    hour = _hour(tokens, link + 1)
    if hour is None or hour[0] > 12 or is_unit_behind(at(tokens, hour[1]), True):
        return None
    if at(tokens, link).low == "to" and start == place and minutes not in (15, 30):
        if at(tokens, place - 1).low not in ("at", "was", "is", "about", "around", "until", "by"):
            return None
    whole = hour[0] * 60 + (-minutes if at(tokens, link).low == "to" else minutes)
    half, after = _half_of_day(tokens, hour[1])
    return _on_the_clock(whole % _DAY, half), after
