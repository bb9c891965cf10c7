"""Cuts a text into the words, numbers and signs that facts are read from, each with its place."""

import re
from typing import NamedTuple

from .number_words import GLUED, SLIPS

_APOSTROPHES = "'’‘´`ʼ′"
# Signs of fractions count as letters for a regular expression.
_LETTER = r"[^\W\d_½⅓⅔¼¾⅛]"
_TOKEN = re.compile(
    rf"""
      (?P<short>(?i:[ap]\.\s?m\b\.? | w/(?:o|out)\b | (?<!\w)(?:[a-z]\.){{2,}}(?!\w)))
    | (?P<word>{_LETTER}+(?:[{_APOSTROPHES}]{_LETTER}+)*)
    | (?P<date>(?<![\d./-])(?:\d{{1,2}}([./-])\d{{1,2}}\4(?:\d{{4}}|\d\d)|\d{{4}}-\d{{1,2}}-\d{{1,2}})(?![\d/]|[.-]\d))
    | (?P<clock>(?<![\d:.,])\d{{1,2}}:\d\d(?::\d\d)?(?!\d))
    | (?P<number>(?<!\d)\d(?:\ \d){{3}}(?![\d.,]|\ \d)
        | \d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?!\d)(?![.,]\d{{3}}) | \d+(?:[.,]\d+)* | [½⅓⅔¼¾⅛])
    | (?P<sign>[$€£¥₹%°µ#])
    """,
    re.VERBOSE,
)
_ENDS = re.compile(r"[.!?…:\n\r“”„«»\"•*()\[\]{}|]|(?:^|\s)[-–—]\s*\Z")
_BREAKS = re.compile(r"[.!?…;:\n\r]")
_PAUSES = re.compile(r"[,()–—]|\s-\s")
_ABBREVIATIONS = frozenset(
    "dr mr mrs ms mx prof st sr jr rev fr hon gen col sgt lt capt no nr vs".split()
)
_PLAIN_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))


class Token(NamedTuple):
    """One word, number or sign: `start` to `end` of its text, and `low`, its form in small letters.

    `gap` is what stands between it and the token before; `opens` says that a sentence, a quotation
    or a line begins here, where a capital tells nothing; `breaks` that a sentence ended before, `pauses` that a comma or the like
    stands before.
    """

    shape: str
    text: str
    low: str
    start: int
    end: int
    gap: str
    opens: bool
    breaks: bool
    pauses: bool

    @property
    def is_glued(self) -> bool:
        """Whether nothing parts this token from the one before, as in "5mg"."""
        return not self.gap

    @property
    def is_near(self) -> bool:
        """Whether at most a blank or a hyphen parts this token from the one before."""
        return not self.gap.strip(" \t\u00a0\u202f-‐‑\n")

    @property
    def is_capital(self) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[:1].isupper()


END = Token("end", "", "", 0, 0, "\n", True, True, True)


def read_tokens(text: str) -> list[Token]:
    """Return the tokens of a text in their order; blanks and punctuation are left out."""
    tokens: list[Token] = []
    last_end = 0
    previous = ""
    for match in _TOKEN.finditer(text):
        shape = match.lastgroup or "word"
        start, end = match.span()
        said = match[0]
        gap = text[last_end:start]
        low = said.lower()
        if shape == "word":
            if not said.isascii() or "'" in said or "`" in said:
                low = low.translate(_PLAIN_APOSTROPHE)
        elif shape == "short":
            low = low.replace(".", "").replace(" ", "")
        opens = breaks = pauses = False
        if not tokens:
            opens = breaks = pauses = True
        elif gap not in ("", " ") and not (gap.strip() == "." and _takes_a_stop(previous)):
            opens, breaks = bool(_ENDS.search(gap)), bool(_BREAKS.search(gap))
            pauses = breaks or bool(_PAUSES.search(gap))
        token = Token(shape, said, SLIPS.get(low, low), start, end, gap, opens, breaks, pauses)
        tokens += _parts(token) if low in GLUED and len(said) == len(low) else [token]
        last_end, previous = end, low
    return tokens


def _takes_a_stop(word: str) -> bool:
    """Say whether a full stop behind a word only shortens it, as in "Dr." and "J."."""
    return word in _ABBREVIATIONS or (len(word) == 1 and word != "i")


def _parts(token: Token) -> list[Token]:
    """Return the two number words that were written as one, as in "twothirds"."""
    first, second = GLUED[token.low]
    cut = token.start + len(first)
    text = token.text
    return [
        token._replace(text=text[: len(first)], low=first, end=cut),
        token._replace(
            text=text[len(first) :],
            low=second,
            start=cut,
            gap="",
            opens=False,
            breaks=False,
            pauses=False,
        ),
    ]
