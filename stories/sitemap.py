"""The sitemap (sitemaps.org 0.9) with Google's extensions for pictures and videos, cut into sections.

A section holds the pages whose keys lie in one range, so that its address never changes what it means
and no section needs to count or skip the ones before it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, IntegerField, Max, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.models import Page

from cms import clock
from cms.addresses import site_address
from stories import entries
from stories.showing import Surface, showable

# Far below the 50,000 addresses and 50 MB that the protocol allows.
RANGE = 1000
KINDS = ("pages", "stories")
MOST_DESCRIPTION = 2048


@dataclass(frozen=True)
class Section:
    """One file of the sitemap: its whole address, and when something in it was last published."""

    address: str
    changed_at: datetime | None


@dataclass(frozen=True)
class Video:
    """A video as search engines are told of it; addresses are whole, the length is in whole seconds."""

    address: str
    poster: str
    title: str
    description: str
    seconds: int
    published_at: datetime


@dataclass(frozen=True)
class Place:
    """One address of the site, with the pictures (whole addresses) and the video that it shows."""

    address: str
    changed_at: datetime | None = None
    pictures: tuple[str, ...] = ()
    video: Video | None = None


def sections() -> list[Section]:
    """Return the sections that hold something."""
    found = []
    for kind in KINDS:
        ranges = (
            _rows(kind)
            .order_by()
            .annotate(number=Cast(F("pk") / RANGE, IntegerField()))
            .values("number")
            .annotate(changed_at=Max("last_published_at"))
            .order_by("number")
        )
        found += [
            Section(
                site_address(reverse("sitemap_section", args=[kind, row["number"]])),
                row["changed_at"],
            )
            for row in ranges
        ]
    return found


def places(kind: str, number: int) -> list[Place]:
    """Return what stands in one section; kind: one of KINDS, number: which thousand of keys."""
    rows = _rows(kind).filter(pk__gte=number * RANGE, pk__lt=(number + 1) * RANGE).order_by("pk")
    if kind == "stories":
        rows = rows.for_cards().select_related("submission__published_post")
        found = entries.read(rows)
        return [_story(entry) for entry in found if entry.story.get_sitemap_urls()]
    return [
        Place(one["location"], one["lastmod"])
        for page in rows.specific()
        for one in page.get_sitemap_urls()
    ]


def _rows(kind) -> QuerySet:
    if kind == "stories":
        return showable(Surface.SITEMAP).exclude(first_published_at=None)
    from stories.models import StoryPage

    # An alias is found where its source stands; the root of the tree has no address.
    pages = Page.objects.live().public().not_type(StoryPage).filter(alias_of=None, depth__gt=1)
    return pages.filter(Q(expire_at=None) | Q(expire_at__gt=clock.now()))


def _story(entry) -> Place:
    picture, video = entry.picture, entry.video
    return Place(
        entry.address,
        entry.changed_at,
        (entries.whole(picture.file.url),) if picture else (),
        Video(
            entries.whole(video.url),
            entries.whole(video.poster_url),
            entry.story.title,
            (entry.story.because or entry.story.title)[:MOST_DESCRIPTION],
            video.seconds,
            entry.published_at,
        )
        if video
        else None,
    )
