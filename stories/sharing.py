"""Plain links with which a visitor passes a story on: no script, no button of a network, no tracker."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from wagtail.models import Site

from cms import text
from cms.addresses import page_address
from cms.models import CampaignSettings

if TYPE_CHECKING:
    from django.http import HttpRequest

    from stories.models import StoryPage

# X counts every address as 23 signs, whatever its length (developer.x.com, "Counting characters").
X_LIMIT = 280
X_ADDRESS = 23
POSTED = "I told my story."


@dataclass(frozen=True)
class ShareLink:
    """One place to share a story: the label of the link and the whole address it leads to."""

    label: str
    url: str


@dataclass(frozen=True)
class ReadyPost:
    """What a sender may post without help, and says nothing that others may not see.

    text: both hashtags in a sentence; address: where it leads; hashtags: those to name;
    room: how many signs X leaves for the text; x, facebook, linkedin: the links.
    """

    text: str
    address: str
    hashtags: str
    room: int
    x: ShareLink
    facebook: ShareLink
    linkedin: ShareLink


def ready_post(request: "HttpRequest") -> ReadyPost:
    """Return a post about the campaign for a sender; their own line is added by their own browser.

    The thank-you page opens for whoever has its address, so nothing of a story may stand in it.
    """
    campaign = CampaignSettings.for_request(request)
    site = Site.find_for_request(request)
    address = page_address(site.root_page) if site else ""
    tags = " ".join(tag for tag in (campaign.hashtag, campaign.week_hashtag) if tag)
    words = " ".join(part for part in (POSTED, tags) if part)
    return ReadyPost(
        words, address, tags, X_LIMIT - X_ADDRESS - 1, *_links(address, words, campaign.hashtag)
    )


def links(story: "StoryPage", request: "HttpRequest") -> list[ShareLink]:
    """Return the links to Facebook, X and LinkedIn; none for a page that has no address yet.

    The sender's sentence goes along only where the sender agreed to be quoted elsewhere. Hashtags go
    wherever the network takes text: Facebook takes one, X takes any, LinkedIn takes the address only.
    """
    address = page_address(story)
    if not address:
        return []
    campaign = CampaignSettings.for_request(request)
    x, facebook, linkedin = _links(address, post_text(story, campaign), campaign.hashtag)
    return [facebook, x, linkedin]


def _links(address, words, hashtag):
    """Return the links to X, Facebook and LinkedIn."""
    x = urlencode({"text": words, "url": address})
    facebook = urlencode({"u": address, "hashtag": hashtag})
    linkedin = urlencode({"url": address})
    return (
        ShareLink("X", f"https://x.com/intent/post?{x}"),
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?{facebook}"),
        ShareLink("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?{linkedin}"),
    )


def post_text(story: "StoryPage", campaign: CampaignSettings) -> str:
    """Return what stands in a post before the address: the because line and both hashtags.

    It leaves room for the address within 280 signs. Without consent to quote the story elsewhere
    there are only the hashtags.
    """
    tags = [campaign.hashtag, campaign.week_hashtag]
    line = " ".join(story.because.split()) if may_quote(story) else ""
    # The sentence opens with the hashtag of the campaign already.
    tags = [tag for tag in tags if tag and tag.lower() not in line.lower()]
    room = X_LIMIT - X_ADDRESS - 1 - sum(len(tag) + 1 for tag in tags)
    return " ".join(part for part in (text.shorten(line, room), *tags) if part)


def may_quote(story: "StoryPage") -> bool:
    """Say whether the sender agreed to be quoted outside of this site."""
    from stories.models import Consent

    current = Consent.objects.current()
    return current.filter(submission=story.submission_id, scope=Consent.Scope.SOCIAL).exists()
