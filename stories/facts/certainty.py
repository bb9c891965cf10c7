"""Reads how sure a text is of what it tells: maybe, probably, certainly, I think, always."""

from .numbers import at
from .tokens import Token

_STRONG = {
    "possible": "maybe perhaps possibly mabye mayby perhabs",
    "likely": "probably presumably probaly probly propably",
    "certain": "certainly definitely surely undoubtedly definately definatly definitly certainely "
    "unquestionably indisputably",
    "told": "apparently allegedly supposedly reportedly seemingly",
}
_WEAK = {
    "possible": "might may possible",
    "likely": "likely",
    "certain": "sure certain shure will obviously clearly",
    "opinion": "think thinks thought guess guessed believe believed belive suppose supposed reckon assume assumed",
    "known": "know knows knew known",
    "doubt": "doubt doubts doubted",
    "always": "always allways alway",
    "often": "often usually frequently normally generally mostly",
    "sometimes": "sometimes occasionally",
    "rarely": "rarely seldom",
}
_WORDS = {
    **{word: (meaning, True) for meaning, words in _WEAK.items() for word in words.split()},
    **{word: (meaning, False) for meaning, words in _STRONG.items() for word in words.split()},
}

STARTS = frozenset(_WORDS)


def read_certainty(tokens: list[Token], place: int) -> tuple[str, bool, int] | None:
    """Return what a word says of certainty, whether it is weak, and the place behind it.

    A weak word comes and goes with grammar; only another in its place changes what is told.
    """
    word, after = tokens[place].low, at(tokens, place + 1).low
    if word == "may" and after == "be" and tokens[place].opens:
        return "possible", False, place + 2
    found = _WORDS.get(word)
    return (*found, place + 1) if found else None
