"""Plain links with which a visitor passes a story on: no script, no button of a network, no tracker."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.addresses import page_address
from cms.models import CampaignSettings
from stories import social_posts
from stories.showing import Surface, may_show
from stories.social_posts import ReadyText, Told

if TYPE_CHECKING:
    from django.http import HttpRequest

    from stories.models import StoryPage

X_LIMIT = social_posts.X.limit
X_ADDRESS = social_posts.X_ADDRESS
POSTED = _("I told my story.")


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
    words = " ".join(part for part in (str(POSTED), tags) if part)
    return ReadyPost(
        words, address, tags, X_LIMIT - X_ADDRESS - 1, *_links(address, words, campaign.hashtag)
    )


def links(story: "StoryPage", request: "HttpRequest") -> list[ShareLink]:
    """Return the links to Facebook, X, LinkedIn and an email; none for a page that has no address yet.

    The sender's sentence goes along only where the sender agreed to be quoted elsewhere. Both
    hashtags go everywhere; Facebook shows its visitors only the first one ready to post.
    """
    address = page_address(story)
    if not address:
        return []
    campaign = CampaignSettings.for_request(request)
    words = post_text(story, campaign)
    x, facebook, linkedin = _links(address, words, campaign.hashtag)
    subject = gettext("A story from {campaign}").format(campaign=campaign.campaign_name)
    # An address of this kind knows no plus for a space (RFC 6068).
    mail = urlencode({"subject": subject, "body": f"{words}\n\n{address}"}, quote_via=quote)
    return [facebook, x, linkedin, ShareLink("email", f"mailto:?{mail}")]


def _links(address, words, hashtag):
    """Return the links to X, Facebook and LinkedIn."""
    x = urlencode({"text": words, "url": address})
    facebook = urlencode({"u": address, "hashtag": hashtag, "quote": words})
    # The link that LinkedIn documents takes an address alone; this one takes the whole post.
    linkedin = urlencode({"shareActive": "true", "text": f"{words} {address}"})
    return (
        ShareLink("X", f"https://x.com/intent/post?{x}"),
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?{facebook}"),
        ShareLink("LinkedIn", f"https://www.linkedin.com/feed/?{linkedin}"),
    )


def post_text(story: "StoryPage", campaign: CampaignSettings) -> str:
    """Return what stands in a post before the address: the because line and both hashtags.

    It leaves room for the address within what X takes. Without consent to quote the story elsewhere
    there are only the hashtags.
    """
    line = story.because if may_quote(story) else ""
    room = X_LIMIT - X_ADDRESS - 1
    return social_posts.line_with_hashtags(
        line, _hashtags(campaign), room, social_posts.weigh_for_x
    )


def ready_texts(
    story: "StoryPage", campaign: CampaignSettings, *, names_teller: bool = True
) -> list[ReadyText]:
    """Return a post for each network; the sender's words are in it only where they may be used off this site.

    names_teller: say who told it, as a post by others has to.
    """
    is_quoted = may_show(story, Surface.SOCIAL_KIT)
    told = Told(
        sentence=(story.because or story.title) if is_quoted else "",
        teller=gettext("Told by {teller}").format(teller=story.shown_teller)
        if is_quoted and names_teller and story.teller
        else "",
        address=page_address(story),
        hashtags=_hashtags(campaign),
    )
    return social_posts.write(told)


def _hashtags(campaign):
    return tuple(tag for tag in (campaign.hashtag, campaign.week_hashtag) if tag)


def may_quote(story: "StoryPage") -> bool:
    """Say whether the sender agreed to be quoted outside of this site."""
    return may_show(story, Surface.SOCIAL_KIT)
