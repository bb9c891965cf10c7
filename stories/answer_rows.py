"""Every question of the form with its answer, as the page before sending shows them."""

from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import text
from stories import drafts, roles, video_intake
from stories.form_people import read_rows
from stories.models.people import ProtectedParty

NOT_PROVIDED = _("Not provided")
NO_PICTURE = _("Your story has no picture. You can send it without one; we may ask for one later.")
# Texts that read better over the whole width.
LONG = {*roles.PROMPTS, "story_because", "story_transcript", "story_captions"}
# Longer than this, any answer gets the whole width.
LONG_FROM = 160
BASES = dict(ProtectedParty.Basis.choices)


@dataclass(frozen=True)
class Row:
    """One question and its answer: paragraphs, or nothing; where it can be changed."""

    name: str
    label: str
    paragraphs: list[str]
    change_url: str
    is_long: bool = False
    is_story: bool = False
    is_missing: bool = False
    errors: list[str] = field(default_factory=list)
    picture: dict | None = None


@dataclass(frozen=True)
class Group:
    """The rows of one step."""

    title: str
    rows: list[Row]


def groups_of(visit, form, problems) -> list[Group]:
    """Return the answers of the draft step by step; problems: dictionaries of name and message."""
    said = {}
    for problem in problems:
        said.setdefault(problem["name"], []).append(problem["message"])
    groups = []
    for step in visit.steps:
        rows = [
            _row(visit, form, step, name, said.get(name, []))
            for name in step.names
            if name in form.fields and _is_asked(visit, form, name)
        ]
        if rows:
            groups.append(Group(step.title, rows))
    return groups


def _is_asked(visit, form, name):
    """Say whether the question says something here: nothing is said about what was not given."""
    beside = roles.ASKED_BESIDE.get(name)
    return not beside or form.is_given(beside) or bool(visit.answers.get(name))


def _row(visit, form, step, name, errors):
    bound = form[name]
    is_picture = name == "story_image"
    picture = _picture(visit) if is_picture else None
    words = [] if is_picture else _words(bound, visit.answers.get(name, ""), visit, name)
    if is_picture and not picture:
        words = [NO_PICTURE]
    elif not words and not picture:
        words = [NOT_PROVIDED]
    is_long = name in LONG or sum(map(len, words)) > LONG_FROM
    return Row(
        name=name,
        label=str(bound.label),
        paragraphs=words,
        change_url=visit.url(step.key, "from=check", _anchor(bound)),
        is_long=is_long and words != [NOT_PROVIDED],
        is_story=name in (*roles.PROMPTS, "story_because", "story_title"),
        is_missing=words == [NOT_PROVIDED],
        errors=errors,
        picture=picture,
    )


def _anchor(bound):
    """Return the id of the first control of a question."""
    if bound.use_fieldset:
        return bound.field.widget.id_for_label(bound.auto_id, "0")
    return bound.auto_id


def _words(bound, value, visit, name):
    """Return an answer as typed, in paragraphs; choices in the words that were chosen."""
    form_field = bound.field
    if name == "story_people":
        return [_person(row) for row in read_rows(value) if any(row.values())]
    if name == "story_video_file":
        return _video(visit)
    if isinstance(form_field, forms.BooleanField):
        return [gettext("Yes") if value else gettext("No")]
    if isinstance(form_field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in form_field.choices}
        chosen = value if isinstance(value, list) else [value]
        return [labels.get(key, key) for key in chosen if key]
    return text.paragraphs(str(value))


def _person(row):
    basis = BASES.get(row["basis"], "")
    email = gettext("We write to {email}.").format(email=row["email"]) if row["email"] else ""
    return " ".join(filter(None, [f"{row['relation'] or '…'}: {basis}.", email]))


def _picture(visit):
    draft = visit.draft
    if not (draft and draft.picture):
        return None
    return {
        "url": visit.url("picture", f"t={drafts.files_token(draft)}"),
        "alt": visit.answers.get("story_image_alt") or gettext("The picture you chose"),
        "width": draft.picture_width,
        "height": draft.picture_height,
        "warnings": [message for _, message in draft.picture_warnings],
    }


def _video(visit):
    video = getattr(visit.draft, "video", None)
    return [video_intake.describe(video).sentence] if video else []
