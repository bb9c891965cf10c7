"""Settings, Mails: editors word each mail, see it, test it and go back; nobody else does."""

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import ModelLogEntry

from stories import mail_kinds, mail_words
from stories.admin.mail_texts import TESTS_AN_HOUR
from stories.models import MailText
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/admin/mails/"
EDIT = "/admin/mails/edit/private_5Flink/"
PREVIEW = "/admin/mails/preview/private_5Flink/"
RESET = "/admin/mails/delete/private_5Flink/"
GOOD = {"subject": "Here, {story_number}", "body": "Your page:\n{private_link}"}


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def editor():
    return signed_in(make.editor())


class TestRule7WhoMay:
    @pytest.mark.parametrize("maker", [make.editor, make.administrator])
    def test_editors_and_administrators_word_mails(self, maker):
        client = signed_in(maker())
        assert LIST in client.get("/admin/").content.decode()
        assert client.get(LIST).status_code == client.get(EDIT).status_code == 200
        assert client.post(EDIT, GOOD).status_code == 302
        assert MailText.objects.get().subject == GOOD["subject"]
        assert client.post(RESET).status_code == 302
        assert not MailText.objects.exists()

    @pytest.mark.parametrize("maker", [make.moderator, make.privacy_staff, make.auditor, make.user])
    def test_nobody_else_does(self, maker):
        MailText.objects.create(kind="private_link", **GOOD)
        client = signed_in(maker())
        assert f'"{LIST}"' not in client.get("/admin/").content.decode()
        for address in (LIST, EDIT, PREVIEW, RESET, "/admin/mails/history/private_5Flink/"):
            for method in (client.get, client.post):
                response = method(address, {"subject": "x", "action-test": "1"})
                assert response.status_code in (302, 403, 404), address
        assert mail.outbox == []
        assert MailText.objects.get().subject == GOOD["subject"]

    def test_there_is_nothing_to_add_or_to_copy(self):
        client = signed_in(make.administrator())
        for address in (
            "add/",
            "edit/no_such_mail/",
            "edit/..%2Fx/",
            "copy/received/",
            "usage/received/",
        ):
            assert client.get(f"{LIST}{address}").status_code == 404


class TestRule7Wording:
    def test_every_kind_is_listed_with_whose_words_it_has(self, editor):
        MailText.objects.create(kind="withdrawn", body="Gone {nowhere}")
        MailText.objects.create(kind="private_link", **GOOD)
        page = editor.get(LIST).content.decode()
        for kind in mail_kinds.KINDS:
            assert kind.label in page
        assert page.count("Yours cannot be used") == 1
        assert page.count("<td>Yours</td>") == 1

    def test_each_language_of_a_mail_has_words_of_its_own(self, editor):
        page = editor.get(LIST).content.decode()
        assert "Private link (Spanish)" in page
        assert "First story in the queue (Spanish)" not in page
        spanish = "/admin/mails/edit/private_5Flink.es/"
        form = editor.get(spanish).context["form"]
        assert form["subject"].value() == mail_words.shipped_words("private_link", "es").subject
        assert editor.post(spanish, GOOD).status_code == 302
        assert MailText.objects.get().kind == "private_link.es"
        assert editor.post(PREVIEW.replace("private_5Flink", "private_5Flink.es"), GOOD).json()
        assert editor.get("/admin/mails/edit/first_5Fwaiting.es/").status_code == 404

    def test_it_begins_with_the_shipped_words(self, editor):
        form = editor.get(EDIT).context["form"]
        shipped = mail_words.shipped_words("private_link")
        assert (form["subject"].value(), form["body"].value()) == shipped

    def test_shipped_words_that_are_saved_stay_the_shipped_ones(self, editor):
        shipped = mail_words.shipped_words("private_link")
        body = shipped.body.replace("\n", "\r\n") + "\r\n"
        assert editor.post(EDIT, {"subject": shipped.subject, "body": body}).status_code == 302
        text = MailText.objects.get()
        assert (text.subject, text.body) == ("", "")

    def test_a_mail_cannot_lose_the_link_it_exists_for(self, editor):
        response = editor.post(EDIT, {**GOOD, "body": "Hello {stry_number}"})
        assert response.status_code == 200
        page = response.content.decode()
        assert "{private_link} is missing." in page
        assert "Did you mean {story_number}?" in page
        assert "Hello {stry_number}" in page
        assert not MailText.objects.exists()

    def test_words_whose_placeholder_has_gone_are_pointed_out(self, editor):
        words = "the mail leaves in the shipped ones"
        page = editor.post(EDIT, {**GOOD, "body": "{typed_wrong}"}).content.decode()
        assert words not in page
        MailText.objects.create(kind="private_link", body="{old_thing} {private_link}")
        page = editor.get(EDIT).content.decode()
        assert words in page and "{old_thing}" in page

    def test_a_link_is_no_subject(self, editor):
        page = editor.post(EDIT, {**GOOD, "subject": "{private_link}"}).content.decode()
        assert "cannot stand in the subject" in page

    def test_the_log_says_who_changed_it_and_who_went_back(self, editor):
        editor.post(EDIT, GOOD)
        editor.post(RESET)
        logs = ModelLogEntry.objects.filter(content_type__model="mailtext").order_by("pk")
        assert [entry.action for entry in logs] == ["wagtail.edit", "wagtail.delete"]
        assert all(entry.user_id for entry in logs)

    def test_going_back_asks_first(self, editor):
        MailText.objects.create(kind="private_link", **GOOD)
        page = editor.get(RESET).content.decode()
        assert "Use the shipped words" in page
        assert MailText.objects.exists()


