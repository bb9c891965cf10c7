"""Says which words of an original and its copy are names of people, firms, towns and streets.

A name has a capital where none is needed, or is capital in the other places where it stands. A word
that also occurs in small letters, or that is an ordinary word, is none: learners write Hospital.
"""

from collections.abc import Iterable

from stories.name_words import listed, plain_form

from .ordinary_words import ORDINARY
from .spelling import distance, sounds
from .tokens import Token

_SMALLEST_NAME = 2


def _is_given(word: str) -> bool:
    """Say whether a word is listed as a first name that is no ordinary word."""
    return word in listed("given_names") and word not in listed("not_names")


def _is_anybodys(word: str) -> bool:
    """Say whether a word is listed as a first name, if it also is an ordinary word."""
    return any(word in listed(name) for name in ("given_names", "given_words", "given_guarded"))


class NameSense:
    """What both texts together tell about their names."""

    def __init__(self, *texts: list[Token]):
        self.known: dict[tuple[str, bool, bool], bool] = {}
        self.small: set[str] = set()
        self.capital: set[str] = set()
        for tokens in texts:
            is_loud = is_shouted(tokens)
            for token in tokens:
                if token.shape not in ("word", "short"):
                    continue
                if token.text[:1].islower():
                    self.small.add(name_of(token.low))
                elif not token.opens and not is_loud:
                    self.capital.add(name_of(token.low))

    def is_name(self, token: Token, *, is_shouted: bool = False) -> bool:
        """Say whether a token is a name; a capital tells nothing where capitals are shouted."""
        if token.low in ORDINARY:
            return False
        how = (token.low, token.is_capital and not is_shouted, token.opens)
        if how not in self.known:
            self.known[how] = self._is_name(token, how[1])
        return self.known[how]

    def _is_name(self, token: Token, has_capital: bool) -> bool:
        word = name_of(token.low)
        if len(word) < _SMALLEST_NAME or token.shape not in ("word", "short"):
            return False
        if word in ORDINARY:
            return False
        if not has_capital:
            return _is_given(word) and len(word) > 3
        plain = plain_form(word)
        if word in self.small and not _is_given(plain):
            return False
        if not token.opens:
            return True
        return word in self.capital or _is_given(plain)


def is_shouted(tokens: Iterable[Token]) -> bool:
    """Say whether a text is written in capitals."""
    words = [token.text for token in tokens if token.shape == "word" and len(token.text) > 1]
    return sum(word.isupper() for word in words) * 2 > len(words)


def name_of(low: str) -> str:
    """Return a word in small letters without the ending of a possessive."""
    if "'" not in low:
        return low
    for ending in ("'s", "s'", "'"):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return low.removesuffix(ending) + ("s" if ending == "s'" else "")
    return low


def is_other_spelling(first: str, second: str) -> bool:
    """Say whether two names may be one name spelled in two ways: Smith and Smyth, Katrin and Kathrin.

    Mark and Mary, both first names of their own that sound different, are two names.
    """
    first, second = plain_form(first), plain_form(second)
    if first == second or sounds(first) == sounds(second):
        return True
    if first == f"{second}s" or second == f"{first}s":
        return True
    if _is_anybodys(first) and _is_anybodys(second):
        return False
    return distance(first, second) <= max(1, max(len(first), len(second)) // 4) and (
        min(len(first), len(second)) > 2
    )
