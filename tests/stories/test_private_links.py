"""Private links: made for each mail, hashed at rest, replaced by newer ones, over after ninety days."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from stories import emails, moderation, outbox, private_links, sender_address
from stories.models import OutboxMail, PrivateLink
from tests import make
from tests.stories.status_reading import STATUS

pytestmark = pytest.mark.django_db

SOON = timedelta(seconds=1)


def send(kind):
    """Send the mails of a kind and return the last one as it left."""
    for row in OutboxMail.objects.filter(kind=kind, sent_at=None):
        assert outbox.send(row.pk, now=timezone.now() + SOON)
    return mail.outbox[-1].body


def tokens_in(body, folder="my-story"):
    """Return the tokens of the links in a mail."""
    return [part.split("/")[0] for part in body.split(f"/{folder}/")[1:]]


class TestTheToken:
    def test_only_its_hash_is_stored(self):
        token = private_links.make(make.submission(), STATUS)
        assert len(token) == 43
        link = PrivateLink.objects.get(purpose=STATUS)
        assert link.digest == private_links.digest_of(token)
        assert token not in str(PrivateLink.objects.values_list())

    def test_two_are_never_equal(self):
        submission = make.submission()
        assert private_links.make(submission, STATUS) != private_links.make(submission, STATUS)

    @pytest.mark.parametrize("token", ["", "x", "x" * 5000, "\x00", "\ud800", "sent"])
    def test_what_is_none_opens_nothing(self, token):
        make.submission()
        with pytest.raises(private_links.UnknownLink):
            private_links.find(token)

    def test_it_opens_its_own_story_only(self):
        one, other = make.submission(), make.submission()
        assert private_links.find(private_links.make(one, STATUS)).submission == one
        assert private_links.find(private_links.make(other, STATUS)).submission == other

    def test_a_link_that_confirms_opens_no_story(self):
        token = private_links.make(make.submission(), PrivateLink.Purpose.CONFIRM)
        with pytest.raises(private_links.UnknownLink):
            private_links.find(token)


class TestRotation:
    """Doing something with a newer link ends the older ones; looking ends none."""

    @pytest.fixture
    def submission(self):
        return make.submission()

    def test_looking_changes_nothing(self, submission):
        old, new = (private_links.make(submission, STATUS) for _ in range(2))
        for token in (new, old, new, old):
            private_links.find(token)
        assert not PrivateLink.objects.exclude(used_at=None).filter(purpose=STATUS).exists()

    def test_using_the_newer_one_ends_the_older(self, submission):
        old, new = (private_links.make(submission, STATUS) for _ in range(2))
        private_links.use(old)
        private_links.find(new)
        private_links.use(new)
        for refused in (private_links.find, private_links.use):
            with pytest.raises(private_links.SpentLink):
                refused(old)
        private_links.find(new)

    def test_that_of_another_story_ends_none(self, submission):
        token = private_links.make(submission, STATUS)
        private_links.use(private_links.make(make.submission(), STATUS))
        private_links.find(token)

    def test_it_lives_ninety_days(self, submission):
        now = timezone.now()
        token = private_links.make(submission, STATUS, now=now)
        private_links.find(token, now=now + timedelta(days=90) - SOON)
        with pytest.raises(private_links.SpentLink):
            private_links.find(token, now=now + timedelta(days=90))

    def test_it_needs_a_confirmed_address(self):
        submission = make.submission(confirmed=False)
        token = private_links.make(submission, STATUS)
        with pytest.raises(private_links.UnconfirmedLink):
            private_links.find(token)
        sender_address.confirm(submission)
        private_links.find(token)

    def test_a_corrected_address_ends_them_all(self, submission):
        token = private_links.make(submission, STATUS)
        sender_address.correct_address(submission, "right@example.net", user=make.moderator())
        with pytest.raises(private_links.UnknownLink):
            private_links.find(token)


class TestMails:
    """Each mail to the sender brings a link of its own, which is written down nowhere."""

    @pytest.mark.parametrize(
        "state", ["changes_requested", "not_selected", "approved", "withdrawn"]
    )
    def test_every_mail_about_a_decision_has_one(self, state):
        submission = make.submission(state=state)
        tokens = tokens_in(send(state))
        assert tokens and tokens[0] != "sent"
        assert private_links.find(tokens[0]).submission == submission

    def test_the_mail_of_a_live_story_too(self):
        story = make.story()
        assert (
            private_links.find(tokens_in(send("story_is_live"))[0]).submission == story.submission
        )

    def test_the_stored_mail_never_holds_it(self):
        submission = make.submission()
        emails.private_link(submission)
        row = OutboxMail.objects.get(kind="private_link")
        assert tokens_in(row.body) == ["sent"]
        token = tokens_in(send("private_link"))[0]
        row.refresh_from_db()
        assert token not in row.body
        assert tokens_in(row.body) == ["sent"]

    def test_each_has_another_one(self):
        submission = make.submission()
        now = timezone.now()
        for minutes in (0, 1):
            emails.private_link(submission, now=now + timedelta(minutes=minutes))
        send("private_link")
        first, second = (tokens_in(sent.body)[0] for sent in mail.outbox[-2:])
        assert first != second

    def test_who_has_not_confirmed_gets_the_link_that_does(self):
        submission = make.submission(confirmed=False, state="approved")
        body = send("approved")
        assert tokens_in(body) == []
        token = tokens_in(body, "confirm")[0]
        digest = private_links.digest_of(token)
        assert PrivateLink.objects.get(digest=digest).submission == submission

    def test_a_mail_to_somebody_else_has_none(self):
        submission = make.submission(state="withdrawn")
        OutboxMail.objects.filter(kind="withdrawn").update(to="elsewhere@example.org")
        assert tokens_in(send("withdrawn")) == ["sent"]
        assert not submission.private_links.filter(purpose=STATUS).exists()

    def test_what_staff_wrote_is_no_link(self):
        submission = make.submission(state="in_review")
        moderation.decide(
            submission, "changes", user=submission.claimed_by, grounds=["grammar"], note="Why?"
        )
        assert len(set(tokens_in(send("changes_requested")))) == 1
