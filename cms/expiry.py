"""Ends a page at the moment that its editor chose, before the tick has taken it down."""

from django.http import Http404

from cms import clock


def refuse_expired(page, request, args, kwargs):
    """Answer 404 for a page that is past its last moment; for Wagtail's hook before_serve_page.

    Types that know better (a story that was withdrawn is gone for good) say so by `ends_by_itself`.
    """
    if getattr(page, "ends_by_itself", False):
        return
    if page.expire_at and page.expire_at <= clock.now():
        raise Http404("This page has expired.")
