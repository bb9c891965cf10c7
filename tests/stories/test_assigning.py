"""A waiting story can be given to a colleague, who is then led to it first."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from stories import assigning, moderation
from stories.models import OutboxMail, ReviewerPreference
from stories.review_step import AlreadyDecided
from tests import make

pytestmark = pytest.mark.django_db


class TestRule1Giving:
    def test_says_for_whom_and_by_when(self):
        story, nell = make.submission(), make.moderator(name="nell")
        day = timezone.localdate() + timedelta(days=2)
        assigning.assign(story, user=make.moderator(), to=nell, due_on=day)
        story.refresh_from_db()
        assert (story.assigned_to, story.due_on) == (nell, day)
        assert (story.state, story.claimed_by) == ("received", None)

    def test_can_be_taken_back(self):
        story, nell = make.submission(), make.moderator(name="nell")
        assigning.assign(story, user=nell, to=nell)
        assigning.assign(story, user=nell, to=None)
        story.refresh_from_db()
        assert story.assigned_to is None

    def test_needs_two_who_can_moderate(self):
        story, nell = make.submission(), make.moderator(name="nell")
        with pytest.raises(PermissionDenied):
            assigning.assign(story, user=make.editor(), to=nell)
        with pytest.raises(PermissionDenied):
            assigning.assign(story, user=nell, to=make.editor())

    def test_is_for_stories_that_wait(self):
        nell = make.moderator(name="nell")
        with pytest.raises(AlreadyDecided):
            assigning.assign(make.submission(state="spam"), user=nell, to=nell)

    def test_takes_no_new_day_that_is_over_but_keeps_an_old_one(self):
        story, nell = make.submission(), make.moderator(name="nell")
        with pytest.raises(assigning.DayIsOver):
            assigning.assign(story, user=nell, to=nell, due_on=date(2020, 1, 1))
        type(story).objects.filter(pk=story.pk).update(due_on=date(2020, 1, 1))
        assert (
            assigning.assign(story, user=nell, to=nell, due_on=date(2020, 1, 1)).assigned_to == nell
        )

    def test_ends_with_the_step(self):
        story, nell = make.submission(), make.moderator(name="nell")
        assigning.assign(story, user=nell, to=nell)
        moderation.decide(story, "approve", user=nell)
        story.refresh_from_db()
        assert story.assigned_to is None


class TestRule1TheMail:
    def test_tells_the_colleague_who_and_by_when(self):
        story, nell = make.submission(), make.moderator(name="nell")
        day = timezone.localdate() + timedelta(days=2)
        assigning.assign(story, user=make.moderator(name="otto"), to=nell, due_on=day)
        mail = OutboxMail.objects.get(kind="story_assigned")
        assert (mail.to, mail.submission) == (nell.email, story)
        assert f"Otto has given you {story.number} to read." in mail.body
        assert f"by {day:%A, %B} {day.day}." in mail.body
        assert story.desk_url in mail.body

    def test_comes_once_for_each_change(self):
        story, nell, otto = make.submission(), make.moderator(name="nell"), make.moderator()
        assigning.assign(story, user=otto, to=nell)
        assigning.assign(story, user=otto, to=nell)
        assert OutboxMail.objects.filter(kind="story_assigned").count() == 1
        assigning.assign(story, user=otto, to=None)
        assigning.assign(story, user=otto, to=nell)
        assert OutboxMail.objects.filter(kind="story_assigned").count() == 2

    def test_is_not_for_those_who_take_it_themselves_or_switched_it_off(self):
        story, nell, otto = make.submission(), make.moderator(name="nell"), make.moderator()
        ReviewerPreference.objects.create(user=nell, story_assigned=False)
        assigning.assign(story, user=otto, to=nell)
        assigning.assign(story, user=otto, to=otto)
        assert not OutboxMail.objects.filter(kind="story_assigned").exists()


class TestRule1TheNextStory:
    def test_is_one_that_was_given_to_the_person(self):
        now = timezone.now()
        older = make.submission(now=now - timedelta(days=2))
        given = make.submission(now=now)
        nell, mo = make.moderator(name="nell"), make.moderator(name="mo")
        assigning.assign(given, user=mo, to=nell)
        assert moderation.next_waiting(nell) == given
        assert moderation.next_waiting(mo) == older
        assert moderation.next_waiting(mo, after=older) is None


class TestRule1Colleagues:
    def test_are_those_who_can_moderate(self):
        nell, root = make.moderator(name="nell"), make.administrator()
        make.editor()
        assert {*assigning.colleagues()} == {nell, root}
