"""The table in which earlier stories come: its columns, and how the bytes of its file become rows.

No database is asked here.
"""

import csv
import io
import re
from dataclasses import dataclass

from cms import text
from stories import roles

MOST_BYTES = 2 * 2**20
MOST_ROWS = 200
# What a spreadsheet writes between two cells: Excel takes a semicolon where a comma is in numbers.
DELIMITERS = ",;\t"
OPEN = "open"


class TableRefused(Exception):
    """The file cannot be read as a table of stories; the message says why and how to go on."""


@dataclass(frozen=True)
class Column:
    """One column of the table: its heading, the answer it holds, and how to fill it.

    key is the name of a story field or one of the keys below CONSENT. is_needed says that a table
    without this column is refused; rows may be judged more strictly.
    """

    heading: str
    key: str
    help: str
    example: str = ""
    is_needed: bool = False


CONSENT_WORDS, CONSENT_HOW, CONSENT_ON, CONSENT_UNTIL, SENT_ON = (
    "consent_words",
    "consent_how",
    "consent_on",
    "agreed_until",
    "sent_on",
)
COLUMNS = [
    Column("Title", "story_title", "The title of the story.", "The list on the fridge"),
    Column(
        "What happened",
        "story_happened",
        "The story. A blank line starts a new paragraph.",
        "My father kept his list of pills on the fridge. Then the clinic put it on his phone.",
    ),
    Column("What was learned", "story_learned", "What peers should know."),
    Column("Why it matters", "story_matters", "Why it matters to others."),
    Column(
        "Because",
        "story_because",
        "The sentence, with or without its beginning.",
        "#IHeartHIT because the list is where he is.",
        is_needed=True,
    ),
    Column("Topic", "story_topic", "The name of one of the site's topics, or nothing."),
    Column("Video", "story_video", "The address of a video at YouTube or Vimeo."),
    Column("Published at", "published_url", "Where the sender has published the story already."),
    Column("Published title", "published_title", "The title of that post."),
    Column(
        "People in the story",
        "story_people",
        "Who else is in it, each with the reason in brackets: asked, guardian, died or "
        "unrecognizable. A semicolon stands between two people.",
        "my father (asked)",
    ),
    Column("Name", "story_name", "The name of the sender.", "Example Person", is_needed=True),
    Column("Email", "story_email", "The sender's address. It may be empty.", "person@example.org"),
    Column("Who they are", "story_about", "A few words, such as baker.", "Baker"),
    Column("Town and state", "story_place", "Where the sender lives.", "Dayton, Ohio"),
    Column(
        "Name shown",
        "story_name_shown",
        "full, first or none: how the name may appear.",
        "first",
        is_needed=True,
    ),
    Column(
        "True and told with permission",
        "consent_truth",
        "yes or no: the sender said that it is true and may be shared.",
        "yes",
        is_needed=True,
    ),
    Column(
        "May read and write to them",
        "consent_contact",
        "yes or no: we may read it and write to the sender.",
        "yes",
        is_needed=True,
    ),
    Column(
        "May publish",
        "consent_publish",
        "yes or no: we may publish it on this site.",
        "yes",
        is_needed=True,
    ),
    Column("May quote elsewhere", "consent_social", "yes or no: we may quote it elsewhere.", "no"),
    Column(
        "May print in briefs",
        "consent_brief",
        "yes or no: we may print it in briefs for lawmakers.",
        "no",
    ),
    Column(
        "May be edited or refused",
        "consent_alter",
        "yes or no: the sender knows that we choose and edit.",
        "yes",
        is_needed=True,
    ),
    Column(
        "Words of the consent",
        CONSENT_WORDS,
        "The exact words that the sender agreed to.",
        "You may publish my story with my first name.",
        is_needed=True,
    ),
    Column(
        "How the consent was given",
        CONSENT_HOW,
        "How the sender agreed, and who heard it or holds the paper.",
        "Signed paper form, held by the campaign office",
        is_needed=True,
    ),
    Column(
        "Consent given on",
        CONSENT_ON,
        "The date, such as 2023-05-12 or 5/12/2023 (month first).",
        "2023-05-12",
        is_needed=True,
    ),
    Column(
        "Agreed until",
        CONSENT_UNTIL,
        "The last day on which we may show it, or the word open.",
        OPEN,
        is_needed=True,
    ),
    Column("Sent on", SENT_ON, "When the story was sent. It may be empty.", "2023-05-12"),
]
BY_KEY = {column.key: column for column in COLUMNS}
CONSENT_KEYS = tuple(column.key for column in COLUMNS if column.key in roles.CONSENT_SCOPES)
DATE_KEYS = (CONSENT_ON, SENT_ON)


