"""What a story is found by: from the sender's own answers, for editors to correct, computed where it can be."""

import pytest
from django.urls import reverse

from stories import promotion
from stories.models import StoryPage
from tests import make

pytestmark = pytest.mark.django_db


class TestFromTheSender:
    """What promotion hands to the page."""

    def test_audience_is_the_senders_own_answer(self):
        assert make.story(story_audience="clinician").audience == "clinician"

    @pytest.mark.parametrize("answer", [None, "", "doctor"])
    def test_nothing_is_guessed(self, answer):
        assert make.story(story_audience=answer, story_about="Nurse").audience == ""

    def test_state_is_that_of_the_town(self):
        assert make.story(story_place="Dayton, Ohio").us_state == "OH"

    def test_what_an_editor_corrected_stays(self, client):
        story = make.story(live=False)
        StoryPage.objects.filter(pk=story.pk).update(us_state="TX")
        assert promotion.promote(story.submission, user=make.editor()).us_state == "TX"

    def test_the_form_asks_with_the_six_answers(self, client):
        page = make.form_page(extra=[{"field_type": "story_audience", "label": "Who are you?"}])
        field = page.get_form_class()().fields["story_audience"]
        assert len(field.choices) == 7
        assert "Family member or caregiver" in str(field.choices)


class TestMedium:
    """Computed, and the same as a queryset."""

    def test_words_picture_and_video(self):
        told = {
            "text": make.story(),
            "picture": make.story(picture=make.picture()),
            "video": make.story(story_video="https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        }
        for medium, story in told.items():
            found = set(StoryPage.objects.told(medium))
            assert story in found
            for one in StoryPage.objects.all():
                assert (medium in one.media) == (one in found)


class TestEditor:
    def test_editors_see_and_correct_them(self, client):
        story = make.story(live=False, story_audience="patient")
        client.force_login(make.editor())
        content = client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
        assert "What it is found by" in content
        for name in ("audience", "us_state", "language", "topic"):
            assert f'name="{name}"' in content
