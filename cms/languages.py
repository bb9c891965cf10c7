"""The language of an answer, which its address alone decides.

No cookie and no header of the browser has a say: so one address has one answer, which can be kept for all.
"""

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.http import Http404
from django.utils import translation
from wagtail.models import Locale, Site

# What a page calls its language, for readers and networks; a short code alone links to other versions.
TAGS = {"en": "en-US", "es": "es-US"}
NAMES = {"en": "English", "es": "Español"}


class LanguageMiddleware:
    """Speaks the language that stands first in the path, and the site's own where there is none.

    Django's own would look at the browser's wishes for what has no prefix, and say so in Vary.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer in the language of the address; whoever spoke before goes on in theirs."""
        with translation.override(language_of(request.path_info)):
            return self.get_response(request)


def language_of(path: str) -> str:
    """Return the language of a path such as "/es/historias/"."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def current() -> str:
    """Return the language that is spoken now."""
    language = translation.get_language()
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def is_default() -> bool:
    """Say whether the site's own language is spoken now."""
    return current() == settings.LANGUAGE_CODE


def tag(language: str = "") -> str:
    """Return a language, or the one that is spoken now, as a page names it: "en-US"."""
    language = language or current()
    return TAGS.get(language, language)


def name(language: str) -> str:
    """Return what a language calls itself."""
    return NAMES.get(language) or translation.get_language_info(language)["name_local"]


def refuse_other_language(page, request, args, kwargs):
    """Say that nothing is there where a page would answer at the address of another language; hook before_serve_page.

    Wagtail serves the site's own landing page for a language that has none.
    """
    here = row()
    if here.language_code != current() or page.locale_id != here.pk:
        raise Http404("This language has no such page.")


def home_address() -> str:
    """Return the path of the landing page in the language that is spoken now, if it has one."""
    if is_default():
        return "/"
    spoken = {root.language_code for root in Site.get_site_root_paths()}
    return f"/{current()}/" if current() in spoken else "/"


_rows: dict[str, Locale] = {}


def row(language: str = "") -> Locale:
    """Return Wagtail's row of a language, or of the one that is spoken now; of the site's own where it has none.

    Wagtail asks for it at each address and each link of a text. The table has one row a language and
    changes when one is added, so each process reads it once.
    """
    language = language or current()
    if language not in _rows:
        try:
            _rows[language] = Locale.objects.get_for_language(language)
        except (Locale.DoesNotExist, LookupError):
            return Locale.get_default()
    return _rows[language]


def remember_rows() -> None:
    """Let Wagtail ask `row` for the language that is spoken; called once by the start of the app."""
    Locale.get_active = staticmethod(row)
    for signal in (post_save, post_delete):
        signal.connect(_forget, sender=Locale, dispatch_uid=f"languages.{id(signal)}")


def _forget(**kwargs):
    _rows.clear()
