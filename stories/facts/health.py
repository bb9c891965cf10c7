"""Finds health terms: drugs, diagnoses, tests, organisms and parts of the body."""

from .health_words import BY_FIRST_WORD, NO_TERMS, SUFFIXES, TERMS, WEAK
from .tokens import Token

_SHORTEST_WITH_SUFFIX = 7

STARTS = frozenset(BY_FIRST_WORD)


def read_health(tokens: list[Token], place: int) -> tuple[str, int] | None:
    """Return the term meant and the place behind it, for the longest term that begins at `place`.

    Terms that are in no list are known by their endings, as in "-statin" or "-itis".
    """
    token = tokens[place]
    if token.shape not in ("word", "short"):
        return None
    word = token.low.removesuffix("'s")
    for words in BY_FIRST_WORD.get(word, ()):
        following = tokens[place + 1 : place + len(words)]
        if tuple(one.low.removesuffix("'s") for one in following) == words[1:] and all(
            one.is_near for one in following
        ):
            return TERMS[words], place + len(words)
    if len(word) >= _SHORTEST_WITH_SUFFIX and word.endswith(SUFFIXES) and word not in NO_TERMS:
        return word.removesuffix("s"), place + 1
    return None


def is_weak(term: str) -> bool:
    """Say whether a term comes and goes with the wording, as parts of the body do."""
    return term in WEAK


def has_ending(word: str) -> bool:
    """Say whether a word ends as drugs, diagnoses and tests do."""
    return len(word) >= _SHORTEST_WITH_SUFFIX and word.endswith(SUFFIXES)
