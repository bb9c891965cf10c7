"""The lines that put a story's card on the page of another site."""

from html import escape
from typing import TYPE_CHECKING

from django.urls import reverse

from cms.addresses import site_address

if TYPE_CHECKING:
    from cms.models import CampaignSettings
    from stories.models import StoryPage

HEIGHT = 440


def write(story: "StoryPage", campaign: "CampaignSettings") -> str:
    """Return the lines as HTML; "" for a story without an address.

    The words of the story stand in the frame alone, so that they leave every page with the story.
    Who sees no frame reads the link; the frame needs no script.
    """
    if not story.address:
        return ""
    name = escape(campaign.campaign_name or "this campaign")
    address = escape(story.address)
    card = escape(site_address(reverse("story_card_frame", args=[story.pk])))
    return (
        f'<blockquote cite="{address}">\n'
        f'<iframe src="{card}" title="A story told on {name}" width="100%" height="{HEIGHT}" '
        'loading="lazy"></iframe>\n'
        f'<p><a href="{address}">Read this story on {name}</a></p>\n'
        "</blockquote>"
    )
