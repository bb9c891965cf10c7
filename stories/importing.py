"""What a row of a table of earlier stories says: answers as a form would send them, and the consent.

No database is asked here; stories.earlier_stories goes on from what this finds.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from cms import text
from stories import terms
from stories.story_table import (
    BY_KEY,
    CONSENT_HOW,
    CONSENT_KEYS,
    CONSENT_ON,
    CONSENT_UNTIL,
    CONSENT_WORDS,
    OPEN,
    SENT_ON,
    Row,
    heading_of,
)

LONGEST_CELL = 20_000
# What belongs to the consent, and is no answer.
CIRCUMSTANCES = (CONSENT_WORDS, CONSENT_HOW, CONSENT_ON, CONSENT_UNTIL, SENT_ON)
YES = frozenset({"yes", "y", "x", "true", "1"})
NO = frozenset({"no", "n", "false", "0", ""})
NAME_SHOWN = {
    **{value: value for value, _ in terms.NAME_CHOICES},
    "my full name": "full",
    "my first name only": "first",
    "no name": "none",
    "full name": "full",
    "first name": "first",
    "first name only": "first",
}
# Words for the basis of a person in the story, as they stand in brackets behind who it is.
BASES = {
    "asked": "asked",
    "guardian": "guardian",
    "died": "represents",
    "unrecognizable": "hidden",
}
_PERSON = re.compile(r"\s*(?P<relation>[^()]+?)\s*\(\s*(?P<basis>[^()]+?)\s*\)\s*")
_DATE_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    # Excel rewrites dates on saving: in the United States the month comes first.
    re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
)
EARLIEST = date(1950, 1, 1)
WRITE_DATE = "Write it like 2023-05-12, or 5/12/2023 with the month first"


@dataclass
class EarlierStory:
    """What one row says: answers as a form would send them, and the consent with its circumstances.

    problems are sentences, each with the heading of the cell to mend. ends_on is None for "open".
    """

    number: int
    typed: dict = field(default_factory=dict)
    given: tuple[str, ...] = ()
    words: str = ""
    how: str = ""
    given_on: date | None = None
    ends_on: date | None = None
    sent_on: date | None = None
    problems: list[str] = field(default_factory=list)


def read_story(row: Row, *, today: date) -> EarlierStory:
    """Return what a row says. Whatever cannot be understood is named among its problems."""
    story = EarlierStory(row.number, problems=[*row.problems])
    cells = {key: text.normalise(value) for key, value in row.cells.items()}
    for key, value in cells.items():
        if len(value) > LONGEST_CELL:
            story.problems.append(_at(key, "It is too long. Write what it says in fewer words."))
            cells[key] = ""
    story.typed = {
        key: value for key, value in cells.items() if key not in (*CONSENT_KEYS, *CIRCUMSTANCES)
    }
    _read_name_shown(story)
    _read_people(story)
    _read_consents(story, cells)
    for key in (CONSENT_WORDS, CONSENT_HOW, CONSENT_ON, CONSENT_UNTIL):
        if not cells.get(key):
            story.problems.append(_at(key, f"It is empty. {BY_KEY[key].help}"))
    story.words, story.how = cells.get(CONSENT_WORDS, ""), cells.get(CONSENT_HOW, "")
    story.given_on = _read_day(story, cells, CONSENT_ON, today)
    story.sent_on = _read_day(story, cells, SENT_ON, today)
    if cells.get(CONSENT_UNTIL, "").casefold() not in ("", OPEN):
        story.ends_on = _read_day(story, cells, CONSENT_UNTIL, None)
        if story.ends_on and story.ends_on < today:
            story.problems.append(
                _at(CONSENT_UNTIL, "The consent has ended. Ask the sender again first.")
            )
    return story


def _read_name_shown(story):
    typed = story.typed.get("story_name_shown", "").casefold()
    if typed in NAME_SHOWN:
        story.typed["story_name_shown"] = NAME_SHOWN[typed]
    else:
        story.typed.pop("story_name_shown", None)
        story.problems.append(_at("story_name_shown", "Write full, first or none."))


def _read_people(story):
    typed = story.typed.pop("story_people", "")
    people = []
    for part in filter(str.strip, typed.split(";")):
        person = _PERSON.fullmatch(part)
        basis = BASES.get(person["basis"].casefold()) if person else None
        if not basis:
            story.problems.append(
                _at(
                    "story_people",
                    f"“{text.shorten(part, 60)}” is not clear. Write it like: my father (asked). "
                    f"In the brackets stands {', '.join(BASES)}.",
                )
            )
            continue
        people.append({"relation": person["relation"], "basis": basis, "email": ""})
    if people:
        story.typed["story_people"] = people


def _read_consents(story, cells):
    given = []
    for key in CONSENT_KEYS:
        word = cells.get(key, "").casefold()
        if word in YES:
            given.append(key)
        elif word not in NO:
            story.problems.append(_at(key, "Write yes or no."))
    story.given = tuple(given)


def _read_day(story, cells, key, latest):
    """Return the date of a cell, or None; latest is the last day that makes sense."""
    value = cells.get(key, "")
    if not value:
        return None
    found = next(filter(None, (form.fullmatch(value) for form in _DATE_FORMS)), None)
    try:
        day = date(*(int(found[part]) for part in ("year", "month", "day"))) if found else None
    except ValueError:
        day = None
    if day is None or day < EARLIEST:
        story.problems.append(_at(key, f"This is no date. {WRITE_DATE}."))
        return None
    if latest and day > latest:
        story.problems.append(_at(key, "This day is still to come. Look at the date again."))
        return None
    return day


def _at(key, sentence):
    return f"{heading_of(key)}: {sentence}"
