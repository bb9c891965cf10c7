"""The same answers from the same address within a day are one story; anything else is another one."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from stories import intake, repeats
from tests import make

pytestmark = pytest.mark.django_db


class TestRepeats:
    def sent(self, **changes):
        answers = make.answers(story_email="renee@example.org", **changes)
        submission = intake.receive(
            make.form_page(), answers, receipt=uuid.uuid4(), agreements=make.agreements()
        )
        return submission, answers

    def test_the_same_answers_from_the_same_address_are_the_same_story(self):
        submission, answers = self.sent()
        assert repeats.find_repeat(answers, make.agreements(), None) == submission

    @pytest.mark.parametrize(
        "change", [{"story_email": "ivy@example.org"}, {"story_name_shown": "none"}]
    )
    def test_one_other_answer_is_another_story(self, change):
        _, answers = self.sent()
        assert repeats.find_repeat(answers | change, make.agreements(), None) is None

    def test_another_consent_or_picture_is_another_story(self):
        _, answers = self.sent()
        assert repeats.find_repeat(answers, make.agreements(("truth",)), None) is None
        assert repeats.find_repeat(answers, make.agreements(), make.picture()) is None

    def test_after_a_day_it_is_another_story(self):
        _, answers = self.sent()
        later = timezone.now() + timedelta(days=1, minutes=1)
        assert repeats.find_repeat(answers, make.agreements(), None, now=later) is None
