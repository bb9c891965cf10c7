"""What the queue is filtered by follows the tables that tell it."""

import pytest
from django.utils import timezone

from stories import moderation, parties, queue_marks
from stories.models import Flag, Mark, SentVideo, Submission
from tests import make

pytestmark = pytest.mark.django_db


def marks_of(story):
    """Return the set of marks of a row as it is stored."""
    value = Submission.objects.values_list("marks", flat=True).get(pk=story.pk)
    return {mark for mark in Mark if value & mark}


@pytest.fixture
def story():
    """A story without anything that could be marked, but a confirmed address."""
    made = make.submission()
    made.flags.all().delete()
    return made


class TestRule1Marks:
    def test_of_a_plain_story_tell_the_address_alone(self, story):
        assert marks_of(story) == {Mark.CONFIRMED}

    def test_tell_the_picture_of_the_newest_version(self):
        # Keys of originals and of stories may be equal and mean different stories.
        plain, pictured = make.submission(), make.submission(picture=make.picture())
        another = make.submission()
        assert [Mark.PICTURE in marks_of(one) for one in (plain, pictured, another)] == [
            False,
            True,
            False,
        ]
        first = pictured.original
        first.pk, first.version, first.picture = None, 2, ""
        first.save()
        queue_marks.refresh(pictured.pk)
        assert Mark.PICTURE not in marks_of(pictured)

    def test_tell_a_video_by_its_address_or_its_file(self, story):
        assert Mark.VIDEO in marks_of(make.submission(story_video="https://vimeo.com/123"))
        video = SentVideo.objects.create(submission=story, source_hash="a" * 64, source_bytes=1)
        assert Mark.VIDEO in marks_of(story)
        video.delete()
        assert Mark.VIDEO not in marks_of(story)

    def test_tell_an_open_flag_until_it_is_closed(self, story):
        flag = Flag.objects.create(submission=story, kind="name", reason="A name.")
        assert Mark.FLAGGED in marks_of(story)
        flag.verdict = Flag.Verdict.DISMISSED
        flag.save()
        assert Mark.FLAGGED not in marks_of(story)

    def test_tell_the_flags_that_came_with_the_story(self):
        assert Mark.FLAGGED in marks_of(make.submission(state="spam"))

    def test_tell_a_withdrawn_consent(self, story):
        moderation.withdraw(story)
        assert Mark.LACKS_PERMISSION in marks_of(story)

    def test_tell_a_person_who_was_not_asked_yet(self, story):
        people = [{"relation": "my mother", "basis": "not_yet", "email": ""}]
        parties.name_people(story, people, now=timezone.now())
        assert Mark.LACKS_PERMISSION in marks_of(story)
        parties.name_people(story, [], version=2, now=timezone.now())
        assert Mark.LACKS_PERMISSION not in marks_of(story)

    def test_tell_a_reader(self, story):
        reader = make.moderator()
        moderation.claim(story, user=reader)
        assert Mark.CLAIMED in marks_of(story)
        moderation.release(story, user=reader)
        assert Mark.CLAIMED not in marks_of(story)


class TestRule1TheStep:
    def step_of(self, story):
        return Submission.objects.values_list("review_step__name", flat=True).get(pk=story.pk)

    def test_is_that_of_the_review(self, story):
        assert self.step_of(story) == story.current_workflow_task_state.task.name
        moderation.decide(story, "approve", user=make.moderator())
        story.refresh_from_db()
        assert self.step_of(story) == story.current_workflow_task_state.task.name

    @pytest.mark.parametrize("state", ["changes_requested", "not_selected", "approved"])
    def test_is_none_where_no_review_is_open(self, state):
        assert self.step_of(make.submission(state=state)) is None

    def test_comes_back_with_the_story(self):
        story = make.submission(state="not_selected")
        moderation.reopen(story, user=make.moderator())
        assert self.step_of(story)
