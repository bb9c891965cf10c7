"""Pages in the words of schema.org, for search engines (JSON-LD)."""

import json

from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from cms.addresses import page_address, site_address
from cms.page_cache.facts import kept

# What could end the script element or start a comment in it (as django.utils.html.json_script does).
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
CONTEXT = "https://schema.org"


def write(data: dict) -> SafeString:
    """Return one thing of schema.org as JSON, safe inside of a script element; parts that are None or "" are left out."""
    kept = {name: value for name, value in data.items() if value not in (None, "")}
    words = json.dumps({"@context": CONTEXT, **kept}, ensure_ascii=False)
    return mark_safe(words.translate(ESCAPES))


def organizer(campaign) -> dict:
    """Return who runs the campaign as an Organization, with its accounts elsewhere; campaign: a CampaignSettings."""
    accounts = [account.address for account in campaign.accounts]
    return {
        "@type": "Organization",
        "name": campaign.shown_organiser,
        "url": site_address("/"),
        **({"sameAs": accounts} if accounts else {}),
    }


def _above(page):
    return page.get_ancestors().live().public().filter(depth__gt=1)


def breadcrumbs(page: Page) -> SafeString | None:
    """Return the way from the front page to a page as a BreadcrumbList; None for the front page itself.

    Pages on the way that not everybody may see are left out.
    """
    above = page.path[: -page.steplen]
    way = kept(("way", above), lambda: [(one.title, page_address(one)) for one in _above(page)])
    if not way or not page_address(page):
        return None
    return write(
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": name, "item": address}
                for place, (name, address) in enumerate(
                    [*way, (page.title, page_address(page))], start=1
                )
            ],
        }
    )
