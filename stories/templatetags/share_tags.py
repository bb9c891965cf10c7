"""The head of a page for those who share it."""

from django import template

from cms.templatetags.cms_tags import campaign
from stories import share_meta

register = template.Library()


@register.inclusion_tag("stories/includes/share_meta.html", takes_context=True)
def page_meta(context):
    """Print Open Graph, the card of X and JSON-LD of the page; nothing in a preview and on pages of no address."""
    settings = campaign(context)
    page, request = context.get("page"), context.get("request")
    is_public = page and request and not getattr(request, "is_preview", False)
    meta = share_meta.describe(page, settings) if is_public else None
    return {"meta": meta, "campaign": settings}
