"""What is worth a look in any page because of people: what may point to one of them, and stories that are too long."""

from cms import page_checks
from cms.models import CampaignSettings
from cms.page_checks import Finding
from cms.text import count_characters, count_words, shorten
from stories.identifier_rules import KINDS
from stories.identifiers import find_identifiers

# Pages name people who want to be named, and link to other sites; of the rest few are meant for everybody.
MEANT = frozenset({"name", "web_address"})
SHOWN_LENGTH = 60
SHOWN_TO_SENDER = "The sender is shown what you change."


def connect():
    """Let every page be looked at for this too; called once by the start of the app."""
    page_checks.CHECKS += [identifiers, lengths]


def identifiers(page, pieces):
    """Find numbers, addresses and days that may have come along from somebody's record by accident."""
    texts = {str(place): piece.text for place, piece in enumerate(pieces)}
    known, seen = CampaignSettings.of_default_site().contact_email.lower(), set()
    for found in find_identifiers(texts):
        piece = pieces[int(found.field)]
        words = piece.text[found.start : found.end]
        if found.kind in MEANT or words.lower() == known or (found.kind, words) in seen:
            continue
        seen.add((found.kind, words))
        kind = KINDS[found.kind]
        yield Finding(
            f"{kind}, it seems, in {piece.where}: “{shorten(words, SHOWN_LENGTH)}”.",
            "Take it out, unless everybody may know it.",
            piece.anchor,
        )


def lengths(page, pieces):
    """Find a story that has more words than the campaign asks for, or a because line with more characters."""
    from stories.models import StoryPage

    if not isinstance(page, StoryPage):
        return
    campaign = CampaignSettings.of_default_site()
    words = count_words(page.story_text)
    if words > campaign.word_limit:
        yield Finding(
            f"The story has {words} words, {words - campaign.word_limit} more than the campaign asks for.",
            f"Shorten it if you can. {SHOWN_TO_SENDER}",
        )
    characters = count_characters(page.because)
    if characters > campaign.because_limit:
        yield Finding(
            f"The because line has {characters} characters, and networks are given {campaign.because_limit}.",
            f"Shorten it if you can. {SHOWN_TO_SENDER}",
        )
