"""The words of a mail: an editor's, as long as they can be used, or those that ship."""

from types import SimpleNamespace

import pytest
from django.core import checks

from stories import emails, mail_check, mail_kinds, moderation, outbox
from stories import mail_pieces as pieces
from stories.mail_words import compose
from stories.models import MailText, OutboxMail
from tests import make

pytestmark = pytest.mark.django_db
GOOD = "Dear friend,\n\nconfirm {story_number}:\n{confirm_link}\n\n{consents}\n\n{people}"


def body_of(submission, kind="received"):
    return OutboxMail.objects.get(submission=submission, kind=kind).body


class TestRule7WordsOfAnEditor:
    def test_they_are_mailed(self):
        MailText.objects.create(kind="received", subject="Got {story_number}", body=GOOD)
        submission = make.submission(confirmed=False)
        mail = OutboxMail.objects.get(submission=submission, kind="received")
        assert mail.subject == f"Got {submission.number}"
        assert mail.body.startswith(f"Dear friend,\n\nconfirm {submission.number}:\nhttp")
        assert "/confirm/" in mail.body
        assert "You can publish it on this site." in mail.body

    def test_what_is_left_empty_is_said_in_the_shipped_words(self):
        MailText.objects.create(kind="received", subject="Got it")
        submission = make.submission()
        mail = OutboxMail.objects.get(submission=submission, kind="received")
        assert mail.subject == "Got it"
        assert "thank you for your story" in mail.body

    def test_words_of_a_sender_are_no_placeholders(self):
        words = "{private_link} {% now 'Y' %} {{ settings.SECRET_KEY }}"
        mail = compose(
            "person_asked", make.submission(), sender=words, story_url="https://example.org/x/"
        )
        assert words in mail.body

    def test_the_link_of_the_sender_is_made_when_the_mail_leaves(self, mailoutbox):
        body = "Take it back:\n{private_link}"
        MailText.objects.create(kind="withdrawn", body=body)
        submission = make.submission()
        moderation.withdraw(submission)
        row = OutboxMail.objects.get(kind="withdrawn")
        assert "/my-story/sent/" in row.body
        assert outbox.send(row.pk)
        assert "/my-story/sent/" not in mailoutbox[-1].body
        row.refresh_from_db()
        assert "/my-story/sent/" in row.body


class TestRule7WordsThatCannotBeUsed:
    """A text saved before a placeholder vanished: the mail leaves all the same, and somebody is told."""

    @pytest.fixture
    def outdated(self):
        return MailText.objects.create(
            kind="received", subject="Mine", body="{old_thing} {confirm_link}"
        )

    def test_the_shipped_words_leave_instead(self, outdated):
        submission = make.submission()
        mail = OutboxMail.objects.get(submission=submission, kind="received")
        assert "thank you for your story" in mail.body
        assert mail.subject.startswith("We have your story")

    def test_the_log_names_the_kind_and_no_words(self, outdated, caplog):
        make.submission()
        assert "received cannot be used" in caplog.text
        assert "old_thing" not in caplog.text

    def test_a_system_check_says_so(self, outdated):
        (warning,) = mail_check.check_words(None, databases=["default"])
        assert warning.level == checks.WARNING
        assert "Story received" in warning.msg
        assert "Settings, Mails" in warning.hint

    def test_the_check_is_silent_about_good_words(self):
        MailText.objects.create(kind="received", body=GOOD)
        assert mail_check.check_words(None, databases=["default"]) == []


class TestRule7Pieces:
    """What a mail says only sometimes."""

    def compose(self, kind, **about):
        submission = SimpleNamespace(number="IHH-1", is_confirmed=about.pop("confirmed", True))
        return compose(kind, submission, **about).body

    def test_an_unconfirmed_sender_is_asked_to_confirm(self):
        assert "confirm your address first" in self.compose("approved", note="", confirmed=False)
        assert "confirm your address first" not in self.compose("approved", note="")

    def test_a_refusal_has_one_private_link_either_way(self):
        for can_be_mended in (True, False):
            body = self.compose(
                "not_selected",
                note="",
                grounds=["Grammar"],
                can_be_mended=can_be_mended,
                rules=None,
                is_second_look=False,
                may_ask_again=True,
            )
            assert body.count("/my-story/sent/") == 1
            assert ("This can be mended." in body) == can_be_mended

    def second_look(self, **about):
        unsaid = {"is_second_look": False, "is_by_other": False, "may_ask_again": False}
        return pieces.second_look(unsaid | about)

    def test_a_refusal_says_what_can_still_be_asked(self):
        assert "Ask for a second look, once" in self.second_look(may_ask_again=True)
        assert self.second_look() == ""
        own = self.second_look(is_second_look=True)
        other = self.second_look(is_second_look=True, is_by_other=True)
        assert "the same person did" in own and "Another person has read" in other

    def test_the_rules_are_named_with_their_address(self):
        rules = SimpleNamespace(name="Our review rules, version 3, of May 3, 2026")
        said = pieces.review_rules({"rules": rules, "rules_url": "https://example.org/r/3/"})
        assert said == f"{rules.name}:\nhttps://example.org/r/3/"
        assert pieces.review_rules({"rules": None}) == ""

    def test_edits_are_quoted_so_that_nobody_mixes_them_up_with_our_words(self):
        edit = SimpleNamespace(label="What happened", sent="One\n\nWhy\n- two", shown="")
        sign_off = SimpleNamespace(reasons=[], needs_yes=True)
        body = self.compose("edits_shown", edits=[edit], sign_off=sign_off)
        assert "-- You wrote:\n> One\n>\n> Why\n> - two\n-- We would publish:\n> (nothing)" in body
        assert "Nothing of it goes live without your yes." in body

    def test_the_digest_counts_in_words(self):
        user = make.moderator()
        about = {"user": user, "unclaimed": 1, "queue_url": "http://x/"}
        one = compose("daily_digest", None, count=1, days=0, corrected=0, **about)
        more = compose("daily_digest", None, count=3, days=2, corrected=2, **about)
        assert one.subject == "1 story is waiting"
        assert "came today." in one.body and "changed by the sender" not in one.body
        assert more.subject == "3 stories are waiting"
        assert "came 2 days ago." in more.body
        assert "2 were changed by the sender and have to be read again." in more.body

    def test_the_kinds_with_a_link_that_confirms_are_known(self):
        names = {kind.name for kind in mail_kinds.KINDS if "confirm_link" in kind.by_name}
        assert names == emails.WITH_LINK
