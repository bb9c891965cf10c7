"""What the fact ledger says: one entry a fact, kept, changed, dropped or added."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "cardinal",
    "ordinal",
    "date",
    "time",
    "duration",
    "age",
    "unit",
    "money",
    "percentage",
    "name",
    "place",
    "nationality",
    "quotation",
    "negation",
    "person",
    "certainty",
    "health",
]
Change = Literal["kept", "changed", "dropped", "added"]
Level = Literal["changed", "spelling", "equal"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Entry:
    """One fact and what became of it.

    `original_span` and `copy_span` are (start, end) in code points of the text as it was handed in,
    and None on the side that lacks the fact; the texts are what stands there, "" for None.
    Level "changed" waits for the sender's yes. Level "spelling" is a name spelled in another way,
    which cannot be told from a mended slip. Level "equal" is said of every kept fact.
    """

    kind: Kind
    change: Change
    level: Level
    original_text: str
    original_span: Span | None
    copy_text: str
    copy_span: Span | None


@dataclass(frozen=True)
class Ledger:
    """All facts of an original and its copy, in the order in which they stand.

    The ledger flags changes. It does not verify that anything is true.
    """

    entries: tuple[Entry, ...]

    @property
    def changed(self) -> tuple[Entry, ...]:
        """The facts that were changed, dropped or added."""
        return tuple(entry for entry in self.entries if entry.level == "changed")

    @property
    def spellings(self) -> tuple[Entry, ...]:
        """The names that are spelled in another way, for the sender to see, not to wait for."""
        return tuple(entry for entry in self.entries if entry.level == "spelling")

    @property
    def kept(self) -> tuple[Entry, ...]:
        """The facts that stand in both texts, in the same or in an equal form."""
        return tuple(entry for entry in self.entries if entry.level == "equal")

    @property
    def needs_yes(self) -> bool:
        """Whether the copy must not go live without the sender's own yes."""
        return bool(self.changed)
