"""Prints the figures of a measurement beside their goals, and says with the exit code whether all were reached."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure; `reached` is None where there is no goal."""

    what: str
    value: str
    goal: str = ""
    reached: bool | None = None

    @property
    def verdict(self):
        """The verdict in a word."""
        return {True: "reached", False: "MISSED", None: ""}[self.reached]


def at_most(what: str, value: float, limit: float, unit: str) -> Figure:
    """Return the figure of something that should not be larger than a limit."""
    return Figure(what, f"{value:,.1f} {unit}", f"<= {limit:,.1f} {unit}", value <= limit)


def at_least(what: str, value: float, limit: float, unit: str = "") -> Figure:
    """Return the figure of something that should not be smaller than a limit."""
    return Figure(
        what, f"{value:,.2f} {unit}".strip(), f">= {limit:,.2f} {unit}".strip(), value >= limit
    )


def show(title: str, figures: list[Figure]) -> None:
    """Print the figures as a table and leave with 1 when a goal was missed."""
    print(f"\n{title}")
    rows = [(one.what, one.value, one.goal, one.verdict) for one in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    sys.exit(any(one.reached is False for one in figures))
