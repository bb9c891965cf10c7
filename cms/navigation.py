"""Menus and the banner: from what editors keep to what a template prints."""

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
    links = []
    private = versions.private_paths(settings)
    for link in settings.linked_pages:
        if link.where != where:
            continue
        href = _href_of(link.page, settings, private, request) if link.page_id else link.address
        if href:
            links.append(Link(link.shown_label, href, href == request.path))
    return links


def banner(settings, request=None):
    """Return the banner as a Link in the language that is spoken, or None at a moment at which none shows.

    settings is a CampaignSettings. Its href is "" where it leads nowhere, as to a page that not
    everybody may read.
    """
    words = settings.shown_banner_text
    if not words or request is None or settings.pk is None:
        return None
    href = settings.banner_address
    if settings.banner_page_id:
        private = versions.private_paths(settings)
        href = _href_of(settings.banner_page, settings, private, request)
    return Link(words, href, href == request.path)


def _href_of(page, settings, private, request):
    """Return the address of a page in the language that is spoken, "" for an unpublished or private one."""
    # A restriction closes everything below its page too; paths of pages nest.
    if page.path.startswith(private):
        return ""
    page = versions.here(page, settings)
    if not page.live:
        return ""
    return page.get_url(request, current_site=Site.find_for_request(request)) or ""
