"""The language of the page and of the words on it, and addresses that go on in it."""

from django import template
from django.urls import reverse

from stories.aspects import LANGUAGES
from stories.sender_language import address_in_language

register = template.Library()
register.filter("in_language", address_in_language)


@register.simple_tag
def ask_for_link_address() -> str:
    """Return the address of the page where a new private link is asked for."""
    return address_in_language(reverse("ask_for_link"))


@register.filter
def language_name(language) -> str:
    """Return what a language of stories calls itself."""
    return dict(LANGUAGES).get(language, language)
