"""What the tick takes down: pages without a consent, files without leave, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stories import departures, due
from stories.models import PromotedPicture, PublicVideo, StoryPage, Submission
from tests import make
from tests.stories.unsealing import end_consents
from tests.stories.video_rows import story_with_video

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - timedelta(days=1)
IMAGE = (*make.CONSENTS, "image")


class TestPages:
    def test_a_page_whose_consent_ended_comes_down_once(self):
        story, other = make.story(picture=make.picture()), make.story(picture=make.picture())
        end_consents(story.submission, YESTERDAY)
        assert departures.look_after() == 1
        assert departures.look_after() == 0
        assert not StoryPage.objects.get(pk=story.pk).live
        assert StoryPage.objects.get(pk=other.pk).live
        assert PromotedPicture.objects.get().submission == other.submission

    def test_the_tick_does_it(self):
        story = make.story()
        end_consents(story.submission, YESTERDAY)
        assert "stories taken down: 1" in due.run().notes


class TestFiles:
    def test_a_picture_leaves_with_its_consent_and_the_story_stays(self):
        story = make.story(consents=IMAGE, picture=make.picture())
        other = make.story(consents=IMAGE, picture=make.picture())
        end_consents(story.submission, YESTERDAY, ["image"])
        assert departures.look_after() == 1
        assert StoryPage.objects.get(pk=story.pk).live
        assert PromotedPicture.objects.get().submission == other.submission

    def test_a_video_leaves_when_its_story_may_not_show(self):
        story = story_with_video()
        assert departures.look_after() == 0
        Submission.objects.filter(pk=story.submission_id).update(state="not_selected")
        assert departures.look_after() == 1
        assert not PublicVideo.objects.exists()

    def test_behind_a_password_its_files_stay(self):
        story = make.story(picture=make.picture())
        story.view_restrictions.create(restriction_type="login")
        assert departures.look_after() == 0
