"""Menus: from the links that editors keep to what a template prints."""

from dataclasses import dataclass

from wagtail.models import PageViewRestriction, Site

from cms.page_cache.facts import kept


@dataclass(frozen=True)
class Link:
    """One printed link of a menu."""

    label: str
    href: str
    is_current: bool = False


def menu(settings, where, request=None):
    """Return the links of one menu, unpublished and private pages left out.

    settings is a CampaignSettings, where is "header" or "footer".
    """
    if request is None or settings.pk is None:
        return []
    site = Site.find_for_request(request)
    links = []
    for link in _rows(settings):
        if link.where != where:
            continue
        if link.page_id:
            if not link.page.live:
                continue
            href = link.page.get_url(request, current_site=site)
            if not href:
                continue
        else:
            href = link.address
        links.append(Link(link.label, href, href == request.path))
    return links


def _rows(settings):
    # Header and footer are printed in one request: two queries serve both, however many links.
    if not hasattr(settings, "_menu_rows"):
        settings._menu_rows = kept(("menus", settings.pk), lambda: _read_rows(settings))
    return settings._menu_rows


def _read_rows(settings):
    private = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    return [
        link
        for link in settings.menu_links.select_related("page")
        # A restriction closes everything below its page too; paths of pages nest.
        if not (link.page_id and link.page.path.startswith(private))
    ]
