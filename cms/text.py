"""Counts, cleans and cuts people's texts the same way everywhere, without knowing any model.

`static/js/count.js` counts in the browser by the same definitions; `tests/count_cases.json` holds
both to the same answers.
"""

import re
import unicodedata
from collections.abc import Iterable

# Unicode's White_Space, spelled out because Python's \s and JavaScript's \s differ at the edges.
_SPACE = r"\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Scripts written without spaces, of which every sign counts: Han (with 々, 〆 and 〇) and kana.
_IDEOGRAPH = (
    r"\u3005-\u3007\u3041-\u3096\u30a1-\u30fa"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_IDEOGRAPH}]|[^{_SPACE}{_IDEOGRAPH}]+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")

_LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# Everything in Cc but tab and newline, and lone surrogates, which no database can store.
_UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{2,}")

# A sign that belongs to the one before it: a cut never falls in front of these.
_JOINER = "\u200d"
_CLINGS = ("Mn", "Me", "Mc", "Cf", "Sk")


def normalise(text: str) -> str:
    """Return `text` in the one form in which it is stored, counted and compared.

    NFC; every kind of line end becomes a newline; control characters other than newline and tab
    and lone surrogates are taken out; space at the end of lines and around the whole is dropped.
    No letter is changed. Normalising twice gives the same as once.
    """
    text = _UNWANTED.sub("", _LINE_END.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def count_words(text: str) -> int:
    """Return the number of words in `text`.

    A word is a run of characters without white space (Unicode White_Space) that holds at least one
    letter or digit (categories L and N): "don’t", "co-pay" and "and/or" are one each, "27 000" is
    two, a dash or an emoji on its own is none. Han and kana signs are written without spaces, so
    each of them is one word.
    """
    return len(split_words(text))


def split_words(text: str) -> list[str]:
    """Return the words of `text` as `count_words` counts them, with the signs that cling to them."""
    return [word for word in _WORD.findall(text) if _LETTER_OR_DIGIT.search(word)]


def count_characters(text: str) -> int:
    """Return the number of code points in `text` after NFC, with a line end as one."""
    return len(unicodedata.normalize("NFC", _LINE_END.sub("\n", text)))


def words_over(texts: Iterable[str], limit: int) -> int:
    """Return by how many words `texts` together exceed `limit`, and 0 if they do not."""
    return max(0, sum(count_words(text) for text in texts) - limit)


def paragraphs(text: str) -> list[str]:
    """Split `text` at blank lines; single line ends inside a paragraph stay as they are."""
    return [part.strip() for part in _BLANK_LINES.split(normalise(text)) if part]


def shorten(text: str, characters: int) -> str:
    """Return `text` on one line with at most `characters` code points, for titles and labels.

    A longer text ends after a whole word with "…". Only a first word that is too long by itself
    is cut inside, and then never between a letter and its accent or inside a joined emoji.
    """
    line = " ".join(normalise(text).split())
    if len(line) <= characters:
        return line
    if characters < 1:
        return ""
    end = characters - 1
    cut = line.rfind(" ", 0, end + 1)
    if cut > 0:
        return line[:cut].rstrip(" ,;:.–—-") + "…"
    while end > 0 and (unicodedata.category(line[end]) in _CLINGS or line[end - 1] == _JOINER):
        end -= 1
    return line[:end] + "…"
