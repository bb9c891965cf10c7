"""Style sheets know start and end, never left and right: a page may be read from right to left."""

import re
from pathlib import Path

import pytest

SHEETS = sorted((Path(__file__).resolve().parents[1] / "static" / "css").glob("*.css"))
SIDES = "left|right"
ONE_SIDED = re.compile(
    rf"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:{SIDES})(?:-[a-z]+)?\s*:"
    rf"|border-(?:top|bottom)-(?:{SIDES})-radius\s*:"
    rf"|(?<![\w-])(?:{SIDES})\s*:"
    rf"|(?:text-align|float|clear)\s*:\s*(?:{SIDES})\b"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def one_sided(source):
    """Return the declarations that know left and right."""
    return [found.group() for found in ONE_SIDED.finditer(COMMENT.sub("", source))]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_knows_no_left_and_right(sheet):
    assert one_sided(sheet.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "margin-left: 1rem",
        "padding-right:0",
        "border-left-color: red",
        "border-top-left-radius: 4px",
        "a { left: 0 }",
        "a {\n right : 0 }",
        "text-align: right",
        "float:left",
        "scroll-margin-left: 0",
    ],
)
def test_one_that_does_is_caught(source):
    assert len(one_sided(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "margin-inline-start: 1rem; inset-inline-end: 0",
        "text-align: start; float: inline-end",
        "background: linear-gradient(to right, red, blue)",
        "/* left: 0 */ .left { color: red }",
    ],
)
def test_one_that_does_not_is_let_through(source):
    assert one_sided(source) == []
