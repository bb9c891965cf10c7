"""Finds countries, states of the USA, and the words for their people and languages."""

from .numbers import at
from .place_words import BY_FIRST_WORD, DOUBTFUL, PHRASES
from .tokens import Token

_BEFORE_A_PLACE = frozenset(
    "in from to of via near for visit visiting across speak speaks spoke".split()
)

STARTS = frozenset(BY_FIRST_WORD)


def read_place(tokens: list[Token], place: int) -> tuple[str, str, int] | None:
    """Return kind, country and the place behind it, for the longest name that begins at `place`.

    A country and its people have the same country, so "German" for "from Germany" is an equal form.
    """
    token = tokens[place]
    if token.low == "us" and token.shape == "short":
        return "place", "united states", place + 1
    for words in BY_FIRST_WORD.get(_stem(token.low), ()):
        if not _stands_at(tokens, place, words):
            continue
        if len(words) == 1 and not _is_meant(tokens, place):
            return None
        kind, country = PHRASES[words]
        if words == ("the", "states") and not tokens[place + 1].is_capital:
            return None
        return kind, country, place + len(words)
    return None


def _stands_at(tokens: list[Token], place: int, words: tuple[str, ...]) -> bool:
    """Say whether the words of a phrase stand together from `place` on."""
    for step in range(1, len(words)):
        token = at(tokens, place + step)
        if _stem(token.low) != words[step] or not token.is_near:
            return False
    return True


def _stem(word: str) -> str:
    """Return a word without the ending of a possessive."""
    return word[:-2] if word.endswith("'s") else word


def _is_meant(tokens: list[Token], place: int) -> bool:
    """Say whether a word that also means something else is a country here."""
    token = tokens[place]
    stem = _stem(token.low)
    if stem == "us":
        return token.text == "US" and not (at(tokens, place - 1).text.isupper() and place > 1)
    if stem not in DOUBTFUL:
        return True
    if token.is_capital:
        return True
    return at(tokens, place - 1).low in _BEFORE_A_PLACE and stem not in ("turkey", "us")
