"""Share cards at public addresses: only of stories and pages that everybody may see, asked anew each time."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.addresses import LARGEST_KEY
from cms.models import BasePage, CampaignSettings
from cms.page_cache.life import LONGEST_SECONDS
from stories import gone, share_files, share_picture
from stories.heart_views import KEEP
from stories.showing import Element, Surface, may_show


@require_safe
def story_card(request, pk, ending):
    """Answer with the card of a story; 410 for one that was taken down, 404 for one never shown.

    ending: "png" shows its sentence and its heart, "jpg" the picture that an editor chose for shared
    links, else its own if that may show.
    """
    from stories.models import StoryPage

    found = StoryPage.objects.select_related("submission", "picture", "share_picture")
    story = found.filter(pk=min(pk, LARGEST_KEY)).first()
    if story is None and gone.was_erased(request.path):
        return gone.answer_file()
    if story is None:
        raise Http404("There is no such card.")
    card = share_files.story_card(story, CampaignSettings.for_request(request))
    chosen = share_files.with_chosen(card, story) if ending == "jpg" else None
    element = Element.PICTURE if ending == "jpg" and not chosen else Element.WORDS
    if not may_show(story, Surface.SHARE_CARD, element):
        return _gone(story, ending)
    if ending == "jpg":
        card = chosen or share_files.with_picture(card, story.picture)
        if card is None:
            raise Http404("There is no such card.")
    response = _answer(request, card)
    # Drawing takes a second, in which the story may have been taken down.
    return response if may_show(story, Surface.SHARE_CARD, element) else _gone(story, ending)


@require_safe
def page_card(request, pk, ending):
    """Answer with the card of a page that is public and no story; 404 for every other.

    ending: "png" shows its title and a heart, "jpg" the picture that an editor chose for shared links.
    """
    from stories.models import StoryPage

    page = get_object_or_404(Page.objects.live().public(), pk=min(pk, LARGEST_KEY)).specific
    if not isinstance(page, BasePage) or isinstance(page, StoryPage):
        raise Http404("There is no such card.")
    card = share_files.page_card(page, CampaignSettings.for_request(request))
    if ending == "jpg":
        card = share_files.with_chosen(card, page)
        if card is None:
            raise Http404("There is no such card.")
    return _answer(request, card)


def _answer(request, card):
    etag = quote_etag(card.version)
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        try:
            response = HttpResponse(card.read(), card.content_type)
        except (share_picture.CardTooLarge, ObjectDoesNotExist, OSError) as error:
            raise Http404("There is no such card.") from error
    response["ETag"] = etag
    # It is made for other sites to show.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.GET.get("v") == card.version:
        patch_cache_control(response, public=True, max_age=KEEP, s_maxage=LONGEST_SECONDS)
    else:
        patch_cache_control(response, public=True, max_age=LONGEST_SECONDS)
    return response


def _gone(story, ending):
    """Answer for a story whose card may not show, and let its files go: only the picture's if that is all."""
    is_shown = may_show(story, Surface.SHARE_CARD)
    share_files.forget("story", story.pk, ending=ending if is_shown else "")
    if gone.has_left(story):
        return gone.answer_file()
    raise Http404("There is no such card.")
