"""The state follows what happened by itself; what somebody decided at the same moment counts more."""

import pytest

from stories import moderation, projection
from stories.models import Submission
from tests import make

pytestmark = pytest.mark.django_db


class TestPublishedAndWithdrawn:
    """A withdrawal wins over a publication at the same moment."""

    def test_a_page_going_live_late_does_not_bring_the_story_back(self):
        story = make.story()
        moderation.withdraw(story.submission)
        story.live = True
        projection.project_page(story)
        assert Submission.objects.get(pk=story.submission_id).state == "withdrawn"

    def test_while_a_decision_runs_only_the_decision_writes(self):
        story = make.story(live=False)
        story.live = True
        with moderation.our_own_decision():
            projection.project_page(story)
        assert Submission.objects.get(pk=story.submission_id).state == "approved"
        projection.project_page(story)
        assert Submission.objects.get(pk=story.submission_id).state == "live"
