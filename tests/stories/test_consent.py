"""What senders agreed to, what is missing before a story can be published, and what a withdrawal ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stories import consent, moderation, sharing
from stories.models import Consent
from tests import make

pytestmark = pytest.mark.django_db


class TestObstacles:
    """Sentences for the desk."""

    def test_an_agreed_story_has_none(self):
        submission = make.submission(state="approved")
        assert consent.obstacles(submission, submission.texts) == []

    def test_a_space_at_the_end_is_no_change_of_words(self):
        submission = make.submission(state="approved")
        texts = {**submission.texts, "because": submission.because + "  \n"}
        assert consent.obstacles(submission, texts) == []

    @pytest.mark.parametrize("name", ["what_happened", "what_learned", "why_it_matters", "because"])
    def test_one_changed_letter_is(self, name):
        submission = make.submission(state="approved")
        texts = {**submission.texts, name: submission.texts[name] + "x"}
        [reason] = consent.obstacles(submission, texts)
        assert "differ from the original" in reason


class TestWithdrawing:
    """One withdrawal ends every use, and nothing that answering needs."""

    SCOPES = ("truth", "contact", "publish", "social", "alter", "image")

    def agreed(self):
        """Return a submission with a consent of every scope."""
        submission = make.submission(
            consents=self.SCOPES, picture=make.picture(), story_image_alt="A bee."
        )
        submission.consents.get_or_create(scope="image", defaults={"wording": "Use my picture."})
        return submission

    def test_publishing_quoting_and_the_picture_end(self):
        submission, now = self.agreed(), timezone.now()
        consent.withdraw(submission, now=now)
        ended = submission.consents.filter(withdrawn_at=now)
        assert set(ended.values_list("scope", flat=True)) == {"publish", "social", "image"}

    def test_what_was_stated_and_the_way_back_to_the_sender_stay(self):
        submission = self.agreed()
        consent.withdraw(submission)
        current = submission.consents.current()
        assert set(current.values_list("scope", flat=True)) == {"truth", "contact", "alter"}

    def test_taking_the_story_back_ends_them_all(self):
        submission = self.agreed()
        moderation.withdraw(submission)
        assert not submission.consents.current().filter(scope__in=Consent.USES).exists()

    def test_nothing_of_it_may_be_quoted_or_pictured_afterwards(self):
        story = make.story(consents=(*make.CONSENTS, "social"))
        assert sharing.may_quote(story)
        consent.withdraw(story.submission)
        assert not sharing.may_quote(story)

    def test_the_consents_of_other_stories_stay(self):
        submission, other = self.agreed(), self.agreed()
        consent.withdraw(submission)
        assert not other.consents.exclude(withdrawn_at=None).exists()

    def test_withdrawing_twice_keeps_the_first_moment(self):
        submission, now = self.agreed(), timezone.now()
        consent.withdraw(submission, now=now)
        consent.withdraw(submission, now=now + timedelta(days=1))
        moments = submission.consents.filter(scope__in=Consent.USES)
        assert set(moments.values_list("withdrawn_at", flat=True)) == {now}
