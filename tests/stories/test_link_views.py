"""A new private link: for number and address that belong together, and the same answer for everybody."""

import pytest
from django.core import mail
from django.test import Client

from stories import link_views, retention
from stories.models import OutboxMail
from tests import make
from tests.stories.status_reading import fields_of, soup, words

pytestmark = pytest.mark.django_db

PAGE, ANSWER = "/my-story/", "/my-story/asked/"


def ask(client, number, email):
    """Send the form."""
    return client.post(PAGE, {"number": number, "email": email})


def links_mailed():
    """Return how many mails with a link were written."""
    return OutboxMail.objects.filter(kind="private_link").count()


class TestTheWayHere:
    """Whoever has sent a story is told that this page exists."""

    def test_the_thank_you_page_leads_here(self, client):
        receipt = make.submission(confirmed=False).receipt
        page = soup(client.get(f"/share-your-story/thank-you/{receipt}/"))
        [link] = page.main.select(f'a[href="{PAGE}"]')
        assert "private link" in link.get_text()

    def test_the_first_mail_names_the_address(self, client):
        make.submission(confirmed=False)
        body = OutboxMail.objects.get(kind="received").body
        [address] = [line for line in body.splitlines() if line.endswith(PAGE)]
        assert address.startswith("http")
        assert client.get(PAGE).status_code == 200


class TestAsking:
    def test_the_right_ones_get_a_mail(self, client):
        submission = make.submission()
        response = ask(client, submission.number, submission.sender_email)
        assert (response.status_code, response["Location"]) == (303, ANSWER)
        assert OutboxMail.objects.get(kind="private_link").to == submission.sender_email

    @pytest.mark.parametrize("state", ["withdrawn", "not_selected", "spam", "live"])
    def test_in_every_state(self, client, state):
        submission = make.submission(state=state)
        ask(client, submission.number, submission.sender_email)
        assert links_mailed() == 1

    def test_as_people_type_it(self, client):
        submission = make.submission(story_email="Renee@example.org")
        bare = submission.number.removeprefix("IHH-")
        for number in (submission.number.lower(), f" {bare} ", bare.replace("-", "")):
            OutboxMail.objects.filter(kind="private_link").delete()
            ask(client, number, " renee@EXAMPLE.org ")
            assert links_mailed() == 1, number

    def test_who_has_not_confirmed_gets_the_link_that_does(
        self, client, django_capture_on_commit_callbacks
    ):
        submission = make.submission(confirmed=False)
        with django_capture_on_commit_callbacks(execute=True):
            ask(client, submission.number, submission.sender_email)
        assert "/confirm/" in mail.outbox[-1].body

    def test_it_needs_no_cookie(self):
        submission = make.submission()
        client = Client(enforce_csrf_checks=True)
        assert ask(client, submission.number, submission.sender_email).status_code == 303
        assert not client.cookies
        assert links_mailed() == 1


class TestTellingNothing:
    """Nobody learns whether a story, or an address, is known to us."""

    def test_the_answer_is_the_same_for_all(self, client):
        submission, other, erased = (make.submission() for _ in range(3))
        number, address = erased.number, erased.sender_email
        retention.erase(erased, reason="Asked for.")
        answers = set()
        for pair in (
            (submission.number, submission.sender_email),
            (submission.number, other.sender_email),
            (submission.number, "nobody@example.org"),
            ("IHH-2222-22", submission.sender_email),
            ("quokka", "x@example.org"),
            ("\x00", "\x00@\x00"),
            ("x" * 5000, "x@" + "x" * 5000),
            (number, address),
        ):
            response = ask(client, *pair)
            answers.add((response.status_code, response["Location"], response.content))
            answers.add(client.get(ANSWER).content)
        assert len(answers) == 2
        assert links_mailed() == 1

    def test_nothing_of_it_is_in_the_address(self, client):
        submission = make.submission()
        assert ask(client, submission.number, submission.sender_email)["Location"] == ANSWER

    def test_the_log_shows_neither(self, client, caplog):
        submission = make.submission()
        with caplog.at_level("INFO"):
            ask(client, submission.number, submission.sender_email)
        assert submission.sender_email not in caplog.text

    @pytest.mark.parametrize("page", [PAGE, ANSWER])
    def test_no_cache_keeps_it(self, client, page):
        assert "no-store" in client.get(page)["Cache-Control"]

    def test_only_the_form_posts(self, client):
        assert client.post(ANSWER).status_code == 405
        assert client.put(PAGE).status_code == 405


class TestMistakes:
    @pytest.mark.parametrize(
        ("number", "email", "wrong"),
        [
            ("", "renee@example.org", ["number"]),
            ("IHH-4K7Q-29", "", ["email"]),
            ("IHH-4K7Q-29", "renee", ["email"]),
            ("", " ", ["number", "email"]),
        ],
    )
    def test_each_says_how_to_go_on(self, client, number, email, wrong):
        response = ask(client, number, email)
        page = soup(response)
        assert response.status_code == 200
        assert page.title.get_text().startswith("Error: ")
        summary = {link["href"]: link.get_text() for link in page.select("#error-summary a")}
        assert list(summary) == [f"#id_{name}" for name in wrong]
        for name in wrong:
            field = page.find(id=f"id_{name}")
            assert field["aria-invalid"] == "true"
            message = page.find(id=f"id_{name}-error").get_text()
            assert f"id_{name}-error" in field["aria-describedby"]
            assert message == f"Error: {summary[f'#id_{name}']}"
        assert fields_of(response)[1] == {"number": number.strip(), "email": email.strip()}


class TestPatience:
    def test_many_tries_wait(self, client, monkeypatch):
        monkeypatch.setattr(link_views, "TRIES", 2)
        submission = make.submission()
        for _ in range(2):
            assert ask(client, "IHH-2222-22", "x@example.org").status_code == 303
        response = ask(client, submission.number, submission.sender_email)
        assert response.status_code == 429
        assert response["Retry-After"]
        assert "Please wait" in words(response)
        assert links_mailed() == 0

    def test_nobody_is_flooded(self, client, monkeypatch):
        monkeypatch.setattr(link_views, "LINKS_AN_HOUR", 0)
        submission = make.submission()
        response = ask(client, submission.number, submission.sender_email)
        assert response["Location"] == ANSWER
        assert links_mailed() == 0

    def test_two_within_a_minute_are_one_mail(self, client):
        submission = make.submission()
        for _ in range(3):
            ask(client, submission.number, submission.sender_email)
        assert 1 <= links_mailed() <= 2
