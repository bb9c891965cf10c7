"""The heart as a picture file: only of stories that may show, in the colours of a mood."""

from xml.etree import ElementTree

import pytest
from django.urls import reverse

from stories import cards, heart_views, moderation
from stories.models import StoryPage
from tests import make

pytestmark = pytest.mark.django_db


def address(pk, **query):
    return reverse("story_heart", args=[pk], query=query)


class TestPublicHeart:
    """What a browser gets."""

    def test_it_is_a_drawing_that_holds_no_word_of_the_story(self, client):
        story = make.story()
        response = client.get(story.heart_url)
        assert response.status_code == 200 and response["Content-Type"] == "image/svg+xml"
        content = response.content.decode()
        ElementTree.fromstring(content)
        assert "daughter" not in content and "Renee" not in content and "style=" not in content

    def test_it_has_the_colours_of_its_mood(self, client):
        story = make.story()
        colours = heart_views.COLOURS[cards.mood_of(story.pk)]
        content = client.get(address(story.pk)).content.decode()
        assert all(colour in content for colour in colours.values())

    def test_a_card_asks_for_another_mood_and_gets_no_background(self, client):
        story = make.story()
        content = client.get(address(story.pk, mood="honey")).content.decode()
        assert heart_views.COLOURS["honey"]["story"] in content
        assert heart_views.COLOURS["honey"]["background"] not in content

    def test_an_unknown_mood_is_its_own(self, client):
        story = make.story()
        strange = client.get(address(story.pk, mood='"><script>'))
        assert strange.content == client.get(address(story.pk)).content

    def test_every_mood_has_colours(self):
        assert set(heart_views.COLOURS) == set(cards.MOODS)

    def test_it_sets_no_cookie(self, client):
        assert not client.get(address(make.story().pk)).cookies


class TestCaching:
    """A drawing of the right version is kept; a shared cache asks again within a minute."""

    def test_the_right_version_is_kept_by_the_browser(self, client):
        control = client.get(make.story().heart_url)["Cache-Control"]
        assert f"max-age={heart_views.KEEP}" in control and "s-maxage=60" in control

    def test_another_version_is_kept_for_a_minute(self, client):
        assert "max-age=60" in client.get(address(make.story().pk, v="0000"))["Cache-Control"]

    def test_the_same_drawing_is_not_sent_twice(self, client):
        story = make.story()
        etag = client.get(story.heart_url)["ETag"]
        assert client.get(story.heart_url, headers={"If-None-Match": etag}).status_code == 304

    def test_new_words_have_a_new_address(self):
        story = make.story()
        before = story.heart_url
        story.because = "#IHeartHIT because of something else."
        assert story.heart_url != before


class TestHiddenHeart:
    """Word lengths are a trace too."""

    def test_a_draft_has_none(self, client):
        assert client.get(address(make.story(live=False).pk)).status_code == 404

    def test_a_draft_of_a_withdrawn_story_is_not_even_gone(self, client):
        story = make.story(live=False)
        moderation.withdraw(story.submission)
        assert client.get(address(story.pk)).status_code == 404

    def test_a_story_that_was_taken_down_is_gone(self, client):
        story = make.story()
        moderation.withdraw(story.submission)
        response = client.get(address(story.pk))
        assert response.status_code == 410 and b"svg" not in response.content

    def test_a_private_story_has_none(self, client):
        story = make.story()
        story.view_restrictions.create(restriction_type="login")
        assert client.get(address(story.pk)).status_code == 404

    def test_words_written_past_the_doors_are_not_drawn(self, client):
        story = make.story()
        StoryPage.objects.filter(pk=story.pk).update(why_it_matters="It sells.")
        assert client.get(address(story.pk)).status_code == 404

    @pytest.mark.parametrize("pk", [0, 999999, 10**30])
    def test_a_number_that_is_no_story(self, client, pk):
        assert client.get(address(pk)).status_code == 404

    def test_another_method_is_refused(self, client):
        assert client.post(address(1)).status_code == 405
