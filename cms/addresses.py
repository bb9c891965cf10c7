"""Whole addresses of pages, for links that leave the site: mails, canonical links, shared posts."""

from django.conf import settings

# The largest key that an address may ask for: SQLite cannot even be asked for a larger one.
LARGEST_KEY = 2**63 - 1


def site_address(path):
    """Return the whole address of a path below the site's public address (SITE_URL).

    Wagtail's own full_url asks the site record, which names no port in development.
    """
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def page_address(page):
    """Return the whole address of a page; "" for one that is outside of the site or not saved."""
    parts = page.get_url_parts() if page and page.pk else None
    return site_address(parts[2]) if parts and parts[2] else ""
