"""A hint of the privacy help: the sender's own words in pieces, a number at each mark, and what can be said to it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from stories import roles, screening
from stories.identifiers import KINDS

# What is published as it is typed. Who sends it is asked for elsewhere, and shown as they choose.
LOOKED_AT = (
    *roles.PROMPTS,
    "story_because",
    "story_title",
    "story_about",
    "story_place",
    "story_image_alt",
    "story_transcript",
)
KEEP, CHANGE, ALLOWED = "keep", "change", "allowed"
CHOICES = (
    (KEEP, _("Keep it")),
    (CHANGE, _("I will change it")),
    (ALLOWED, _("They said I may use it")),
)
PREFIX = "hint-"
# What moderators read of a hint to which the sender said something.
SAID = {
    KEEP: "The sender saw this hint and keeps it.",
    ALLOWED: "The sender saw this hint and may share it.",
}


@dataclass
class Hint:
    """One thing to look at, with the number at its mark: words, kind, reason, what was decided."""

    key: str
    number: int
    words: str
    kind: str
    reason: str
    choice: str
    change_url: str

    @property
    def name(self):
        """The name of its radio buttons."""
        return PREFIX + self.key

    @property
    def choices(self):
        """The radio buttons: (value, label, whether it is chosen)."""
        return [(value, label, value == self.choice) for value, label in CHOICES]


@dataclass
class Marked:
    """One answer in pieces, (words, number of the mark or 0), and the hints on it."""

    label: str
    pieces: list = field(default_factory=list)
    hints: list = field(default_factory=list)


def read_choices(data) -> dict[str, str]:
    """Return what was chosen on a page of hints, by their keys."""
    return {
        name.removeprefix(PREFIX): value
        for name, value in data.items()
        if name.startswith(PREFIX) and value in dict(CHOICES)
    }


def mark(answers, found, *, labels, choices, url_of=None) -> list[Marked]:
    """Return the answers in which something was found; equal words of one answer are one hint.

    labels: the question of each answer. choices: what was said to hints, by key. url_of returns
    the address at which an answer can be changed.
    """
    marked, hints = {}, {}
    ends = {}
    for identifier in found:
        name, words = identifier.field, answers[identifier.field]
        answer = marked.setdefault(name, Marked(labels[name]))
        hint = hints.get(identifier.key)
        if hint is None:
            hint = hints[identifier.key] = Hint(
                key=identifier.key,
                number=len(hints) + 1,
                words=words[identifier.start : identifier.end],
                kind=KINDS[identifier.kind],
                reason=gettext(identifier.reason),
                choice=choices.get(identifier.key, ""),
                change_url=url_of(name) if url_of else "",
            )
            answer.hints.append(hint)
        answer.pieces.append((words[ends.get(name, 0) : identifier.start], 0))
        answer.pieces.append((words[identifier.start : identifier.end], hint.number))
        ends[name] = identifier.end
    for name, answer in marked.items():
        answer.pieces.append((answers[name][ends[name] :], 0))
    return list(marked.values())


def decided(found, choices) -> list[tuple]:
    """Return (Identifier, what the sender said) for every hint that was kept or allowed."""
    return [(hint, choices[hint.key]) for hint in found if choices.get(hint.key) in SAID]


def findings_of(pairs) -> list[screening.Finding]:
    """Return what moderators are to know of hints: pairs of an Identifier and what the sender said."""
    return [
        screening.Finding(
            f"privacy_{hint.kind}"[:30],
            hint.field,
            hint.start,
            hint.end,
            f"{hint.reason} {SAID.get(choice, '')}".strip(),
        )
        for hint, choice in pairs
    ]
