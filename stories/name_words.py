"""Reads a text as the words that may be names, and the lists of names to hold them against."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .name_cues import PARTICLES, TITLES

LISTS = Path(__file__).with_name("identifiers_data")

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?:\n\r“”\"•*]|[-–—]\s*\Z")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "’": "'"})


@dataclass(frozen=True)
class Word:
    """One word of a text: its place, its plain form without accents, and how it stands."""

    text: str
    start: int
    end: int
    plain: str
    gap: str
    is_capital: bool
    is_first: bool


NO_WORD = Word("", 0, 0, "", "", False, False)


@cache
def listed(name: str) -> frozenset[str]:
    """Return one of the word lists."""
    return frozenset((LISTS / f"{name}.txt").read_text(encoding="utf-8").split())


def plain_form(word: str) -> str:
    """Return a word in small letters without accents, as the lists hold it."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def read_words(text: str) -> list[Word]:
    """Return the words of a text; a possessive ending is no part of its word."""
    words, last_end = [], 0
    for match in _WORD.finditer(text):
        start = match.start()
        gap = text[last_end:start]
        said = match[0]
        if said[-2:] in ("'s", "’s", "'S", "’S"):
            said = said[:-2]
        last_end = start + len(said)
        previous = words[-1] if words else None
        is_first = not words or bool(_ENDS.search(gap))
        if previous and gap.strip() == "." and _takes_a_stop(previous):
            is_first = False
        words.append(
            Word(
                said,
                start,
                start + len(said),
                plain_form(said),
                gap,
                _is_capital(said),
                is_first,
            )
        )
    return words


def _is_capital(said: str) -> bool:
    """Say whether a word has a capital, like Ana or al-Sayed."""
    particle, _, rest = said.partition("-")
    return said[:1].isupper() or (particle in PARTICLES and rest[:1].isupper())


def _takes_a_stop(word: Word) -> bool:
    """Say whether a full stop after a word may only shorten it."""
    if len(word.text) == 1:
        return word.text.isupper()
    return word.plain in TITLES or word.plain in {
        "lt",
        "sgt",
        "capt",
        "rev",
        "fr",
        "st",
        "jr",
        "sr",
    }
