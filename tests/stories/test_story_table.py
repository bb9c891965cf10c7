"""A table of stories is read as spreadsheets write it, and refused in words that say how to go on."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories import story_table
from stories.story_table import COLUMNS, TableRefused, example_table, read_table

NEEDED = [column.heading for column in COLUMNS if column.is_needed]


def table(*rows, headings=NEEDED, delimiter=",", encoding="utf-8", before=""):
    """Return the bytes of a table; a row is a dictionary from heading to cell."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return (before + out.getvalue()).encode(encoding)


def refusal(data, **options):
    """Return the words with which a file is refused."""
    with pytest.raises(TableRefused) as refused:
        read_table(data, **options)
    return str(refused.value)


ROW = {"Name": "Renée Ochoa", "Because": "she, my mother; knew", "Name shown": "first"}


class TestWhatSpreadsheetsWrite:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_is_read(self, delimiter, encoding):
        (row,) = read_table(table(ROW, delimiter=delimiter, encoding=encoding)).rows
        assert row.cells["story_name"] == "Renée Ochoa"
        assert row.cells["story_because"] == "she, my mother; knew"

    def test_with_the_line_that_names_the_delimiter(self):
        (row,) = read_table(table(ROW, delimiter=";", before="sep=;\r\n")).rows
        assert row.cells["story_name"] == "Renée Ochoa"

    def test_with_paragraphs_inside_a_cell(self):
        (row,) = read_table(table(ROW | {"Because": "one\n\ntwo"})).rows
        assert row.cells["story_because"] == "one\n\ntwo"

    def test_rows_have_the_numbers_of_the_spreadsheet_whatever_is_empty(self):
        rows = read_table(b"\r\n" + table(ROW, {}, ROW)).rows
        assert [row.number for row in rows] == [3, 5]

    def test_headings_may_be_written_in_any_case_and_order(self):
        shouted = [f" {heading.upper()}: " for heading in reversed(NEEDED)]
        data = table({shouted[-1]: "x"}, headings=shouted)
        assert read_table(data).rows[0].cells[COLUMNS[4].key] == "x"

    def test_a_formula_is_text(self):
        (row,) = read_table(table(ROW | {"Name": '=HYPERLINK("http://x")'})).rows
        assert row.cells["story_name"] == '=HYPERLINK("http://x")'

    def test_the_example_is_read_and_opens_in_a_spreadsheet(self):
        data = example_table().encode()
        assert data.startswith(b"\xef\xbb\xbf")
        read = read_table(data)
        assert read.unread == []
        assert len(read.rows) == 1
        assert {*read.rows[0].cells} == {column.key for column in COLUMNS}


class TestHeadings:
    def test_a_question_of_the_forms_own_is_one_too(self):
        data = table(ROW | {"Your role?": "Nurse"}, headings=[*NEEDED, "your role"])
        data = data.replace(b"your role", b"Your role?")
        read = read_table(data, questions={"Your role?": "q_role"})
        assert "q_role" in read.rows[0].cells

    def test_a_column_that_nobody_reads_is_named(self):
        read = read_table(table(ROW, headings=[*NEEDED, "Notes", ""]))
        assert read.unread == ["Notes"]

    @pytest.mark.parametrize("heading", NEEDED)
    def test_a_needed_one_that_is_missing_is_named(self, heading):
        rest = [other for other in NEEDED if other != heading]
        assert heading in refusal(table(ROW, headings=rest))

    def test_one_that_stands_twice_is_refused(self):
        assert "twice: Name." in refusal(table(ROW, headings=[*NEEDED, "name"]))


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "empty"),
            (b"\xef\xbb\xbf\r\n \r\n", "empty"),
            (table(), "no story below"),
            (b"PK\x03\x04 and so on", "workbook"),
            ("Größe".encode("latin-1"), "CSV UTF-8"),
            (b"a\x00b", "no text file"),
            (b"x" * (story_table.MOST_BYTES + 1), "larger than 2 MB"),
            (table(ROW) + b'"open', "quotation mark"),
            (table({"Name": "x" * 200_000}), "far too long"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_say_what_to_do(self, data, words):
        assert words in refusal(data)

    def test_too_many_rows(self):
        data = table(*[ROW] * 4)
        assert "more than 3" in refusal(data, most_rows=3)
        assert len(read_table(data, most_rows=4).rows) == 4
        assert len(read_table(data, most_rows=None).rows) == 4

    def test_a_row_with_too_many_cells_is_marked_alone(self):
        first, second = read_table(table(ROW) + b"," * len(NEEDED) + b"x\r\n").rows
        assert first.problems == ()
        assert "more cells" in second.problems[0]

    @settings(max_examples=100)
    @given(st.binary(max_size=60) | st.text(max_size=60).map(lambda words: words.encode()))
    def test_nothing_else_ever_happens(self, data):
        for whole in (data, table(ROW) + data):
            try:
                read_table(whole)
            except TableRefused:
                pass
