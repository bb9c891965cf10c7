"""May this story show? The answer in rows and the answer for one story are the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stories import consent, moderation, sharing
from stories.models import Consent, ProtectedParty, StoryPage, Submission
from tests import make
from tests.stories.unsealing import end_consents, unsealed

pytestmark = pytest.mark.django_db


def shows(story, now=None):
    """Return the one answer of all three questions; fail where they differ."""
    story = StoryPage.objects.get(pk=story.pk)
    answers = {
        consent.may_show(story, now),
        consent.may_serve(story, now),
        StoryPage.objects.showable(now).filter(pk=story.pk).exists(),
    }
    assert len(answers) == 1
    return answers.pop()


class TestAnswer:
    """One question at a time."""

    def test_a_published_story_with_consent_shows(self):
        assert shows(make.story())

    def test_a_draft_does_not(self):
        assert not shows(make.story(live=False))

    @pytest.mark.parametrize("state", ["withdrawn", "not_selected", "spam", "awaiting_sign_off"])
    def test_a_state_that_is_not_public_does_not(self, state):
        story = make.story()
        Submission.objects.filter(pk=story.submission_id).update(state=state)
        assert not shows(story)

    def test_an_unconfirmed_address_does_not(self):
        story = make.story()
        Submission.objects.filter(pk=story.submission_id).update(email_confirmed_at=None)
        assert not shows(story)

    def test_a_consent_to_something_else_does_not_count(self):
        story = make.story()
        with unsealed():
            story.submission.consents.filter(scope="publish").delete()
        assert story.submission.consents.exists() and not shows(story)

    def test_it_ends_with_the_last_day_of_consent(self):
        story, now = make.story(), timezone.now()
        last_day = timezone.localdate(now) + timedelta(days=3)
        end_consents(story.submission, last_day)
        assert shows(story, now) and shows(story, now + timedelta(days=3))
        assert not shows(story, now + timedelta(days=4))

    @pytest.mark.parametrize(
        ("values", "may"),
        [
            ({"basis": "asked"}, True),
            ({"basis": "asked", "refused_at": timezone.now()}, False),
            ({"basis": "not_yet"}, False),
            ({"basis": "asked", "email": "s@example.org"}, False),
            ({"basis": "asked", "email": "s@example.org", "confirmed_at": timezone.now()}, True),
        ],
    )
    def test_the_people_in_it_have_a_say(self, values, may):
        story = make.story()
        ProtectedParty.objects.create(submission=story.submission, relation="my neighbor", **values)
        assert shows(story) is may
        sentences = consent.missing_agreements(story.submission)
        assert bool(sentences) is not may
        assert all("my neighbor" in sentence for sentence in sentences)

    def test_a_private_page_is_served_but_never_listed(self):
        story = make.story()
        story.view_restrictions.create(restriction_type="login")
        assert consent.may_serve(story) and not consent.may_show(story)


class TestTakenDown:
    """410 and 404 are different answers."""

    def test_a_withdrawn_story_was_taken_down(self):
        story = make.story()
        assert not consent.was_taken_down(story.submission)
        moderation.withdraw(story.submission)
        assert consent.was_taken_down(Submission.objects.get(pk=story.submission_id))

    def test_a_story_whose_consent_ended_was_taken_down(self):
        story = make.story()
        yesterday = timezone.localdate() - timedelta(days=1)
        end_consents(story.submission, yesterday)
        assert consent.was_taken_down(story.submission)

    def test_a_story_that_never_had_consent_was_not(self):
        assert not consent.was_taken_down(make.submission(consents=("truth", "contact", "alter")))


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
