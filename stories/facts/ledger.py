"""Holds a copy against its original, fact by fact."""

from collections.abc import Collection, Iterator

from .alignment import Alignment, Pairs, is_spelling
from .clauses import open_negations
from .entries import Change, Entry, Ledger, Level
from .items import Fact, Item
from .names import NameSense
from .quotations import Quotation, around, find_quotations, is_kept
from .reading import Reader
from .tokens import read_tokens


def compare(original: str, copy: str) -> Ledger:
    """Return what became of every fact of `original` in `copy`.

    Grammar, spelling, punctuation, order and equal forms ("13" for "thirteen") raise nothing.
    Pure and deterministic; any two texts can be compared, and a text with itself has only kept
    facts. Spans count code points of the texts as handed in.
    """
    return _Comparison(original, copy).ledger()


class _Comparison:
    """One original and one copy, read and aligned."""

    def __init__(self, original: str, copy: str):
        self.original, self.copy = original, copy
        tokens, copy_tokens = read_tokens(original), read_tokens(copy)
        sense = NameSense(tokens, copy_tokens)
        self.items = Reader(tokens, sense).read()
        self.copy_items = Reader(copy_tokens, sense).read()

    def ledger(self) -> Ledger:
        """Return the entries in the order of the original; what was added stands at its place in the copy."""
        pairs = Alignment(self.items, self.copy_items).pair()
        dropped, added = open_negations(self.items, self.copy_items, pairs)
        entries = [*self.of_pairs(pairs), *self.of_open(pairs, dropped, added)]
        entries += self.of_quotations(pairs)
        return Ledger(tuple(sorted(entries, key=_order)))

    def of_pairs(self, pairs: Pairs) -> Iterator[Entry]:
        """Yield kept and changed facts."""
        for place, copy_place in pairs.kept.items():
            fact, copy_fact = self.items[place].fact, self.copy_items[copy_place].fact
            if fact or copy_fact:
                yield self.entry(
                    "kept",
                    "equal",
                    fact or _shown(self.items[place], copy_fact),
                    copy_fact or _shown(self.copy_items[copy_place], fact),
                )
        for place, copy_place in pairs.changed.items():
            item, copy_item = self.items[place], self.copy_items[copy_place]
            level: Level = "spelling" if is_spelling(item, copy_item) else "changed"
            yield self.entry("changed", level, item.fact, copy_item.fact)

    def of_open(self, pairs: Pairs, dropped: list[int], added: list[int]) -> Iterator[Entry]:
        """Yield what has no partner; `dropped` and `added` are negations."""
        gone = pairs.kept.keys() | pairs.changed.keys() | pairs.settled
        lone = _lone(self.items, gone)
        told = _told(self.copy_items) if lone else set()
        for place in lone:
            if _is_missed(self.items[place], told, place in dropped):
                yield self.entry("dropped", "changed", self.items[place].fact, None)
        done = set(pairs.kept.values()) | set(pairs.changed.values()) | pairs.copy_settled
        lone = _lone(self.copy_items, done)
        told = _told(self.items) if lone else set()
        for place in lone:
            if _is_missed(self.copy_items[place], told, place in added):
                yield self.entry("added", "changed", None, self.copy_items[place].fact)

    def of_quotations(self, pairs: Pairs) -> Iterator[Entry]:
        """Yield quotations: those of the original, then those that only the copy has."""
        back = {copy_place: place for place, copy_place in pairs.kept.items()}
        copy_quotations = find_quotations(self.copy, self.copy_items)
        told: set[Quotation] = set()
        for quotation in find_quotations(self.original, self.items):
            low, high = around(quotation, pairs.kept, len(self.copy_items))
            partner = next(
                (one for one in copy_quotations if one.first < high and low < one.last), None
            )
            is_same = is_kept(quotation, self.items, self.copy_items, pairs.kept, partner)
            if partner:
                told.add(partner)
                is_same = is_same and is_kept(partner, self.copy_items, self.items, back, quotation)
                copy_span = (partner.start, partner.end)
            else:
                copy_span = _span(self.copy_items[low:high])
            yield self.quoted(is_same, (quotation.start, quotation.end), copy_span)
        for quotation in copy_quotations:
            if quotation in told:
                continue
            low, high = around(quotation, back, len(self.items))
            is_same = is_kept(quotation, self.copy_items, self.items, back, None)
            yield self.quoted(
                is_same, _span(self.items[low:high]), (quotation.start, quotation.end)
            )

    def quoted(
        self, is_same: bool, span: tuple[int, int] | None, copy_span: tuple[int, int] | None
    ) -> Entry:
        """Return the entry of a quotation."""
        change: Change = "kept" if is_same else "changed"
        if not is_same and not (span and copy_span):
            change = "added" if copy_span else "dropped"
        return Entry(
            "quotation",
            change,
            "equal" if is_same else "changed",
            self.original[slice(*span)] if span else "",
            span,
            self.copy[slice(*copy_span)] if copy_span else "",
            copy_span,
        )

    def entry(
        self, change: Change, level: Level, fact: Fact | None, copy_fact: Fact | None
    ) -> Entry:
        """Return an entry with the words on both sides."""
        kind = (fact or copy_fact).kind
        return Entry(
            kind,
            change,
            level,
            self.original[fact.start : fact.end] if fact else "",
            (fact.start, fact.end) if fact else None,
            self.copy[copy_fact.start : copy_fact.end] if copy_fact else "",
            (copy_fact.start, copy_fact.end) if copy_fact else None,
        )


def _shown(item: Item, fact: Fact) -> Fact:
    """Return a fact as the other text writes it, where only one of them shows that it is a fact."""
    return Fact(fact.kind, fact.readings, item.start, item.end)


def _told(items: list[Item]) -> set[object]:
    """Return all that a text tells somewhere: readings, and words for names."""
    found: set[object] = set()
    for item in items:
        found |= {item.word, *item.word.split()}
        if item.fact:
            found |= item.fact.readings
    return found


def _lone(items: list[Item], paired: Collection[int]) -> list[int]:
    """Return the places of facts without a partner that do not come and go with grammar."""
    return [
        place
        for place, item in enumerate(items)
        if item.fact and not item.fact.is_weak and place not in paired
    ]


def _is_missed(item: Item, told: set[object], is_open_negation: bool) -> bool:
    """Say whether a fact without a partner is a change."""
    fact = item.fact
    if fact is None:
        return False
    if fact.kind == "negation":
        return is_open_negation
    if not fact.may_repeat:
        return True
    return not (fact.readings & told or all(word in told for word in item.word.split()))


def _span(items: list[Item]) -> tuple[int, int] | None:
    """Return the characters that a row of items takes up."""
    return (items[0].start, items[-1].end) if items else None


def _order(entry: Entry) -> tuple[int, int, str]:
    """Return where an entry stands: by the original, and by the copy where it has no place there."""
    span = entry.original_span or entry.copy_span or (0, 0)
    return span[0], span[1], entry.kind
