"""Finds quotations, and says whether the words in them are still those that were said."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from .items import Item
from .spelling import is_same_stem

_QUOTATION = re.compile(
    r"“[^“”\n]{1,600}”|„[^„“”\n]{1,600}[“”]|«[^«»\n]{1,600}»|\"[^\"\n]{1,600}\""
    r"|(?<!\w)‘[^‘\n]{2,600}?’(?!\w)|(?<!\w)'[^'\n](?:[^'\n]|(?<=\w)'(?=\w)){1,600}'(?!\w)"
)
# Words that a mended sentence may gain, lose or change within a quotation.
_GRAMMAR = frozenset(
    """what when where why how either or but if because a an the of in on at to for by with from as is am are was were be been being do does did have has had having
    and that which who whom whose this these those it its it's there their them they i me my we us our you your he
    she him her his so than then too also just very will would shall can could may might should must i'm you're we're
    they're he's she's that's there's up out off into about one ones some any much many more most all both each""".split()
)
_FORMS = (
    "go goes went gone going",
    "say says said saying sayed tell tells told telled",
    "eat eats ate eaten",
    "see sees saw seen",
    "come comes came",
    "give gives gave given",
    "take takes took taken",
    "make makes made",
    "get gets got gotten",
    "think thinks thought",
    "know knows knew known",
    "feel feels felt",
    "find finds found",
    "leave leaves left",
    "bring brings brought",
    "keep keeps kept",
    "speak speaks spoke spoken",
    "write writes wrote written",
    "child children childs",
    "man men",
    "woman women",
    "foot feet",
    "tooth teeth",
    "mr mister",
    "dr doctor",
    "mrs missis missus",
)
_FORM_OF = {word: forms.split()[0] for forms in _FORMS for word in forms.split()}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: characters `start` to `end`, items `first` up to `last`."""

    start: int
    end: int
    first: int
    last: int


def find_quotations(text: str, items: list[Item]) -> list[Quotation]:
    """Return the quotations of a text that hold at least one word."""
    found = []
    starts = [item.start for item in items]
    for match in _QUOTATION.finditer(text):
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        if first < last:
            found.append(Quotation(match.start(), match.end(), first, last))
    return found


def is_kept(
    quotation: Quotation,
    items: list[Item],
    copy_items: list[Item],
    where: dict[int, int],
    partner: Quotation | None,
) -> bool:
    """Say whether the other text still has the words of a quotation, save for grammar and spelling.

    Without a partner, words that the other text has more at that spot count against it; what is
    more within a partner is found when that is held against this one.
    """
    inside = items[quotation.first : quotation.last]
    if _holds(copy_items, inside):
        return True
    low, high = around(quotation, where, len(copy_items))
    there = copy_items[low:high]
    taken = set(where.values())
    lost = [items[place] for place in range(quotation.first, quotation.last) if place not in where]
    still = [where[place] for place in range(quotation.first, quotation.last) if place in where]
    within = range(min(still, default=low), max(still, default=high - 1) + 1)
    new = [copy_items[place] for place in within if place not in taken]
    return _is_grammar(lost, there) and (partner is not None or _is_grammar(new, inside))


def around(quotation: Quotation, where: dict[int, int], length: int) -> tuple[int, int]:
    """Return the places of the other text that lie beside a quotation, from and up to."""
    low = next(
        (where[place] + 1 for place in range(quotation.first - 1, -1, -1) if place in where), 0
    )
    last = max(where, default=-1)
    high = next(
        (where[place] for place in range(quotation.last, last + 1) if place in where), length
    )
    kept = [where[place] for place in range(quotation.first, quotation.last) if place in where]
    if high < low:
        return (min(kept), max(kept) + 1) if kept else (0, 0)
    return low, high


def _holds(items: list[Item], inside: list[Item]) -> bool:
    """Say whether a row of words stands somewhere in another."""
    words = [item.word for item in inside]
    first = words[0]
    return any(
        item.word == first and [one.word for one in items[place : place + len(words)]] == words
        for place, item in enumerate(items)
    )


def _is_grammar(lost: list[Item], there: list[Item]) -> bool:
    """Say whether all words that are gone are grammar, or stand there in another form.

    A negation is judged as one, with its clause.
    """
    return all(
        item.word in _GRAMMAR
        or (item.fact is not None and item.fact.kind == "negation")
        or any(_is_form(item, other) for other in there)
        for item in lost
    )


def _is_form(item: Item, other: Item) -> bool:
    """Say whether two words are forms of one word, or tell the same fact."""
    if item.fact and other.fact:
        return not item.fact.readings.isdisjoint(other.fact.readings) or (
            item.fact.kind == other.fact.kind == "negation"
        )
    first, second = _FORM_OF.get(item.word, item.word), _FORM_OF.get(other.word, other.word)
    return first == second or is_same_stem(first, second)
