"""The newest stories as RSS 2.0 and Atom (RFC 4287), written by Django's own feed generators."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from cms import picture_sizes
from cms.addresses import page_address, site_address
from cms.models import CampaignSettings
from cms.text import normalise
from stories import entries
from stories.finding import Wanted, read_wanted
from stories.showing import Surface

ITEMS = 30
MEDIA = "http://search.yahoo.com/mrss/"
# Readers know JPEG; the site's own pages serve AVIF and WebP.
[PICTURE] = picture_sizes.BANNER.specs
# An empty feed was last changed before there was a site: "now" would be another answer each time.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FeedLink:
    """One feed: its name ("RSS"), whole address, media type, and what it holds in words."""

    name: str
    url: str
    type: str
    title: str


class _Media:
    """Adds the picture of a story with its description, and dates a feed by its items alone (Media RSS 1.5.1)."""

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:media": MEDIA}

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if media := item["media"]:
            handler.startElement(
                "media:content",
                {key: media[key] for key in ("url", "type", "medium", "width", "height")},
            )
            if media["description"]:
                handler.addQuickElement("media:description", media["description"])
            if media["credit"]:
                handler.addQuickElement("media:credit", media["credit"])
            handler.endElement("media:content")


class RssFeed(_Media, Rss201rev2Feed):
    """RSS 2.0 with Media RSS."""

    name = "RSS"
    content_type = "application/rss+xml; charset=utf-8"


class AtomFeed(_Media, Atom1Feed):
    """Atom with Media RSS."""

    name = "Atom"
    content_type = "application/atom+xml; charset=utf-8"


KINDS = {"rss": RssFeed, "atom": AtomFeed}


def write(kind: str, query: Mapping[str, str], campaign: CampaignSettings) -> str:
    """Return a feed as XML without signs that XML forbids: of all stories, or of those that the filters of a query string leave.

    kind: a key of KINDS. Raises Http404 for a topic, a state … that does not exist.
    """
    wanted = read_wanted(query).facts
    rows = wanted.narrow(entries.public_rows(Surface.FEED))
    found = entries.read(rows.order_by("-first_published_at", "-pk")[:ITEMS])
    own = _address(kind, wanted)
    home = page_address(campaign.index_page) or site_address("/")
    feed = KINDS[kind](
        title=_title(campaign, wanted),
        link=f"{home}{wanted.address}",
        description=campaign.tagline,
        subtitle=campaign.tagline,
        language="en-us",
        author_name=campaign.organiser,
        feed_url=own,
        feed_guid=_tag(NEVER, f"stories{wanted.address}"),
        ttl="60",
    )
    for entry in found:
        _add(feed, entry)
    return feed.writeString("utf-8")


def links(campaign: CampaignSettings, wanted: Wanted | None = None) -> list[FeedLink]:
    """Return the feeds of all stories, or of those of a list; they know nothing of words that were typed."""
    facts = (wanted or Wanted()).facts
    title = _title(campaign, facts)
    return [
        FeedLink(
            made.name,
            _address(kind, facts),
            made.content_type.partition(";")[0],
            f"{title} ({made.name})",
        )
        for kind, made in KINDS.items()
    ]


def _add(feed, entry):
    story = entry.story
    media = _media(entry)
    feed.add_item(
        title=normalise(story.title),
        link=entry.address,
        description=_summary(entry),
        unique_id=_tag(entry.published_at, f"story-{story.pk}"),
        unique_id_is_permalink=False,
        # The name as the teller chose it; the address of a sender is in no feed.
        author_name=normalise(story.shown_teller),
        pubdate=entry.published_at,
        updateddate=entry.changed_at,
        categories=[story.topic.shown_name] if story.topic else [],
        enclosures=[Enclosure(media["url"], media["length"], media["type"])] if media else [],
        media=media,
    )


def _summary(entry) -> SafeString:
    """Return what a reader shows before it leads to the story, as HTML."""
    story = entry.story
    sample = (
        format_html("<p>{}</p>", gettext("Sample story: we made it up.")) if story.is_sample else ""
    )
    quote = (
        format_html("<blockquote><p>{}</p></blockquote>", normalise(story.because))
        if story.because
        else ""
    )
    beginning = format_html("<p>{}</p>", entry.beginning) if entry.beginning else ""
    return format_html(
        '{}{}{}<p><a href="{}">{}</a></p>',
        sample,
        quote,
        beginning,
        entry.address,
        gettext("Read the whole story"),
    )


def _media(entry) -> dict | None:
    """Return the picture of a story as attributes, or None, also where its file cannot be read."""
    if entry.picture is None:
        return None
    try:
        rendition = entry.picture.get_rendition(PICTURE)
        length = str(rendition.file.size)
    except OSError:
        _log.warning("The file of picture %s cannot be read.", entry.picture.pk)
        return None
    return {
        "url": entries.whole(rendition.url),
        "length": length,
        "type": "image/jpeg",
        "medium": "image",
        "width": str(rendition.width),
        "height": str(rendition.height),
        "description": normalise(entry.picture.description),
        "credit": normalise(entry.picture.credit),
    }


def _title(campaign, wanted) -> str:
    title = (
        gettext("Stories of {campaign}").format(campaign=campaign.campaign_name)
        if campaign.campaign_name
        else gettext("Stories")
    )
    chosen = ", ".join(wanted.labels)
    return f"{title}: {chosen}" if chosen else title


def _address(kind, wanted) -> str:
    return site_address(reverse("story_feed", args=[kind]) + wanted.address)


def _tag(moment, name) -> str:
    """Return an id that no change of an address changes (RFC 4151)."""
    host = urlsplit(site_address("/")).hostname or "localhost"
    return f"tag:{host},{moment:%Y-%m-%d}:{name}"
