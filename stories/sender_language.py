"""The language in which people are spoken to about a story: that of the form through which it came.

The pages behind private links have one address for every language, and mails are written by workers. So
the story decides, and never who happens to ask. Each of these speaks inside of a `with`, so that no
language stays for the next request or the next task.
"""

from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.utils import translation
from wagtail.models import Page

from cms import languages

# Names the language in the address of a page that is about no story.
PARAMETER = "language"


def language_of(submission) -> str:
    """Return the language of the form through which a story or a draft came, the site's own without one."""
    return language_of_page(getattr(submission, "page_id", None))


def language_of_page(pk) -> str:
    """Return the language of a page by its key, the site's own for None and for a page that is gone."""
    codes = Page.objects.filter(pk=pk).values_list("locale__language_code", flat=True)
    return known(codes.first() if pk else None)


def known(language) -> str:
    """Return the language if the site speaks it, else the site's own."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def speak_to_sender_of(submission):
    """Speak the sender's language inside of a `with`."""
    return translation.override(language_of(submission))


def speak_in_form(page):
    """Speak the language of a form page inside of a `with`."""
    return translation.override(known(page.locale.language_code if page else None))


def as_asked(view):
    """Let a page that is about no story speak the language that its address names."""

    @wraps(view)
    def spoken(request, *args, **kwargs):
        asked = request.GET.get(PARAMETER) or request.POST.get(PARAMETER)
        with translation.override(known(asked)):
            return view(request, *args, **kwargs)

    return spoken


def address_in_language(address: str) -> str:
    """Return the address of such a page, so that it goes on in the language that is spoken now."""
    if languages.is_default():
        return address
    return f"{address}?{urlencode({PARAMETER: languages.current()})}"
