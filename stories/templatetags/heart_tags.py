"""Hearts and story cards for templates that have no block or page of their own to prepare them."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from stories import cards, hearts, listing

register = template.Library()

# Where the quiet heart of an error page lacks a ring.
QUIET_RING = 9


@register.simple_tag
def story_heart(story, rings=hearts.FULL_RINGS, title="", key="") -> SafeString:
    """Return the heart of a story (anything with story_text and because) as inline SVG."""
    return mark_safe(
        hearts.draw_heart(story.story_text, story.because, rings=rings, title=title, key=key)
    )


@register.simple_tag
def because_ring(story, key="because") -> SafeString:
    """Return only the outer ring of a story's heart, the one its because line draws."""
    return mark_safe(hearts.draw_because(story.because, key=key))


@register.simple_tag
def week_heart(days) -> SafeString:
    """Return the heart of the week: one band a day; `days` as events.models.day_rail makes them."""
    states = [
        "today" if day["is_today"] else "past" if day["is_past"] else "next" for day in days or []
    ]
    return mark_safe(hearts.draw_bands(states or ["next"] * 5))


@register.simple_tag
def quiet_heart() -> SafeString:
    """Return a heart with one ring missing, for pages that are not there."""
    return mark_safe(hearts.draw_guides(missing=QUIET_RING))


@register.simple_tag
def empty_heart() -> SafeString:
    """Return the faint rings of a heart that has no words yet."""
    return mark_safe(hearts.draw_guides())


@register.filter
def line_size(line) -> str:
    """Return how large a because line may stand alone on a band: large, medium or small."""
    length = len(line or "")
    return "large" if length <= 70 else "medium" if length <= 140 else "small"


@register.simple_tag
def newest_cards(count):
    """Return the cards of the newest stories that may show, for pages that have no list of their own."""
    return cards.make_cards(listing.latest(None, count), key="newest")
