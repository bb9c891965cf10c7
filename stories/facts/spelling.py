"""Says when two words are one word spelled in two ways."""

from difflib import SequenceMatcher

_FOLDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("sch", "s"),
    ("sh", "s"),
    ("th", "t"),
    ("c", "k"),
    ("q", "k"),
    ("z", "s"),
    ("y", "i"),
    ("v", "w"),
    ("h", ""),
)


def distance(first: str, second: str) -> int:
    """Return how many letters must be put in, taken out, replaced or swapped with their neighbor."""
    before_last: list[int] = []
    last = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            cost = min(
                last[column] + 1,
                current[column - 1] + 1,
                last[column - 1] + (letter != other),
            )
            is_swap = row > 1 and column > 1 and letter == second[column - 2]
            if is_swap and first[row - 2] == other:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        before_last, last = last, current
    return last[-1]


def sounds(word: str) -> str:
    """Return a word as it sounds, roughly: Smith and Smyth, Jon and John are the same."""
    for letters, sound in _FOLDS:
        word = word.replace(letters, sound)
    folded = "".join(
        letter for place, letter in enumerate(word) if not place or letter != word[place - 1]
    )
    return folded.removesuffix("e")


def is_slip(first: str, second: str) -> bool:
    """Say whether one word may be the other with a slip: a letter in three, the first one kept.

    Words of fewer than four letters are too short to tell, but for two letters swapped.
    """
    if first == second:
        return True
    longer = max(len(first), len(second))
    if longer > 30 or abs(len(first) - len(second)) > 3:
        return False
    if longer < 4:
        return sorted(first) == sorted(second)
    if first[0] != second[0] and sorted(first[:2]) != sorted(second[:2]):
        return False
    return distance(first, second) <= max(1, longer // 3)


def is_same_stem(first: str, second: str) -> bool:
    """Say whether two words are forms or slips of one word, as "pill" and "pills", "walk" and "walked"."""
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) <= 3:
        return True
    if len(shorter) >= 5 and longer.startswith(shorter[:-1]) and len(longer) - len(shorter) <= 3:
        return True
    return len(shorter) >= 5 and is_slip(first, second)


def likeness(first: str, second: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
