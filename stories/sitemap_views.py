"""The doors of search engines: the sitemap in its parts, and what they are asked to leave alone."""

from django.conf import settings
from django.core.cache import cache
from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from cms.addresses import site_address
from cms.models import CampaignSettings
from stories import sitemap

FRESH_SECONDS = 60
# It walks over every story, and names none: a new section can wait.
INDEX_SECONDS = 300
LARGEST_NUMBER = 2**31 // sitemap.RANGE
XML = "application/xml; charset=utf-8"


@require_safe
@conditional_page
def index(request):
    """Answer with the list of the sections."""
    sections = cache.get_or_set("sitemap-sections", sitemap.sections, INDEX_SECONDS)
    return _answer(render(request, "stories/sitemap_index.xml", {"sections": sections}, XML))


@require_safe
@conditional_page
def section(request, kind, number):
    """Answer with one section; 404 for one that holds nothing."""
    if kind not in sitemap.KINDS or number > LARGEST_NUMBER:
        raise Http404("There is no such part of the sitemap.")
    places = sitemap.places(kind, number)
    if not places:
        raise Http404("There is nothing in this part of the sitemap.")
    return _answer(render(request, "stories/sitemap.xml", {"places": places}, XML))


@require_safe
@conditional_page
def robots(request):
    """Answer with what robots may visit (RFC 9309): nothing in development and on a site of samples."""
    form_page = CampaignSettings.for_request(request).form_page
    # In each language, whether it is open or not.
    forms = form_page.get_translations(inclusive=True) if form_page else []
    context = {
        "is_closed": settings.DEBUG or _is_demo(),
        "form_urls": [page.url for page in forms if page.url],
        "sitemap": site_address("/sitemap.xml"),
    }
    return _answer(render(request, "stories/robots.txt", context, "text/plain; charset=utf-8"))


def _is_demo() -> bool:
    """Say whether every story that visitors see is an invented one."""
    from stories.models import StoryPage

    live = StoryPage.objects.live()
    samples = live.filter(submission__is_sample=True)
    return samples.exists() and not live.filter(submission__is_sample=False).exists()


def _answer(response):
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response
