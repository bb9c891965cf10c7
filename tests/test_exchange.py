"""What programs take from the site is valid, as parsers see it that are not ours: feeds, sitemap, calendar, JSON-LD."""

import json
import re
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
import vobject
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from lxml import etree
from wagtail.models import Page

from stories.models import StoryPage
from tests import make
from tests.home.test_demo import load
from tests.stories.video_rows import story_with_video
from tests.test_doors import body

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).parent / "schemas"
SITE = "http://127.0.0.1:8000"
FEEDS = [
    f"/feeds/stories.{kind}{query}"
    for kind in ("rss", "atom")
    for query in ("", "?topic=getting-the-record", "?medium=picture")
]
# Type of schema.org -> what search engines ask of it, and what of that is a moment.
ASKED = {
    "Article": {"headline", "image", "datePublished", "dateModified", "author", "publisher"},
    "Event": {"name", "startDate", "endDate", "location", "eventStatus", "eventAttendanceMode"},
    "VideoObject": {"name", "description", "thumbnailUrl", "uploadDate", "contentUrl", "duration"},
    "BreadcrumbList": {"itemListElement"},
}
MOMENTS = {"datePublished", "dateModified", "startDate", "endDate", "uploadDate"}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demo, with a story whose words are hard on every format, and one with a film of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        load("--with-passwords")
        make.story(
            story_title="A <b>list</b> & “more”: é漢😀, ; \\",
            story_because="#IHeartHIT because 1 < 2 & ]]> it listened.",
            picture=make.picture(),
            story_image_alt='A "tin" & <lid>',
            consents=(*make.CONSENTS, "image"),
        )
        story_with_video()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(loaded, db):
    """Somebody who reads the demo."""
    cache.clear()
    return Client()


def faults(content: bytes, name: str) -> list[str]:
    """Return what does not follow one of the schemas: atom, rss, sitemap."""
    schema = etree.RelaxNG(etree.parse(SCHEMAS / f"{name}.rng"))
    schema.validate(etree.fromstring(content))
    return [str(error) for error in schema.error_log]


def calendar_faults(content: bytes) -> list[str]:
    """Return what breaks RFC 5545: in the lines, and in the components as vobject knows them."""
    *lines, end = content.split(b"\r\n")
    found = [f"too long or broken: {line}" for line in lines if len(line) > 75 or b"\n" in line]
    if end:
        found.append("The last line has no end.")
    try:
        (calendar,) = vobject.readComponents(content.decode())
        calendar.validate(raiseException=True)
    except (vobject.base.VObjectError, ValueError) as problem:
        return [*found, f"{type(problem).__name__}: {problem}"]
    for event in calendar.vevent_list:
        asked = {"uid", "dtstamp", "dtstart", "dtend", "summary"}
        found += [f"no {name}" for name in sorted(asked - {*event.contents})]
        if event.dtend.value <= event.dtstart.value:
            found.append("It ends before it starts.")
    return found


def linked_data_faults(data: dict) -> list[str]:
    """Return what one thing of schema.org lacks."""
    kind = data.get("@type")
    if data.get("@context") != "https://schema.org" or kind not in ASKED:
        return [f"unknown: {data}"]
    found = [f"{kind} has no {name}" for name in sorted(ASKED[kind]) if not data.get(name)]
    for name in MOMENTS & {*data}:
        if datetime.fromisoformat(data[name]).tzinfo is None:
            found.append(f"{name} has no zone")
    addresses = re.findall(
        r'"(?:url|item|contentUrl|mainEntityOfPage)": "([^"]*)"', json.dumps(data)
    )
    return [*found, *(one for one in addresses if not one.startswith("http"))]


