"""The privacy help: what may point to a person, marked in the sender's own words; it never blocks anything."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from cms import text
from stories import roles
from stories.identifiers import KINDS, find_identifiers
from stories.models import StepCount
from stories.steps import step_of
from stories.visit import see_other

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
CHOICES = ((KEEP, "Keep it"), (CHANGE, "I will change it"), (ALLOWED, "They said I may use it"))
# Under this key the draft remembers that the help was shown by itself; hints have longer ones.
SHOWN = "shown"
PREFIX = "hint-"


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


def look_again(visit):
    """Show what may point to a person, or keep what was decided; nothing of it is compulsory."""
    if visit.draft is None:
        return see_other(visit.url(), 303 if visit.is_post else 302)
    if not visit.is_post:
        return visit.hold(show_look_again(visit))
    chosen = {
        name.removeprefix(PREFIX): value
        for name, value in visit.request.POST.items()
        if name.startswith(PREFIX) and value in dict(CHOICES)
    }
    known = {hint.key: hint for hint in _find(visit)}
    chosen = {key: value for key, value in chosen.items() if key in known}
    _remember(visit, chosen)
    visit.count("look-again", StepCount.Event.DONE)
    for key, value in chosen.items():
        step = step_of(visit.steps, known[key].field)
        if value == CHANGE and step:
            return visit.lead_to(step.key, "from=look-again", f"id_{known[key].field}")
    return visit.lead_to("check")


def show_look_again(visit):
    """Answer with the page of the privacy help."""
    answers = _texts(visit)
    marked = _mark(visit, answers, find_identifiers(answers))
    context = {
        "marked": marked,
        "form_url": visit.url("look-again"),
        "check_url": visit.url("check"),
        "back_url": visit.url(visit.steps[-1].key),
    }
    return visit.show("look_again", context)


def place_after_the_last_step(visit):
    """Return "look-again" the first time that there is something to look at, else "check"."""
    choices = visit.draft.choices
    if SHOWN in choices or all(hint.key in choices for hint in _find(visit)):
        return "check"
    _remember(visit, {SHOWN: "yes"})
    visit.count("look-again", StepCount.Event.START)
    return "look-again"


def decided_hints(visit, answers):
    """Return (Identifier, what the sender said) for every hint that was kept or allowed.

    answers: as they are stored, so that each place is one in the stored text.
    """
    choices = visit.draft.choices
    if not {KEEP, ALLOWED} & set(choices.values()):
        return []
    texts = {name: answers.get(name) or "" for name in LOOKED_AT if name in answers}
    return [
        (hint, choices[hint.key])
        for hint in find_identifiers(texts)
        if choices.get(hint.key) in (KEEP, ALLOWED)
    ]


def _find(visit):
    return find_identifiers(_texts(visit))


def _texts(visit):
    """Return the answers to look at as they would be stored; as typed, where they cannot be yet."""
    fields = visit.make_form().fields
    texts = {}
    for name in LOOKED_AT:
        typed = visit.answers.get(name)
        if name not in fields or not isinstance(typed, str) or not typed.strip():
            continue
        try:
            texts[name] = fields[name].clean(typed)
        except ValidationError:
            texts[name] = text.normalise(typed)
    return texts


def _mark(visit, answers, found):
    """Return the answers in which something was found; equal words of one answer are one hint."""
    fields = visit.form_class.base_fields
    marked, hints = {}, {}
    ends = {}
    for identifier in found:
        name, words = identifier.field, answers[identifier.field]
        answer = marked.setdefault(name, Marked(str(fields[name].label)))
        hint = hints.get(identifier.key)
        if hint is None:
            step = step_of(visit.steps, name)
            hint = hints[identifier.key] = Hint(
                key=identifier.key,
                number=len(hints) + 1,
                words=words[identifier.start : identifier.end],
                kind=KINDS[identifier.kind],
                reason=identifier.reason,
                choice=visit.draft.choices.get(identifier.key, ""),
                change_url=visit.url(step.key, "from=look-again", f"id_{name}") if step else "",
            )
            answer.hints.append(hint)
        answer.pieces.append((words[ends.get(name, 0) : identifier.start], 0))
        answer.pieces.append((words[identifier.start : identifier.end], hint.number))
        ends[name] = identifier.end
    for name, answer in marked.items():
        answer.pieces.append((answers[name][ends[name] :], 0))
    return list(marked.values())


def _remember(visit, choices):
    visit.draft.choices |= choices
    visit.draft.save(update_fields=["choices"])
