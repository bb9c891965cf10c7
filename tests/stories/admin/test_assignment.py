"""A moderator says on a page of the desk for whom a story is, and the queue shows it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from stories import assigning
from stories.admin.columns import age_of, due_in_words
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    person = make.moderator(name="mo")
    client.force_login(person)
    return person


def address(story):
    return reverse("submissions:assign", args=[story.pk])


class TestRule1ThePage:
    def test_gives_the_story_and_leads_back_to_the_desk(self, client, moderator):
        story, nell = make.submission(), make.moderator(name="nell")
        day = timezone.localdate() + timedelta(days=1)
        assert address(story) in client.get(story.desk_url).content.decode()
        response = client.post(address(story), {"to": nell.pk, "due_on": day.isoformat()})
        assert response.headers["Location"] == story.desk_url
        assert "Nell" in client.get(story.desk_url).content.decode()
        page = client.get("/admin/submissions/").content.decode()
        assert "For Nell" in page
        assert "Due tomorrow" in page

    def test_says_beside_the_field_that_the_day_is_over(self, client, moderator):
        story = make.submission()
        page = client.post(address(story), {"to": "", "due_on": "2020-01-01"})
        assert "Choose today or a later day." in page.content.decode()

    def test_says_that_the_story_does_not_wait_any_more(self, client, moderator):
        story = make.submission(state="spam")
        response = client.post(address(story), {"to": moderator.pk, "due_on": ""}, follow=True)
        assert "This story is not waiting." in response.content.decode()

    def test_is_for_moderators(self, client):
        story = make.submission()
        client.force_login(make.auditor())
        assert client.get(address(story)).status_code == 302
        assert address(story) not in client.get(story.desk_url).content.decode()

    def test_tells_the_person_whom_it_is_for(self, client, moderator):
        assigning.assign(make.submission(), user=moderator, to=moderator)
        assert "For you" in client.get("/admin/submissions/").content.decode()


class TestRule1Urgency:
    @pytest.mark.parametrize(
        ("days", "level", "words"),
        [(2, "new", ""), (3, "old", "Getting old"), (7, "late", "Waits too long")],
    )
    def test_of_an_age_is_said_in_words(self, days, level, words):
        now = timezone.now()
        found = age_of(now - timedelta(days=days), now)
        assert (found.level, found.words) == (level, words)

    @pytest.mark.parametrize(
        ("day", "level", "words"),
        [
            (8, "late", "Due 2 days ago"),
            (9, "late", "Due 1 day ago"),
            (10, "late", "Due today"),
            (11, "old", "Due tomorrow"),
            (14, "new", "Due Jun 14"),
        ],
    )
    def test_of_a_day_is_said_in_words(self, day, level, words):
        found = due_in_words(date(2026, 6, day), date(2026, 6, 10))
        assert (found.level, found.words) == (level, words)
