"""Story cards: what a card prints, and moods and hearts chosen so that neighbours never look alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from stories import hearts, showing

if TYPE_CHECKING:
    from cms.models import CampaignImage
    from stories.models import StoryPage

MOODS = ("rose", "tide", "honey", "violet", "blush")
NEIGHBOURS = 3
# Letters up to which a quote is set large or medium: longer ones are set small (design.md, 3.1).
LARGE_BELOW = 58
MEDIUM_BELOW = 86
# A heart of eight rings weighs 2 KB inline: more cards than this link to heart files instead.
MOST_INLINE = 12


@dataclass(frozen=True)
class Card:
    """One story in short, for walls and lists.

    quote: the because line without its hashtag, with a capital first letter; the title where a story
    has none. quote_size: "large", "medium" or "small". mood: one of MOODS. teller: the name as
    printed. heart_svg: inline markup, or "" where the heart is a file. heart_url: the address of that
    file, to which its colours are added (stories.heart_views); "" before the page is saved. picture:
    the CampaignImage or None.
    """

    story: "StoryPage" = field(repr=False)
    url: str
    quote: str
    quote_size: str
    mood: str
    teller: str
    teller_note: str
    picture: "CampaignImage | None"
    has_video: bool
    is_sample: bool
    heart_svg: SafeString | str = field(repr=False)
    heart_url: str

    @property
    def heart(self) -> SafeString | str:
        """Return the heart as markup: drawn inline, or as a picture that says nothing to listeners."""
        if self.heart_svg or not self.heart_url:
            return self.heart_svg
        if not self.picture:
            return self._heart_file(self.mood)
        # A picture card has no mood block of its own: its heart takes its colours from the page.
        return format_html(
            '<picture><source srcset="{}&amp;mood=dark" media="(prefers-color-scheme: dark)">{}</picture>',
            self.heart_url,
            self._heart_file("light"),
        )

    def _heart_file(self, mood):
        return format_html(
            '<img class="heart" src="{}&amp;mood={}" alt="" width="208" height="194" loading="lazy">',
            self.heart_url,
            mood,
        )


def make_cards(stories: Iterable["StoryPage"], *, key: str = "card") -> list[Card]:
    """Return a card for each story, in the order given.

    stories: showable ones, read with `for_cards()`, so that no card costs a query of its own. A
    story whose words are not the agreed ones is left out. key: tells the drawings of two lists on
    one page apart.
    """
    stories = list(stories)
    # What is not saved is invented, for the preview of a block.
    kept = {story.pk for story in showing.with_agreed_words(row for row in stories if row.pk)}
    agreed = [story for story in stories if story.pk is None or story.pk in kept]
    is_inline = len(agreed) <= MOST_INLINE
    # A card with a picture shows no mood block, so it is no neighbour to anybody.
    moods = iter(spread_moods([story.pk for story in agreed if not story.shown_picture]))
    return [
        _make_card(
            story,
            mood_of(story.pk) if story.shown_picture else next(moods),
            is_inline=is_inline,
            key=key,
        )
        for story in agreed
    ]


def mood_of(pk: int | None) -> str:
    """Return the colour of one story, the same in every process and for all time."""
    return MOODS[crc32(str(pk or 0).encode()) % len(MOODS)]


def spread_moods(pks: Sequence[int | None]) -> list[str]:
    """Return a mood for each story: its own, or the next one that no neighbour has.

    Neighbours are the three cards before, so that on a wall of three columns no card meets its
    own colour, to the side or above.
    """
    moods: list[str] = []
    for pk in pks:
        at = MOODS.index(mood_of(pk))
        order = MOODS[at:] + MOODS[:at]
        moods.append(next(mood for mood in order if mood not in moods[-NEIGHBOURS:]))
    return moods


def quote_of(story: "StoryPage") -> str:
    """Return what a card quotes: the because line without its hashtag, else the title."""
    words = story.because_words or story.title
    return words[:1].upper() + words[1:]


def size_of(quote: str) -> str:
    """Return how large a quote is set on a card, by its letters, so that it never overflows."""
    if len(quote) < LARGE_BELOW:
        return "large"
    return "medium" if len(quote) < MEDIUM_BELOW else "small"


def _make_card(story: "StoryPage", mood: str, *, is_inline: bool, key: str) -> Card:
    quote = quote_of(story)
    drawing = ""
    if is_inline or story.pk is None:
        drawing = mark_safe(
            hearts.draw_heart(
                story.story_text,
                story.because,
                rings=hearts.CARD_RINGS,
                key=f"{key}-{story.pk}",
            )
        )
    return Card(
        story=story,
        url=story.url or "",
        quote=quote,
        quote_size=size_of(quote),
        mood=mood,
        teller=story.shown_teller,
        teller_note=story.teller_note,
        picture=story.shown_picture,
        has_video=story.has_video,
        is_sample=story.is_sample,
        heart_svg=drawing,
        heart_url=story.heart_url,
    )
