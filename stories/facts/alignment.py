"""Lays the items of a copy beside those of its original, and pairs their facts."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from .items import Fact, Item
from .moved import Sentence, find_moved
from .names import is_other_spelling
from .spelling import is_slip

# So far apart two words of a rewritten passage may stand and still be one for the other.
_NEAR = 4
_WEAK_BLOCK = 10
# Longer than any story: from here on, what would grow with the square of the length is cut short.
_LONG = 2000
_MOST_PAIRS = 10_000
_MOST_PARTNERS = 60
_EMPTY_WORDS = frozenset(
    "a an the and or of in on at to for was were is are i it with by from had have has that my we he she".split()
)
_NAMES = ("name", "place", "nationality")
# Facts that are one word, which may be read as a fact on one side only: may and May, polish and Polish.
_WORDS = (*_NAMES, "date", "health", "certainty")


@dataclass(frozen=True, slots=True)
class Block:
    """A passage that differs: items `first` up to `last` on the side of the original and of the copy."""

    first: int
    last: int
    copy_first: int
    copy_last: int


@dataclass
class Pairs:
    """What was paired, by places in both rows of items.

    `kept` holds words and facts that are the same, `changed` facts that are not, in both directions
    of reading: original place to copy place. `settled` and `copy_settled` are facts that need no
    partner, as a mended slip.
    """

    kept: dict[int, int] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)
    copy_settled: set[int] = field(default_factory=set)
    blocks: list[Block] = field(default_factory=list)


class Alignment:
    """Pairs the facts of two rows of items."""

    def __init__(self, items: list[Item], copy_items: list[Item]):
        self.items = items
        self.copy_items = copy_items
        self.pairs = Pairs()
        self.taken: set[int] = set()

    def pair(self) -> Pairs:
        """Return the pairs; negations and quotations are judged elsewhere."""
        self.lay_side_by_side()
        for block in self.pairs.blocks:
            self.keep_equal(block)
        self.keep_moved()
        for block in self.pairs.blocks:
            self.keep_slips(block)
        for block in self.pairs.blocks:
            self.pair_changed(block)
        self.keep_anywhere()
        return self.pairs

    def lay_side_by_side(self) -> None:
        """Keep what stands in the same order in both, and note the passages that differ."""
        self.lay((0, len(self.items)), (0, len(self.copy_items)))
        whole = self.pairs.blocks
        self.pairs.blocks = []
        for sentence, copy_sentence in find_moved(self.items, self.copy_items, self.pairs.kept):
            self.part(sentence, copy_sentence)
            self.lay(sentence, copy_sentence)
        self.pairs.blocks += whole

    def lay(self, part: Sentence, copy_part: Sentence) -> None:
        """Lay a part of the original beside a part of the copy."""
        start, copy_start = part[0], copy_part[0]
        matcher = SequenceMatcher(
            None,
            [item.key for item in self.items[slice(*part)]],
            [item.key for item in self.copy_items[slice(*copy_part)]],
            # Words that a very long text repeats all the time would take it minutes.
            autojunk=len(self.copy_items) > _LONG,
        )
        for tag, first, last, copy_first, copy_last in matcher.get_opcodes():
            if tag == "equal":
                for step in range(last - first):
                    self.keep(start + first + step, copy_start + copy_first + step)
            else:
                self.pairs.blocks.append(
                    Block(
                        start + first, start + last, copy_start + copy_first, copy_start + copy_last
                    )
                )

    def part(self, sentence: Sentence, copy_sentence: Sentence) -> None:
        """Take back what was kept of two sentences by chance, with words elsewhere."""
        inside, copy_inside = range(*sentence), range(*copy_sentence)
        for place, copy_place in list(self.pairs.kept.items()):
            if place in inside or copy_place in copy_inside:
                del self.pairs.kept[place]
                self.taken.discard(copy_place)

    def keep(self, place: int, copy_place: int) -> None:
        """Note that two items are the same."""
        self.pairs.kept[place] = copy_place
        self.taken.add(copy_place)

    def open_facts(self, first: int, last: int) -> list[int]:
        """Return the places of facts of the original without a partner; negations excepted."""
        pairs = self.pairs
        return [
            place
            for place in range(first, last)
            if _is_judged_here(self.items[place])
            and place not in pairs.kept
            and place not in pairs.changed
            and place not in pairs.settled
        ]

    def open_copy_facts(self, first: int, last: int) -> list[int]:
        """Return the places of facts of the copy without a partner; negations excepted."""
        return [
            place
            for place in range(first, last)
            if _is_judged_here(self.copy_items[place])
            and place not in self.taken
            and place not in self.pairs.copy_settled
        ]

    def keep_equal(self, block: Block) -> None:
        """Keep facts that are told in two forms at the same spot, and words that only moved in it."""
        open_copy = self.open_copy_facts(block.copy_first, block.copy_last)
        for place in self.open_facts(block.first, block.last):
            for copy_place in open_copy[:_MOST_PARTNERS]:
                if is_equal(self.fact(place), self.copy_fact(copy_place)):
                    self.keep(place, copy_place)
                    open_copy.remove(copy_place)
                    break

    def keep_moved(self) -> None:
        """Keep facts that stand elsewhere with the same word beside them."""
        open_copy = self.open_copy_facts(0, len(self.copy_items))
        for place in self.open_facts(0, len(self.items)):
            around = _around(self.items, place)
            for copy_place in open_copy[:_MOST_PARTNERS]:
                if is_equal(self.fact(place), self.copy_fact(copy_place)) and around & _around(
                    self.copy_items, copy_place
                ):
                    self.keep(place, copy_place)
                    open_copy.remove(copy_place)
                    break

    def keep_slips(self, block: Block) -> None:
        """Settle facts that are only a slip on the other side: Itlay, diabetis."""
        words = self.items[block.first : block.last]
        copy_words = self.copy_items[block.copy_first : block.copy_last]
        for place in self.open_facts(block.first, block.last):
            if _is_slip_among(self.items[place], copy_words):
                self.pairs.settled.add(place)
        for place in self.open_copy_facts(block.copy_first, block.copy_last):
            if _is_slip_among(self.copy_items[place], words):
                self.pairs.copy_settled.add(place)

    def pair_changed(self, block: Block) -> None:
        """Pair facts that stand for each other at the same spot, the nearest first."""
        places = self.open_facts(block.first, block.last)
        copy_places = self.open_copy_facts(block.copy_first, block.copy_last)
        if not places or not copy_places:
            return
        if len(places) * len(copy_places) > _MOST_PAIRS:
            reach = _MOST_PAIRS // len(places) + 1
            copy_places = copy_places[:reach]
            places = places[: _MOST_PAIRS // len(copy_places) + 1]
        size = max(block.last - block.first, block.copy_last - block.copy_first)
        near = sorted(
            (abs((place - block.first) - (copy_place - block.copy_first)), place, copy_place)
            for place in places
            for copy_place in copy_places
            if is_comparable(self.fact(place), self.copy_fact(copy_place))
        )
        for apart, place, copy_place in near:
            if place in self.pairs.changed or copy_place in self.taken:
                continue
            is_weak = self.fact(place).is_weak and self.copy_fact(copy_place).is_weak
            if is_weak and (apart > _NEAR or size > _WEAK_BLOCK):
                continue
            self.pairs.changed[place] = copy_place
            self.taken.add(copy_place)

    def keep_anywhere(self) -> None:
        """Keep facts that stand elsewhere, whatever is beside them."""
        open_copy = self.open_copy_facts(0, len(self.copy_items))
        for place in self.open_facts(0, len(self.items)):
            for copy_place in open_copy[:_MOST_PARTNERS]:
                if is_equal(self.fact(place), self.copy_fact(copy_place)):
                    self.keep(place, copy_place)
                    open_copy.remove(copy_place)
                    break

    def fact(self, place: int) -> Fact:
        """Return the fact of the original at a place that has one."""
        return _fact(self.items[place])

    def copy_fact(self, place: int) -> Fact:
        """Return the fact of the copy at a place that has one."""
        return _fact(self.copy_items[place])


def _fact(item: Item) -> Fact:
    if item.fact is None:
        raise ValueError(f"{item.word!r} is no fact")
    return item.fact


def _is_judged_here(item: Item) -> bool:
    return item.fact is not None and item.fact.kind != "negation"


def is_equal(fact: Fact, other: Fact) -> bool:
    """Say whether two facts tell the same in an equal form."""
    return not fact.readings.isdisjoint(other.readings)


def is_comparable(fact: Fact, other: Fact) -> bool:
    """Say whether one fact can stand in the place of another."""
    if fact.kind in _NAMES and other.kind in _NAMES:
        return True
    shapes = {shape for shape, _ in fact.readings}
    return not shapes.isdisjoint(shape for shape, _ in other.readings) or (
        fact.kind == other.kind and {"n", "o", "t"} & shapes != set()
    )


def is_spelling(item: Item, copy_item: Item) -> bool:
    """Say whether two changed names may be one name in two spellings."""
    kinds = {_fact(item).kind, _fact(copy_item).kind}
    if kinds == {"name"}:
        return is_other_spelling(item.word, copy_item.word)
    return "name" in kinds and is_slip(item.word, copy_item.word)


def _is_slip_among(item: Item, others: list[Item]) -> bool:
    """Say whether one of the other side's words in this passage is the fact with a slip."""
    fact = _fact(item)
    if fact.kind == "person":
        return False
    is_word = fact.kind in _WORDS
    return any(
        other.fact is None
        and (is_word if other.word == item.word else is_slip(item.word, other.word))
        for other in others
    )


def _around(items: list[Item], place: int) -> set[object]:
    """Return the telling words right beside a place."""
    found: set[object] = set()
    for step in (-1, 1):
        beside = place + step
        while 0 <= beside < len(items) and items[beside].word in _EMPTY_WORDS:
            beside += step
        if 0 <= beside < len(items):
            found.add((step, items[beside].key))
    return found
