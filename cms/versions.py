"""Pages that say the same in another language: which there are, and which one a link leads to."""

from dataclasses import dataclass

from django.conf import settings as project
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, Site

from cms import languages
from cms.addresses import page_address
from cms.page_cache.facts import kept

# The pages to which the settings of the campaign lead.
MAIN_PAGES = ("form_page", "index_page", "banner_page")


@dataclass(frozen=True)
class Version:
    """A page in one language: its code, what the language calls itself, path and whole address."""

    language: str
    name: str
    url: str
    address: str
    is_here: bool = False


def languages_of(settings) -> dict[str, str]:
    """Return the path of each landing page of the tree with its language; settings: a CampaignSettings.

    Pages of a language that has no landing page are reached by nobody.
    """
    if not hasattr(settings, "_roots"):
        roots = Site.get_site_root_paths()
        settings._roots = {root.root_path: root.language_code for root in roots}
    return settings._roots


def private_paths(settings) -> tuple[str, ...]:
    """Return the paths of the tree below which not everybody may read; settings: a CampaignSettings."""
    if not hasattr(settings, "_private_paths"):
        closed = PageViewRestriction.objects.values_list("page__path", flat=True)
        settings._private_paths = tuple(kept("closed pages", lambda: list(closed)))
    return settings._private_paths


def versions_of(page: Page, settings, request: HttpRequest) -> list[Version]:
    """Return a page in each language in which visitors can read it, in the order of the site's languages.

    None at all for a page that says what it says in one language alone, and for an address below that
    of the page, which may have no like in another language.
    """
    here = page.get_url(request) if page.pk else None
    if (
        here != request.path
        or len(languages_of(settings)) < 2
        or getattr(page, "is_one_of_many", False)
    ):
        return []
    found = {languages.current(): page, **look_up(settings, page)[page.translation_key]}
    if len(found) < 2:
        return []
    return [
        Version(
            language,
            languages.name(language),
            found[language].get_url(request),
            page_address(found[language]),
            found[language].pk == page.pk,
        )
        for language, _ in project.LANGUAGES
        if language in found
    ]


def here(page: Page | None, settings) -> Page | None:
    """Return the version of a page in the language that is spoken now, or the page where there is none."""
    if (
        page is None
        or languages.is_default()
        or languages.current() not in languages_of(settings).values()
    ):
        return page
    return look_up(settings, page)[page.translation_key].get(languages.current(), page)


def look_up(settings, page: Page | None) -> dict:
    """Return by translation key the live public versions of pages, by language; of a page at least.

    On a page in another language than the site's own it is one query for all that is printed there:
    the page itself, the menus, and where the buttons lead.
    """
    known = settings.__dict__.setdefault("_versions", {})
    if page is not None and page.translation_key in known:
        return known
    wanted = {page.translation_key} if page is not None else set()
    if not known and not languages.is_default():
        linked = [getattr(settings, name) for name in MAIN_PAGES]
        linked += [link.page for link in settings.linked_pages]
        wanted |= {one.translation_key for one in linked if one}
    if not wanted:
        return known
    known.update({key: {} for key in wanted})
    private = private_paths(settings)
    codes = languages_of(settings)
    twins = Page.objects.filter(translation_key__in=wanted, live=True)
    for twin in kept(("twins", frozenset(wanted)), lambda: list(twins)):
        root = next((path for path in codes if twin.url_path.startswith(path)), None)
        if root and not twin.path.startswith(private):
            known[twin.translation_key][codes[root]] = twin
    return known
