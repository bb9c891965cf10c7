"""What a page offers to be taken along: the feeds of a list of stories, the card of one story."""

from django import template

from cms.models import CampaignSettings
from stories import embed_code, feeds
from stories.finding import Wanted

register = template.Library()


@register.simple_tag(takes_context=True)
def feed_links(context, wanted: Wanted | None = None) -> list[feeds.FeedLink]:
    """Return the feeds of all stories, or of those that a list was narrowed to."""
    request = context.get("request")
    return feeds.links(CampaignSettings.for_request(request), wanted) if request else []


@register.simple_tag(takes_context=True)
def card_code(context, story) -> str:
    """Return the lines that put a story's card on another site's page, "" for one that is not live."""
    request = context.get("request")
    if request is None or not story.live:
        return ""
    return embed_code.write(story, CampaignSettings.for_request(request))
