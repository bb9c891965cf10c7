"""Finds health terms: drugs, diagnoses, tests, organisms and parts of the body."""

from .health_words import FIRST_WORDS, LONGEST, NO_TERMS, SUFFIXES, TERMS, WEAK
from .numbers import at
from .tokens import Token

_SHORTEST_WITH_SUFFIX = 7

STARTS = FIRST_WORDS


def read_health(tokens: list[Token], place: int) -> tuple[str, int] | None:
    """Return the term meant and the place behind it, for the longest term that begins at `place`.

    Terms that are in no list are known by their endings, as in "-statin" or "-itis".
    """
    token = tokens[place]
    if token.shape not in ("word", "short"):
        return None
    word = token.low.removesuffix("'s")
    if word in FIRST_WORDS:
        for length in range(LONGEST, 0, -1):
            words = tuple(at(tokens, place + step).low.removesuffix("'s") for step in range(length))
            if words in TERMS and all(
                at(tokens, place + step).is_near for step in range(1, length)
            ):
                return TERMS[words], place + length
    if len(word) >= _SHORTEST_WITH_SUFFIX and word.endswith(SUFFIXES) and word not in NO_TERMS:
        return word.removesuffix("s"), place + 1
    return None


def is_weak(term: str) -> bool:
    """Say whether a term comes and goes with the wording, as parts of the body do."""
    return term in WEAK


def has_ending(word: str) -> bool:
    """Say whether a word ends as drugs, diagnoses and tests do."""
    return len(word) >= _SHORTEST_WITH_SUFFIX and word.endswith(SUFFIXES)
