"""Values that templates of every app need: the campaign's settings, its menus, paragraphs."""

from django import template
from django.core.cache import cache

from cms import picture_sizes, text
from cms.addresses import site_address
from cms.models import CampaignSettings
from cms.navigation import menu
from cms.timed_blocks import timing_of_child

register = template.Library()
NAME_SECONDS = 60


@register.simple_tag(takes_context=True)
def campaign(context):
    """Return the CampaignSettings of the site that is asked for, read once a request."""
    request = context.get("request")
    if request is None:
        return CampaignSettings.of_default_site()
    return CampaignSettings.for_request(request)


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
