"""What the pages of the story form print beside its questions."""

from django import template
from django.utils.html import json_script
from django.utils.translation import gettext, gettext_noop

from stories import crops, sharing
from stories.form_fields import complete_because
from stories.script_words import script_words as words_of_scripts

register = template.Library()

# Letters up to which a line is set large or medium on its card (design.md, 3.6).
LARGE_UP_TO = 90
MEDIUM_UP_TO = 180
BECAUSE = gettext_noop("because …")


@register.simple_tag
def crop_places():
    """Return (value, label) of the parts of a picture that can be named without JavaScript."""
    return crops.PLACES


@register.simple_tag
def because_words(typed, hashtag):
    """Return what a card prints below the hashtag for a line as it was typed."""
    line = complete_because(" ".join((typed or "").split()), hashtag)
    return line.removeprefix(hashtag).strip() or gettext(BECAUSE)


@register.filter
def card_size(words) -> str:
    """Return how large a line is set on its card: large, medium or small; card.js says the same."""
    length = len(words)
    return "large" if length <= LARGE_UP_TO else "medium" if length <= MEDIUM_UP_TO else "small"


@register.filter
def modules_of(form) -> list[str]:
    """Return the JavaScript files that a form's questions need; an empty value needs none."""
    if not form:
        return []
    kinds = {question.kind for question in form.questions}
    counters = {question.counter for question in form.questions} - {""}
    wanted = {
        "errors": form.errors,
        "count": counters,
        "heart": counters,
        "card": "because" in counters,
        "upload": kinds & {"file", "video"},
        "crop": "file" in kinds,
    }
    return [f"js/{name}.js" for name, is_wanted in wanted.items() if is_wanted]


@register.filter
def has_story_field(form) -> bool:
    """Return whether a question of the form is answered in the letters of a story.

    Then the page asks for their font at once. The sentence has letters of its own, which any page has already.
    """
    return any(
        question.kind == "story" and question.counter != "because" for question in form.questions
    )


@register.simple_tag
def script_words():
    """Return what the scripts of the page say, as data for them; nothing on an English page."""
    words = words_of_scripts()
    return json_script(words, "said") if words else ""


@register.simple_tag(takes_context=True)
def ready_post(context):
    """Return the post that a sender can put up without help: text, address, links."""
    return sharing.ready_post(context["request"])
