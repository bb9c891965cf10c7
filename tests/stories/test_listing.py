"""Lists: only stories that may show, page after page without losing or doubling one."""

from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stories import consent, listing, moderation, neighbors
from stories.models import StoryPage, Submission
from tests import make
from tests.stories.unsealing import end_consents

pytestmark = pytest.mark.django_db


def stories(count, **changes):
    """Return published stories, oldest first, an hour apart."""
    made = [make.story(**changes) for _ in range(count)]
    now = timezone.now()
    for number, story in enumerate(made):
        published_at = now - timedelta(hours=count - number)
        StoryPage.objects.filter(pk=story.pk).update(first_published_at=published_at)
    return list(StoryPage.objects.filter(pk__in=[story.pk for story in made]).order_by("pk"))


def read(query="", page_size=3):
    return listing.read(dict(parse_qsl(query.lstrip("?"))), page_size=page_size)


class TestWhatMayShow:
    """The same answer for every kind of story that may not show."""

    def assert_hidden(self, hidden, shown):
        assert read().stories == [shown]
        assert listing.latest(None, 5) == [shown]
        assert hidden not in neighbors.read(shown, 5).related
        assert read("?q=daughter").stories == [shown]

    def test_a_draft(self):
        self.assert_hidden(make.story(live=False), make.story())

    def test_a_private_story(self):
        hidden = make.story()
        hidden.view_restrictions.create(restriction_type="password", password="secret")
        self.assert_hidden(hidden, make.story())

    def test_a_withdrawn_story(self):
        hidden = make.story()
        moderation.withdraw(hidden.submission)
        self.assert_hidden(hidden, make.story())

    def test_a_withdrawn_consent_while_the_page_is_still_live(self):
        hidden = make.story()
        consent.withdraw(hidden.submission)
        assert StoryPage.objects.get(pk=hidden.pk).live
        self.assert_hidden(hidden, make.story())

    def test_an_expired_consent(self):
        hidden = make.story()
        yesterday = timezone.localdate() - timedelta(days=1)
        end_consents(hidden.submission, yesterday)
        self.assert_hidden(hidden, make.story())

    def test_a_consent_on_its_last_day_still_counts(self):
        story = make.story()
        end_consents(story.submission, timezone.localdate())
        assert read().stories == [story]

    def test_a_story_that_is_not_approved_any_more(self):
        hidden = make.story()
        Submission.objects.filter(pk=hidden.submission_id).update(state="not_selected")
        self.assert_hidden(hidden, make.story())

    def test_a_page_past_its_expiry(self):
        hidden = make.story()
        past = timezone.now() - timedelta(minutes=1)
        StoryPage.objects.filter(pk=hidden.pk).update(expire_at=past)
        self.assert_hidden(hidden, make.story())

    def test_a_draft_that_a_script_set_live(self):
        hidden = make.story(live=False)
        Submission.objects.filter(pk=hidden.submission_id).update(email_confirmed_at=None)
        StoryPage.objects.filter(pk=hidden.pk).update(live=True)
        self.assert_hidden(hidden, make.story())


class TestPages:
    """Forth and back through the list."""

    def test_all_pages_together_hold_every_story_once(self):
        made = stories(8)
        seen, query = [], ""
        for _ in range(5):
            page = read(query)
            seen += page.stories
            if not page.next_url:
                break
            query = page.next_url
        assert seen == made[::-1]

    def test_the_way_back_is_the_way_forth(self):
        stories(8)
        first = read()
        second = read(first.next_url)
        third = read(second.next_url)
        assert first.is_first and not second.is_first
        assert read(third.previous_url).stories == second.stories
        assert read(second.previous_url).stories == first.stories
        assert read(second.previous_url).is_first

    def test_a_story_published_meanwhile_doubles_none(self):
        made = stories(4)
        first = read(page_size=2)
        make.story()
        assert read(first.next_url, page_size=2).stories == [made[1], made[0]]

    def test_a_place_holds_when_its_story_is_gone(self):
        made = stories(5)
        query = read().next_url
        moderation.withdraw(made[2].submission)
        assert read(query).stories == [made[1], made[0]]

    def test_two_stories_of_the_same_moment_are_both_shown(self):
        made = stories(4)
        StoryPage.objects.update(first_published_at=timezone.now())
        first = read(page_size=2)
        assert first.stories + read(first.next_url, page_size=2).stories == made[::-1]

    def test_an_empty_list_is_one_page(self):
        page = read()
        assert (page.stories, page.next_url, page.previous_url) == ([], "", "")

    @pytest.mark.parametrize(
        "value",
        ["", "x", "1", "1-", "-1", "1-2-3", "٣-٤", "\x00", "9" * 17 + "-" + "9" * 18, "1e5-2"],
    )
    @pytest.mark.parametrize("name", ["after", "before"])
    def test_a_place_that_cannot_be_read_never_breaks(self, client, name, value):
        make.story()
        assert client.get("/stories/", {name: value}).status_code == 200

    def test_a_place_behind_the_end_leads_back(self):
        made = stories(2)
        page = read("?after=5-1")
        assert page.stories == [] and read(page.previous_url).stories == made[::-1]


class TestTopics:
    """The filter."""

    def test_only_its_stories_show(self):
        rural, other = make.topic("Rural care"), make.topic("Records")
        made = stories(5, story_topic="")
        StoryPage.objects.filter(pk__in=[story.pk for story in made[:4]]).update(topic=rural)
        StoryPage.objects.filter(pk=made[4].pk).update(topic=other)
        page = read("?topic=rural-care")
        assert page.topic == rural and page.stories == made[3:0:-1]
        assert page.next_url.startswith("?topic=rural-care&after=")
        assert read(page.next_url).stories == made[:1]

    def test_only_topics_with_a_story_to_show_are_offered(self):
        make.topic("Empty")
        topic = make.topic("Records")
        StoryPage.objects.filter(pk=make.story().pk).update(topic=topic)
        hidden = make.story(live=False)
        StoryPage.objects.filter(pk=hidden.pk).update(topic=make.topic("Hidden"))
        assert [choice.value for choice in read().topics.choices] == [topic.slug]

    def test_a_topic_without_stories_is_an_empty_page(self, client):
        make.index_page()
        make.topic("Empty")
        response = client.get("/stories/", {"topic": "empty"})
        assert response.status_code == 200
        assert "No stories about Empty yet" in response.content.decode()

    @pytest.mark.parametrize("slug", ["nothing", "a b", "\x00", "x" * 500, "' OR 1=1 --"])
    def test_an_unknown_topic_is_not_found(self, client, slug):
        make.index_page()
        assert client.get("/stories/", {"topic": slug}).status_code == 404
        with pytest.raises(Http404):
            listing.read({"topic": slug}, page_size=3)


class TestLatest:
    """The newest for blocks and error pages."""

    def test_the_newest_come_first(self):
        made = stories(4)
        assert listing.latest(None, 2) == [made[3], made[2]]

    def test_one_topic(self):
        topic = make.topic()
        made = stories(2)
        StoryPage.objects.filter(pk=made[0].pk).update(topic=topic)
        assert listing.latest(topic, 3) == [made[0]]


class TestIndexPage:
    """The public page over the list."""

    def test_it_costs_the_same_with_one_story_and_with_fifty(self, client):
        make.story()
        client.get("/stories/")
        with CaptureQueriesContext(connection) as one:
            client.get("/stories/")
        for _ in range(49):
            make.story()
        with CaptureQueriesContext(connection) as fifty:
            content = client.get("/stories/").content.decode()
        assert content.count('class="card ') == 24 or content.count("<article") == 24
        assert len(fifty) == len(one)