class TestRule7Preview:
    def test_it_shows_what_is_typed_before_it_is_saved(self, editor):
        answer = editor.post(PREVIEW, {**GOOD, "body": "<b>Look</b>:\n{private_link}"}).json()
        assert answer == {"is_valid": True, "is_available": True}
        page = editor.get(f"{PREVIEW}?mode=").content.decode()
        assert "Here, IHH-4K7Q-29" in page
        assert "&lt;b&gt;Look&lt;/b&gt;" in page
        assert "Open the page of my story" in page
        text = editor.get(f"{PREVIEW}?mode=text").content.decode()
        assert "/my-story/sent/" in text
        assert not MailText.objects.exists()

    def test_two_kinds_without_words_of_their_own_are_kept_apart(self, editor):
        editor.post(PREVIEW, GOOD)
        other = "/admin/mails/preview/withdrawn/"
        editor.post(other, {"subject": "Gone", "body": "Gone:\n{private_link}"})
        assert "Here, IHH" in editor.get(f"{PREVIEW}?mode=").content.decode()
        assert "Gone" in editor.get(f"{other}?mode=").content.decode()

    def test_nothing_can_run_in_it(self, editor):
        editor.post(PREVIEW, GOOD)
        policy = editor.get(f"{PREVIEW}?mode=")["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy and "img-src" not in policy
        assert "frame-ancestors 'self'" in policy

    def test_words_that_cannot_be_used_show_none(self, editor):
        answer = editor.post(PREVIEW, {**GOOD, "body": "{nowhere}"}).json()
        assert answer["is_valid"] is False


class TestRule7Testing:
    def test_it_goes_to_the_one_who_types_and_saves_nothing(self):
        person = make.editor()
        response = signed_in(person).post(EDIT, {**GOOD, "action-test": "1", "to": "x@example.com"})
        assert response.status_code == 200
        (sent,) = mail.outbox
        assert sent.to == [person.email]
        assert sent.subject == "Test: Here, IHH-4K7Q-29"
        assert sent.alternatives
        assert not MailText.objects.exists()
        page = response.content.decode()
        assert "Your page:" in page and "not saved yet" in page

    def test_it_leads_nowhere_for_anybody(self):
        make.submission()
        signed_in(make.editor()).post(EDIT, {**GOOD, "action-test": "1"})
        assert "/my-story/sent/" in mail.outbox[-1].body

    def test_words_that_cannot_be_used_are_not_mailed(self, editor):
        editor.post(EDIT, {**GOOD, "body": "x", "action-test": "1"})
        assert mail.outbox == []

    def test_there_are_only_so_many_an_hour(self, editor):
        for _ in range(TESTS_AN_HOUR + 2):
            page = editor.post(EDIT, {**GOOD, "action-test": "1"}).content.decode()
        assert len(mail.outbox) == TESTS_AN_HOUR
        assert "Try again in" in page

    def test_without_an_address_it_says_what_to_do(self):
        person = make.editor()
        person.email = ""
        person.save()
        page = signed_in(person).post(EDIT, {**GOOD, "action-test": "1"}).content.decode()
        assert "Your account has no email address" in page
        assert mail.outbox == []

    def test_a_mail_server_that_is_down_loses_no_word(self, editor, settings):
        settings.EMAIL_BACKEND = "tests.stories.test_outbox.BrokenBackend"
        page = editor.post(EDIT, {**GOOD, "action-test": "1"}).content.decode()
        assert "did not take the test" in page
        assert "Your page:" in page