@dataclass(frozen=True)
class Row:
    """One row: the number that the spreadsheet gives it, and its cells by the key of their column."""

    number: int
    cells: dict[str, str]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The rows of a file, and the headings of the columns that nobody reads."""

    rows: list[Row]
    unread: list[str]


def read_table(data: bytes, *, questions: dict[str, str] | None = None, most_rows=MOST_ROWS):
    """Return the Table that a CSV file holds. Raises TableRefused.

    questions maps the labels of the form's other questions to their names: such a label is a
    heading too. most_rows is how many rows are taken, None for any number.
    """
    # A spreadsheet counts its empty rows, too.
    lines = [
        (number, cells)
        for number, cells in enumerate(_read_lines(_decode(data)), start=1)
        if any(cell.strip() for cell in cells)
    ]
    if not lines:
        raise TableRefused("The file is empty. Choose the file with the stories.")
    (_, first), *others = lines
    keys, unread = _read_headings(first, questions or {})
    rows = []
    for number, cells in others:
        if most_rows is not None and len(rows) == most_rows:
            raise TableRefused(
                f"The file has more than {most_rows} stories. Split it into several files."
            )
        rows.append(_read_row(number, cells, keys))
    if not rows:
        raise TableRefused("The file has headings but no story below them.")
    return Table(rows, unread)


def example_table() -> str:
    """Return a CSV file with all headings and one invented story, as a spreadsheet opens it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.heading for column in COLUMNS)
    writer.writerow(column.example for column in COLUMNS)
    # Excel knows UTF-8 by its mark alone.
    return f"\ufeff{out.getvalue()}"


def heading_of(key: str) -> str:
    """Return the heading of an answer's column, or the name itself."""
    return BY_KEY[key].heading if key in BY_KEY else key


def _decode(data):
    if len(data) > MOST_BYTES:
        raise TableRefused(
            f"The file is larger than {MOST_BYTES // 2**20} MB. Split it into several files."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise TableRefused(
            "This is a workbook. In your spreadsheet choose “Save as”, then “CSV UTF-8”, "
            "and choose that file here."
        )
    else:
        encoding = "utf-8-sig"
    try:
        words = data.decode(encoding)
    except UnicodeDecodeError as error:
        # A guess would turn the letters of somebody's name into others.
        raise TableRefused(
            "The letters of this file cannot be read for certain. In your spreadsheet choose "
            "“Save as”, then “CSV UTF-8”, and choose that file here."
        ) from error
    if "\x00" in words:
        raise TableRefused("This is no text file. Save the table as “CSV UTF-8” and choose that.")
    return words


def _read_lines(words):
    """Return the cells of every line; the line that tells Excel the delimiter is none."""
    first, _, rest = words.partition("\n")
    marked = re.fullmatch(rf"sep=([{DELIMITERS}])\s*", first, re.IGNORECASE)
    if marked:
        words, delimiter = rest, marked[1]
    else:
        first = next((line for line in words.splitlines() if line.strip()), "")
        delimiter = max(DELIMITERS, key=first.count)
    lines = []
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    try:
        for line in reader:
            lines.append(line)
    except csv.Error as error:
        raise TableRefused(
            f"Row {len(lines) + 1} cannot be read. Look for a quotation mark that stands alone, "
            "or for a text that is far too long."
        ) from error
    return lines


def _read_headings(cells, questions):
    """Return the key of each column, None for those that nobody reads, and the headings of those."""
    known = {_plain(column.heading): column.key for column in COLUMNS}
    known |= {
        _plain(label): name for label, name in questions.items() if _plain(label) not in known
    }
    keys = [known.get(_plain(cell)) for cell in cells]
    doubled = sorted({heading_of(key) for key in keys if key and keys.count(key) > 1})
    if doubled:
        raise TableRefused(f"These headings stand twice: {', '.join(doubled)}. Remove one of each.")
    missing = [column.heading for column in COLUMNS if column.is_needed and column.key not in keys]
    if missing:
        raise TableRefused(
            f"The first row lacks these headings: {', '.join(missing)}. "
            "The example file has all of them."
        )
    unread = [
        cell.strip() for cell, key in zip(cells, keys, strict=True) if not key and cell.strip()
    ]
    return keys, unread


def _read_row(number, cells, keys):
    problems = []
    if any(cell.strip() for cell in cells[len(keys) :]):
        problems.append(
            "This row has more cells than the first row has headings. "
            "Look for a text with a comma or a semicolon that has no quotation marks around it."
        )
    found = {key: cell for key, cell in zip(keys, cells, strict=False) if key}
    return Row(number, found, tuple(problems))


def _plain(heading):
    """Return a heading as it is compared: case, blanks and the signs at its ends do not count."""
    return " ".join(text.normalise(heading).casefold().split()).strip(" :?*.")
