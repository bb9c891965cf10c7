"""The card of one story for the pages of other sites: any site may show it, it needs no script and no cookie."""

from django.http import Http404
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.addresses import LARGEST_KEY
from cms.page_cache.life import LONGEST_SECONDS
from stories import cards, entries, gone
from stories.embedding import let_in
from stories.sender_language import known
from stories.showing import Surface


@require_safe
def card(request, pk):
    """Answer with the card; kind words and 410 for a story that was taken down, 404 for one never shown."""
    from stories.models import StoryPage

    story = entries.public_rows(Surface.EMBED).filter(pk=min(pk, LARGEST_KEY)).first()
    found = entries.read([story]) if story else []
    if found:
        [made] = cards.make_cards([story], key="frame")
        context = {"card": made, "entry": found[0]}
        # On another site's page the story's own language is all that is known of the reader's.
        with translation.override(known(story.language)):
            response = render(request, "stories/card_frame.html", context)
    else:
        rows = StoryPage.objects.select_related("submission")
        story = rows.filter(pk=min(pk, LARGEST_KEY)).first()
        if not (gone.has_left(story) if story else gone.was_erased(request.path)):
            raise Http404("There is no such card.")
        response = render(request, "stories/card_frame_gone.html", status=410)
    patch_cache_control(response, public=True, max_age=LONGEST_SECONDS)
    return let_in(response, ["*"])
