"""Where a story leads: before, after and what to read next, never a story that may not show."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stories import consent, neighbors
from stories.models import StoryPage
from tests import make

pytestmark = pytest.mark.django_db


def stories(count):
    """Return published stories, oldest first, an hour apart."""
    made = [make.story() for _ in range(count)]
    for number, story in enumerate(made):
        at = timezone.now() - timedelta(hours=count - number)
        StoryPage.objects.filter(pk=story.pk).update(first_published_at=at)
    return list(StoryPage.objects.filter(pk__in=[story.pk for story in made]).order_by("pk"))


class TestRelated:
    def test_its_topic_comes_first_then_the_next_older(self):
        made = stories(5)
        topic = make.topic()
        StoryPage.objects.filter(pk__in=[made[0].pk, made[2].pk]).update(topic=topic)
        story = StoryPage.objects.get(pk=made[2].pk)
        assert neighbors.read(story, 3).related == [made[0], made[1], made[4]]

    def test_then_those_that_the_same_kind_of_people_tell(self):
        made = stories(4)
        StoryPage.objects.filter(pk__in=[made[0].pk, made[3].pk]).update(audience="patient")
        story = StoryPage.objects.get(pk=made[3].pk)
        assert neighbors.read(story, 2).related == [made[0], made[2]]

    def test_a_story_never_leads_to_itself(self):
        [story] = stories(1)
        found = neighbors.read(story, 3)
        assert (found.related, found.newer, found.older) == ([], None, None)

    def test_a_draft_in_preview_has_something_to_read_next_too(self):
        [story] = stories(1)
        found = neighbors.read(make.story(live=False), 3)
        assert found.related == [story] and found.newer is found.older is None


class TestBeside:
    def test_the_newer_and_the_older_one(self):
        made = stories(3)
        found = neighbors.read(made[1], 3)
        assert (found.newer, found.older) == (made[2], made[0])

    def test_one_that_may_not_show_is_stepped_over(self):
        made = stories(4)
        consent.withdraw(made[2].submission)
        assert neighbors.read(made[1], 3).newer == made[3]

    def test_words_that_nobody_agreed_to_are_not_printed(self, client):
        made = stories(2)
        StoryPage.objects.filter(pk=made[1].pk).update(title="Buy our pills")
        assert "Buy our pills" not in client.get(made[0].url).content.decode()

    def test_the_page_links_to_both(self, client):
        made = stories(3)
        content = client.get(made[1].url).content.decode()
        assert f'href="{made[2].url}" rel="prev"' in content
        assert f'href="{made[0].url}" rel="next"' in content

    def test_it_costs_the_same_with_three_stories_and_with_thirty(self, client):
        made = stories(6)
        client.get(made[2].url)
        with CaptureQueriesContext(connection) as few:
            client.get(made[2].url)
        for _ in range(24):
            make.story()
        with CaptureQueriesContext(connection) as many:
            client.get(made[2].url)
        assert len(many) == len(few)
