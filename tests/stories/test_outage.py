"""No database at all: the words are on the page that answers, ready to be sent again."""

import pytest
from django.db import OperationalError
from django.test import Client
from wagtail.models import Page

from stories.models import Draft, Submission
from stories.story_form import TOKEN
from tests import make
from tests.stories.form_reading import CHECK, FORM, STEP, soup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def page():
    return make.form_page()


@pytest.fixture
def visitor():
    """A browser that sees what a server answers, not what was raised."""
    return Client(raise_request_exception=False)


@pytest.fixture
def outage(monkeypatch):
    """Take the database away before any page is found; return how to bring it back."""

    def fail(*args, **kwargs):
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(Page, "route_for_request", fail)
    return monkeypatch.undo


def fields(response):
    """Return what the page would send again."""
    return {field["name"]: field["value"] for field in soup(response).select("form input")}


class TestStep:
    def test_every_word_comes_back_and_can_be_sent_again(
        self, visitor, outage, django_assert_num_queries
    ):
        data = make.form_post(story_happened='He said "wait" & <b>I waited</b>.\n\nThen it rained.')
        with django_assert_num_queries(0):
            response = visitor.post(STEP, data)
        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert "no-store" in response["Cache-Control"]
        shown = [box.get_text().strip() for box in soup(response).select("textarea")]
        assert data["story_happened"] in shown
        assert "<b>I waited" not in response.content.decode()
        assert not Draft.objects.exists()
        assert soup(response).find("form")["action"] == STEP
        outage()
        again = fields(response)
        assert again[TOKEN] == data[TOKEN]
        assert visitor.post(STEP, again).status_code == 303
        assert Draft.objects.get().answers["story_place"] == data["story_place"]

    def test_sending_can_be_tried_again(self, visitor, outage):
        data = make.form_post()
        outage()
        visitor.post(STEP, data)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Page, "route_for_request", _away)
            response = visitor.post(CHECK, {TOKEN: data[TOKEN]})
        assert response.status_code == 503
        assert visitor.post(CHECK, fields(response)).status_code == 303
        assert Submission.objects.count() == 1

    def test_a_fault_of_ours_gives_the_words_back_too(self, visitor, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError("a mistake")

        monkeypatch.setattr(Page, "route_for_request", fail)
        response = visitor.post(STEP, make.form_post(story_learned="To ask twice."))
        assert response.status_code == 500
        assert "To ask twice." in response.content.decode()


class TestOthers:
    def test_the_first_answer_of_another_page_comes_back(self, visitor, monkeypatch):
        monkeypatch.setattr("stories.form_start.first_question", _away)
        response = visitor.post("/start-a-story/", {"story_happened": "It began on a Tuesday."})
        assert response.status_code == 503
        assert "It began on a Tuesday." in response.content.decode()

    def test_reading_gets_the_page_of_every_error(self, visitor, outage):
        response = visitor.get(FORM)
        assert response.status_code == 503
        assert "form" not in fields(response)
        assert not soup(response).find("textarea")

    def test_a_password_is_never_shown(self, visitor, monkeypatch):
        monkeypatch.setattr("wagtail.admin.views.account.LoginView.post", _away)
        response = visitor.post("/admin/login/", {"username": "x", "password": "my secret words"})
        assert response.status_code == 503
        assert "my secret words" not in response.content.decode()


def _away(*args, **kwargs):
    raise OperationalError("gone")
