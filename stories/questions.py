"""The questions of the story form as its templates print them: ids that belong together, sections, words."""

from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from stories import roles
from stories.form_fields import CaptionsField, PictureField, VideoFileField
from stories.form_people import PeopleField

# Where a part of the story stands; a question of the editor's own stays where it is put.
SECTIONS = {
    "story": _("Your story"),
    "media": _("A picture or a video"),
    "people": _("The people in your story"),
    "person": _("About you"),
    "consent": _("Your permission"),
}
SECTION_OF_ROLE = {
    **dict.fromkeys(("story_title", "story_topic", "story_because", *roles.PROMPTS), "story"),
    **dict.fromkeys(
        (
            "story_image",
            "story_image_alt",
            "story_image_credit",
            "story_video_file",
            "story_video",
            "story_captions",
            "story_transcript",
            "published_url",
            "published_title",
        ),
        "media",
    ),
    "story_people": "people",
    **dict.fromkeys(
        (
            "story_name",
            "story_email",
            "story_about",
            "story_audience",
            "story_place",
            "story_name_shown",
        ),
        "person",
    ),
    **dict.fromkeys((*roles.CONSENT_SCOPES, "consent_until"), "consent"),
}
NUMBERS = (
    _("No"),
    _("One"),
    _("Two"),
    _("Three"),
    _("Four"),
    _("Five"),
    _("Six"),
    _("Seven"),
    _("Eight"),
    _("Nine"),
)


@dataclass
class Question:
    """One field as the template prints it: the bound field and the ids that tie its parts.

    kind: text, story, choices, box, file, video, captions or people. `is_heading` says that the
    label is the heading of the page, `words_elsewhere` how many words of the same story stand on
    other pages.
    """

    bound: forms.BoundField
    kind: str
    counter: str = ""
    is_optional: bool = False
    is_heading: bool = False
    words_elsewhere: int = 0

    @property
    def hint_id(self):
        """The id of the hint."""
        return f"{self.bound.auto_id}-hint"

    @property
    def error_id(self):
        """The id of the message."""
        return f"{self.bound.auto_id}-error"

    @property
    def count_id(self):
        """The id of the counter's static text."""
        return f"{self.bound.auto_id}-count"

    @property
    def upload_id(self):
        """The id of the note that the browser writes about a chosen file."""
        return f"{self.bound.auto_id}-upload"

    @property
    def target_id(self):
        """The id of the first control, to which the error summary leads."""
        if self.kind in ("choices", "people"):
            return self.bound.field.widget.id_for_label(self.bound.auto_id, "0")
        return self.bound.auto_id

    @property
    def error_links(self):
        """Pairs of id and message for the error summary."""
        found = getattr(self.bound, "error_links", None)
        return found or [(self.target_id, message) for message in self.bound.errors]

    @property
    def described_by(self):
        """The ids of everything that describes the control, in reading order."""
        parts = [
            (self.bound.help_text, self.hint_id),
            (self.bound.errors, self.error_id),
            (self.counter, self.count_id),
            (self.kind in ("file", "video"), self.upload_id),
        ]
        return " ".join(name for present, name in parts if present)

    @property
    def control(self):
        """The control alone, tied to its hint, message and counter."""
        if self.kind == "people":
            # Each of its controls has a hint and a message of its own.
            return self.bound.as_widget()
        if self.kind != "choices":
            return self.bound.as_widget(
                attrs={"aria-describedby": self.described_by} if self.described_by else {}
            )
        # A group is described on its fieldset, and no single choice in it is wrong.
        widget, attrs = self.bound.field.widget, {"id": self.bound.auto_id}
        if self.bound.field.required and widget.use_required_attribute(None):
            attrs["required"] = True
        return widget.render(self.bound.html_name, self.bound.value(), attrs)


@dataclass
class Section:
    """Questions that stand together under a heading."""

    key: str
    title: str
    questions: list[Question] = field(default_factory=list)


def make_question(form, bound) -> Question:
    """Return the question of a bound field of a StoryForm."""
    name, form_field = bound.name, bound.field
    kind = _kind_of(name, form_field, bound)
    is_needed = form_field.required or name in form.asked_prompts
    # Of these one is needed: none of them is simply optional.
    is_alternative = name in roles.ALTERNATIVES
    beside = form.asked_beside.get(name)
    is_due = bool(beside) and form.is_given(beside)
    return Question(
        bound,
        kind,
        counter="story" if name in roles.PROMPTS else "because" if name == "story_because" else "",
        is_optional=not (is_needed or is_alternative or is_due or kind == "box"),
        words_elsewhere=form.words_elsewhere if name in roles.PROMPTS else 0,
    )


def make_sections(questions) -> list[Section]:
    """Return the questions by section; every section stands once, in the editor's order."""
    sections = {}
    current = next(iter(SECTIONS))
    for question in questions:
        current = SECTION_OF_ROLE.get(question.bound.name, current)
        if current not in sections:
            sections[current] = Section(current, SECTIONS[current])
        sections[current].questions.append(question)
    return list(sections.values())


def count_problems(count: int) -> str:
    """Return "One thing to fix", "Two things to fix", "12 things to fix"."""
    number = NUMBERS[count] if count < len(NUMBERS) else count
    return ngettext("{number} thing to fix", "{number} things to fix", count).format(number=number)


def _kind_of(name, form_field, bound):
    for kind, of in (
        ("file", PictureField),
        ("video", VideoFileField),
        ("captions", CaptionsField),
        ("people", PeopleField),
        ("box", forms.BooleanField),
    ):
        if isinstance(form_field, of):
            return kind
    if bound.use_fieldset:
        return "choices"
    return "story" if name in roles.PROMPTS or name == "story_because" else "text"
