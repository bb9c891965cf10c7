"""The sitemap and robots.txt: everything that may be found by searching, and nothing else."""

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import StandardPage
from stories import moderation, sitemap
from stories.models import StoryPage
from tests import make
from tests.stories import surfaces
from tests.stories.video_rows import ready_video, story_with_video

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "video": "http://www.google.com/schemas/sitemap-video/1.1",
}


def walk(client):
    """Return the url elements of every section by their address, as a search engine would."""
    cache.clear()
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = {}
    for place in index.iterfind("s:sitemap/s:loc", NAMES):
        response = client.get(place.text.removeprefix(SITE))
        assert response.status_code == 200, place.text
        for url in ElementTree.fromstring(response.content).iterfind("s:url", NAMES):
            found[url.findtext("s:loc", namespaces=NAMES)] = url
    return found


class TestSitemap:
    def test_only_the_story_that_may_show_is_in_it(self, client):
        made = surfaces.rows()
        found = walk(client)
        assert made["public"].address in found
        assert not {made[name].address for name in surfaces.HIDDEN} & set(found)
        assert found[made["public"].address].findtext("s:lastmod", namespaces=NAMES)
        assert {f"{SITE}/", f"{SITE}/stories/"} <= set(found)

    def test_a_withdrawn_story_leaves_it_at_once(self, client):
        story = make.story()
        number = story.pk // sitemap.RANGE
        moderation.withdraw(story.submission)
        assert client.get(f"/sitemap/stories-{number}.xml").status_code == 404
        assert story.address not in walk(client)

    def test_what_should_not_be_found_here_is_left_out(self, client):
        sample = make.story(is_sample=True)
        elsewhere = make.story(
            published_url="https://blog.example.net/mine", published_title="Mine"
        )
        assert StoryPage.objects.live().count() == 2
        draft = make.home_page().add_child(instance=StandardPage(title="Draft", live=False))
        found = walk(client)
        assert not {sample.address, draft.address} & set(found)
        listed = elsewhere.address in found
        assert listed == (elsewhere.canonical_address == elsewhere.address)

    def test_pictures_and_videos_come_along(self, client):
        pictured, filmed = make.story(picture=make.picture()), story_with_video()
        found = walk(client)
        picture = found[pictured.address].findtext("image:image/image:loc", namespaces=NAMES)
        file = client.get(picture.removeprefix(SITE))
        assert file.status_code == 200 and file["Cross-Origin-Resource-Policy"] == "cross-origin"
        file.close()
        video = found[filmed.address].find("video:video", NAMES)
        for name in ("thumbnail_loc", "title", "description", "content_loc", "publication_date"):
            assert video.findtext(f"video:{name}", namespaces=NAMES), name
        assert video.findtext("video:duration", namespaces=NAMES) == "42"

    def test_signs_of_markup_in_a_sentence_stay_signs(self, client):
        sentence = "#IHeartHIT because <b>1 < 2</b> & more."
        page = make.story(live=False, story_because=sentence)
        ready_video(page.submission)
        page.get_latest_revision().publish()
        video = walk(client)[page.address].find("video:video", NAMES)
        assert video.findtext("video:description", namespaces=NAMES) == sentence

    def test_the_keys_of_a_section_never_move(self, client, monkeypatch):
        monkeypatch.setattr(sitemap, "RANGE", 2)
        made = [make.story() for _ in range(4)]
        before = {place.address for place in sitemap.sections()}
        assert set(walk(client)) >= {story.address for story in made}
        moderation.withdraw(made[0].submission)
        assert {place.address for place in sitemap.sections()} <= before

    def test_a_section_costs_the_same_with_one_story_and_with_many(self, client):
        def count():
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/sitemap/stories-{first.pk // sitemap.RANGE}.xml")
            return len(queries)

        first = make.story(picture=make.picture())
        client.get("/stories/")
        few = count()
        for _ in range(7):
            make.story(picture=make.picture())
        assert count() == few

    @pytest.mark.parametrize(
        "path", ["stories-999", "other-0", "stories-99999999999", "pages-2147483647"]
    )
    def test_a_part_that_holds_nothing_is_nowhere(self, client, path):
        assert client.get(f"/sitemap/{path}.xml").status_code == 404


class TestRobots:
    def rules(self, client):
        text = client.get("/robots.txt").content.decode()
        parser = RobotFileParser()
        parser.parse(text.splitlines())
        return text, parser

    def test_private_addresses_are_left_alone_and_the_sitemap_is_named(self, client):
        make.story()
        text, parser = self.rules(client)
        assert f"Sitemap: {SITE}/sitemap.xml" in text
        closed = [
            reverse(name, args=["token"])
            for name in (
                "story_status",
                "story_change",
                "confirm_link",
                "resume_link",
                "their_story",
            )
        ]
        closed += ["/admin/", "/share-your-story/check/", "/api/v2/stories/", "/their-answer/"]
        for path in closed:
            assert not parser.can_fetch("*", f"{SITE}{path}"), path
        for path in ("/", "/stories/", "/feeds/stories.rss", "/heart/1.svg", "/media/x.jpg"):
            assert parser.can_fetch("*", f"{SITE}{path}"), path
        assert "Allow: /share-your-story/$" in text

    def test_a_form_with_another_address_is_left_alone_there(self, client):
        form = make.form_page()
        form.slug = "tell-us"
        form.save()
        _, parser = self.rules(client)
        assert not parser.can_fetch("*", f"{SITE}/tell-us/check/")

    def test_nothing_may_be_visited_in_development(self, client, settings):
        settings.DEBUG = True
        text, parser = self.rules(client)
        assert not parser.can_fetch("*", f"{SITE}/") and "Sitemap" not in text

    def test_a_site_of_samples_alone_is_closed_until_a_real_story_is_there(self, client):
        make.story(is_sample=True)
        assert not self.rules(client)[1].can_fetch("*", f"{SITE}/")
        make.story()
        assert self.rules(client)[1].can_fetch("*", f"{SITE}/")
