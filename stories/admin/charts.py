"""Charts as SVG for the admin: lying bars, and columns over time; report.css gives them their colors.

Widths are shares of the room there is and text keeps its size, so a chart is as readable on a phone.
What a picture cannot say to everybody stands in the table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

# Pixels.
ROW, BAR, LINE = 44, 12, 16
HEIGHT, HEAD, FOOT = 150, 20, 24
# Characters of a label beside its number on a phone.
LONGEST_LABEL = 36
# Of many columns; more would run into each other on a phone.
MOST_NUMBERS, MOST_DATES = 12, 3
GAP = 0.25


@dataclass(frozen=True)
class Mark:
    """One bar or column: a number of things, and how many of them the strong part stands for."""

    label: str
    value: int
    part: int = 0


def bars(marks: Sequence[Mark], *, title: str) -> str:
    """Return lying bars, one below the other, each with its label and its number; "" for no marks."""
    if not marks:
        return ""
    most = max(mark.value for mark in marks) or 1
    rows = format_html_join("", "{}", ((_bar(at, mark, most),) for at, mark in enumerate(marks)))
    return _svg(rows, marks, title=title, height=ROW * len(marks))


def columns(marks: Sequence[Mark], *, title: str) -> str:
    """Return columns side by side, in the order of time; a few of many are named. "" for no marks."""
    if not marks:
        return ""
    most = max(mark.value for mark in marks)
    slot = 100 / len(marks)
    highest = next(at for at, mark in enumerate(marks) if mark.value == most)
    dated = _spread(len(marks), MOST_DATES)
    parts = []
    for at, mark in enumerate(marks):
        height = round(HEIGHT * mark.value / (most or 1), 1)
        middle = slot * (at + 0.5)
        if mark.value:
            parts.append(
                format_html(
                    '<rect class="chart__bar" x="{}%" y="{}" width="{}%" height="{}">'
                    "<title>{}: {}</title></rect>",
                    round(slot * (at + GAP / 2), 3),
                    HEAD + HEIGHT - height,
                    round(slot * (1 - GAP), 3),
                    height,
                    mark.label,
                    mark.value,
                )
            )
        if mark.value and (at == highest or len(marks) <= MOST_NUMBERS):
            is_narrow = len(marks) > MOST_NUMBERS
            anchor, x = _anchor(at, len(marks), middle) if is_narrow else ("middle", middle)
            parts.append(_text(mark.value, x, HEAD + HEIGHT - height - 5, anchor, "chart__number"))
        if at in dated:
            anchor, x = _anchor(at, len(marks), middle)
            parts.append(_text(mark.label, x, HEAD + HEIGHT + FOOT - 6, anchor, "chart__label"))
    ground = HEAD + HEIGHT
    line = format_html('<rect class="chart__track" y="{}" width="100%" height="1"/>', ground)
    drawn = format_html_join("", "{}", ((part,) for part in parts))
    return _svg(line + drawn, marks, title=title, height=HEAD + HEIGHT + FOOT)


def _bar(at, mark, most):
    top = ROW * at
    label = mark.label
    if len(label) > LONGEST_LABEL:
        label = f"{label[: LONGEST_LABEL - 1].rstrip()}…"
    pieces = [
        _text(label, 0, top + LINE - 2, "start", "chart__label"),
        _text(mark.value, 100, top + LINE - 2, "end", "chart__number"),
    ]
    for name, value in (("track", most), ("bar", mark.value), ("part", mark.part)):
        if value:
            pieces.append(
                format_html(
                    '<rect class="chart__{}" y="{}" width="{}%" height="{}" rx="2"/>',
                    name,
                    top + LINE + 4,
                    round(100 * value / most, 2),
                    BAR,
                )
            )
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _text(words, x, y, anchor, name):
    return format_html(
        '<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>',
        name,
        round(x, 3),
        round(y, 1),
        anchor,
        words,
    )


def _anchor(at, count, middle):
    """Return how a text stands at a column: the outermost ones may not leave the picture."""
    if count > MOST_DATES and at == 0:
        return "start", 0
    if count > MOST_DATES and at == count - 1:
        return "end", 100
    return "middle", middle


def _spread(count, most):
    """Return which of `count` things are named when there is room for `most`: first, last, evenly between."""
    if count <= most:
        return set(range(count))
    return {round(step * (count - 1) / (most - 1)) for step in range(most)}


def _svg(drawn, marks, *, title, height):
    highest = max(marks, key=lambda mark: mark.value)
    most = f" The highest is {highest.label} with {highest.value}." if highest.value else " All 0."
    return format_html(
        '<svg class="chart" role="img" aria-label="{}" width="100%" height="{}">{}</svg>',
        f"{title}.{most} The table holds every number.",
        height,
        drawn,
    )
