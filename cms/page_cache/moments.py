"""The moments at which time changes pages of any site: the ends of pages, and midnight in its own zone."""

from django.utils import timezone
from wagtail.models import Page

from cms.page_cache.life import midnights


def own_midnights(now, until):
    """Yield the beginnings of days in the zone of the site: blocks and consents end with a day."""
    return midnights(now, until, [timezone.get_default_timezone_name()])


def expiries(now, until):
    """Yield when pages go live or end by their schedule."""
    for name in ("expire_at", "go_live_at"):
        found = Page.objects.filter(**{f"{name}__gt": now, f"{name}__lte": until})
        yield from found.values_list(name, flat=True)
