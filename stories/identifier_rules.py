"""The kinds of identifiers, why each may matter, and what a rule of the privacy help is made of.

The rules themselves are tables: `number_rules`, `day_rules` and `contact_rules`. Every pattern has
bounded repeats only, so that no text takes longer than its length allows.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_noop

# The gravest kind first: where two overlap, the one that stands earlier is kept.
KINDS = {
    "social_security": "A Social Security number",
    "insurance_number": "An insurance number",
    "record_number": "A record or account number",
    "birth_date": "A birth date",
    "email": "An email address",
    "phone": "A phone number",
    "address": "A street or mail address",
    "web_address": "A web address or profile",
    "age_over_89": "An age over 89",
    "name": "A name",
}
REASONS = {
    "social_security": gettext_noop(
        "This looks like a Social Security number, or a part of one. With it, someone could pretend to be that person."
    ),
    "insurance_number": gettext_noop(
        "This looks like an insurance number. It belongs to one person, and someone could misuse it."
    ),
    "record_number": gettext_noop(
        "This looks like the number of a record, a case or an account. It belongs to one person, and it can lead to their file."
    ),
    "birth_date": gettext_noop(
        "This looks like a birth date. Together with a name or a place, it can point to one person."
    ),
    "email": gettext_noop(
        "This looks like an email address. Everyone who reads the story could write to it."
    ),
    "phone": gettext_noop(
        "This looks like a phone number. Everyone who reads the story could call it."
    ),
    "address": gettext_noop(
        "This looks like an address. It tells readers where somebody lives or can be found."
    ),
    "web_address": gettext_noop(
        "This looks like a web address or a profile. It may lead readers to one person."
    ),
    "age_over_89": gettext_noop(
        "This looks like an age over 89. Few people are that old, so it can point to one person."
    ),
    "name": gettext_noop(
        "This looks like somebody’s name. If they have not agreed to it, you could write “my friend” or “the nurse” instead."
    ),
}


@dataclass(frozen=True)
class Rule:
    """What to mark, and the words around it that are needed.

    `pattern` finds what is marked: its group `value`, or all of it. `before` must match in the
    `reach` characters up to it, `after` in the `reach` characters from its end; a rule with neither
    needs no cue. With `siblings`, a like-shaped text soon after a marked one needs no cue of its
    own. `refuse` must not match up to it, `unless` must not match it whole, `digits` is the fewest
    digits that it must hold. What a rule marks that `yields` gives way to every other kind.
    """

    kind: str
    pattern: re.Pattern
    before: re.Pattern | None = None
    after: re.Pattern | None = None
    reach: int = 70
    siblings: bool = False
    refuse: re.Pattern | None = None
    yields: bool = False
    unless: re.Pattern | None = None
    digits: int = 0


def pattern(text: str, flags: int = re.IGNORECASE) -> re.Pattern:
    """Return a compiled pattern; blanks in `text` that are not escaped or in brackets are layout."""
    return re.compile(text, flags | re.VERBOSE)


def rule(
    kind: str, text: str, *, before: str = "", after: str = "", refuse: str = "", **more
) -> Rule:
    """Return a rule whose patterns are given as text; `before` must end where the value starts."""
    return Rule(
        kind,
        pattern(text),
        pattern(rf"(?:{before})\Z") if before else None,
        pattern(rf"\A(?:{after})") if after else None,
        refuse=pattern(rf"(?:{refuse})\Z") if refuse else None,
        **more,
    )
