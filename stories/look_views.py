"""The privacy help: what may point to a person, marked in the sender's own words; it never blocks anything."""

from django.core.exceptions import ValidationError

from cms import text
from stories import hints
from stories.hints import CHANGE, LOOKED_AT
from stories.identifiers import find_identifiers
from stories.models import StepCount
from stories.steps import step_of
from stories.visit import see_other

# Under these keys the draft remembers that the help was shown by itself, and that its sender came
# to the page before sending; hints have longer ones.
SHOWN, CHECKED = "shown", "checked"


def look_again(visit):
    """Show what may point to a person, or keep what was decided; nothing of it is compulsory."""
    if visit.draft is None:
        return see_other(visit.url(), 303 if visit.is_post else 302)
    if not visit.is_post:
        return visit.hold(show_look_again(visit))
    chosen = hints.read_choices(visit.request.POST)
    known = {hint.key: hint for hint in _find(visit)}
    chosen = {key: value for key, value in chosen.items() if key in known}
    _remember(visit, chosen)
    visit.count("look-again", StepCount.Event.DONE)
    for key, value in chosen.items():
        step = step_of(visit.steps, known[key].field)
        if value == CHANGE and step:
            return visit.lead_to(step.key, "from=look-again", f"id_{known[key].field}")
    return visit.lead_to(_come_to_check(visit))


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
        return _come_to_check(visit)
    _remember(visit, {SHOWN: "yes"})
    visit.count("look-again", StepCount.Event.START)
    return "look-again"


def _come_to_check(visit):
    """Return "check", the page before sending, and count the first time that a draft comes there."""
    if CHECKED not in visit.draft.choices:
        _remember(visit, {CHECKED: "yes"})
        visit.count("check", StepCount.Event.START)
    return "check"


def decided_hints(visit, answers):
    """Return (Identifier, what the sender said) for every hint that was kept or allowed.

    answers: as they are stored, so that each place is one in the stored text.
    """
    choices = visit.draft.choices
    if not hints.SAID.keys() & set(choices.values()):
        return []
    texts = {name: answers.get(name) or "" for name in LOOKED_AT if name in answers}
    return hints.decided(find_identifiers(texts), choices)


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
    """Return the answers with their marks, each hint with the way to the page that asks for it."""

    def url_of(name):
        step = step_of(visit.steps, name)
        return visit.url(step.key, "from=look-again", f"id_{name}") if step else ""

    return hints.mark(
        answers,
        found,
        labels={name: str(field.label) for name, field in visit.form_class.base_fields.items()},
        choices=visit.draft.choices,
        url_of=url_of,
    )


def _remember(visit, choices):
    visit.draft.choices |= choices
    visit.draft.save(update_fields=["choices"])
