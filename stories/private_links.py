"""The links that are mailed to a sender: made, found, used; of each only the hash of its token is kept."""

import hashlib
import secrets
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from cms.addresses import site_address
from stories.models import PrivateLink

Purpose = PrivateLink.Purpose
DAYS = {Purpose.CONFIRM: 30, Purpose.STATUS: 90}
# Stands in a stored mail where the sent one has a token.
NO_TOKEN = "sent"


class LinkRefused(Exception):
    """A link that opens nothing."""


class UnknownLink(LinkRefused):
    """No story has this link: it was cut off or mistyped, or the story was erased."""


class SpentLink(LinkRefused):
    """The link is too old, or a newer one was used since; `link` says which it was."""

    def __init__(self, link):
        super().__init__("The link does not work any more.")
        self.link = link


class UnconfirmedLink(SpentLink):
    """The address that the link went to is not confirmed, or not any more."""


def make(submission, purpose: str, *, now=None) -> str:
    """Return the token of a new link, 256 random bits; it can be read here and never again."""
    now = now or timezone.now()
    token = secrets.token_urlsafe(32)
    PrivateLink.objects.create(
        submission=submission,
        purpose=purpose,
        digest=digest_of(token),
        created_at=now,
        expires_at=now + timedelta(days=DAYS[purpose]),
    )
    return token


def find(token: str, *, now=None) -> PrivateLink:
    """Return the link to the status page that has this token, with its submission. Nothing is changed.

    Raises UnknownLink, SpentLink, UnconfirmedLink.
    """
    link = (
        PrivateLink.objects.select_related("submission")
        .filter(digest=digest_of(token), purpose=Purpose.STATUS)
        .first()
    )
    if link is None:
        raise UnknownLink("No story has this link.")
    if not link.submission.is_confirmed:
        raise UnconfirmedLink(link)
    newer = PrivateLink.objects.filter(
        submission=link.submission_id, purpose=Purpose.STATUS, pk__gt=link.pk
    )
    if link.expires_at <= (now or timezone.now()) or newer.exclude(used_at=None).exists():
        raise SpentLink(link)
    return link


def use(token: str, *, now=None) -> PrivateLink:
    """Return the link for something that is done with it; links mailed before it stop working.

    Opening a page does not count: mail programs open links by themselves. Raises as `find` does.
    """
    link = find(token, now=now)
    PrivateLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now or timezone.now())
    return link


def placeholder() -> str:
    """Return what a mail holds instead of the link to the status page until it is sent."""
    return site_address(reverse("story_status", args=[NO_TOKEN]))


def fill_in(body: str, submission, to: str) -> str:
    """Return the words of a mail that is about to leave, each placeholder replaced by a new link.

    So no token is ever stored. Who has not confirmed the address yet gets the link that does, which
    leads on to the same page; who is not the sender gets none.
    """
    place = reverse("story_status", args=[NO_TOKEN])
    if submission is None or place not in body or submission.sender_email != to:
        return body
    if submission.is_confirmed:
        address = reverse("story_status", args=[make(submission, Purpose.STATUS)])
    else:
        address = reverse("confirm_link", args=[make(submission, Purpose.CONFIRM)])
    return body.replace(place, address)


def digest_of(token: str) -> str:
    """Return the hash under which a token is stored."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
