"""The catalogs of words: which sentences code and templates hold, and what they are in other languages.

Babel reads and writes them, so nobody needs the GNU tools. It comes with the tools of development: a site
that runs only reads the compiled files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

# English is what stands in the code.
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
# What marks a sentence, and which of its arguments are words; (1, "c") is the context of the second.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TRANSLATORS = ("Translators:",)
# Templates of the staff interface, which is English.
STAFF = ("admin", "wagtailadmin")


@dataclass(frozen=True)
class Shelf:
    """One app's catalogs, and the folders whose words stand in them; paths count from the root."""

    app: str
    folders: tuple[str, ...]
    not_in: tuple[str, ...] = ()

    def path(self, language: str, ending: str = "po") -> Path:
        """Return the file of the catalog of one language; with "mo", of the compiled one."""
        return (
            settings.BASE_DIR / self.app / "locale" / language / "LC_MESSAGES" / f"django.{ending}"
        )

    def files(self) -> Iterator[Path]:
        """Yield the files whose words stand in this catalog, by name."""
        root = settings.BASE_DIR
        closed = tuple(root / folder for folder in self.not_in)
        found = {file for folder in self.folders for file in (root / folder).rglob("*")}
        for file in sorted(found):
            if file.suffix not in (".py", ".html", ".txt"):
                continue
            inside = file.relative_to(root)
            if any(part in STAFF for part in inside.parts) and file.suffix != ".py":
                continue
            if not any(file.is_relative_to(folder) for folder in closed):
                # Text that is no template belongs to the demo.
                if file.suffix == ".py" or inside.parts[0] == "templates":
                    yield file


SHELVES = (
    Shelf("stories", ("stories", "templates/stories")),
    Shelf("cms", ("cms", "events", "home", "templates"), not_in=("templates/stories",)),
)


def gather(shelf: Shelf) -> Catalog:
    """Return the sentences that code and templates of a shelf hold, untranslated."""
    catalog = Catalog()
    for file in shelf.files():
        name = file.relative_to(settings.BASE_DIR).as_posix()
        for line, words, notes, context in sentences(file.read_text(), name):
            catalog.add(
                words, locations=[(name, line)], auto_comments=notes, context=context, string=None
            )
    return catalog


def sentences(source: str, name: str) -> Iterator[tuple]:
    """Yield what is marked in a file: (line, words, notes for translators, context)."""
    if not name.endswith(".py"):
        # Django makes Python of a template. The brackets spare it the rules about indentation.
        source = f"({templatize(source, origin=name)})"
    yield from extract("python", BytesIO(source.encode()), KEYWORDS, TRANSLATORS)


def read(shelf: Shelf, language: str) -> Catalog:
    """Return the catalog of a language as it is kept; an empty one before the first."""
    path = shelf.path(language)
    if not path.exists():
        return Catalog(locale=language, project="#IHeartHIT", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def renew(shelf: Shelf, language: str) -> Catalog:
    """Return the kept catalog with new sentences added, untranslated, and those that are gone left out."""
    catalog, found = read(shelf, language), gather(shelf)
    # Else each run would write another day into the file.
    found.creation_date = catalog.creation_date
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def text(catalog: Catalog) -> str:
    """Return a catalog as the file that translators edit."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=100, include_lineno=False, sort_by_file=True)
    return (
        "\n".join(line.rstrip() for line in buffer.getvalue().decode().rstrip().split("\n")) + "\n"
    )


def compiled(catalog: Catalog) -> bytes:
    """Return a catalog as the file that the site reads."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def untranslated(catalog: Catalog) -> list[Message]:
    """Return the sentences of which at least one form has no translation, or an unsure one."""
    return [
        message
        for message in catalog
        if message.id
        and (
            message.fuzzy
            or not all(message.string if isinstance(message.string, tuple) else [message.string])
        )
    ]


def write(shelf: Shelf, language: str) -> Catalog:
    """Renew the two files of a language, and return the catalog."""
    catalog = renew(shelf, language)
    shelf.path(language).parent.mkdir(parents=True, exist_ok=True)
    shelf.path(language).write_text(text(catalog))
    shelf.path(language, "mo").write_bytes(compiled(catalog))
    return catalog
