"""The figures of the review as tables, each with its chart and the words that say what is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.dateformat import format as format_date

from stories.admin.charts import Mark, bars, columns
from stories.admin.figures import Figures
from stories.models import Arrival, Decision, Submission
from stories.standing import in_words

State = Submission.State
BY_FORM = "By the form"
NO_TOPIC = "No topic yet"
LEFT = {
    State.NOT_SELECTED: "not selected",
    State.WITHDRAWN: "withdrawn",
    State.SPAM: "held as spam",
}


@dataclass(frozen=True)
class Table:
    """Rows of a name and numbers, drawn as a chart; key names it in addresses and files.

    part: what the strong part of each bar stands for, "" where bars are of one piece. empty: what
    stands in its place while every number is 0.
    """

    key: str
    title: str
    note: str
    headings: list
    rows: list
    part: str = ""
    empty: str = "Nothing to count in these days."
    draw: Callable | None = bars

    @property
    def is_empty(self):
        """Say whether there is nothing to show."""
        return not any(any(row[1:]) for row in self.rows)

    @cached_property
    def chart(self):
        """Return the chart, "" for a table that says more without."""
        if self.draw is None:
            return ""
        strong = bool(self.part)
        marks = [Mark(row[0], row[1], row[2] if strong else 0) for row in self.rows]
        return self.draw(marks, title=self.title)


def tables_of(figures: Figures, unit: str) -> list[Table]:
    """Return every table of the report in its order; unit is what the period was cut into."""
    return [
        _over_time(figures, unit),
        _funnel(figures),
        _waiting(figures),
        _waits(figures),
        _states(figures),
        _channels(figures),
        _topics(figures),
        _grounds(figures),
    ]


def _over_time(figures, unit):
    form = "M Y" if unit == "month" else "M j"
    # A table, and a file even more, is read without the period beside it.
    rows = [(format_date(start, form), count) for start, count in figures.over_time.items()]
    words = {"day": "Each day.", "week": "Each week, from its Monday.", "month": "Each month."}
    return Table(
        "came",
        "Stories that came",
        words[unit],
        [unit.capitalize(), "Stories"],
        rows,
        draw=columns,
    )


def _funnel(figures):
    came = figures.came
    steps = [
        ("Came", came),
        ("Address confirmed", figures.confirmed),
        ("Read", figures.read),
        ("Approved", figures.stand(*Submission.PUBLISHABLE)),
        ("Live", figures.stand(State.LIVE)),
    ]
    rows = [(name, count, f"{_share(count, came)}%" if came else "") for name, count in steps]
    left = [f"{figures.stand(state)} {words}" for state, words in LEFT.items()]
    note = (
        "How far the stories of these days have come. A story may be read before its address is "
        f"confirmed. Besides: {', '.join(left)}."
    )
    return Table("funnel", "From sent to live", note, ["Step", "Stories", "Share of all"], rows)


def _waiting(figures):
    rows = [(label, *counts) for label, counts in figures.waiting.items()]
    return Table(
        "waiting",
        "What waits to be read now",
        "By the time since it was sent, whatever days are chosen above.",
        ["Waits for", "Stories", "With no reader"],
        rows,
        part="With no reader yet",
        empty="Nothing waits. Every story has been read.",
    )


def _waits(figures):
    measured = [
        ("To the first reading", figures.to_first_reading, figures.read),
        ("To the first decision", figures.to_first_decision, figures.decided),
    ]
    rows = [
        (name, in_words(wait) if wait is not None else "", _hours(wait), count)
        for name, wait, count in measured
    ]
    note = (
        "From the moment a story was sent. It is read first when somebody takes it, or decides on it "
        "without that. The first decision is an approval of a step, a request for changes or a "
        "refusal. The median is the wait in the middle: half waited less. What still waits is not in it."
    )
    return Table(
        "waits",
        "How long they waited",
        note,
        ["Wait", "Median", "Hours", "Stories measured"],
        rows,
        empty="None of the stories of these days has been read yet.",
        draw=None,
    )


def _states(figures):
    rows = [(label, figures.states.get(state, 0)) for state, label in State.choices]
    shown = [row for row in rows if row[1]]
    return Table(
        "states",
        "Where they stand now",
        "Each story of these days once.",
        ["State", "Stories"],
        shown,
    )


def _channels(figures):
    words = {None: BY_FORM, **dict(Arrival.Channel.choices)}
    rows = [(str(words.get(key, key)), count) for key, count in figures.channels.items()]
    return Table(
        "channels",
        "How they came",
        "By the form on the site, or entered by staff.",
        ["Way", "Stories"],
        _by_size(rows),
    )


def _topics(figures):
    rows = [(name or NO_TOPIC, count) for name, count in figures.topics.items()]
    return Table(
        "topics",
        "Topics",
        "Chosen by the sender or by staff.",
        ["Topic", "Stories"],
        _by_size(rows),
    )


def _grounds(figures):
    rows = []
    for ground, label in Decision.Ground.choices:
        changes, refused = figures.grounds.get(ground, (0, 0))
        rows.append((label.partition(":")[0], changes + refused, refused, changes))
    note = "A decision with two grounds counts at both. A story that was asked twice counts twice."
    return Table(
        "grounds",
        "Grounds of requests and refusals",
        note,
        ["Ground", "Decisions", "Refusals", "Requests for changes"],
        _by_size(row for row in rows if row[1]),
        part="Refusals",
    )


def _by_size(rows):
    return sorted(rows, key=lambda row: -row[1])


def _share(count, whole):
    # Halves go up, not to the even number.
    return int(100 * count / whole + 0.5)


def _hours(wait):
    return "" if wait is None else round(wait.total_seconds() / 3600, 1)
