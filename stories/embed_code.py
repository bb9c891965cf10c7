"""The lines that put a story's card, or the form, on the page of another site."""

from html import escape
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from cms import languages
from cms.addresses import site_address
from stories.sender_language import address_in_language, speak_in_form

if TYPE_CHECKING:
    from cms.models import CampaignSettings
    from stories.models import StoryFormPage, StoryPage

HEIGHT = 440
FORM_HEIGHT = 900


def write(story: "StoryPage", campaign: "CampaignSettings") -> str:
    """Return the lines as HTML; "" for a story without an address.

    The words of the story stand in the frame alone, so that they leave every page with the story.
    Who sees no frame reads the link; the frame needs no script.
    """
    if not story.address:
        return ""
    name = escape(campaign.campaign_name or gettext("this campaign"))
    address = escape(story.address)
    card = escape(site_address(reverse("story_card_frame", args=[story.pk])))
    title = gettext("A story told on {campaign}").format(campaign=name)
    words = gettext("Read this story on {campaign}").format(campaign=name)
    return (
        f'<blockquote cite="{address}">\n'
        f'<iframe src="{card}" title="{title}" width="100%" height="{HEIGHT}" '
        'loading="lazy"></iframe>\n'
        f'<p><a href="{address}">{words}</a></p>\n'
        "</blockquote>"
    )


def write_form(form: "StoryFormPage", campaign: "CampaignSettings") -> tuple[str, str]:
    """Return what the language of a form calls itself, and the lines as HTML that show the form in it."""
    with speak_in_form(form):
        name = escape(campaign.campaign_name or gettext("this campaign"))
        title = gettext("Share your story for {campaign}").format(campaign=name)
        address = escape(site_address(address_in_language(reverse("embedded_form"))))
        lines = (
            f'<iframe src="{address}" title="{title}" width="100%" height="{FORM_HEIGHT}"></iframe>'
        )
        return languages.name(languages.current()), lines
