"""Lists the facts of an original and says which of them its copy keeps, changes, drops or adds."""

from .entries import Change, Entry, Kind, Ledger, Level
from .ledger import compare

__all__ = ["Change", "Entry", "Kind", "Ledger", "Level", "compare"]
