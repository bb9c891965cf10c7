"""Says of a pronoun whether the sender speaks of themselves or of another."""

_FIRST = """i me my mine myself we us our ours ourselves ourself im i'm ive i've i'll i'd we're we've we'll we'd"""
_OTHER = """you your yours yourself yourselves he him his himself she her hers herself they them their theirs
themselves themself you're you've you'll you'd youre youve he's he'll he'd hes she's she'll she'd shes
they're they've they'll they'd theyre theyve theirselves hisself thier"""
_PERSONS = {
    **dict.fromkeys(_FIRST.split(), "first"),
    **dict.fromkeys(_OTHER.split(), "other"),
}

STARTS = frozenset(_PERSONS)


def read_person(word: str) -> str | None:
    """Return "first" for I and we, "other" for you, he, she and they, None for anything else.

    `word` is in small letters. Which of the others it is, and whether one or many, is grammar.
    """
    return _PERSONS.get(word)
