"""Health terms."""

TERMS: dict[tuple[str, ...], str] = {}
LONGEST = 1
FIRST_WORDS: frozenset[str] = frozenset()
SUFFIXES = ("itis",)
NO_TERMS: frozenset[str] = frozenset()
