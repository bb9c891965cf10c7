"""The story page leads to the sender's own post, where the story came out first."""

import pytest
from bs4 import BeautifulSoup

from stories import published_posts
from stories.models import PublishedPost
from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "https://www.blog.example.net/my-story?a=1&b=2"
State = PublishedPost.State


def story_with_post(state=State.FOUND, **changes):
    """Return a live story whose post is in a state."""
    story = make.story(**{"published_url": ADDRESS, "published_title": "My story", **changes})
    PublishedPost.objects.update(state=state)
    return story


def read(client, story):
    """Return the page as visitors get it."""
    return BeautifulSoup(client.get(story.get_url()).content, "html.parser")


def canonical(page):
    """Return the canonical addresses of a page."""
    return [link["href"] for link in page.select("link[rel=canonical]")]


class TestASettledPost:
    @pytest.mark.parametrize("state", [State.FOUND, State.CONFIRMED])
    def test_it_is_the_canonical_address(self, client, state):
        story = story_with_post(state)
        assert canonical(read(client, story)) == [ADDRESS]
        assert story.address != ADDRESS

    def test_a_line_leads_to_it(self, client):
        line = read(client, story_with_post()).select_one(".story-hero__first")
        assert " ".join(line.text.split()) == (
            "First published by Renee at blog.example.net: “My story”"
        )
        assert line.a["href"] == ADDRESS

    def test_that_of_an_invented_story_leads_nowhere(self, client):
        story = story_with_post(is_sample=True)
        page = read(client, story)
        assert canonical(page) == [story.address]
        assert page.select_one(".story-hero__first").a is None
        assert "(an invented address)" in page.select_one(".story-hero__first").text

    def test_what_is_shared_is_still_our_own_page(self, client):
        story = story_with_post()
        page = read(client, story)
        assert page.select_one(".copy-box").text.startswith(story.address)
        assert all("blog.example.net" not in link["href"] for link in page.select(".menu a"))

    def test_its_title_is_text_and_nothing_else(self, client):
        story = story_with_post(published_title="</p><script>alert(1)</script>")
        line = read(client, story).select_one(".story-hero__first")
        assert "<script>alert(1)</script>" in line.text

    def test_a_story_without_words_of_its_own_says_where_to_read_it(self, client):
        prompts = dict.fromkeys(("story_happened", "story_learned", "story_matters"))
        submission = make.submission(state="approved", published_url=ADDRESS, **prompts)
        published_posts.confirm(submission.published_post, user=make.moderator())
        submission.refresh_from_db()
        story = make._promote(submission, by=make.editor(), live=True)
        way = read(client, story).select_one("a.watch")
        assert way["href"] == ADDRESS
        assert "Read the story on blog.example.net" in way.text


class TestEveryOtherStory:
    @pytest.mark.parametrize("state", [State.WAITING, State.NO_HASHTAG, State.UNREACHABLE])
    def test_an_unsettled_post_changes_nothing(self, client, state):
        story = story_with_post(state)
        page = read(client, story)
        assert canonical(page) == [story.address]
        assert page.select(".story-hero__first") == []
        assert "blog.example.net" not in page.decode()

    def test_a_sender_without_a_name_is_not_given_away(self, client):
        story = story_with_post(story_name_shown="none")
        page = read(client, story)
        assert canonical(page) == [story.address]
        assert "blog.example.net" not in page.decode()

    @pytest.mark.parametrize(
        "address",
        [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.net/",
            "ftp://a.example/",
            "http://[x",
        ],
    )
    def test_only_addresses_of_the_web_are_led_to(self, client, address):
        story = story_with_post()
        PublishedPost.objects.update(url=address)
        page = read(client, story)
        assert canonical(page) == [story.address]
        assert page.select(".story-hero__first") == []

    def test_a_story_without_a_post_is_its_own_first_place(self, client):
        story = make.story()
        assert canonical(read(client, story)) == [story.address]

    def test_other_pages_name_themselves(self, client):
        story_with_post()
        index = make.index_page()
        assert canonical(read(client, index)) == [index.address]

    def test_a_preview_has_no_canonical_address(self, client):
        submission = make.submission(state="approved", published_url=ADDRESS)
        PublishedPost.objects.update(state=State.FOUND)
        client.force_login(make.moderator())
        response = client.get(f"/admin/submissions/story/{submission.pk}/")
        page = BeautifulSoup(response.content, "html.parser")
        assert canonical(page) == []
        assert page.select_one(".story-hero__first a")["href"] == ADDRESS
