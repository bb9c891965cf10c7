"""What a page offers to be taken along: the feeds of a list of stories, the card of one story, the form."""

from django import template

from cms.models import CampaignSettings
from stories import embed_code, feeds
from stories.finding import Wanted
from stories.models import StoryFormPage

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


@register.simple_tag
def form_codes(campaign: CampaignSettings) -> list[tuple[str, str]]:
    """Return for each form that is published its language and the lines that show it on another site's page."""
    forms = StoryFormPage.objects.live().order_by("pk")
    return [embed_code.write_form(form, campaign) for form in forms]
