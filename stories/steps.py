"""The pages of the story form: which questions stand together, in which order, at which address."""

from dataclasses import dataclass

from django.utils.text import slugify

from cms import text
from stories.form_builder import clean_name_of

# Addresses below the form that are no steps, and names that its counters use.
RESERVED = frozenset(
    "ask-them check closed confirm embed look-again picture poster resume save start thank-you "
    "thanks".split()
)
LONGEST_KEY = 50
LONGEST_TITLE = 60


@dataclass(frozen=True)
class Step:
    """One page of the form: its address, its place among the others, the questions on it.

    `is_question` says that the page has no heading of its own: its first question is the heading.
    """

    key: str
    number: int
    title: str
    names: tuple[str, ...]
    is_question: bool

    @property
    def short_title(self):
        """The title for the line that says how far one is."""
        return text.shorten(self.title, LONGEST_TITLE)

    @property
    def preview_mode(self):
        """The name of this step among the previews of the page editor."""
        return f"step-{self.key}"


def steps_of(page, form_class=None) -> list[Step]:
    """Return the steps of a form page as its editors cut it; there is at least one.

    A question that cannot be asked, such as the topic while there are none, stands on no step, and
    a step without questions is left out. form_class: the page's, if the caller has made it already.
    """
    askable = (form_class or page.get_form_class()).base_fields
    groups = []
    taken = set()
    for field in page.get_form_fields():
        if field.starts_page or not groups:
            groups.append((field.page_title, []))
        name = clean_name_of(field)
        if name in askable and name not in taken:
            taken.add(name)
            groups[-1][1].append(field)
    groups = [(title, fields) for title, fields in groups if fields]
    steps = []
    keys = set()
    for number, (title, fields) in enumerate(groups, start=1):
        # A form in one piece is one page, and the form's own title is its heading.
        is_question = not title and (len(fields) == 1 or len(groups) > 1)
        key = _make_key(title or fields[0].label, keys)
        keys.add(key)
        steps.append(
            Step(
                key=key,
                number=number,
                title=title or (fields[0].label if is_question else page.title),
                names=tuple(map(clean_name_of, fields)),
                is_question=is_question,
            )
        )
    return steps or [Step("story", 1, page.title, (), False)]


def find_step(steps, key) -> Step | None:
    """Return the step at an address, or None."""
    return next((step for step in steps if step.key == key), None)


def step_of(steps, name) -> Step | None:
    """Return the step on which a question stands, or None."""
    return next((step for step in steps if name in step.names), None)


def step_after(steps, step) -> Step | None:
    """Return the next step, or None behind the last one."""
    return steps[step.number] if step.number < len(steps) else None


def step_before(steps, step) -> Step | None:
    """Return the step before, or None at the first one."""
    return steps[step.number - 2] if step.number > 1 else None


def _make_key(title, taken):
    """Return an address for a title that no other step has."""
    wanted = slugify(title)[:LONGEST_KEY].strip("-") or "step"
    key, number = wanted, 2
    while key in RESERVED or key in taken:
        key, number = f"{wanted}-{number}", number + 1
    return key
