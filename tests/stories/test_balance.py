"""The balance hint: what the stories of a page cover, and what else there is, in plain words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import HomePage
from stories import balance, consent
from stories.models import StoryPage
from tests import make
from tests.stories.hosting import host

pytestmark = pytest.mark.django_db


def wall(*stories):
    return host(("story_wall", {"heading": "Wall", "stories": [*stories]}))


def weighed():
    page = HomePage.objects.get()
    found = balance.weigh(page)
    return found, {one.label: (one.covered, one.missing) for one in found.coverage}


class TestWhatItSays:
    def test_covered_and_missing(self):
        inside = make.story(story_audience="patient", story_topic=make.topic("Records").name)
        make.story(
            story_audience="clinician",
            story_topic=make.topic("Rural care").name,
            story_place="Austin, Texas",
        )
        wall(inside)
        _, said = weighed()
        assert said["Topics"] == (["Records"], ["Rural care"])
        assert said["Told by"] == (["Patient"], ["Clinician"])
        assert said["States"] == (["Ohio"], ["Texas"])

    def test_what_may_not_show_is_not_offered(self):
        hidden = make.story(story_audience="clinician", story_place="Austin, Texas")
        consent.withdraw(hidden.submission)
        wall()
        _, said = weighed()
        assert said["Told by"] == ([], []) and said["States"] == ([], [])

    def test_what_stands_twice_is_named(self):
        story = make.story()
        host(("story_feature", {"story": story}), ("story_quote", {"story": story}))
        found, _ = weighed()
        assert found.doubled == [story.title] and found.count == 1

    def test_unknown_tellers_are_counted(self):
        wall(make.story(), make.story(story_audience="patient"))
        assert weighed()[0].unknown == 1

    def test_it_costs_the_same_for_many_stories(self):
        made = [make.story() for _ in range(6)]
        costs = []
        for chosen in (made[:1], made):
            wall(*chosen)
            page = HomePage.objects.get()
            page.get_slots()
            with CaptureQueriesContext(connection) as queries:
                balance.weigh(page)
            costs.append(len(queries))
        assert costs[0] == costs[1] <= 4


class TestWhatAStoryBrings:
    def test_what_no_other_story_of_the_page_has(self):
        wall(make.story(story_audience="patient"))
        new = make.story(story_audience="clinician", story_topic=make.topic("Records").name)
        assert balance.brings(new, HomePage.objects.get()) == ["Records", "Clinician"]

    def test_the_story_itself_does_not_count(self):
        story = make.story(story_audience="patient")
        wall(story)
        assert balance.brings(story, HomePage.objects.get()) == ["Patient", "Ohio"]


class TestPanel:
    def test_editors_read_it_on_the_page(self, client):
        story = make.story(story_audience="patient")
        page = wall(story)
        client.force_login(make.editor())
        content = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Balance of its stories" in content and "On this page: Patient." in content
        assert StoryPage.objects.get() == story
