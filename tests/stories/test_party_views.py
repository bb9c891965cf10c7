"""The link of a person in a story: opening it decides nothing, its buttons do, and it tells nothing to others."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from stories import moderation
from stories.models import OutboxMail, ProtectedParty
from tests import make

pytestmark = pytest.mark.django_db

PERSON = {"relation": "my neighbor", "basis": "asked", "email": "sam@example.org"}


@pytest.fixture
def submission():
    return make.submission(
        story_people=[PERSON],
        picture=make.picture(),
        story_image_alt="A jar of honey",
        story_title="A <b>bee</b>",
    )


@pytest.fixture
def path(submission):
    """The path of the link in the person's mail."""
    body = OutboxMail.objects.get(submission=submission, kind="person_asked").body
    return re.search(r"https?://[^/\s]+(/their-story/\S+)", body).group(1)


def person():
    """Return the row as it is now."""
    return ProtectedParty.objects.get()


def press(client, path, answer):
    """Press one of the buttons, as a browser does."""
    form = BeautifulSoup(client.get(path).content, "html.parser").find("form", method="post")
    fields = {field["name"]: field["value"] for field in form.find_all("input")}
    assert form.find("button", {"name": "answer", "value": answer})
    return client.post(form["action"], {**fields, "answer": answer})


class TestTheLink:
    def test_it_shows_the_story_as_it_was_sent_and_decides_nothing(self, client, path):
        for _ in range(2):
            shown = client.get(path)
            assert shown.status_code == 200
        assert client.head(path).status_code == 200
        text = shown.content.decode()
        assert "Ivy was four when the bee stung her." in text
        assert "A &lt;b&gt;bee&lt;/b&gt;" in text
        assert "A jar of honey" in text
        assert person().confirmed_at is person().refused_at is None

    def test_it_tells_the_reader_how_to_reach_nobody_but_us(self, client, path, submission):
        text = client.get(path).content.decode()
        assert submission.sender_email not in text
        assert PERSON["email"] not in text

    def test_nobody_keeps_it_or_hears_of_it(self, client, path):
        for address in (path, f"{path}picture/"):
            response = client.get(address)
            b"".join(response)
            assert "no-store" in response["Cache-Control"]
            assert response["Referrer-Policy"] == "strict-origin"
        assert 'content="noindex"' in client.get(path).content.decode()

    def test_the_picture_comes_as_it_lies_in_private(self, client, path, submission):
        response = client.get(f"{path}picture/")
        with submission.original.picture.open() as file:
            assert b"".join(response.streaming_content) == file.read()
        assert response["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize("token", ["x" * 43, "é", "%00"])
    def test_an_invented_one_opens_nothing(self, client, submission, token):
        assert client.get(f"/their-story/{token}/").status_code == 404
        assert client.get(f"/their-story/{token}/picture/").status_code == 404
        response = client.post("/their-answer/", {"token": token, "answer": "yes"})
        assert response.status_code == 404


class TestTheButtons:
    def test_yes_works_without_cookies(self, path):
        client = Client(enforce_csrf_checks=True)
        response = press(client, path, "yes")
        assert (response.status_code, response["Location"]) == (303, path)
        assert person().confirmed_at
        text = client.get(path).content.decode()
        assert "You said yes" in text
        assert "Yes, you may publish it" not in text

    def test_no_and_then_yes(self, client, path):
        press(client, path, "no")
        assert person().refused_at
        assert "You said no" in client.get(path).content.decode()
        press(client, path, "yes")
        assert person().is_settled

    @pytest.mark.parametrize("answer", [None, "", "maybe"])
    def test_any_other_word_decides_nothing(self, client, path, answer):
        token = path.rstrip("/").rpartition("/")[2]
        given = {"token": token} if answer is None else {"token": token, "answer": answer}
        assert client.post("/their-answer/", given).status_code == 200
        assert person().confirmed_at is person().refused_at is None

    def test_other_methods_are_refused(self, client, path):
        assert client.post(path).status_code == 405
        assert client.get("/their-answer/").status_code == 405
        assert client.post(f"{path}picture/").status_code == 405


class TestAfterAWithdrawal:
    def test_there_is_nothing_left_to_see_or_decide(self, client, path, submission):
        moderation.withdraw(submission)
        text = client.get(path).content.decode()
        assert "This story was taken back" in text
        assert "bee" not in text
        assert client.get(f"{path}picture/").status_code == 404
        token = path.rstrip("/").rpartition("/")[2]
        client.post("/their-answer/", {"token": token, "answer": "yes"})
        assert person().confirmed_at is None
