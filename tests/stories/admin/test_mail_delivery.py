"""The desk tells what became of each mail, and lets those in touch with senders act on it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stories import bounces, outbox
from stories.models import OutboxMail
from tests import make

pytestmark = pytest.mark.django_db
REASON = "550 <renee@example.org> no such user"


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def mail_of(submission, **changes):
    """Return the first mail about a submission, with columns changed."""
    mail = submission.mails.get(kind="received")
    OutboxMail.objects.filter(pk=mail.pk).update(**changes)
    mail.refresh_from_db()
    return mail


def sent(submission):
    return mail_of(submission, sent_at=timezone.now(), attempts=1)


def given_up(submission):
    return mail_of(
        submission, attempts=40, next_try_at=outbox.NEVER, last_error="Refused: renee@example.org"
    )


def desk_of(client, submission):
    return client.get(submission.desk_url).content.decode()


class TestRule7TheDesk:
    def test_it_says_what_became_of_a_mail(self):
        submission = make.submission()
        sent(submission)
        page = desk_of(signed_in(make.moderator()), submission)
        assert "Please confirm your address" in page
        assert "It came back" in page
        assert "Try again now" not in page

    def test_who_may_only_look_sees_the_state_without_address_and_without_buttons(self):
        submission = make.submission()
        mail = given_up(submission)
        for maker in (make.auditor, make.editor):
            page = desk_of(signed_in(maker()), submission)
            assert "Given up after 40 tries" in page
            assert "renee@example.org" not in page
            assert f"/mails/{mail.pk}/" not in page

    def test_an_old_mail_is_shown_only_if_it_failed(self):
        submission = make.submission()
        mail = given_up(submission)
        for number in range(8):
            OutboxMail.objects.create(
                key=str(number),
                kind="private_link",
                submission=submission,
                to=submission.sender_email,
                subject=f"Later {number}",
                sent_at=timezone.now(),
            )
        client = signed_in(make.moderator())
        rows = client.get(submission.desk_url).context["mails"]
        assert [row["subject"] for row in rows] == [
            *(f"Later {number}" for number in (7, 6, 5, 4, 3)),
            mail.subject,
        ]

    def test_a_dead_address_shows_on_the_desk_and_in_the_queue(self):
        submission = make.submission()
        client = signed_in(make.moderator())
        words = "The address does not take mail"
        assert words not in desk_of(client, submission)
        assert words not in client.get("/admin/submissions/").content.decode()
        bounces.note(sent(submission), reason=REASON)
        page = desk_of(client, submission)
        assert words in page and "The address works after all" in page
        assert words in client.get("/admin/submissions/").content.decode()
        client.post(f"/admin/submissions/address-works/{submission.pk}/")
        assert words + "." not in desk_of(client, submission)
        assert ModelLogEntry.objects.filter(action="stories.address_works").exists()


class TestRule7TryingAgain:
    def test_those_in_touch_with_senders_may(self):
        for maker in (make.moderator, make.privacy_staff, make.administrator):
            submission = make.submission()
            mail = given_up(submission)
            client = signed_in(maker())
            assert "Try again now" in desk_of(client, submission)
            assert (
                "Try this mail again?"
                in client.get(f"/admin/submissions/mails/{mail.pk}/again/").content.decode()
            )
            assert client.post(f"/admin/submissions/mails/{mail.pk}/again/").status_code == 302
            mail.refresh_from_db()
            assert mail.next_try_at <= timezone.now()

    @pytest.mark.parametrize("maker", [make.auditor, make.editor, make.user])
    def test_others_may_not(self, maker):
        submission = make.submission()
        client = signed_in(maker())
        failed = given_up(submission)
        for method in (client.get, client.post):
            response = method(f"/admin/submissions/mails/{failed.pk}/again/")
            assert response.status_code in (302, 403)
            assert response.headers.get("Location") != submission.desk_url
        failed.refresh_from_db()
        assert failed.next_try_at == outbox.NEVER

    def test_nothing_to_try_is_said(self):
        mail = sent(make.submission())
        client = signed_in(make.moderator())
        page = client.post(f"/admin/submissions/mails/{mail.pk}/again/", follow=True)
        assert "There is nothing to do" in page.content.decode()

    def test_a_mail_about_no_story_leads_back_to_the_register(self):
        mail = given_up(make.submission())
        OutboxMail.objects.filter(pk=mail.pk).update(submission=None)
        client = signed_in(make.privacy_staff())
        response = client.post(f"/admin/submissions/mails/{mail.pk}/again/")
        assert response.url == "/admin/registers/mails/"


class TestRule7NotingByHand:
    def address(self, mail):
        return f"/admin/submissions/mails/{mail.pk}/came-back/"

    def test_a_dead_address_flags_the_story_and_says_what_to_do(self):
        submission = make.submission()
        mail = sent(submission)
        client = signed_in(make.moderator())
        assert mail.subject in client.get(self.address(mail)).content.decode()
        page = client.post(
            self.address(mail), {"final": "yes", "reason": "550"}, follow=True
        ).content.decode()
        assert "correct it on this page" in page
        assert bounces.is_flagged(submission)
        mail.refresh_from_db()
        assert mail.bounce_reason == "550"
        log = ModelLogEntry.objects.get(action="stories.mail_came_back")
        assert log.user and "@" not in str(log.data)

    def test_a_full_mailbox_flags_nothing(self):
        submission = make.submission()
        signed_in(make.moderator()).post(self.address(sent(submission)), {"final": "no"})
        assert not bounces.is_flagged(submission)

    def test_without_a_choice_it_asks_again(self):
        submission = make.submission()
        page = signed_in(make.moderator()).post(self.address(sent(submission)), {"reason": "x"})
        assert page.status_code == 200
        assert "Error: A mail came back" in page.content.decode()

    @pytest.mark.parametrize("maker", [make.auditor, make.editor, make.user])
    def test_others_may_not(self, maker):
        submission = make.submission()
        mail = sent(submission)
        client = signed_in(maker())
        for method in (client.get, client.post):
            assert method(self.address(mail), {"final": "yes"}).status_code in (302, 403)
        client.post(f"/admin/submissions/address-works/{submission.pk}/")
        assert not bounces.is_flagged(submission)
        mail.refresh_from_db()
        assert mail.bounced_at is None

    def test_a_mail_that_waits_cannot_come_back(self):
        mail = mail_of(make.submission())
        assert signed_in(make.moderator()).get(self.address(mail)).status_code == 404


class TestRule7TheRegister:
    def test_what_came_back_can_be_filtered_and_no_address_shows(self):
        bounces.note(sent(make.submission()), reason=REASON)
        other = make.submission()
        client = signed_in(make.auditor())
        page = client.get("/admin/registers/mails/?progress=came_back").content.decode()
        assert "Came back" in page and "no such user" in page
        assert "renee@example.org" not in page
        assert other.number not in page

    def test_a_mail_that_failed_leads_to_another_try_for_those_who_may(self):
        mail = given_up(make.submission())
        for maker, shown in ((make.auditor, False), (make.privacy_staff, True)):
            page = signed_in(maker()).get("/admin/registers/mails/").content.decode()
            assert (f"/mails/{mail.pk}/again/" in page) == shown

    def test_it_says_when_a_mail_is_tried_again(self):
        mail_of(
            make.submission(),
            attempts=3,
            last_error="Refused",
            next_try_at=timezone.now() + timedelta(hours=2),
        )
        page = signed_in(make.auditor()).get("/admin/registers/mails/").content.decode()
        assert "Will be tried again" in page
