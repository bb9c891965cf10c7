"""The head of every page for other people's machines: Open Graph, the card of X, JSON-LD, canonical."""

import json
import re
from html.parser import HTMLParser

import pytest

from stories import share_meta, structured_data
from stories.public_videos import ShownVideo
from tests import make

pytestmark = pytest.mark.django_db

SITE = "https://stories.example.org"


class Head(HTMLParser):
    """Reads the metas, the canonical link and the data of a page."""

    def __init__(self):
        super().__init__()
        self.metas, self.canonical, self.data, self._script = {}, [], [], None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "meta" and ("property" in given or "name" in given):
            self.metas[given.get("property") or given["name"]] = given["content"]
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical.append(given["href"])
        if tag == "script" and given.get("type") == "application/ld+json":
            self._script = ""

    def handle_data(self, data):
        if self._script is not None:
            self._script += data

    def handle_endtag(self, tag):
        if tag == "script" and self._script is not None:
            self.data.append(json.loads(self._script))
            self._script = None


@pytest.fixture(autouse=True)
def address(settings):
    settings.WAGTAILADMIN_BASE_URL = SITE


def read(client, url):
    head = Head()
    head.feed(client.get(url).content.decode())
    return head


def of_type(head, name):
    return [data for data in head.data if data["@type"] == name]


class TestEveryPageType:
    """Whatever is shared has a card, a title and a sentence."""

    NEEDED = (
        "og:type og:site_name og:title og:description og:url og:image og:image:alt "
        "og:image:width og:image:height twitter:card twitter:image:alt description"
    ).split()

    def pages(self):
        make.story()
        return [make.home_page(), make.index_page(), make.form_page(), make.event_page()]

    def test_each_has_all_that_a_network_reads(self, client):
        for page in self.pages():
            head = read(client, page.url)
            missing = [name for name in self.NEEDED if not head.metas.get(name)]
            assert missing == [], page
            assert head.metas["og:url"] == page.specific.address
            assert head.canonical == [page.specific.address]
            assert head.metas["twitter:card"] == "summary_large_image"

    def test_each_card_is_there(self, client):
        for page in self.pages():
            image = read(client, page.url).metas["og:image"]
            assert image.startswith(f"{SITE}/card/page/{page.pk}.png?v=")
            assert client.get(image.removeprefix(SITE)).status_code == 200

    def test_each_but_the_front_page_tells_the_way_to_it(self, client):
        for page in self.pages():
            found = of_type(read(client, page.url), "BreadcrumbList")
            if page.depth == 2:
                assert found == []
                continue
            (way,) = found
            items = way["itemListElement"]
            assert [item["position"] for item in items] == [1, 2]
            assert items[0]["item"] == f"{SITE}/" and items[1]["item"] == page.specific.address

    def test_pages_that_are_nobodys_to_share_have_none(self, client):
        for url in ("/my-story/", "/nowhere/"):
            assert "og:title" not in read(client, url).metas


class TestAStory:
    def test_it_is_an_article_with_its_sentence_and_its_card(self, client):
        story = make.story()
        head = read(client, story.url)
        assert head.metas["og:type"] == "article"
        assert head.metas["og:title"] == story.title
        assert head.metas["og:description"] == story.because
        assert "daughter’s record" in head.metas["og:image:alt"]
        assert head.metas["article:published_time"]
        image = head.metas["og:image"].removeprefix(SITE)
        assert client.get(image).status_code == 200

    def test_its_own_picture_is_its_card(self, client):
        story = make.story(picture=make.picture(), story_image_alt="A bee on a sleeve")
        head = read(client, story.url)
        assert f"/card/{story.pk}.jpg?v=" in head.metas["og:image"]
        assert head.metas["og:image:type"] == "image/jpeg"
        assert head.metas["og:image:alt"].startswith("A bee on a sleeve")

    def test_search_engines_get_an_article(self, client):
        story = make.story(story_name_shown="none")
        (article,) = of_type(read(client, story.url), "Article")
        assert article["headline"] == story.title
        assert article["mainEntityOfPage"] == story.address
        assert article["author"] == {"@type": "Person", "name": "Anonymous"}
        assert article["datePublished"] and article["dateModified"]
        assert article["image"][0].startswith(f"{SITE}/card/")
        assert "Ochoa" not in json.dumps(article)

    def test_the_way_to_it_has_three_steps(self, client):
        (way,) = of_type(read(client, make.story().url), "BreadcrumbList")
        assert [item["name"] for item in way["itemListElement"]][1] == "Stories"
        assert len(way["itemListElement"]) == 3

    def test_words_cannot_end_the_element(self, client):
        bad = "#IHeartHIT because </script><script>alert(1)</script> & <!-- so"
        text = client.get(make.story(story_because=bad).url).content.decode()
        assert "<script>alert" not in text
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
        assert [json.loads(data) for data in found][0]["description"] == bad

    def test_a_video_is_described_with_its_words(self):
        story = make.story()
        shown = ShownVideo("/m/v.mp4", "/m/p.jpg", "/m/c.vtt", 640, 360, "She spoke.", 59)
        data = json.loads(structured_data.video(story, shown))
        assert data["@type"] == "VideoObject" and data["duration"] == "P0DT00H00M59S"
        assert data["thumbnailUrl"] == [f"{SITE}/m/p.jpg"] and data["transcript"] == "She spoke."
        assert data["name"] and data["uploadDate"]

    def test_a_preview_tells_nobody_anything(self, rf):
        story = make.story(live=False)
        assert share_meta.describe(story, make.campaign_settings()) is None
