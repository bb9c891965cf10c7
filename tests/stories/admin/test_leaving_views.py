"""Editors are told which places are empty and which copies have to go, wherever they look."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from stories import moderation, outside_copies, placement, retention
from stories.models import EmptyPlace, OutsideCopy
from tests import make
from tests.stories.hosting import host, slot

pytestmark = pytest.mark.django_db

POST = "https://social.example/@campaign/114"
SOCIAL = (*make.CONSENTS, "social")


@pytest.fixture
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


@pytest.fixture
def left(editor):
    """The story page of a withdrawn story that stood on the landing page and in a post."""
    page, story = host(), make.story(consents=SOCIAL)
    placement.place(story, page, slot(page).id, user=editor, publish=True)
    outside_copies.note(story, kind="network", where=POST, user=editor)
    moderation.withdraw(story.submission)
    return story


def words(client, address):
    return client.get(address).content.decode()


class TestBeingTold:
    def test_the_dashboard_says_it_to_those_who_place_stories(self, client, left):
        said = words(client, "/admin/")
        assert "Places that are empty now" in said and "1 copy has" in said
        client.force_login(make.moderator())
        assert "Places that are empty now" not in words(client, "/admin/")

    def test_the_dashboard_is_quiet_otherwise(self, client, editor):
        assert "Places that are empty now" not in words(client, "/admin/")

    def test_the_page_says_it_when_it_is_edited(self, client, left):
        page = make.home_page()
        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert "A story left “Wall of stories: People”" in response.content.decode()

    def test_the_desk_and_the_editor_of_the_story_name_the_copies(self, client, left):
        for address in (
            left.submission.desk_url,
            reverse("stories_place", args=[left.submission_id]),
            reverse("wagtailadmin_pages:edit", args=[left.pk]),
        ):
            assert POST in words(client, address), address

    def test_after_an_erasure_the_list_still_says_where(self, client, left):
        retention.erase(left.submission, reason="Asked for.")
        said = words(client, reverse("stories_left"))
        assert POST in said and "The story is erased." in said
        assert left.title not in said


class TestDoing:
    def test_a_copy_is_marked_as_removed(self, client, editor, left):
        copy = OutsideCopy.objects.get()
        back = left.submission.desk_url
        response = client.post(reverse("stories_copy_gone", args=[copy.pk]), {"next": back})
        assert response.headers["Location"] == back
        copy.refresh_from_db()
        assert copy.removed_at and copy.removed_by == editor
        assert POST not in words(client, reverse("stories_left"))

    def test_the_way_back_leads_nowhere_else(self, client, left):
        address = reverse("stories_copy_gone", args=[OutsideCopy.objects.get().pk])
        response = client.post(address, {"next": "//elsewhere.example/"})
        assert response.headers["Location"] == reverse("stories_left")

    def test_a_place_is_left_as_it_is(self, client, left):
        client.post(reverse("stories_leave_empty", args=[EmptyPlace.objects.get().pk]))
        assert "No place is empty" in words(client, reverse("stories_left"))

    def test_another_story_is_placed_there_in_one_step(self, client, left):
        [address] = re.findall(
            r'href="([^"]*\?slot=[^"]*)"', words(client, reverse("stories_left"))
        )
        wanted = EmptyPlace.objects.get()
        picked = re.findall(r'<input type="radio" name="slot"[^>]* checked', words(client, address))
        assert len(picked) == 1 and f'value="{wanted.page_id}:{wanted.slot}"' in picked[0]

    def test_a_copy_is_noted_by_hand(self, client, editor):
        story = make.story(consents=SOCIAL)
        address = reverse("stories_note_copy", args=[story.submission_id])
        client.post(address, {"kind": "print", "where": "Slide 4 of the May talk"})
        row = OutsideCopy.objects.get()
        assert (row.kind, row.where, row.by) == ("print", "Slide 4 of the May talk", editor)
        response = client.post(address, {"kind": "print", "where": " "})
        assert "Nothing was noted" in str([*get_messages(response.wsgi_request)][-1])
        assert OutsideCopy.objects.count() == 1
