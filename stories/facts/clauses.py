"""Judges negations clause by clause, so that a mended double negative is no change."""

from .alignment import Pairs
from .items import Item
from .negation import SOFTENED

# A moved negation stays within so many words, and two that form a double negative too.
_NEAR = 5
_JOINTS = frozenset(
    "and but because that who which when while so if although though where since".split()
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
    where = _mapping(pairs.kept, len(items), len(copy_items))
    for place in list(dropped):
        spot = where[place]
        partner = min(added, key=lambda one: abs(one - spot), default=None)
        if partner is not None and abs(partner - spot) <= _NEAR:
            if not _is_across(copy_items, partner, spot):
                pairs.kept[place] = partner
                dropped.remove(place)
                added.remove(partner)
    back = {copy_place: place for place, copy_place in pairs.kept.items()}
    where_back = _mapping(back, len(copy_items), len(items))
    return (
        [
            place
            for place in dropped
            if not _is_mended(items, copy_items, place, where[place], pairs.kept)
        ],
        [
            place
            for place in added
            if not _is_mended(copy_items, items, place, where_back[place], back)
        ],
    )


def _negations(items: list[Item]) -> list[int]:
    return [place for place, item in enumerate(items) if item.fact and item.fact.kind == "negation"]


def _mapping(kept: dict[int, int], length: int, copy_length: int) -> list[int]:
    """Return for every place of one text the place of the other where it stands or would stand."""
    where, last = [], -1
    for place in range(length):
        last = kept.get(place, last + 1)
        where.append(min(last, max(copy_length - 1, 0)))
    return where


def _is_across(items: list[Item], first: int, second: int) -> bool:
    """Say whether a sentence ends between two places."""
    low, high = sorted((first, second))
    return any(items[place].breaks for place in range(low + 1, min(high + 1, len(items))))


def _is_mended(
    items: list[Item], copy_items: list[Item], place: int, spot: int, kept: dict[int, int]
) -> bool:
    """Say whether a dropped negation was one of two in a clause that still has the other."""
    said = items[place].word if items[place].word in SOFTENED else "not"
    said = _word_of(items[place])
    others = [
        other for other in _clause(items, place) if other != place and _is_negation(items[other])
    ]
    still = [
        copy_place
        for copy_place in _clause(copy_items, spot)
        if _is_negation(copy_items[copy_place])
    ]
    if not still:
        return False
    nearby = {item.word for item in copy_items[max(spot - 2, 0) : spot + 4]}
    if SOFTENED[said] & nearby and (others or said in ("nor", "neither")):
        return True
    words = {said, *(_word_of(items[other]) for other in others)}
    return bool(others) and words != {"not"}


def _is_negation(item: Item) -> bool:
    return item.fact is not None and item.fact.kind == "negation"


def _word_of(item: Item) -> str:
    """Return which negation an item is."""
    return str(item.key[1]) if isinstance(item.key, tuple) else "not"


def _clause(items: list[Item], place: int) -> range:
    """Return the places of the clause around a place, at most a few words to both sides."""
    first = min(place, len(items) - 1)
    last = first
    while first > 0 and place - first < _NEAR and not items[first].breaks:
        if items[first - 1].word in _JOINTS:
            break
        first -= 1
    while last + 1 < len(items) and last - place < _NEAR and not items[last + 1].breaks:
        if items[last + 1].word in _JOINTS:
            break
        last += 1
    return range(max(first, 0), last + 1)
