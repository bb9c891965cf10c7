"""The doors of the feeds: open to everybody, kept for a minute, not sent twice when nothing changed."""

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from cms.models import CampaignSettings
from cms.page_cache.life import LONGEST_SECONDS
from stories import feeds


@require_safe
@conditional_page
def feed(request, kind):
    """Answer with a feed of the newest stories; ?topic=… leaves those of one topic."""
    if kind not in feeds.KINDS:
        raise Http404("There is no such feed.")
    content = feeds.write(kind, request.GET, CampaignSettings.for_request(request))
    response = HttpResponse(content, content_type=feeds.KINDS[kind].content_type)
    return open_to_all(response)


def open_to_all(response):
    """Let scripts of other sites read a response (Fetch, 3.2), and caches keep it for a minute.

    It is the same for everybody: no cookie is read for it.
    """
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=LONGEST_SECONDS)
    return response
