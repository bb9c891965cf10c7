"""Short and former addresses: each leads to a page that may be read, and never in front of one."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_dummy_request
from wagtail.models import Page, Site

from cms import clock
from cms.languages import language_of

# A longer query is no link of ours; Django refuses to lead to long addresses at all.
LONGEST_QUERY = 1000


class ShortAddressMiddleware(RedirectMiddleware):
    """Looks for a redirect where nothing else answers, as Wagtail's does, and tells nothing of hidden pages."""

    def process_response(self, request, response):
        """Return the answer, or the way to the page that the address stands for.

        The parameters of the query go along. Nobody keeps the way without asking again, so a change
        is seen at once, though search engines still read "for good" or "for now" from the status.
        """
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        found, query = find(request)
        if found is None:
            return response
        if found.redirect_page_id:
            refused = _refusal(found.redirect_page.specific, request, response)
            if refused is not None:
                return refused
        target = with_query(found.link or "", query)
        if not target or _is_here(target, request):
            return response
        kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
        return kind(target, headers={"Cache-Control": "no-cache"})


def find(request) -> tuple[Redirect | None, str]:
    """Return the redirect of an address and the query that it leaves over; (None, "") without one.

    Small and large letters are the same to people, so an address is also looked for in small ones.
    """
    whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    path, query = urlsplit(whole).path, request.META.get("QUERY_STRING", "")
    for address, left in dict.fromkeys([(whole, ""), (path, query), (path.lower(), query)]):
        found = get_redirect(request, address)
        if found is not None:
            return found, left
    return None, ""


def with_query(address: str, query: str) -> str:
    """Return an address with a query added to its own; one that is too long is left out."""
    if not address or not query or len(query) > LONGEST_QUERY:
        return address
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, query]))))


def standing_at(path: str) -> Page | str | None:
    """Return what answers at a path such as "/week" in front of every redirect.

    The page that stands there or will once it is published, "" for a part of the site itself, or None.
    """
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return ""
    matches = []
    with translation.override(language_of(path)):
        for address in (path, f"{path.rstrip('/')}/"):
            try:
                matches.append(resolve(address))
            except Resolver404:
                continue
        if any(match.url_name != "wagtail_serve" for match in matches):
            return ""
        site = Site.objects.filter(is_default_site=True).first()
        if not matches or site is None:
            return None
        request = get_dummy_request(path=path, site=site)
        route = Page.route_for_request(request, "".join(matches[-1].args))
        if route:
            return route[0]
    slug = path.rstrip("/").rpartition("/")[2]
    drafts = Page.objects.filter(slug=slug, live=False)
    addresses = {page: urlsplit(page.get_url(request) or "").path for page in drafts}
    return next((page for page, at in addresses.items() if at.strip("/") == path.strip("/")), None)


def _refusal(page, request, nothing):
    """Return what the address of a page answers that may not be read now, None for one that may.

    nothing: the answer that nothing is there. A story that left says so itself, and the address that
    it has now is told to nobody.
    """
    if getattr(page, "ends_by_itself", False):
        try:
            answered = page.serve(request)
        except Http404:
            return nothing
        return None if answered.status_code == 200 else answered
    is_over = page.expire_at and page.expire_at <= clock.now()
    return None if page.live and not is_over else nothing


def _is_here(target, request):
    """Say whether a redirect would lead back to the address that was asked for."""
    parts = urlsplit(target)
    return parts.path == request.path and parts.netloc in ("", request.get_host())
