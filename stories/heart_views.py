"""The heart of a published story as a picture file of its own, for long lists and for saving."""

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms.addresses import LARGEST_KEY
from cms.page_cache.life import LONGEST_SECONDS
from stories import cards, gone, hearts, showing

# The colours of a mood (design.md, 3.2): a file of its own has no style sheet to take them from.
COLOURS = {
    "rose": {"background": "#c2124a", "story": "#ff9db2", "because": "#ffd47a"},
    "tide": {"background": "#00565c", "story": "#59cfc1", "because": "#ffd47a"},
    "honey": {"background": "#ffc34d", "story": "#a85000", "because": "#97093a"},
    "violet": {"background": "#47278a", "story": "#b99cff", "because": "#ffc34d"},
    "blush": {"background": "#ffd3da", "story": "#dc3f6b", "because": "#47278a"},
}
# Those of the page itself in its two schemes, for the heart beside a picture.
PAGE_COLOURS = {
    "light": {"story": "#c2124a", "because": "#00646a"},
    "dark": {"story": "#ff7a93", "because": "#6fe0d2"},
}
CARD_COLOURS = {
    mood: {part: colour for part, colour in colours.items() if part != "background"}
    for mood, colours in (COLOURS | PAGE_COLOURS).items()
}
# A browser keeps the drawing that it has; a shared cache asks again within the minute in which a
# story that was taken down has to be gone.
KEEP = 7 * 24 * 3600


@require_safe
def heart(request, pk):
    """Answer with the heart as SVG; 410 for a story that was taken down, 404 for one never shown.

    mood=… draws it in that mood without a background, for a card that has the colour already; light
    and dark are the colours of the page in its two schemes.
    """
    from stories.models import StoryPage

    story = StoryPage.objects.select_related("submission").filter(pk=min(pk, LARGEST_KEY)).first()
    if story is None and gone.was_erased(request.path):
        return gone.answer_file()
    if story is None:
        raise Http404("There is no such heart.")
    if not showing.may_show(story, showing.Surface.SHARE_CARD):
        if gone.has_left(story):
            return gone.answer_file()
        raise Http404("There is no such heart.")

    asked = request.GET.get("mood", "")
    is_card = asked in CARD_COLOURS
    colours = CARD_COLOURS[asked] if is_card else COLOURS[cards.mood_of(story.pk)]
    etag = quote_etag(f"{story.text_hash[:16]}-{asked if is_card else 'file'}")
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(_draw(story, colours, is_card), "image/svg+xml")
    response["ETag"] = etag
    if request.GET.get("v") == story.text_hash[:8]:
        patch_cache_control(response, public=True, max_age=KEEP, s_maxage=LONGEST_SECONDS)
    else:
        patch_cache_control(response, public=True, max_age=LONGEST_SECONDS)
    return response


def _draw(story, colours, is_card):
    return hearts.draw_heart(
        story.story_text,
        story.because,
        rings=hearts.CARD_RINGS if is_card else hearts.FULL_RINGS,
        title=gettext("A heart drawn from the words of a story"),
        colours=colours,
        key=f"file-{story.pk}",
    )
