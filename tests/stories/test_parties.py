"""The people in a story are asked once, by a link of their own, and their no takes the story off the site."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from stories import parties, retention, sender_address
from stories.models import OutboxMail, ProtectedParty, StoryPage, Submission
from stories.showing import Surface
from tests import make

pytestmark = pytest.mark.django_db

DAUGHTER = {"relation": "my daughter", "basis": "guardian", "email": ""}
NEIGHBOR = {"relation": "my neighbor", "basis": "asked", "email": "sam@example.org"}
NURSE = {"relation": "a nurse", "basis": "not_yet", "email": ""}


def token_of(person):
    """Return the token in the mail to a person, which has not left yet."""
    body = OutboxMail.objects.get(key=f"person_asked:{person.pk}").body
    return re.search(r"/their-story/([\w-]+)/", body).group(1)


@pytest.fixture
def neighbor():
    """A neighbor who was asked by mail."""
    return make.submission(story_people=[NEIGHBOR]).protected_parties.get()


class TestAsking:
    def asked(self, submission):
        return list(submission.mails.filter(kind="person_asked").values_list("to", flat=True))

    def test_nobody_is_written_to_before_the_sender_confirmed(self):
        submission = make.submission(confirmed=False, story_people=[NEIGHBOR, DAUGHTER])
        assert self.asked(submission) == []
        assert parties.ask_waiting() == 0
        sender_address.confirm(submission)
        assert self.asked(submission) == ["sam@example.org"]

    def test_each_is_asked_once(self, neighbor):
        submission = neighbor.submission
        assert parties.ask_people(submission) == 0
        # A corrected address is confirmed again.
        submission = sender_address.correct_address(
            submission, "new@example.org", user=make.administrator()
        )
        sender_address.confirm(submission)
        assert self.asked(submission) == ["sam@example.org"]

    def test_only_the_hash_of_the_token_is_kept(self, neighbor):
        neighbor.refresh_from_db()
        token = token_of(neighbor)
        assert len(token) == 43
        assert token not in str(vars(neighbor))
        assert len(neighbor.link_digest) == 64

    def test_the_mail_tells_nothing_of_the_story(self, neighbor):
        mail = neighbor.submission.mails.get(kind="person_asked")
        assert "Renee Ochoa" in mail.body
        for words in ("bee", "daughter", "neighbor", neighbor.submission.number):
            assert words not in mail.body
            assert words not in mail.subject

    def test_a_name_that_could_lead_somewhere_is_left_out(self):
        submission = make.submission(story_name="Win at evil.example", story_people=[NEIGHBOR])
        body = submission.mails.get(kind="person_asked").body
        assert "evil" not in body
        assert "Somebody sent a personal story" in body

    @pytest.mark.parametrize("state", ["spam", "withdrawn", "not_selected"])
    def test_a_story_that_goes_nowhere_asks_nobody(self, state):
        submission = make.submission(confirmed=False, state=state, story_people=[NEIGHBOR])
        sender_address.confirm(submission)
        assert self.asked(submission) == []

    def test_who_could_not_be_asked_is_asked_later(self):
        submission = make.submission(state="spam", story_people=[NEIGHBOR])
        assert parties.ask_waiting() == 0
        Submission.objects.filter(pk=submission.pk).update(state="received")
        assert parties.ask_waiting() == 1
        assert parties.ask_waiting() == 0

    def test_samples_ask_nobody(self):
        submission = make.submission(is_sample=True, story_people=[NEIGHBOR])
        assert self.asked(submission) == []
        assert parties.ask_waiting() == 0

    def test_the_mail_goes_to_the_person_when_the_senders_address_is_corrected(self, neighbor):
        sender_address.correct_address(
            neighbor.submission, "new@example.org", user=make.administrator()
        )
        assert OutboxMail.objects.get(kind="person_asked").to == "sam@example.org"


class TestAnswers:
    def test_a_yes_settles(self, neighbor):
        assert not neighbor.is_settled
        at = timezone.now()
        answered = parties.answer(token_of(neighbor), agrees=True, now=at)
        assert answered.confirmed_at == at
        assert answered.is_settled

    def test_the_same_answer_again_changes_nothing(self, neighbor):
        token, at = token_of(neighbor), timezone.now()
        parties.answer(token, agrees=False, now=at)
        parties.answer(token, agrees=False, now=at + timedelta(days=1))
        neighbor.refresh_from_db()
        assert neighbor.refused_at == at
        assert neighbor.submission.flags.filter(kind="person_refused").count() == 1
        assert OutboxMail.objects.filter(kind="person_refused").count() == 1

    def test_a_no_is_told_to_sender_and_moderators_and_flagged(self, neighbor):
        moderator = make.moderator()
        parties.answer(token_of(neighbor), agrees=False)
        submission = neighbor.submission
        assert submission.mails.get(kind="person_refused").to == submission.sender_email
        assert submission.mails.get(kind="person_refused_staff").to == moderator.email
        assert "my neighbor" in submission.flags.get(kind="person_refused").reason

    def test_a_no_takes_a_live_story_off_the_site(self):
        story = make.story(story_people=[DAUGHTER], picture=make.picture())
        # Named later, and asked by a link.
        person = ProtectedParty.objects.create(
            submission=story.submission,
            relation="my neighbor",
            basis="asked",
            email="s@example.org",
        )
        parties.ask_people(story.submission)
        token = token_of(person)
        parties.answer(token, agrees=True)
        assert StoryPage.objects.showable(Surface.LIST).filter(pk=story.pk).exists()
        parties.answer(token, agrees=False)
        story.refresh_from_db()
        assert not story.live
        assert story.submission.state == Submission.State.APPROVED
        assert not story.submission.public_pictures.exists()

    def test_a_mind_can_be_changed(self, neighbor):
        token = token_of(neighbor)
        parties.answer(token, agrees=False)
        assert parties.answer(token, agrees=True).is_settled
        answered = parties.answer(token, agrees=False)
        assert answered.refused_at
        assert answered.confirmed_at is None

    def test_an_invented_token_is_nobodys(self, neighbor):
        for token in ("", "x" * 43, "\x00", "é"):
            with pytest.raises(parties.UnknownPerson):
                parties.answer(token, agrees=True)

    def test_who_was_never_asked_has_no_token(self):
        make.submission(story_people=[DAUGHTER])
        with pytest.raises(parties.UnknownPerson):
            parties.find("")


class TestSettled:
    """The property and the queryset give the same answer."""

    @pytest.mark.parametrize(
        ("values", "settled"),
        [
            ({"basis": "asked"}, True),
            ({"basis": "hidden"}, True),
            ({"basis": "not_yet"}, False),
            ({"basis": "asked", "email": "s@example.org"}, False),
            ({"basis": "asked", "email": "s@example.org", "confirmed_at": timezone.now()}, True),
            ({"basis": "not_yet", "email": "s@example.org", "confirmed_at": timezone.now()}, True),
            ({"basis": "guardian", "refused_at": timezone.now()}, False),
        ],
    )
    def test_it_is(self, values, settled):
        person = ProtectedParty.objects.create(
            submission=make.submission(), relation="my aunt", **values
        )
        assert person.is_settled is settled
        assert ProtectedParty.objects.unsettled().filter(pk=person.pk).exists() is not settled


class TestNamingAgain:
    def rename(self, submission, *people):
        now = timezone.now()
        return parties.name_people(submission, people, version=2, now=now)

    def test_who_is_named_again_keeps_the_own_answer(self, neighbor):
        parties.answer(token_of(neighbor), agrees=True)
        submission = Submission.objects.get()
        rows = self.rename(submission, {**NEIGHBOR, "basis": "guardian"}, DAUGHTER)
        assert [row.pk for row in rows][0] == neighbor.pk
        neighbor.refresh_from_db()
        assert (neighbor.basis, neighbor.version) == ("guardian", 2)
        assert neighbor.confirmed_at
        assert submission.protected_parties.count() == 2

    def test_who_is_not_named_leaves_with_the_mail(self, neighbor):
        self.rename(neighbor.submission, DAUGHTER)
        assert [row.relation for row in ProtectedParty.objects.all()] == ["my daughter"]
        assert not OutboxMail.objects.filter(kind="person_asked").exists()

    def test_a_no_stays_although_the_sender_leaves_the_person_out(self, neighbor):
        parties.answer(token_of(neighbor), agrees=False)
        self.rename(Submission.objects.get())
        assert ProtectedParty.objects.unsettled().get() == neighbor

    def test_who_is_new_is_asked_at_once(self):
        submission = make.submission(story_people=[NURSE])
        self.rename(submission, {**NURSE, "basis": "asked"}, NEIGHBOR)
        assert submission.mails.get(kind="person_asked").to == "sam@example.org"

    def test_a_new_address_is_a_new_question(self, neighbor):
        parties.answer(token_of(neighbor), agrees=True)
        self.rename(Submission.objects.get(), {**NEIGHBOR, "email": "samuel@example.org"})
        assert not ProtectedParty.objects.get().is_settled


class TestErasing:
    def test_nothing_of_the_people_is_left(self, neighbor):
        retention.erase(neighbor.submission, reason="asked for")
        assert not ProtectedParty.objects.exists()
        assert not OutboxMail.objects.filter(kind="person_asked").exists()


class TestWhatTheSenderReads:
    def test_the_mail_names_all_that_was_agreed_to(self):
        submission = make.submission(
            story_people=[NEIGHBOR, DAUGHTER], consent_until="12", story_name_shown="first"
        )
        body = submission.mails.get(kind="received").body
        for words in (
            "- You can publish it on this site.",
            "How we show your name: My first name only (Renee)",
            "Until when: For one year, so until ",
            "- my daughter: I am their parent or guardian\n",
            "- my neighbor: I asked them, and they said yes. When you have confirmed your address, "
            "we write to sam@example.org",
        ):
            assert words in body, words

    def test_what_was_not_asked_is_not_told(self):
        submission = make.submission(story_name_shown=None)
        body = submission.mails.get(kind="received").body
        assert "Until when" not in body
        assert "The people in your story" not in body
        assert "\n\n\n" not in body
