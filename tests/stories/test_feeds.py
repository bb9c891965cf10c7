"""The feeds: valid for a reader that knows nothing of us, through the gate, and without an address of a sender."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stories import feeds, moderation
from tests import make
from tests.stories import surfaces
from tests.stories.unsealing import end_consents
from tests.stories.video_rows import story_with_video

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = f"{{{feeds.MEDIA}}}"
DC = "{http://purl.org/dc/elements/1.1/}"
RSS_URL, ATOM_URL = "/feeds/stories.rss", "/feeds/stories.atom"
BOTH = pytest.mark.parametrize("address", [RSS_URL, ATOM_URL])


def items(response):
    """Return the items of a feed of either kind."""
    root = ElementTree.fromstring(response.content)
    return root.findall("channel/item") or root.findall(f"{ATOM}entry")


class TestGate:
    @BOTH
    def test_only_the_story_that_may_show_is_in_it(self, client, address):
        surfaces.rows()
        response = client.get(address)
        assert surfaces.shown(response.content.decode()) == {"public"}
        assert len(items(response)) == 1

    @BOTH
    def test_a_story_that_is_withdrawn_leaves_it_at_once(self, client, address):
        story = make.story()
        assert len(items(client.get(address))) == 1
        moderation.withdraw(story.submission)
        assert items(client.get(address)) == []

    @BOTH
    def test_nothing_of_the_sender_but_the_name_as_chosen(self, client, address):
        story = make.story(story_name="Perpetua Ashgrove", story_email="perpetua@example.net")
        content = client.get(address).content.decode()
        assert "Perpetua" in content
        for private in ("Ashgrove", "@example", str(story.submission.ref), story.submission.number):
            assert private not in content

    @BOTH
    def test_the_picture_goes_when_its_consent_alone_is_over(self, client, address):
        story = make.story(picture=make.picture(), consents=(*make.CONSENTS, "image"))
        assert b"media:content" in client.get(address).content
        end_consents(story.submission, timezone.localdate() - timedelta(days=1), ["image"])
        content = client.get(address).content
        assert b"media:content" not in content and story.title.encode() in content

    @BOTH
    def test_it_can_only_be_read(self, client, address):
        assert client.post(address).status_code == 405


class TestRss:
    def test_a_reader_finds_everything_it_needs(self, client):
        story = make.story(picture=make.picture(), story_topic=make.topic().name)
        story.topic = make.topic()
        story.save()
        response = client.get(RSS_URL)
        assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
        root = ElementTree.fromstring(response.content)
        assert root.get("version") == "2.0"
        channel = root.find("channel")
        for name in ("title", "link", "description", "language", "lastBuildDate", "ttl"):
            assert channel.findtext(name), name
        own = channel.find(f"{ATOM}link")
        assert own.get("rel") == "self" and own.get("href").endswith(RSS_URL)
        [item] = channel.findall("item")
        assert item.findtext("link") == story.address
        assert item.find("guid").get("isPermaLink") == "false"
        assert item.findtext("guid").startswith("tag:")
        assert item.findtext(f"{DC}creator") == story.shown_teller
        assert item.find("author") is None
        assert item.findtext("category") == "Telehealth"
        enclosure, media = item.find("enclosure"), item.find(f"{MEDIA}content")
        assert enclosure.get("url") == media.get("url")
        assert enclosure.get("type") == "image/jpeg" and int(enclosure.get("length")) > 0
        path = media.get("url").removeprefix("http://127.0.0.1:8000")
        file = client.get(path)
        assert file.status_code == 200
        file.close()

    def test_signs_of_markup_in_a_story_stay_signs(self, client):
        make.story(story_because="#IHeartHIT because <b>1 < 2</b> & more.")
        description = items(client.get(RSS_URL))[0].findtext("description")
        assert "&lt;b&gt;1 &lt; 2&lt;/b&gt; &amp; more." in description

    def test_it_leads_on_instead_of_giving_the_whole_story_away(self, client):
        make.story(story_happened="Word " * 200)
        description = items(client.get(RSS_URL))[0].findtext("description")
        assert "Word…" in description and len(description) < 800
        assert "Read the whole story" in description


class TestAtom:
    def test_it_has_what_rfc_4287_asks_for(self, client):
        story = make.story()
        response = client.get(ATOM_URL)
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        root = ElementTree.fromstring(response.content)
        assert root.tag == f"{ATOM}feed"
        [entry] = root.findall(f"{ATOM}entry")
        for one in (root, entry):
            for name in ("id", "title", "updated"):
                assert one.findtext(f"{ATOM}{name}"), name
            datetime.fromisoformat(one.findtext(f"{ATOM}updated"))
        assert entry.find(f"{ATOM}link").get("href") == story.address
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == story.shown_teller
        assert root.find(f"{ATOM}author/{ATOM}email") is None
        assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"alternate", "self"}

    def test_an_id_stays_when_title_and_address_change(self, client):
        story = make.story()
        before = items(client.get(ATOM_URL))[0].findtext(f"{ATOM}id")
        story.slug = "another-address"
        story.save()
        entry = items(client.get(ATOM_URL))[0]
        assert entry.findtext(f"{ATOM}id") == before
        assert "another-address" in entry.find(f"{ATOM}link").get("href")


class TestFilter:
    @BOTH
    def test_a_topic_leaves_its_own_stories(self, client, address):
        topic = make.topic()
        inside, _ = surfaces.story("public"), surfaces.story("draft")
        inside.topic = topic
        inside.save()
        response = client.get(f"{address}?topic=telehealth")
        assert surfaces.shown(response.content.decode()) == {"public"}
        assert "Telehealth" in response.content.decode()
        assert f"{address}?topic=telehealth" in response.content.decode()

    @BOTH
    def test_an_unknown_topic_is_nowhere(self, client, address):
        assert client.get(f"{address}?topic=nothing").status_code == 404

    def test_an_unknown_kind_is_nowhere(self, client):
        assert client.get("/feeds/stories.json").status_code == 404

    def test_the_page_of_a_topic_names_its_feeds(self, client):
        make.topic()
        make.story()
        plain = client.get("/stories/").content.decode()
        assert plain.count('<link rel="alternate"') == 2
        filtered = client.get("/stories/?topic=telehealth").content.decode()
        assert "/feeds/stories.atom?topic=telehealth" in filtered


class TestAskingAgain:
    @BOTH
    def test_the_same_feed_is_not_sent_twice(self, client, address):
        make.story()
        etag = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": etag})
        assert again.status_code == 304 and again.content == b""
        make.story()
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 200

    @BOTH
    def test_an_empty_feed_stays_the_same(self, client, address):
        etag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304

    @BOTH
    def test_anybody_may_keep_it_for_a_minute_and_no_cookie_is_set(self, client, address):
        response = client.get(address)
        assert "max-age=60" in response["Cache-Control"] and "public" in response["Cache-Control"]
        assert not response.cookies and "Cookie" not in response.get("Vary", "")
        assert response["Access-Control-Allow-Origin"] == "*"


class TestCost:
    def test_it_costs_the_same_with_one_story_and_with_thirty(self, client):
        def count():
            with CaptureQueriesContext(connection) as queries:
                client.get(RSS_URL)
            return len(queries)

        story_with_video()
        make.story(picture=make.picture())
        client.get(RSS_URL)
        few = count()
        for _ in range(28):
            make.story(picture=make.picture())
        client.get(RSS_URL)
        assert count() == few
