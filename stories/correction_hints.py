"""The privacy help on the way of a correction: it marks what the new words bring in, and blocks nothing.

There is no draft here. What was typed, seen and chosen travels in the form of the page itself.
"""

from stories import hints, sealed_rows
from stories.identifiers import find_identifiers
from stories.next_version import PARTS

# The keys of hints that the sender has seen: one hidden field for each.
SEEN = "seen"
LOOKED_AT = tuple(name for name in hints.LOOKED_AT if name in PARTS)
# The button that leads from the hints back to the words.
BACK = "back_to_words"


def find_new(original, answers) -> list:
    """Return the Identifiers in new answers that the version before did not have.

    answers: as the form cleaned them. What stood there before was looked at when it was sent.
    """
    old = {hint.key for hint in find_identifiers(_texts(original.answers))}
    found = find_identifiers(_texts(sealed_rows.as_stored(answers)))
    return [hint for hint in found if hint.key not in old]


def is_due(found, data) -> bool:
    """Say whether there is a hint that the sender has not seen yet."""
    seen = set(data.getlist(SEEN)) | hints.read_choices(data).keys()
    return any(hint.key not in seen for hint in found)


def wants_words(data) -> bool:
    """Say whether the sender goes from the hints back to the words."""
    return BACK in data or hints.CHANGE in hints.read_choices(data).values()


def mark(found, answers, form, data) -> list[hints.Marked]:
    """Return the new words in pieces with their hints."""
    return hints.mark(
        _texts(sealed_rows.as_stored(answers)),
        found,
        labels={name: str(form_field.label) for name, form_field in form.fields.items()},
        choices=hints.read_choices(data),
    )


def carried(data) -> list[tuple[str, str]]:
    """Return (name, value) of what the page of words keeps of the hints: seen, kept, allowed."""
    choices = hints.read_choices(data)
    return [(SEEN, key) for key in sorted({*data.getlist(SEEN), *choices})] + [
        (hints.PREFIX + key, value) for key, value in choices.items() if value in hints.SAID
    ]


def typed(data) -> list[tuple[str, str]]:
    """Return (name, value) of everything typed into the page of words, for the page of hints to keep."""
    return [
        (name, value)
        for name, values in data.lists()
        if name not in (SEEN, BACK) and not name.startswith(hints.PREFIX)
        for value in values
    ]


def _texts(answers):
    return {
        name: answers[name]
        for name in LOOKED_AT
        if isinstance(answers.get(name), str) and answers[name]
    }
