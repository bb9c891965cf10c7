"""Menus: from the links that editors keep to what a template prints."""

from dataclasses import dataclass

from wagtail.models import Site

from cms import versions


@dataclass(frozen=True)
class Link:
    """One printed link of a menu."""

    label: str
    href: str
    is_current: bool = False


def menu(settings, where, request=None):
    """Return the links of one menu in the language that is spoken, unpublished and private pages left out.

    settings is a CampaignSettings, where is "header" or "footer". A page without a version in that
    language is linked as it is.
    """
    if request is None or settings.pk is None:
        return []
    site = Site.find_for_request(request)
    links = []
    for link in _rows(settings):
        if link.where != where:
            continue
        if link.page_id:
            page = versions.here(link.page, settings)
            if not page.live:
                continue
            href = page.get_url(request, current_site=site)
            if not href:
                continue
        else:
            href = link.address
        links.append(Link(link.shown_label, href, href == request.path))
    return links


def _rows(settings):
    private = versions.private_paths(settings)
    return [
        link
        for link in settings.linked_pages
        # A restriction closes everything below its page too; paths of pages nest.
        if not (link.page_id and link.page.path.startswith(private))
    ]
