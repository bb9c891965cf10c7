"""What tests need that look at the site in Spanish: a form in Spanish, and a look for English that is left."""

import re
from functools import cache

from bs4 import BeautifulSoup
from wagtail.models import Locale

from cms import catalogs
from stories.models import StoryFormPage
from tests import make

# Shorter pieces of a sentence could stand in other words by chance.
SHORTEST = 14
_GAPS = re.compile(r"%\(\w+\)s|\{[\w:,]+\}|<[^>]+>")


def form() -> StoryFormPage:
    """Return the published Spanish form; its questions stay as they are, for they are content."""
    spanish = Locale.objects.get(language_code="es")
    page = make.form_page()
    found = page.get_translation_or_none(spanish)
    if found:
        return found
    made = page.copy_for_translation(spanish, copy_parents=True)
    made.save_revision().publish()
    made.refresh_from_db()
    return made


def visible(response) -> str:
    """Return what a page says to readers and listeners, each piece on its own line."""
    document = BeautifulSoup(response.content, "html.parser")
    for part in document.find_all(["script", "style"]):
        part.decompose()
    spoken = [
        node[name]
        for name in ("aria-label", "alt", "title", "placeholder")
        for node in document.find_all(attrs={name: True})
    ]
    return "\n".join([*document.stripped_strings, *spoken])


def english_in(words: str, *, content=()) -> list[str]:
    """Return the English sentences of the catalogs that stand in the words; content: texts that may."""
    words = " ".join(words.split())
    allowed = " ".join(content)
    return [piece for piece in _pieces() if piece in words and piece not in allowed]


@cache
def _pieces() -> list[str]:
    pieces = set()
    for shelf in catalogs.SHELVES:
        for message in catalogs.read(shelf, "es"):
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            for form in forms:
                literal = [" ".join(part.split()) for part in re.split(_GAPS, form)]
                pieces |= {part for part in literal if len(part) >= SHORTEST and " " in part}
    return sorted(pieces)
