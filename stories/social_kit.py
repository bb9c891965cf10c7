"""The social kit of a story: its card, the words for those who do not see it, a post for each network, in one file."""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from django.db import transaction
from django.template.defaultfilters import date as format_date
from django.utils import timezone

from stories import outside_copies, share_files, share_meta, sharing
from stories.models import Consent, OutsideCopy
from stories.promotion import require_promoter
from stories.share_files import ShareCard
from stories.showing import Surface, may_show
from stories.social_posts import BY_NAME, ReadyText

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from cms.models import CampaignSettings
    from stories.models import StoryPage

NO_PAGE = "The story has no page yet. Make its page first, then publish it."
NOT_LIVE = "The story is not on the site. Publish its page first."
NO_YES = (
    "The sender has not agreed to be quoted on social media, or the yes has ended. "
    "You can still pass on the address of the page."
)
NOT_NOW = "The story may not be shown at this moment. Its desk says why."


class KitRefused(Exception):
    """The story may not be used on social media; the message says why, in a sentence or two for staff."""


@dataclass(frozen=True)
class SocialKit:
    """All that is needed to post a story. cards: its heart first, its own picture after it if that may show."""

    story: "StoryPage"
    cards: list[ShareCard]
    posts: list[ReadyText]

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return f"{self.story.submission.number}-social-kit.zip"


def refusal(story: "StoryPage | None") -> str:
    """Return why a story may not be used on social media; "" if it may."""
    if story is None:
        return NO_PAGE
    if may_show(story, Surface.SOCIAL_KIT):
        return ""
    if not story.live:
        return NOT_LIVE
    current = Consent.objects.current().filter(submission=story.submission_id)
    return NOT_NOW if current.filter(scope=Consent.Scope.SOCIAL).exists() else NO_YES


def put_together(story: "StoryPage | None", campaign: "CampaignSettings") -> SocialKit:
    """Return the kit of a story. Raises KitRefused."""
    reason = refusal(story)
    if reason:
        raise KitRefused(reason)
    cards = [share_files.story_card(story, campaign)]
    shared = share_meta.card_of(story, campaign)
    cards += [shared] if shared.picture else []
    return SocialKit(story, cards, sharing.ready_texts(story, campaign))


def take(
    story: "StoryPage",
    campaign: "CampaignSettings",
    *,
    networks: list[str],
    user: "AbstractBaseUser",
    now: datetime | None = None,
) -> bytes:
    """Return the kit as one ZIP file, and note for each network that the story is used there.

    networks: names of social_posts.NETWORKS. Raises KitRefused, PermissionDenied.
    """
    require_promoter(user)
    kit = put_together(story, campaign)
    # Before the transaction: drawing takes a second.
    file = _pack(kit, networks)
    with transaction.atomic():
        for name in networks:
            _note(story, f"{BY_NAME[name].label}, from the social kit", user, now)
    return file


def note_post(
    story: "StoryPage",
    *,
    network: str,
    address: str = "",
    user: "AbstractBaseUser",
    now: datetime | None = None,
) -> OutsideCopy:
    """Note where a story was posted: its address, or the network and the day. Raises PermissionDenied.

    What was posted is noted even if the story may not be used any more: then it has to be found.
    """
    require_promoter(user)
    if address:
        kind = OutsideCopy.Kind.NETWORK
        return outside_copies.note(story, kind=kind, where=address, user=user, at=now)
    return _note(story, f"{BY_NAME[network].label}, posted", user, now)


def _note(story, what, user, now):
    now = now or timezone.now()
    where = f"{what} on {format_date(timezone.localtime(now), 'F j, Y, g:i a')}"
    return outside_copies.note(story, kind=OutsideCopy.Kind.NETWORK, where=where, user=user, at=now)


def _pack(kit, networks):
    file = BytesIO()
    posts = [post for post in kit.posts if post.network.name in networks]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for card in kit.cards:
            archive.writestr(f"{_name_of(card)}.{card.ending}", card.read())
        alts = "\n\n".join(f"{_name_of(card)}.{card.ending}:\n{card.alt}" for card in kit.cards)
        archive.writestr("alt.txt", f"{alts}\n")
        told = "\n\n\n".join(f"--- {post.network.label} ---\n\n{post.text}" for post in posts)
        archive.writestr("posts.txt", f"{told}\n")
    return file.getvalue()


def _name_of(card):
    return "picture" if card.picture else "card"
