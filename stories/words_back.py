"""Gives people their words back where a story cannot go on: the form is closed, or the story was sent."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from stories import drafts, sealed_rows

CHANGED = _("We already have your story {number}.")


@dataclass(frozen=True)
class Text:
    """One answer to copy: an id for its box, the question, the words."""

    id: str
    label: str
    words: str


def words_of(visit):
    """Return every text of the draft, and over it what was typed into the page that was sent."""
    fields = visit.make_form().fields
    typed = {}
    if visit.is_post:
        names = {
            name: field
            for name, field in fields.items()
            if not field.widget.value_omitted_from_data(visit.request.POST, {}, name)
        }
        typed = drafts.read_typed(names, visit.request.POST, {})
    return _texts(fields, visit.answers | typed)


def show_sent(visit, submission):
    """Say that the story was sent, with the words that were typed since; 409, because nothing took them.

    Where nothing was changed there is nothing to give back: then it is the thank-you page.
    """
    fields = visit.make_form().fields
    named = {name: fields[name] for name in fields if name in visit.request.POST}
    typed = drafts.read_typed(named, visit.request.POST, {})
    original = submission.original
    changed = {
        name: words
        for name, words in typed.items()
        if not _is_same(fields[name], words, original, name)
    }
    if not changed:
        return visit.thank(submission)
    context = {
        "submission": submission,
        "title": CHANGED.format(number=submission.number),
        "texts": _texts(fields, changed),
    }
    return visit.show("sent", context, status=409)


def _texts(fields, answers):
    return [
        Text(f"text-{slugify(name)}", str(fields[name].label), words)
        for name, words in answers.items()
        if name in fields and isinstance(words, str) and words.strip() and words != "on"
    ]


def _is_same(field, words, original, name):
    """Say whether an answer, once cleaned, is the one that was sealed."""
    if name not in original.answers:
        return not isinstance(words, str) or words in ("", "on")
    try:
        cleaned = sealed_rows.as_stored({name: field.clean(words)})
    except ValidationError:
        return False
    return cleaned[name] == original.answers[name]
