"""Answers anonymous visitors with a kept page, or keeps the one that is built for them."""

import time

from django.conf import settings
from django.utils.cache import patch_cache_control
from wagtail.models import Site

from cms.page_cache import facts, keys, marks
from cms.page_cache.entries import make_entry
from cms.page_cache.life import calendar
from cms.page_cache.store import store
from cms.page_cache.version import version


class PageCacheMiddleware:
    """Stands before everything that costs: sessions, sign-in, pages, the policy of their content."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer with a kept page where there is one that holds."""
        key = keys.key_of(request) if settings.PAGE_CACHE else None
        # Read before anything is built: what changes meanwhile ends the page that is built now.
        held = version.current() if key else None
        if held is None:
            return close_to_others(self.get_response(request))
        entry = store.find(key, held)
        return entry.answer(request) if entry else self.build(request, key, held)

    def build(self, request, key, held):
        """Answer with a page that is built now, by one visitor for all who ask at the same time."""
        with store.turn(key) as has_waited:
            if has_waited:
                # Something may have changed meanwhile.
                held = version.current()
            entry = store.find(key, held) or store.find_shared(key, held)
            if entry:
                return entry.answer(request)
            return self.build_alone(request, key, held)

    def build_alone(self, request, key, held):
        """Build the page, keep it if it may be kept, and answer with it."""
        begun = time.time()
        keys.drop_trackers(request)
        request.page_key = key
        with facts.building(held):
            # Wagtail keeps it on the request; the host is known to be one of ours (keys.key_of).
            request._wagtail_site = facts.kept(
                ("site", request.get_host()), lambda: Site.find_for_request(request)
            )
            response = self.get_response(request)
        if not marks.may_keep(request, response):
            store.note_unkept(key)
            return close_to_others(response)
        entry = make_entry(response, calendar.end_of(begun, held))
        if request.method == "GET" or response.content:
            store.keep(key, held, entry)
        return entry.answer(request)


def close_to_others(response):
    """Return the answer; what a kept page says to one visitor alone is not for shared caches."""
    if marks.is_marked(response) and not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_cache=True)
    return response
