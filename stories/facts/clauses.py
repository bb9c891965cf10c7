"""Judges negations clause by clause, so that a mended double negative is no change."""

from collections.abc import Sequence

from .alignment import Pairs
from .items import Item
from .negation import SOFTENED, is_negative

# A moved negation stays within so many words, and two that form a double negative too.
_NEAR = 5
# A new subject begins a clause of its own: "I never said he did not".
_SUBJECTS = frozenset("i he she we they you it who".split())
# "didn't let me pay for the bread no more": the softened word may stand farther off.
_FAR = 8
Spots = tuple[int, int]
_JOINTS = frozenset(
    "and but because that what who which when while so if although though where since".split()
)


def open_negations(
    items: list[Item], copy_items: list[Item], pairs: Pairs
) -> tuple[list[int], list[int]]:
    """Return the places of negations that the copy dropped, and of those that it added.

    "not", "never" and "no" count alike: which of them a clause has is grammar, that it has one is
    the fact. `pairs.kept` grows by the negations that moved or took another form.
    """
    taken = set(pairs.kept.values())
    dropped = [place for place in _negations(items) if place not in pairs.kept]
    added = [place for place in _negations(copy_items) if place not in taken]
    if not dropped and not added:
        return [], []
    where = _mapping(pairs.kept, len(items), len(copy_items))
    # First those that were mended beside one that stayed: they are not the partner of a new one.
    dropped = [
        place
        for place in dropped
        if not _is_softened(items, copy_items, place, where[place], besides=added)
    ]
    for place in list(dropped):
        spot = where[place][0]
        partner = min(added, key=lambda one: abs(one - spot), default=None)
        if partner is not None and partner in _clause(copy_items, spot):
            pairs.kept[place] = partner
            dropped.remove(place)
            added.remove(partner)
    dropped = [
        place
        for place in dropped
        if not _is_softened(items, copy_items, place, where[place])
        and not _is_doubled(items, copy_items, place, where[place])
    ]
    back = {copy_place: place for place, copy_place in pairs.kept.items()}
    where = _mapping(back, len(copy_items), len(items))
    added = [place for place in added if not _is_softened(copy_items, items, place, where[place])]
    return dropped, added


def _negations(items: list[Item]) -> list[int]:
    return [place for place, item in enumerate(items) if item.fact and item.fact.kind == "negation"]


def _mapping(kept: dict[int, int], length: int, copy_length: int) -> list[Spots]:
    """Return for every place of one text where it stands or would stand in the other.

    In a passage that was rewritten both the place as many words on, and that of the last word that
    is the same, may be the one.
    """
    where, last, same = [], -1, 0
    for place in range(length):
        same = kept.get(place, same)
        last = kept.get(place, last + 1)
        where.append((min(last, max(copy_length - 1, 0)), same))
    return where


def _is_softened(
    items: list[Item],
    other_items: list[Item],
    place: int,
    spots: Spots,
    besides: Sequence[int] = (),
) -> bool:
    """Say whether the other text has "any" for "no" or the like, in a clause still negated.

    Negations at the places of `besides` do not count.
    """
    return any(_is_softened_at(items, other_items, place, spot, besides) for spot in spots)


def _is_softened_at(
    items: list[Item], other_items: list[Item], place: int, spot: int, besides: Sequence[int]
) -> bool:
    """Say whether a negation was softened at just this spot of the other text."""
    said = _word_of(items[place])
    window = range(max(spot - 3, 0), min(spot + 4, len(other_items)))
    nearby = {other_items[one].word for one in window}
    here = {item.word for item in items[max(place - 6, 0) : place + 7]}
    if said in ("not", "without") and any(is_negative(word) for word in nearby - here):
        return True
    if said == "never" and "ever" in nearby and _is_superlative(other_items, spot):
        return True
    if said not in ("nor", "neither") and not _others(items, place, _FAR):
        return False
    return any(
        _is_negation(other_items[one]) and one not in besides
        for soft in window
        if other_items[soft].word in SOFTENED[said]
        for one in _clause(other_items, soft, _FAR)
    )


def _is_superlative(items: list[Item], spot: int) -> bool:
    """Say whether "the best" or the like stands just before a spot: "the best I have never had"."""
    words = [item.word for item in items[max(spot - 8, 0) : spot]]
    return any(
        word in ("best", "worst", "most", "least", "only", "first")
        or (word.endswith("est") and len(word) > 5)
        for word in words
    )


def _is_doubled(items: list[Item], copy_items: list[Item], place: int, spots: Spots) -> bool:
    """Say whether a dropped negation was one of two that meant one, and the other is still there."""
    said = _word_of(items[place])
    if not any(_is_negated(copy_items, spot) for spot in spots):
        return False
    for other in _others(items, place, _NEAR):
        low, high = sorted((place, other))
        words = (_word_of(items[low]), _word_of(items[high]))
        if any(one.word in _SUBJECTS for one in items[low + 1 : high]) or words == ("not", "not"):
            continue
        if "without" not in words or (words[0] == "without" != said and high - low < 3):
            return True
    return False


def _others(items: list[Item], place: int, reach: int) -> list[int]:
    """Return the other negations in the clause of a negation."""
    return [
        one for one in _clause(items, place, reach) if one != place and _is_negation(items[one])
    ]


def _is_negated(items: list[Item], place: int) -> bool:
    """Say whether the clause around a place has a negation."""
    return any(_is_negation(items[one]) for one in _clause(items, place))


def _is_negation(item: Item) -> bool:
    return item.fact is not None and item.fact.kind == "negation"


def _word_of(item: Item) -> str:
    """Return which negation an item is."""
    return str(item.key[1]) if isinstance(item.key, tuple) else "not"


def _clause(items: list[Item], place: int, reach: int = _NEAR) -> range:
    """Return the places of the clause around a place, at most a few words to both sides."""
    first = min(place, len(items) - 1)
    last = first
    while first > 0 and place - first < reach and not items[first].pauses:
        if items[first - 1].word in _JOINTS:
            break
        first -= 1
    while last + 1 < len(items) and last - place < reach and not items[last + 1].pauses:
        if items[last + 1].word in _JOINTS:
            break
        last += 1
    return range(max(first, 0), last + 1)
