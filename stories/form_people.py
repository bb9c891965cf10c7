"""The question who else is in the story: one row for each person, and why the story may tell of them."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from cms import text
from stories.models.people import ProtectedParty

MOST_PEOPLE = 6
LONGEST_RELATION = 120
LONGEST_EMAIL = 254
PARTS = ("relation", "basis", "email")
# Buttons inside of the question: they change the rows and send nothing on.
ADD, REMOVE = "add_person", "remove_person"
Basis = ProtectedParty.Basis


def changes_rows(data):
    """Say whether a POST came from a button that adds or removes a row: show the same page again."""
    return ADD in data or REMOVE in data


def changed_row(data, name="story_people"):
    """Return the id of the control to lead to after `changes_rows`: the new row's first, or the first left."""
    rows = PeopleWidget().value_from_datadict(data, {}, name)
    return f"id_{name}-{max(len(rows) - 1, 0) if ADD in data else 0}-relation"


def has_unasked(people):
    """Say whether a value of the field names somebody who was not asked yet."""
    return any(person.get("basis") == Basis.NOT_YET for person in read_rows(people))


def read_rows(value):
    """Return what was typed as at most MOST_PEOPLE rows of relation, basis and email, all texts.

    Takes anything: what was stored by an earlier form, or sent by a machine.
    """
    rows = value if isinstance(value, list) else []
    return [
        {part: _as_text(row.get(part)) for part in PARTS}
        for row in rows[:MOST_PEOPLE]
        if isinstance(row, dict)
    ]


def find_problems(rows):
    """Return what is to be mended in rows: (number of the row, part) -> sentence."""
    problems = {}
    for number, row in enumerate(rows):
        if not any(row.values()):
            continue
        for part, check in (("relation", _judge_relation), ("basis", _judge_basis)):
            problem = check(row)
            if problem:
                problems[number, part] = problem
        problem = _judge_email(row)
        if problem:
            problems[number, "email"] = problem
    return problems


class PeopleWidget(forms.Widget):
    """A fieldset for each person, with two buttons that work without JavaScript."""

    template_name = "stories/includes/people.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__(attrs)
        # What the field found, so that each message stands at its own control.
        self.problems = {}

    def id_for_label(self, id_, index=None):
        """Return the id of the first control: a label for the whole leads there."""
        return f"{id_}-{index or 0}-relation" if id_ else id_

    def value_from_datadict(self, data, files, name):
        """Return the rows as typed, empty ones included: those are what the page shows again."""
        rows = []
        for number in range(MOST_PEOPLE):
            keys = {part: f"{name}-{number}-{part}" for part in PARTS}
            if any(key in data for key in keys.values()):
                rows.append({part: _as_text(data.get(key)) for part, key in keys.items()})
        if REMOVE in data and str(data.get(REMOVE)).isdecimal():
            del rows[int(data[REMOVE]) : int(data[REMOVE]) + 1]
        if ADD in data and len(rows) < MOST_PEOPLE:
            rows.append(dict.fromkeys(PARTS, ""))
        return rows

    def value_omitted_from_data(self, data, files, name):
        """Say whether the question was not on the page that was sent."""
        return not any(f"{name}-0-{part}" in data for part in PARTS)

    def get_context(self, name, value, attrs):
        """Return the rows with ids, names and messages for the template."""
        context = super().get_context(name, value, attrs)
        id_ = context["widget"]["attrs"].get("id") or f"id_{name}"
        rows = read_rows(value) or [dict.fromkeys(PARTS, "")]
        context["people"] = [
            self._row(name, id_, number, row, len(rows)) for number, row in enumerate(rows)
        ]
        context |= {"may_add": len(rows) < MOST_PEOPLE, "add": ADD, "remove": REMOVE}
        return context

    def _row(self, name, id_, number, row, count):
        base = f"{id_}-{number}"
        problems = {part: self.problems.get((number, part), "") for part in PARTS}
        return {
            "number": number,
            "title": gettext("Person {number}").format(number=number + 1)
            if count > 1
            else gettext("A person in the story"),
            "may_remove": count > 1 or any(row.values()),
            **{
                part: {
                    "name": f"{name}-{number}-{part}",
                    "id": f"{base}-{part}",
                    "value": row[part],
                    "error": problems[part],
                    "error_id": f"{base}-{part}-error",
                    "hint_id": f"{base}-{part}-hint",
                }
                for part in PARTS
            },
            "choices": [
                {"value": value, "label": label, "id": _basis_id(base, order)}
                for order, (value, label) in enumerate(Basis.choices)
            ],
        }

    def _render(self, template_name, context, renderer=None):
        # Django's own renderer of forms does not look into the project's templates.
        return mark_safe(render_to_string(template_name, context))


class PeopleBoundField(forms.BoundField):
    """Knows where each message leads."""

    @property
    def error_links(self):
        """Return (id of the control, message) for the error summary, in the order of the page."""
        return [
            (
                _basis_id(f"{self.auto_id}-{number}", 0)
                if part == "basis"
                else f"{self.auto_id}-{number}-{part}",
                message,
            )
            for (number, part), message in self.field.widget.problems.items()
        ]


class PeopleField(forms.Field):
    """People in the story other than its sender; the value is a list of relation, basis and email."""

    widget = PeopleWidget

    def clean(self, value):
        """Return the rows that say something; refuse one without a relation or a basis."""
        rows = read_rows(value)
        problems = find_problems(rows)
        self.widget.problems = problems
        if problems:
            many = len(rows) > 1
            raise ValidationError(
                [
                    ValidationError(
                        gettext("Person {number}: {message}").format(
                            number=number + 1, message=message
                        )
                        if many
                        else message,
                        code=f"{number}-{part}",
                    )
                    for (number, part), message in problems.items()
                ]
            )
        people = [row for row in rows if any(row.values())]
        if self.required and not people:
            raise ValidationError(self.error_messages["required"], code="required")
        return people

    def has_changed(self, initial, data):
        """Say whether other people are named than before."""
        return read_rows(initial) != read_rows(data)

    def get_bound_field(self, form, field_name):
        """Return a bound field that knows where its messages lead."""
        return PeopleBoundField(form, self, field_name)


def _as_text(value):
    value = text.normalise(value) if isinstance(value, str) else ""
    return " ".join(value.split())


def _basis_id(base, order):
    return f"{base}-basis-{order}"


def _judge_relation(row):
    if not row["relation"]:
        return gettext("Say who they are to you, such as my daughter. Or remove this person.")
    over = len(row["relation"]) - LONGEST_RELATION
    if over > 0:
        return gettext(
            "Say in fewer words who they are to you. It is {over:,} characters too long."
        ).format(over=over)
    return ""


def _judge_basis(row):
    return "" if row["basis"] in Basis.values else gettext("Choose why your story may tell of them")


def _judge_email(row):
    if not row["email"]:
        return ""
    if row["basis"] == Basis.REPRESENTATIVE:
        return gettext("We do not write to someone who has died. Leave their email address empty.")
    try:
        validate_email(row["email"])
    except ValidationError:
        return gettext("Enter their email address in the form name@example.com, or leave it empty")
    if len(row["email"]) > LONGEST_EMAIL:
        return gettext("This email address is too long. Enter a shorter one, or leave it empty.")
    return ""
