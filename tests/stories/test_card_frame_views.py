"""The card on other sites: any site may show it, and it goes when the story goes."""

import re

import pytest

from stories import cards, embed_code, moderation
from tests import make
from tests.stories import surfaces

pytestmark = pytest.mark.django_db


def address(story):
    return f"/story-card/{story.pk}/"


class TestCard:
    def test_any_site_may_frame_it_and_no_other_page(self, client):
        story = make.story()
        response = client.get(address(story))
        assert response.status_code == 200
        assert "frame-ancestors 'self' *" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response["X-Robots-Tag"] == "noindex"
        for other in (story.url, "/stories/", "/"):
            assert "*" not in client.get(other)["Content-Security-Policy"]
            assert client.get(other)["X-Frame-Options"] == "SAMEORIGIN"

    def test_it_holds_the_sentence_the_teller_and_the_way_to_the_story(self, client):
        story = make.story()
        content = client.get(address(story)).content.decode()
        assert cards.quote_of(story) in content
        assert story.shown_teller in content
        assert f'href="{story.address}" target="_blank" rel="noopener"' in content
        assert "<svg" in content

    def test_it_needs_no_script_and_no_cookie(self, client):
        response = client.get(address(make.story()))
        assert "<script" not in response.content.decode()
        assert not response.cookies and "Cookie" not in response.get("Vary", "")
        assert "max-age=60" in response["Cache-Control"]


class TestGate:
    def test_what_may_not_show_shows_nowhere(self, client):
        expected = {
            "public": 200,
            "draft": 404,
            "withdrawn": 410,
            "lapsed": 410,
            "expired": 410,
            "private": 404,
            "unagreed": 404,
        }
        for name, story in surfaces.rows().items():
            response = client.get(address(story))
            assert response.status_code == expected[name], name
            # The page for what is not there leads on to stories that are.
            assert surfaces.shown(response.content.decode()) <= {"public"}, name

    def test_a_story_that_was_taken_down_leaves_kind_words_in_the_frame(self, client):
        story = make.story()
        moderation.withdraw(story.submission)
        response = client.get(address(story))
        assert response.status_code == 410
        content = response.content.decode()
        assert "This story was taken down" in content and "Read other stories" in content
        assert "frame-ancestors 'self' *" in response["Content-Security-Policy"]
        for word in (story.title, story.because, story.shown_teller, "<svg"):
            assert word not in content

    def test_a_number_that_no_story_has_is_nowhere(self, client):
        assert client.get("/story-card/999999/").status_code == 404
        assert client.get(f"/story-card/{2**80}/").status_code == 404


class TestCode:
    def test_the_page_of_a_story_offers_the_lines(self, client):
        story = make.story()
        content = client.get(story.url).content.decode()
        assert "Show this story on your site" in content
        assert "&lt;iframe src=" in content

    def test_a_story_that_is_not_live_offers_none(self, client):
        assert embed_code.write(make.story(live=False), make.campaign_settings()) != ""
        draft = make.story(live=False)
        client.force_login(make.administrator())
        view = client.get(f"/admin/pages/{draft.pk}/view_draft/")
        assert "Show this story on your site" not in view.content.decode()

    def test_no_word_of_the_story_stays_behind_on_the_other_site(self):
        story = make.story()
        code = embed_code.write(story, make.campaign_settings(campaign_name='A "B" <c>'))
        for words in (story.title, story.because, story.shown_teller):
            assert words not in code
        assert re.search(r'<iframe src="[^"]+/story-card/\d+/" title="[^"]+"', code)
        assert f'<a href="{story.address}">Read this story on A &quot;B&quot; &lt;c&gt;</a>' in code
