"""Blocks that show stories: only what may show, nothing twice, and a preview in the block picker."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stories import blocks, consent, moderation
from stories.models import StoryPage
from tests import make
from tests.stories.hosting import host

pytestmark = pytest.mark.django_db
ONE = ["story_opening", "story_feature", "story_quote"]


def rendered(client, *body):
    """Return the landing page with these blocks in its body."""
    host(*body)
    return client.get("/").content.decode()


def main_of(content):
    """Return what stands in the main part of a page."""
    return content.partition("<main")[2].partition("</main>")[0]


class TestWhatMayShow:
    """A page chooser offers every page; a block prints the ones that may be seen."""

    @pytest.mark.parametrize("name", ONE)
    def test_a_story_that_may_show_is_printed(self, client, name):
        assert "my daughter" in rendered(client, (name, {"story": make.story()}))

    @pytest.mark.parametrize("name", ONE)
    def test_a_draft_a_private_and_a_withdrawn_one_are_not(self, client, name):
        draft, private, withdrawn = make.story(live=False), make.story(), make.story()
        private.view_restrictions.create(restriction_type="login")
        consent.withdraw(withdrawn.submission)
        for story in (draft, private, withdrawn):
            assert "my daughter" not in rendered(client, (name, {"story": story}))

    def test_a_wall_leaves_them_out_and_keeps_the_order(self, client):
        first, hidden, last = (make.story() for _ in range(3))
        page = host(("story_wall", {"heading": "P", "stories": [last, hidden, first]}))
        moderation.withdraw(hidden.submission)
        content = client.get("/").content.decode()
        assert hidden.slug not in content
        assert content.index(last.slug) < content.index(first.slug)
        assert len(page.get_slots()[0].stories) == 3

    def test_words_that_nobody_agreed_to_are_not(self, client):
        story = make.story()
        StoryPage.objects.filter(pk=story.pk).update(because="#IHeartHIT because we sell it.")
        assert "we sell it" not in rendered(client, ("story_opening", {"story": story}))

    def test_a_story_that_stands_twice_in_one_wall_shows_once(self, client):
        story = make.story()
        content = rendered(client, ("story_wall", {"heading": "P", "stories": [story, story]}))
        assert content.count(story.slug) == 1


class TestAStoryThatLeft:
    """A block closes up: no heading over nothing, no empty section, no gap."""

    @pytest.mark.parametrize("name", ["story_feature", "story_quote", "story_wall"])
    def test_a_block_that_is_empty_now_prints_nothing_at_all(self, client, name):
        story, heading = make.story(), "A heading over nothing"
        block = dict(blocks.story_blocks())[name]
        value = block.get_default()
        if "heading" in block.child_blocks:
            value["heading"] = heading
        value = block.with_stories(value, [story])
        before = rendered(client, (name, value))
        moderation.withdraw(story.submission)
        after = client.get("/").content.decode()
        assert "<section" in main_of(before) and "my daughter" in before
        assert "<section" not in main_of(after) and heading not in after

    def test_the_opening_says_the_campaign_s_own_sentence(self, client):
        story = make.story()
        rendered(client, ("story_opening", {"story": story}))
        moderation.withdraw(story.submission)
        main = main_of(client.get("/").content.decode())
        assert "A year of true stories" in main and main.count("<h1") == 1
        assert "Read the story" not in main

    def test_the_hearts_show_the_newest_story_that_is_left(self, client):
        story, other = make.story(), make.story(story_because="#IHeartHIT because of a bell.")
        rendered(client, ("story_heart", {"heading": "H", "text": "T", "story": story}))
        moderation.withdraw(story.submission)
        assert "heart__because" in main_of(client.get("/").content.decode())
        moderation.withdraw(other.submission)
        main = main_of(client.get("/").content.decode())
        assert "heart__because" not in main and "<svg" in main


class TestLatest:
    """The block that fills itself."""

    def test_it_shows_as_many_as_asked_for(self, client):
        for _ in range(4):
            make.story()
        content = rendered(client, ("story_latest", {"heading": "New", "count": 3}))
        assert content.count("<article") == 3

    def test_it_leaves_out_what_stands_elsewhere_on_the_page(self, client):
        stories = [make.story() for _ in range(5)]
        content = rendered(
            client,
            ("story_feature", {"story": stories[-1]}),
            ("story_latest", {"heading": "New", "count": 3}),
        )
        assert content.count(stories[-1].slug) == 1 and stories[0].slug not in content

    def test_it_closes_up_when_every_story_stands_elsewhere_on_the_page(self, client):
        story = make.story()
        content = rendered(
            client,
            ("story_latest", {"heading": "New stories", "count": 3}),
            ("story_feature", {"story": story}),
        )
        assert content.count(story.slug) == 1 and "New stories" not in content

    def test_it_keeps_to_its_topic(self, client):
        topic, inside, outside = make.topic(), make.story(), make.story()
        StoryPage.objects.filter(pk=inside.pk).update(topic=topic)
        content = rendered(client, ("story_latest", {"heading": "New", "count": 3, "topic": topic}))
        assert inside.slug in content and outside.slug not in content

    def test_without_any_story_it_hides(self, client):
        assert "New stories" not in rendered(
            client, ("story_latest", {"heading": "New stories", "count": 3})
        )


class TestHeart:
    """Whose heart is drawn."""

    def context(self, story=None):
        block = blocks.HeartBlock()
        return block.get_context(block.normalize({"heading": "H", "text": "T", "story": story}))

    def test_the_chosen_one(self):
        chosen, _ = make.story(), make.story()
        assert self.context(chosen)["story"] == chosen

    def test_else_the_newest(self):
        hidden, newest = make.story(live=False), make.story()
        assert self.context()["story"] == newest
        assert self.context(hidden)["story"] == newest

    def test_nobody_s_on_a_new_site(self):
        assert self.context()["story"] is None


class TestPreviews:
    """What editors see before they choose a block."""

    @pytest.mark.parametrize("name", [name for name, _ in blocks.story_blocks()])
    @pytest.mark.parametrize("has_stories", [False, True])
    def test_every_block_has_one(self, client, name, has_stories):
        if has_stories:
            make.story()
        else:
            make.form_page()
        client.force_login(make.editor())
        block = next(
            block
            for block in make.home_page().body.stream_block.child_blocks.values()
            if block.name == name
        )
        response = client.get(
            reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
        )
        content = response.content.decode()
        assert response.status_code == 200 and block.is_previewable
        assert "<svg" in content or "<textarea" in content

    @pytest.mark.parametrize(("name", "block"), blocks.story_blocks())
    def test_every_block_says_what_it_is_for(self, name, block):
        assert block.get_description() and block.meta.icon and block.meta.group == "Stories"


class TestCost:
    """A full page costs what a small one does."""

    def test_twelve_cards_cost_as_many_queries_as_one(self, client):
        stories = [make.story() for _ in range(12)]
        counts = []
        for number in (1, 12):
            host(("story_wall", {"heading": "P", "stories": stories[:number]}))
            client.get("/")
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/").content.decode().count("<article") == number
            counts.append(len(queries))
        assert counts[0] == counts[1]
