"""No story stands twice on one page: placed ones win, and what chooses itself takes what is left."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stories import consent
from stories.models import StoryPage
from tests import make
from tests.stories.hosting import host

pytestmark = pytest.mark.django_db


def latest(**values):
    return ("story_latest", {"heading": "New stories", "count": 3, **values})


def rendered(client, *body):
    host(*body)
    return client.get("/").content.decode()


class TestSeveralBlocks:
    def test_two_that_choose_themselves_share_what_there_is(self, client):
        made = [make.story() for _ in range(5)]
        content = rendered(client, latest(), latest(heading="More stories"))
        assert [content.count(f"{story.slug}/") for story in made] == [1] * 5
        first, second = content.split("More stories")
        assert made[4].slug in first and made[0].slug in second

    def test_a_story_that_is_placed_further_down_is_left_to_its_place(self, client):
        made = [make.story() for _ in range(4)]
        content = rendered(
            client, latest(), ("story_wall", {"heading": "Wall", "stories": [made[3]]})
        )
        before, after = content.split("Wall")
        assert made[3].slug not in before and made[3].slug in after

    def test_a_story_placed_in_two_slots_shows_where_it_stands_first(self, client):
        story = make.story()
        content = rendered(
            client,
            ("story_feature", {"heading": "Whole", "story": story}),
            ("story_wall", {"heading": "Wall", "stories": [story]}),
        )
        assert content.count(f"{story.slug}/") == 1 and "Wall" not in content

    def test_a_slot_that_does_not_show_today_keeps_no_story_back(self, client):
        story = make.story()
        content = rendered(
            client,
            latest(),
            ("story_feature", {"story": story, "when": {"last_day": date(2001, 1, 1)}}),
        )
        assert story.slug in content

    def test_a_placed_story_that_may_not_show_takes_nobodys_place(self, client):
        hidden, shown = make.story(), make.story()
        consent.withdraw(hidden.submission)
        content = rendered(client, ("story_feature", {"story": hidden}), latest())
        assert hidden.slug not in content and shown.slug in content

    def test_the_drawing_of_a_heart_is_no_story(self, client):
        story = make.story()
        content = rendered(
            client, ("story_heart", {"heading": "H", "text": "T", "story": story}), latest()
        )
        assert story.slug in content

    def test_every_rendering_begins_anew(self, client):
        story = make.story()
        assert story.slug in rendered(client, latest())
        assert story.slug in client.get("/").content.decode()

    def test_more_slots_cost_no_more_queries(self, client):
        made = [make.story() for _ in range(6)]
        rendered(client, ("story_feature", {"story": made[0]}))
        client.get("/")
        with CaptureQueriesContext(connection) as one:
            client.get("/")
        rendered(client, *(("story_feature", {"story": story}) for story in made))
        with CaptureQueriesContext(connection) as six:
            assert client.get("/").content.decode().count("<article") == 6
        # The editor's own choice is read by Wagtail, once for each block of the body.
        assert len(six) <= len(one) + 5


class TestFilters:
    """Which stories a block chooses."""

    @pytest.mark.parametrize(
        ("field", "values"),
        [
            ("audience", {"audience": "clinician"}),
            ("us_state", {"state": "OH"}),
            ("topic", {}),
        ],
    )
    def test_only_what_is_wanted(self, client, field, values):
        inside, outside = make.story(story_place=None), make.story(story_place=None)
        topic = make.topic()
        kept = {"audience": "clinician", "us_state": "OH", "topic": topic}[field]
        StoryPage.objects.filter(pk=inside.pk).update(**{field: kept})
        content = rendered(client, latest(**(values or {"topic": topic})))
        assert inside.slug in content and outside.slug not in content

    def test_medium(self, client):
        inside, outside = make.story(picture=make.picture()), make.story()
        content = rendered(client, latest(medium="picture"))
        assert inside.slug in content and outside.slug not in content

    def test_several_at_once(self, client):
        both, one = (make.story(story_audience="patient") for _ in range(2))
        StoryPage.objects.filter(pk=one.pk).update(us_state="TX")
        content = rendered(client, latest(audience="patient", state="OH"))
        assert both.slug in content and one.slug not in content

    def test_a_draft_never_shows(self, client):
        hidden = make.story(live=False)
        StoryPage.objects.filter(pk=hidden.pk).update(first_published_at=timezone.now())
        assert hidden.slug not in rendered(client, latest())

    def test_it_leads_to_the_same_choice_in_the_list(self, client):
        make.story(story_audience="patient")
        content = rendered(client, latest(audience="patient"))
        assert "/stories/?audience=patient" in content
