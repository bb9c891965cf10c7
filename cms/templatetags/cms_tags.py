"""Values that templates of every app need: the campaign's settings, its menus, languages, paragraphs."""

import copy

from django import template
from django.core.cache import cache
from django.utils.html import format_html
from django.utils.translation import get_language_bidi
from wagtail.models import Page

from cms import languages, picture_sizes, text, versions
from cms.addresses import site_address
from cms.models import CampaignSettings
from cms.navigation import banner, menu
from cms.other_languages import say
from cms.timed_blocks import timing_of_child

register = template.Library()
NAME_SECONDS = 60


@register.simple_tag(takes_context=True)
def campaign(context):
    """Return the CampaignSettings of the site that is asked for, read once a request.

    On a page in another language its main pages and its words are those of that language.
    """
    request = context.get("request")
    if request is None:
        return CampaignSettings.of_default_site()
    settings = CampaignSettings.for_request(request)
    return settings if languages.is_default() else _in_this_language(settings, context.get("page"))


def _in_this_language(settings, page):
    """Return a copy of the settings, which nobody saves, with what the language has of its own."""
    kept = settings.__dict__.setdefault("_in_languages", {})
    if languages.current() not in kept:
        # Before the copy is made, so that both know what was read.
        versions.look_up(settings, page if isinstance(page, Page) else None)
        found = copy.copy(settings)
        for name in versions.MAIN_PAGES:
            setattr(found, name, versions.here(getattr(settings, name), settings))
        found.tagline = say(settings.tagline, settings.tagline_elsewhere)
        kept[languages.current()] = found
    return kept[languages.current()]


@register.simple_tag(takes_context=True)
def campaign_name(context):
    """Return the name of the campaign for the frame of the admin, where it may be a minute old: no page asks for it."""
    request = context.get("request")
    key = f"campaign-name:{request.get_host()}" if request else "campaign-name"
    return cache.get_or_set(key, lambda: campaign(context).campaign_name, NAME_SECONDS)


@register.simple_tag(takes_context=True)
def site_menu(context, where):
    """Return the links of the menu "header" or "footer": objects with label, href and is_current."""
    return menu(campaign(context), where, context.get("request"))


@register.simple_tag(takes_context=True)
def site_banner(context):
    """Return the banner of this moment with label, href ("" for no link) and is_current; None without one."""
    return banner(campaign(context), context.get("request"))


@register.simple_tag(takes_context=True)
def page_versions(context):
    """Return the page in each language it has (cms.versions.Version); none where it has but one."""
    page, request = context.get("page"), context.get("request")
    if page is None or request is None or not isinstance(page, Page):
        return []
    return versions.versions_of(page, CampaignSettings.for_request(request), request)


@register.simple_tag
def page_language():
    """Return the language of the page for its html element, such as "en-US"."""
    return languages.tag()


@register.simple_tag
def page_locale():
    """Return the language of the page as Open Graph writes it: "en_US"."""
    return languages.tag().replace("-", "_")


@register.simple_tag
def page_direction():
    """Return the direction in which the language of the page is written: "ltr" or "rtl"."""
    return "rtl" if get_language_bidi() else "ltr"


@register.simple_tag
def landing_url():
    """Return the address of the landing page in the language of the page."""
    return languages.home_address()


@register.filter
def foreign(language):
    """Return a lang attribute for words in a language that is not the page's own; else nothing."""
    return format_html(' lang="{}"', language) if language != languages.current() else ""


@register.filter
def whole_address(path):
    """Return the whole public address of a path."""
    return site_address(path)


@register.simple_tag
def picture_in(image, name, **attrs):
    """Print a picture in the sizes "square" or "wide" (cms.picture_sizes); nothing without one.

    attrs: of its img; "sizes" says how wide it is shown.
    """
    return picture_sizes.show(image, name, attrs) if image else ""


@register.filter
def paragraphs(value):
    """Return the paragraphs of a plain text as a list."""
    return text.paragraphs(value or "")


@register.simple_tag(takes_context=True)
def shown(context, stream):
    """Return the blocks of a StreamField that show at the moment for which the page is rendered."""
    standing = context.get("standing") or context["page"].get_standing()
    return [child for child in stream if timing_of_child(child).shows(standing)]
