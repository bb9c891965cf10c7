"""A brief as it is printed: what stands on the paper of each story, with no hole where something is missing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from cms import text
from cms.addresses import page_address
from stories import hearts

if TYPE_CHECKING:
    from stories.models import StoryPage

# Letters of the account of what happened that a brief has room for.
LONGEST_ACCOUNT = 420
# A capital or a figure goes on after it, and no title such as "Dr." stands before it.
SENTENCE_END = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)[.?!][”’\"')]*\s(?=[“‘\"'(]*[A-Z0-9])"
)


@dataclass(frozen=True)
class Sheet:
    """One story on the paper.

    lead: what stands first and large, in paragraphs; lead_label says what it is, such as "Why it
    matters". because: the because line, "" where it is the lead. account: what happened, in short.
    state, topic: in words, or "". agreed_at: when the sender said yes to briefs.
    """

    pk: int
    title: str
    lead_label: str
    lead: list[str]
    because: str
    account: str
    teller: str
    teller_note: str
    state: str
    topic: str
    agreed_at: datetime
    address: str
    mood: str
    is_sample: bool
    heart: SafeString = field(repr=False)


def make_sheets(stories: Iterable["StoryPage"]) -> list[Sheet]:
    """Return a Sheet for each of the stories that `briefs.printable` gave, in its order."""
    return [_make_sheet(story) for story in stories]


def shorten_account(words: str, longest: int = LONGEST_ACCOUNT) -> str:
    """Return the first whole sentences of a text within a length, with " …" where more follows.

    Nothing inside a sentence is left out, unless the first one alone is too long.
    """
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    ends = [found.end() for found in SENTENCE_END.finditer(line) if found.end() <= longest]
    return f"{line[: ends[-1]].rstrip()} …" if ends else text.shorten(line, longest)


def _make_sheet(story):
    label, lead, account = _leads(story)
    drawing = hearts.draw_heart(
        story.story_text, story.because, rings=hearts.CARD_RINGS, key=f"brief-{story.pk}"
    )
    return Sheet(
        pk=story.pk,
        title=story.title,
        lead_label=label,
        lead=text.paragraphs(lead),
        because=story.because if lead != story.because else "",
        account=shorten_account(account),
        teller=story.shown_teller,
        teller_note=story.teller_note,
        state=story.get_us_state_display(),
        topic=story.topic.name if story.topic else "",
        agreed_at=story.agreed_at,
        address=page_address(story),
        mood=story.mood,
        is_sample=story.is_sample,
        heart=mark_safe(drawing),
    )


def _leads(story):
    """Return (label, lead, account): why it matters first; without it, the next best of the sender's words."""
    if story.why_it_matters.strip():
        return "Why it matters", story.why_it_matters, story.what_happened or story.what_learned
    if story.what_learned.strip():
        return "What was learned", story.what_learned, story.what_happened
    return "", story.because or story.title, story.what_happened
