"""Addresses of stories that left say so; of an erased one nothing is kept but a hash with the site's key."""

import pytest
from django.test import override_settings

from stories import gone, moderation, retention
from stories.models import GoneAddress, StoryPage, Submission
from tests import make

pytestmark = pytest.mark.django_db


class TestHasLeft:
    def test_a_story_that_shows_has_not(self):
        assert not gone.has_left(make.story())

    def test_one_that_was_never_public_has_not(self):
        story = make.story(live=False)
        moderation.withdraw(story.submission)
        assert not gone.has_left(StoryPage.objects.get(pk=story.pk))

    def test_one_that_is_read_again_comes_back(self):
        story = make.story()
        moderation.read_again(story.submission)
        assert not gone.has_left(StoryPage.objects.get(pk=story.pk))

    def test_a_private_one_has_not(self):
        story = make.story()
        story.view_restrictions.create(restriction_type="login")
        assert not gone.has_left(story)

    @pytest.mark.parametrize(
        "leave",
        [
            lambda story: moderation.withdraw(story.submission),
            lambda story: moderation.take_page_down(story.submission),
        ],
    )
    def test_a_withdrawn_one_and_one_that_was_taken_down_have(self, leave):
        story = make.story()
        leave(story)
        assert gone.has_left(StoryPage.objects.get(pk=story.pk))


class TestErased:
    def test_both_addresses_say_kindly_that_it_is_gone(self, client):
        story = make.story()
        page, heart = story.url, story.heart_url.partition("?")[0]
        retention.erase(story.submission, reason="Asked for.")
        response = client.get(page)
        assert response.status_code == 410
        assert "belongs to the person who told it" in response.content.decode()
        assert "max-age=60" in response.headers["Cache-Control"]
        assert client.get(heart).status_code == 410
        assert client.get(page.rstrip("/")).status_code in (301, 410)

    def test_a_draft_that_nobody_could_see_leaves_no_trace(self, client):
        story = make.story(live=False)
        address = story.get_url()
        retention.erase(story.submission, reason="Asked for.")
        assert not GoneAddress.objects.exists()
        assert client.get(address).status_code == 404

    def test_who_reads_the_table_cannot_try_titles(self):
        gone.remember(["/stories/my-title/"])
        with override_settings(SECRET_KEY="another one"):
            assert not gone.was_erased("/stories/my-title/")

    def test_an_exchanged_key_still_knows(self, settings):
        gone.remember(["/stories/my-title/"])
        old = settings.SECRET_KEY
        with override_settings(SECRET_KEY="another one", SECRET_KEY_FALLBACKS=[old]):
            assert gone.was_erased("/stories/my-title/")

    def test_an_address_that_never_was_is_not_found(self, client):
        make.index_page()
        assert client.get("/stories/nobody/").status_code == 404

    def test_a_new_story_takes_the_address_over(self, client):
        old = make.story(story_title="The list")
        address = old.url
        retention.erase(old.submission, reason="Asked for.")
        new = make.story(story_title="The list")
        assert new.url == address and client.get(address).status_code == 200
        assert Submission.objects.count() == 1
