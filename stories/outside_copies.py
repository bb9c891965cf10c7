"""Copies of stories outside of this site: who noted which, and which a person has to take away by hand."""

import re
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log

from stories.models import OutsideCopy, StoryPage
from stories.promotion import require_promoter
from stories.showing import Surface, showable

LONGEST = 500
# Initials are in every address.
SHORTEST_NAME = 3


def note(story, *, kind: str, where: str, user, at=None) -> OutsideCopy:
    """Note that a story was used outside of this site, and return the OutsideCopy.

    story: a StoryPage or its Submission. kind: one of OutsideCopy.Kind ("network", "brief", "print",
    "other"). where: the address of the copy, or words that let a colleague find it; only the first 500
    characters are kept. The same use noted twice is one row. Raises ValueError for an unknown kind
    or an empty `where`.
    """
    where = " ".join(where.split())[:LONGEST]
    if kind not in OutsideCopy.Kind.values:
        raise ValueError(f"Unknown kind of copy: {kind}. Use one of OutsideCopy.Kind.")
    if not where:
        raise ValueError("Say where the copy is: its address, or words that let somebody find it.")
    with transaction.atomic():
        copy, is_new = OutsideCopy.objects.get_or_create(
            submission=story.story,
            kind=kind,
            where=where,
            removed_at=None,
            defaults={"by": user, "at": at or timezone.now()},
        )
        if is_new:
            log(story.story, "stories.note_copy", user=user, data={"kind": kind})
    return copy


def to_remove():
    """Return the copies that stand and may not: their story is erased, or may not be used like that now."""
    return OutsideCopy.objects.standing().exclude(_may_stand()).select_related("submission", "by")


def of(submission):
    """Return the copies of one story that stand, the newest first; may_stand says which still may."""
    copies = OutsideCopy.objects.standing().filter(submission=submission).select_related("by")
    return copies.annotate(may_stand=ExpressionWrapper(_may_stand(), BooleanField()))


def mark_removed(copy, *, user, now=None) -> OutsideCopy:
    """Note that a copy was taken away by hand. Called again it changes nothing.

    Raises PermissionDenied. Of an erased story nothing of the address is kept from then on.
    """
    require_promoter(user)
    with transaction.atomic():
        copy = OutsideCopy.objects.select_for_update().get(pk=copy.pk)
        if copy.removed_at:
            return copy
        copy.removed_at, copy.removed_by = now or timezone.now(), user
        if copy.submission_id is None:
            copy.where = ""
        copy.save(update_fields=["removed_at", "removed_by", "where"])
        if copy.submission_id:
            log(copy.submission, "stories.remove_copy", user=user, data={"kind": copy.kind})
    return copy


def keep_without_person(submission) -> None:
    """Take the person out of the copies of a story that is about to be erased, and let them stand.

    What is removed already keeps no address. The others keep it, for somebody has to find them; one
    that tells of the person keeps its server alone.
    """
    names, phrases = _telling(submission)
    for copy in submission.outside_copies.all():
        copy.where = "" if copy.removed_at else without_person(copy.where, names, phrases)
        copy.submission = None
        copy.save(update_fields=["where", "submission"])


def without_person(where: str, names: set[str], phrases: set[str]) -> str:
    """Return an address or a note as it is, or without its words where they tell of the person.

    names: single words, such as a first name; phrases: words joined by hyphens, such as a title.
    """
    words = _words(where)
    said = f"-{'-'.join(words)}-"
    if names.isdisjoint(words) and not any(f"-{phrase}-" in said for phrase in phrases):
        return where
    host = urlsplit(where).hostname if where.startswith(("https://", "http://")) else ""
    return f"An address at {host}, not kept" if host else "A place that is not kept"


def _may_stand():
    """Return the condition on copies that their story may be used like that now."""
    is_brief = Q(kind=OutsideCopy.Kind.BRIEF)
    return (~is_brief & Q(submission__in=_usable(Surface.SOCIAL_KIT))) | (
        is_brief & Q(submission__in=_usable(Surface.BRIEF))
    )


def _usable(surface):
    """Return the submissions that may be used off this site now, for a subquery."""
    return showable(surface).order_by().values("submission")


def _telling(submission) -> tuple[set[str], set[str]]:
    """Return the words of the sender's name and address, and the titles, numbers and slugs of the story."""
    page = StoryPage.objects.filter(submission=submission).first()
    names = _words(f"{submission.sender_name} {submission.sender_email.partition('@')[0]}")
    titles = [submission.number, submission.title, *((page.title, page.slug) if page else ())]
    return (
        {word for word in names if len(word) >= SHORTEST_NAME},
        {"-".join(_words(title)) for title in titles if title},
    )


def _words(text: str) -> list[str]:
    """Return the words of a text or an address in small plain letters."""
    return [word for word in re.split(r"[\W_]+", slugify(re.sub(r"[\W_]+", " ", text))) if word]
