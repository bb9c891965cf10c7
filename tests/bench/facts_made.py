"""Makes many more changes out of the labelled set of the fact ledger, so that 99.8 % can be told from 98 %.

Into the faithful copy of each text other numbers, ordinals and countries are put where the set marks
one, and every negation is taken out, and one put in behind every helping verb, one at a time.
"""

import re
from collections.abc import Iterator
from itertools import islice

from tests.bench.facts_set_reading import Change, Text, is_in_scope

NUMBERS = tuple(
    enumerate(
        """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split(),
        2,
    )
)
ORDINALS = tuple(
    enumerate(
        """second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
        2,
    )
)
COUNTRIES = (
    "Albania Algeria Angola Argentina Armenia Australia Austria Bangladesh Belgium Bolivia Botswana Brazil "
    "Bulgaria Cambodia Cameroon Canada Chad Chile China Colombia Croatia Cuba Cyprus Denmark Ecuador Egypt "
    "Estonia Ethiopia Fiji Finland France Gabon Georgia Germany Ghana Greece Guatemala Haiti Honduras Hungary "
    "Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kenya Kuwait Laos Latvia "
    "Lebanon Liberia Libya Malaysia Mali Malta Mexico Mongolia Morocco Nepal Nicaragua Niger Nigeria Norway "
    "Oman Pakistan Panama Paraguay Peru Poland Portugal Qatar Romania Russia Rwanda Senegal Serbia Singapore "
    "Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria Taiwan Thailand Tunisia Turkey Uganda "
    "Ukraine Uruguay Venezuela Vietnam Yemen Zambia Zimbabwe"
).split()
HELPERS = re.compile(
    r"\b(?:is|was|are|were|can|could|did|will|would|has|have|had|should|must)\b(?! not|n't| never)(?= [a-z])"
)
NEGATIONS = re.compile(r"(?<=[a-z])n't\b| not\b| never\b|\bno (?=[a-z])")
PER_MARK = 12


def made_changes(text: Text) -> Iterator[Change]:
    """Yield the made changes of a text, always the same."""
    for change in text.places:
        if change.kind in ("cardinal", "ordinal"):
            yield from _other_numbers(change)
        elif change.kind == "place" and change.before in COUNTRIES:
            shift = len(text.copy) % len(COUNTRIES)
            others = (*COUNTRIES[shift:], *COUNTRIES[:shift])
            for country in islice((one for one in others if one != change.before), PER_MARK):
                yield change.with_fact(country)
    yield from _other_negations(text)


def _other_numbers(change: Change) -> Iterator[Change]:
    """Yield a marked number with other values, in digits and in words."""
    values = NUMBERS if change.kind == "cardinal" else ORDINALS
    if change.before.lower() in ("the first", "last", "the last", "a dozen", "first"):
        return
    shift = len(change.copy) % len(values)
    made = 0
    for value, word in (*values[shift:], *values[:shift]):
        digits = str(value) if change.kind == "cardinal" else f"{value}th"
        same = {word, digits, str(value)}
        if same & set(re.findall(r"[a-z0-9]+", change.before.lower())) or (
            "dozen" in change.before and value == 12
        ):
            continue
        if change.kind == "ordinal" and value in (2, 3):
            digits = word
        yield change.with_fact(word if made % 2 else digits)
        made += 1
        if made == PER_MARK:
            return


def _other_negations(text: Text) -> Iterator[Change]:
    """Yield the copy with one negation less, and with one more."""
    for found in NEGATIONS.finditer(text.copy):
        copy = text.copy[: found.start()] + text.copy[found.end() :]
        change = Change("negation", found[0], "", copy, found.start())
        if is_in_scope(change, text.copy):
            yield change
    for found in HELPERS.finditer(text.copy):
        copy = f"{text.copy[: found.end()]} not{text.copy[found.end() :]}"
        yield Change("negation", found[0], f"{found[0]} not", copy, found.start())
