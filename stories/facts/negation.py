"""Reads negations: "not" in all its forms and slips, negative words, and negative prefixes."""

from .numbers import at
from .spelling import distance
from .tokens import Token

_HELPERS = frozenset(
    "do does did is are was were has have had can could will would should must might need ought dare".split()
)
_CONTRACTED = {
    **{f"{helper}nt": helper for helper in _HELPERS},
    "cant": "can",
    "wont": "will",
    "shant": "shall",
    "aint": "is",
    "mustnt": "must",
    "cannot": "can",
    "donnot": "do",
    "doesnot": "does",
    "didnot": "did",
    "isnot": "is",
    "wasnot": "was",
    "couldnot": "could",
    "havenot": "have",
    "willnot": "will",
}
# A word with "not" in it and nothing else, not even a slip of the apostrophe, must stand here.
_WORDS = {
    "not": "not",
    "nto": "not",
    "no": "no",
    "never": "never",
    "nver": "never",
    "nothing": "nothing",
    "nothin": "nothing",
    "noting": "nothing",
    "nobody": "nobody",
    "noone": "nobody",
    "none": "none",
    "nowhere": "nowhere",
    "neither": "neither",
    "nor": "nor",
    "without": "without",
    "whitout": "without",
    "witout": "without",
    "withouth": "without",
    "w/o": "without",
    "w/out": "without",
    "hardly": "hardly",
    "barely": "hardly",
    "scarcely": "hardly",
}
# What a double negative becomes once one of its two is mended.
SOFTENED = {
    "no": frozenset({"any", "a", "an", "one", "anymore", "longer"}),
    "nothing": frozenset({"anything", "something", "any", "all"}),
    "nobody": frozenset({"anybody", "anyone", "any", "someone", "somebody"}),
    "never": frozenset({"ever"}),
    "none": frozenset({"any", "one", "anyone", "anything"}),
    "neither": frozenset({"either"}),
    "nor": frozenset({"or", "and"}),
    "nowhere": frozenset({"anywhere"}),
    "without": frozenset(),
    "hardly": frozenset(),
    "not": frozenset(),
}
_DENIALS = frozenset("avoid avoids avoided avoiding".split())
_STEMS = frozenset(
    """possible able happy likely certain sure safe known necessary complete correct patient visible accurate
    capable healthy comfortable clear aware available usual fair fortunately fortunate like liked agree agreed
    honest important expected wanted pleasant friendly kind willing conscious responsive treated treatable
    bearable believable believably stable successful effective dependent direct adequate sufficient sensitive
    proper perfect polite mature mobile moral regular legal legible logical rational responsible relevant
    replaceable reversible related harmed hurt helpful informed insured noticed proven reliable tested
    vaccinated welcome well worthy contagious infectious malignant operable curable obey satisfied
    appeared similar equal familiar easy easily ready true wise""".split()
)
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
_NO_STEMS = frozenset(
    {"inform", "informed", "indirect", "involve", "intrue", "inable", "indeed", "dislike"}
)

STARTS = frozenset(
    {*_WORDS, *_CONTRACTED} | {prefix + stem for prefix in _PREFIXES for stem in _STEMS} - _NO_STEMS
)


def read_negation(tokens: list[Token], place: int) -> tuple[str, str, int] | None:
    """Return the word that is negated ("" where it stands apart), the negation, and the place behind.

    "don't" is read as "do" and "not", "unable" as "not" and "able" with the stem marked by a dash,
    so that every form lies beside its equal.
    """
    token = tokens[place]
    word = token.low
    if word in _WORDS:
        return _read_word(tokens, place)
    if token.shape != "word":
        return None
    plain = word.replace("'", "")
    helper = _CONTRACTED.get(plain)
    if helper is None and "'" in word and plain.endswith("t") and len(plain) > 4:
        helper = next(
            (
                said
                for slip, said in _CONTRACTED.items()
                if len(slip) > 4 and distance(slip, plain) == 1
            ),
            None,
        )
    if helper:
        return helper, "not", place + 1
    for prefix in _PREFIXES:
        stem = word.removeprefix(prefix)
        if stem != word and stem in _STEMS and word not in _NO_STEMS:
            return f"-{stem}", "not", place + 1
    return None


def is_negative(word: str) -> bool:
    """Say whether a word denies without being a negation: "painless", "avoid"."""
    return word in _DENIALS or (word.endswith("less") and word not in ("less", "unless", "bless"))


def _read_word(tokens: list[Token], place: int) -> tuple[str, str, int]:
    """Return a negative word; "no one" and "no body" are one word each."""
    word, after = tokens[place].low, at(tokens, place + 1)
    if word == "no" and after.low in ("one", "body", "where") and after.is_near:
        joined = "nowhere" if after.low == "where" else "nobody"
        return "", joined, place + 2
    return "", _WORDS[word], place + 1
