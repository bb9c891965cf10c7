"""The title of a story: the sender's own, one that is made from the sender's words, or an edit."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from cms import text
from stories.models.text import bare_because

LENGTH = 80


def made_of(because: str | None) -> str:
    """Return the title that a because line makes, in short; "" where there is none."""
    line = bare_because(because)
    return text.shorten(line[:1].upper() + line[1:], LENGTH)


def made_of_number(number: str, language: str) -> str:
    """Return the title of a story without a title and without a because line, in its language."""
    with translation.override(language):
        return gettext("Story {number}").format(number=number)


def edited(texts: Mapping, title: str, *, sent: Mapping, number: str) -> str:
    """Return the title where an editor has written it; "" where it is the sender's own or made from it.

    texts: the words that would be published. sent: those of the original, its title among them. Where
    the sender gave no title, the sentence makes one: as it was sent, or as it is agreed to now.
    """
    own = _own_titles(sent, texts.get("because"), number)
    return "" if text.normalise(title or "") in own else title


def _own_titles(sent: Mapping, because: str | None, number: str) -> Iterable[str]:
    given = text.normalise(sent.get("title") or "")
    if given:
        return {given}
    numbered = {made_of_number(number, language) for language, _ in settings.LANGUAGES}
    return {made_of(sent.get("because")), made_of(because), *numbered}