class TestFeeds:
    @pytest.mark.parametrize("address", FEEDS)
    def test_it_follows_its_format(self, site, address):
        content = site.get(address).content
        assert faults(content, "rss" if ".rss" in address else "atom") == []

    @pytest.mark.parametrize("address", FEEDS)
    def test_a_reader_finds_nothing_to_mend(self, site, address):
        response = site.get(address)
        headers = {name.lower(): value for name, value in response.headers.items()}
        read = feedparser.parse(response.content, response_headers=headers)
        assert not read.bozo, read.get("bozo_exception")
        assert read.version == ("rss20" if ".rss" in address else "atom10")
        assert read.entries and len({entry.id for entry in read.entries}) == len(read.entries)
        for entry in read.entries:
            assert entry.title and entry.author and entry.link.startswith(SITE)
            assert entry.published_parsed

    @pytest.mark.parametrize("kind", ["rss", "atom"])
    def test_hard_words_come_out_as_they_went_in(self, site, kind):
        read = feedparser.parse(site.get(f"/feeds/stories.{kind}").content)
        story = StoryPage.objects.get(title__startswith="A <b>list")
        (entry,) = [one for one in read.entries if one.link == story.address]
        assert "&lt;b&gt;list" in entry.title or entry.title == story.title

    def test_a_fault_is_found(self, site):
        rss, atom = (site.get(f"/feeds/stories.{kind}").content for kind in ("rss", "atom"))
        assert faults(rss.replace(b"<link>http:", b"<link>"), "rss")
        assert faults(re.sub(rb"<pubDate>\w+, ", b"<pubDate>", rss), "rss")
        assert faults(re.sub(rb"<updated>.*?</updated>", b"", atom), "atom")
        assert faults(re.sub(rb"<author>.*?</author>", b"", atom), "atom")
        assert feedparser.parse(rss.replace(b"</item>", b"", 1)).bozo


class TestSitemap:
    def test_every_part_follows_the_protocol(self, site):
        index = site.get("/sitemap.xml").content
        assert faults(index, "sitemap") == []
        parts = [place.text for place in etree.fromstring(index).iter("{*}loc")]
        pictures = videos = 0
        for part in parts:
            content = site.get(part.removeprefix(SITE)).content
            assert faults(content, "sitemap") == [], part
            pictures += content.count(b"<image:loc>")
            videos += content.count(b"<video:video>")
        assert len(parts) > 1 and pictures and videos

    def test_a_fault_is_found(self, site):
        index = site.get("/sitemap.xml").content
        assert faults(index.replace(b"<loc>http:", b"<loc>", 1), "sitemap")
        assert faults(re.sub(rb"T\d\d:\d\d", b"", index, count=1), "sitemap")


class TestCalendar:
    def test_every_file_follows_rfc_5545(self, site):
        pages = [
            site.get(page.url).content
            for page in Page.objects.live().filter(depth__gt=1)
            if page.url
        ]
        found = {link for page in pages for link in re.findall(rb'/calendar/[^"?]+\.ics', page)}
        kinds = {link.split(b"/")[2].decode() for link in found}
        assert {"week", "program"} <= kinds
        for link in found:
            response = site.get(link.decode())
            assert response["Content-Type"].startswith("text/calendar")
            assert calendar_faults(body(response)) == [], link

    def test_a_fault_is_found(self, site):
        link = re.search(rb'/calendar/week/[^"?]+\.ics', site.get("/nhit-week/").content)[0]
        content = body(site.get(link.decode()))
        assert calendar_faults(content) == []
        for broken in (
            content.replace(b"\r\n", b"\n"),
            content.replace(b"SUMMARY", b"SUMMARY:" + b"x" * 90 + b"\r\nCOMMENT", 1),
            re.sub(rb"UID:.*\r\n", b"", content),
            content.replace(b"END:VEVENT\r\n", b""),
            re.sub(rb"DTSTART[^\r]*", b"DTSTART:soon", content),
        ):
            assert calendar_faults(broken)


class TestLinkedData:
    def test_every_page_says_what_search_engines_ask_for(self, site):
        kinds = set()
        for page in Page.objects.live().filter(depth__gt=1):
            document = BeautifulSoup(site.get(page.url).content, "html.parser")
            for script in document.find_all("script", type="application/ld+json"):
                data = json.loads(script.string)
                assert linked_data_faults(data) == [], page.url
                kinds.add(data["@type"])
        assert kinds == {*ASKED}

    @pytest.mark.parametrize("gone", sorted(ASKED["Article"]))
    def test_a_fault_is_found(self, gone):
        whole = dict.fromkeys(ASKED["Article"], "2026-09-23T00:00:00-04:00")
        whole |= {"@context": "https://schema.org", "@type": "Article"}
        assert linked_data_faults(whole) == []
        assert linked_data_faults({name: whole[name] for name in whole if name != gone})
