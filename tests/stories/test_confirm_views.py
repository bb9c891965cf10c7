"""The mailed link: opening it decides nothing, its button confirms, and its token stays private."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from stories import emails
from stories.models import OutboxMail, PrivateLink, StoryFormPage
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    return make.submission(confirmed=False)


@pytest.fixture
def path(submission):
    """The path of the link in the first mail."""
    body = OutboxMail.objects.get(submission=submission, kind="received").body
    return re.search(r"https?://[^/\s]+(/share-your-story/confirm/\S+)", body).group(1)


def press(client, path):
    """Send the form of the link's page, as a browser does."""
    form = BeautifulSoup(client.get(path).content, "html.parser").find("form", method="post")
    fields = {field["name"]: field["value"] for field in form.find_all("input")}
    return client.post(form["action"], fields)


def press_again(client, path):
    """Send the form of the link's page once more, as a second click does."""
    return client.post("/confirm-address/", {"token": path.rstrip("/").rpartition("/")[2]})


class TestTheLink:
    def test_opening_it_decides_nothing(self, client, submission, path):
        for _ in range(3):
            response = client.get(path)
            assert response.status_code == 200
            assert "Yes, this is my address" in response.content.decode()
        assert client.head(path).status_code == 200
        submission.refresh_from_db()
        assert not submission.is_confirmed

    def test_the_button_confirms_even_without_cookies(self, submission, path):
        client = Client(enforce_csrf_checks=True)
        response = press(client, path)
        assert response.status_code == 303
        submission.refresh_from_db()
        assert submission.is_confirmed
        assert "Your address is confirmed" in client.get(path).content.decode()
        assert submission.private_links.get(purpose="confirm").used_at is not None

    def test_pressed_again_it_changes_nothing(self, client, submission, path):
        token = path.rstrip("/").rpartition("/")[2]
        press(client, path)
        submission.refresh_from_db()
        at = submission.email_confirmed_at
        assert client.post("/confirm-address/", {"token": token}).status_code == 303
        submission.refresh_from_db()
        assert submission.email_confirmed_at == at

    def test_an_expired_one_says_what_to_do(self, client, submission, path):
        PrivateLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        response = client.get(path)
        assert response.status_code == 410
        assert "stories@example.org" in response.content.decode()
        token = path.rstrip("/").rpartition("/")[2]
        assert client.post("/confirm-address/", {"token": token}).status_code == 410
        submission.refresh_from_db()
        assert not submission.is_confirmed

    def test_an_expired_one_of_a_confirmed_address_says_that_all_is_well(
        self, client, submission, path
    ):
        press(client, path)
        PrivateLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert client.get(path).status_code == 200

    @pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "%ED%A0%80", "ü", "a%2Fb"])
    def test_an_unknown_one_is_a_kind_404(self, client, submission, token):
        response = client.get(f"/share-your-story/confirm/{token}/")
        assert response.status_code == 404
        assert client.post("/confirm-address/", {"token": token}).status_code == 404
        assert client.post("/confirm-address/", {}).status_code == 404

    def test_the_words_of_an_unknown_one_say_what_to_do(self, client, submission):
        text = client.get("/share-your-story/confirm/cut-off/").content.decode()
        assert "copy the whole link" in text

    def test_only_the_button_posts(self, client, path):
        assert client.post(path).status_code == 405
        assert client.get("/confirm-address/").status_code == 405

    def test_the_reminders_link_works_too(self, client, submission, path):
        url = emails.make_confirm_link(submission)
        press(client, "/" + url.split("/", 3)[3])
        submission.refresh_from_db()
        assert submission.is_confirmed


class TestTheWayOn:
    """Confirming leads straight to the story's own page, and mails the link to it."""

    def test_the_button_opens_the_storys_page(self, client, submission, path):
        response = press(client, path)
        assert response["Location"].startswith("/my-story/")
        page = client.get(response["Location"])
        assert page.status_code == 200
        assert submission.number in page.content.decode()
        assert "Your address is confirmed" in page.content.decode()

    def test_the_link_is_mailed_once(self, client, submission, path):
        for _ in range(2):
            press_again(client, path)
        assert OutboxMail.objects.filter(kind="private_link").count() == 1
        row = OutboxMail.objects.get(kind="private_link")
        assert row.to == submission.sender_email
        assert submission.number in row.subject

    def test_a_double_click_opens_the_page_too(self, client, path):
        for _ in range(2):
            assert press_again(client, path)["Location"].startswith("/my-story/")

    def test_later_the_link_is_no_second_key(self, client, submission, path):
        press(client, path)
        long_ago = timezone.now() - timedelta(minutes=11)
        submission.private_links.filter(purpose="confirm").update(used_at=long_ago)
        type(submission).objects.update(email_confirmed_at=long_ago)
        assert press_again(client, path)["Location"] == path
        assert "Have a new link sent" in client.get(path).content.decode()

    def test_another_link_that_confirms_is_no_key_either(self, client, submission, path):
        second = "/" + emails.make_confirm_link(submission).split("/", 3)[3]
        press(client, path)
        assert press_again(client, second)["Location"] == second

    def test_an_expired_link_opens_nothing(self, client, path):
        press(client, path)
        PrivateLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert press_again(client, path)["Location"].startswith("/my-story/") is False


class TestAClosedForm:
    """The form is over, or deleted; the stories that came through it are not."""

    @pytest.mark.parametrize("close", ["unpublish", "delete"])
    def test_the_mailed_link_still_confirms(self, client, submission, path, close):
        getattr(StoryFormPage.objects.get(), close)()
        assert client.get(path).status_code == 200
        assert press(client, path).status_code == 303
        submission.refresh_from_db()
        assert submission.is_confirmed
        assert "Your address is confirmed" in client.get(path).content.decode()

    @pytest.mark.parametrize("close", ["unpublish", "delete"])
    def test_the_receipt_can_still_be_read(self, client, submission, close):
        getattr(StoryFormPage.objects.get(), close)()
        response = client.get(f"/share-your-story/thank-you/{submission.receipt}/")
        assert submission.number in response.content.decode()
        assert client.get("/share-your-story/").status_code == 404

    def test_a_link_mailed_meanwhile_leads_somewhere(self, client, submission):
        StoryFormPage.objects.get().delete()
        url = emails.make_confirm_link(submission)
        assert client.get("/" + url.split("/", 3)[3]).status_code == 200


class TestTheToken:
    def test_it_goes_into_no_cache_and_no_referrer(self, client, path):
        for response in (client.get(path), press(client, path), client.get(path)):
            assert "no-store" in response["Cache-Control"]
            assert response["Referrer-Policy"] == "strict-origin"

    def test_the_page_names_no_address_that_holds_it(self, client, path):
        token = path.rstrip("/").rpartition("/")[2]
        text = client.get(path).content.decode()
        assert text.count(token) == 1
        assert f'name="token" value="{token}"' in text

    def test_only_its_hash_is_stored(self, submission, path):
        token = path.rstrip("/").rpartition("/")[2]
        link = submission.private_links.get(purpose="confirm")
        assert token not in link.digest
        assert link.digest == emails.digest_of(token)

    def test_pressing_the_button_leaves_nothing_in_the_log(self, client, path, caplog):
        token = path.rstrip("/").rpartition("/")[2]
        press(client, path)
        assert token not in caplog.text
