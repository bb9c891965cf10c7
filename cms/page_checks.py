"""What an editor should look at before a page is published; every finding says how to go on, and none stops anybody."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from cms.content_checks import FILL_HEADING, POOR_ALT, RAISE_HEADING, SAY_WHAT_IS_SEEN
from cms.page_texts import Piece, pieces_of

# Search engines cut by width; these are the characters that mostly fit.
LONGEST_TITLE = 60
SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 50, 160

_POOR_ALT = re.compile(POOR_ALT, re.IGNORECASE)
_SMALL_HEADING = re.compile(r"<h[3-6]\b[^>]*>(.*?)</h[3-6]>", re.DOTALL)


@dataclass(frozen=True)
class Finding:
    """One thing to look at: what was found, what to do about it, and the part of the editor that shows it.

    anchor: "" for what stands in a field of the page.
    """

    what: str
    advice: str
    anchor: str = ""


Check = Callable[[Page, list[Piece]], Iterable[Finding]]


def look_at(page: Page) -> list[Finding]:
    """Return what is worth a look in a page as it is edited, in the order of the checks."""
    pieces = pieces_of(page)
    return [finding for check in CHECKS for finding in check(page, pieces)]


def title_for_searches(page, pieces):
    """Find a title that search results would cut."""
    shown = page.seo_title or page.title
    if len(shown) > LONGEST_TITLE:
        advice = "Write a shorter one under Promote, “Title tag”."
        if not page.has_words_for_searches:
            advice = "Try a shorter title. The sender is shown the change."
        yield Finding(
            f"Search results cut the title: it has {len(shown)} characters, and about {LONGEST_TITLE} fit.",
            advice,
        )


def description_for_searches(page, pieces):
    """Find a description that is missing, says too little, or would be cut."""
    length = len(page.search_description)
    if not page.has_words_for_searches or SHORTEST_DESCRIPTION <= length <= LONGEST_DESCRIPTION:
        return
    advice = (
        "Say under Promote, “Meta description”, what visitors find here, in one or two sentences."
    )
    if not length:
        what = "Search results show the tagline of the campaign below this page."
    elif length < SHORTEST_DESCRIPTION:
        what = f"The description for search results has {length} characters only."
    else:
        what = f"Search results cut the description: it has {length} characters, and {LONGEST_DESCRIPTION} fit."
    yield Finding(what, advice)


def headings(page, pieces):
    """Find small headings below no large one, and empty ones: screen readers list headings to move by them."""
    has_large = False
    for piece in pieces:
        # Every block prints its own heading as a large one.
        has_large |= "heading" in (piece.name, piece.kind)
        small = _SMALL_HEADING.findall(piece.source)
        if small and not has_large:
            yield Finding(
                f"A small heading in {piece.where} stands below no large one.",
                RAISE_HEADING,
                piece.anchor,
            )
        if not all(map(_has_words, small)):
            what = f"A heading in {piece.where} is empty."
            yield Finding(what, FILL_HEADING, piece.anchor)


def pictures(page, pieces):
    """Find words for a picture that tell nothing to those who do not see it."""
    for piece in pieces:
        if piece.picture is None or getattr(piece.picture, "decorative", False):
            continue
        words = getattr(piece.picture, "contextual_alt_text", None) or ""
        if words and not _POOR_ALT.search(words):
            continue
        said = f"says “{words}”" if words else "is missing"
        yield Finding(
            f"The alt text of a picture in {piece.where} {said}.",
            SAY_WHAT_IS_SEEN,
            piece.anchor,
        )


def _has_words(source):
    return bool(get_text_for_indexing(source))


# Other apps add theirs when they start.
CHECKS: list[Check] = [title_for_searches, description_for_searches, headings, pictures]
