"""Finds sentences that stand elsewhere in the copy, so that to move one is no change of its facts."""

from collections import Counter

from .items import Item

Sentence = tuple[int, int]

_FEWEST_WORDS = 3
# A sentence has moved when most of it has no partner where it stood, and most of it is elsewhere.
_LOOSE = 0.5
_ALIKE = 0.6


def sentences(items: list[Item]) -> list[Sentence]:
    """Return the sentences of a text as places from and up to."""
    starts = [place for place, item in enumerate(items) if item.breaks or not place]
    return list(zip(starts, [*starts, len(items)][1:], strict=True))


def find_moved(
    items: list[Item], copy_items: list[Item], kept: dict[int, int]
) -> list[tuple[Sentence, Sentence]]:
    """Return pairs of sentences of the original and the copy that are one, moved."""
    loose = _loose(sentences(items), kept.keys())
    copy_loose = _loose(sentences(copy_items), set(kept.values()))
    if not loose or not copy_loose:
        return []
    words = {one: Counter(item.word for item in copy_items[slice(*one)]) for one in copy_loose}
    pairs = []
    for sentence in loose:
        counted = Counter(item.word for item in items[slice(*sentence)])
        best = max(words, key=lambda one: _likeness(counted, words[one]), default=None)
        if best is not None and _likeness(counted, words[best]) >= _ALIKE:
            pairs.append((sentence, best))
            del words[best]
    return pairs


def _loose(found: list[Sentence], partnered: object) -> list[Sentence]:
    """Return the sentences of which most words have no partner."""
    return [
        (first, last)
        for first, last in found
        if last - first >= _FEWEST_WORDS
        and sum(place not in partnered for place in range(first, last)) > _LOOSE * (last - first)
    ]


def _likeness(words: Counter[str], others: Counter[str]) -> float:
    """Return the share of words that two sentences have in common."""
    return (words & others).total() / max(words.total(), others.total(), 1)
