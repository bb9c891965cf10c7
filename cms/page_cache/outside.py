"""Tells a cache in front of the site that pages changed; without one that listens, it asks within a minute."""

from types import SimpleNamespace

from django.conf import settings
from wagtail.models import Page, get_page_models

# Wagtail purges the page that was published itself. Beyond these, the minute does it.
MOST_PAGES = 200


def purge() -> None:
    """Ask the worker to purge the pages on which others show: the landing page, lists, the week.

    Pages that stand among many of their kind (a story) are purged by Wagtail, each by its own change.
    """
    if not getattr(settings, "WAGTAILFRONTENDCACHE", None):
        return
    from wagtail.contrib.frontend_cache.utils import purge_pages_from_cache

    kinds = [
        model
        for model in get_page_models()
        if getattr(model, "kept_by", None) is not None
        and not getattr(model, "is_one_of_many", False)
    ]
    if kinds:
        pages = Page.objects.live().public().type(*kinds).order_by("depth", "pk")[:MOST_PAGES]
        purge_pages_from_cache(list(pages.specific()), cache_object=SimpleNamespace())
