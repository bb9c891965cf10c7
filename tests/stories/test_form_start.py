"""The start of the form on other pages: no token, no cookie, nothing but a draft."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.models import RateCount
from stories import form_start
from stories.blocks import FormBlock
from stories.models import Draft, Submission
from tests import make

pytestmark = pytest.mark.django_db

START = "/start-a-story/"
FORM = "/share-your-story/"
STEP = f"{FORM}title-of-your-story/"
HERE = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def page():
    return make.form_page()


def start(client, text="It began on a Tuesday.", **headers):
    """Post the first answer."""
    return client.post(START, {"story_happened": text}, **(headers or HERE))


class TestTheBlock:
    def test_it_asks_the_first_question_without_a_token(self):
        value = FormBlock().normalize({"heading": "Tell us", "button_label": "Go on"})
        document = BeautifulSoup(FormBlock().render(value), "html.parser")
        form = document.find("form")
        assert form["action"] == START
        assert form["method"] == "post"
        assert [field["name"] for field in form.find_all(["input", "textarea"])] == [
            "form",
            "story_happened",
        ]
        assert form.find("label").get_text() == "What happened?"

    def test_the_page_that_shows_it_sets_no_cookie(self, client):
        home = make.home_page()
        home.body = [("story_form", {"heading": "Tell us", "button_label": "Go on"})]
        home.save_revision().publish()
        response = client.get("/")
        assert START in response.content.decode()
        assert not response.cookies

    def test_without_a_form_there_is_nothing_to_start(self, client, page):
        page.unpublish()
        value = FormBlock().normalize({"heading": "Tell us"})
        assert "<form" not in FormBlock().render(value)
        assert start(client).status_code == 404

    def test_it_asks_what_the_editor_put_first(self, page):
        page.form_fields.filter(field_type="story_happened").update(sort_order=50)
        assert form_start.first_question().name == "story_learned"


class TestStarting:
    def test_it_makes_a_draft_and_leads_to_the_form_which_shows_it(self):
        client = Client(enforce_csrf_checks=True)
        response = start(client)
        assert response.status_code == 303
        assert response["Location"] == f"{STEP}"
        assert Draft.objects.get().answers == {"story_happened": "It began on a Tuesday."}
        form = client.get(response["Location"])
        assert "It began on a Tuesday." in form.content.decode()
        assert "Your first answer is here." in form.content.decode()
        assert not Submission.objects.exists()

    def test_the_cookie_is_signed_and_out_of_reach_of_scripts(self, client):
        cookie = start(client).cookies["story_first"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == FORM
        assert cookie["max-age"] == 30 * 24 * 3600
        assert len(start(client).cookies) == 1

    def test_over_https_the_cookie_is_secure(self, client):
        response = client.post(
            START, {"story_happened": "x"}, secure=True, HTTP_ORIGIN="https://testserver"
        )
        assert response.cookies["story_first"]["secure"]

    def test_nothing_typed_makes_no_draft(self, client):
        response = start(client, "  \n ")
        assert response.status_code == 303
        assert not response.cookies
        assert not Draft.objects.exists()

    def test_the_answer_is_normalised_and_everything_else_dropped(self, client):
        client.post(START, {"story_happened": "a\x00\r\nb", "story_name": "x"}, **HERE)
        assert Draft.objects.get().answers == {"story_happened": "a\nb"}

    def test_the_address_stays_right_when_the_page_moves(self, client, page):
        page.slug = "tell-us"
        page.save()
        assert start(client)["Location"] == "/tell-us/title-of-your-story/"

    def test_it_leads_to_the_step_that_asks_the_question(self, client, page):
        make.cut(page, story_happened="What happened")
        assert start(client)["Location"] == f"{FORM}what-happened/"

    def test_a_closed_form_gives_the_words_back(self, client, page):
        page.is_closed = True
        page.save()
        response = start(client, "My words.")
        assert "We are not taking stories" in response.content.decode()
        assert "My words." in response.content.decode()
        assert not Draft.objects.exists()

    @pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
    def test_only_post_is_allowed(self, client, method):
        response = getattr(client, method)(START)
        assert response.status_code == 405
        assert response["Allow"] == "POST"
        if method == "get":
            assert "did not work this way" in response.content.decode()

    def test_it_may_be_kept_by_nobody(self, client):
        assert "no-store" in start(client)["Cache-Control"]


class TestTakingIn:
    """What was typed elsewhere joins what this browser has begun."""

    def test_from_then_on_it_is_the_draft_of_this_browser(self, client):
        response = client.get(start(client)["Location"])
        assert response.cookies["story_first"].value == ""
        assert response.cookies["story_draft"].value
        assert "Your first answer is here." not in client.get(STEP).content.decode()
        assert "It began on a Tuesday." in client.get(STEP).content.decode()
        assert Draft.objects.count() == 1

    def test_a_story_that_was_begun_before_keeps_its_words(self, client):
        client.post(STEP, make.step_post(story_happened="Old.", story_title="The tin"))
        response = client.get(start(client, "New.")["Location"])
        assert "You had begun a story before." in response.content.decode()
        draft = Draft.objects.get()
        assert draft.answers["story_happened"] == "Old.\n\nNew."
        assert draft.answers["story_title"] == "The tin"

    def test_the_same_words_twice_are_there_once(self, client):
        for _ in range(2):
            client.get(start(client, "The same.")["Location"])
        assert Draft.objects.get().answers == {"story_happened": "The same."}


class TestOrigins:
    @pytest.mark.parametrize(
        "headers",
        [
            {"HTTP_ORIGIN": "http://testserver"},
            {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"},
            {"HTTP_SEC_FETCH_SITE": "same-origin"},
        ],
    )
    def test_this_site_may_start(self, client, headers):
        assert start(client, **headers).status_code == 303

    @pytest.mark.parametrize(
        "headers",
        [
            {"HTTP_ORIGIN": "https://evil.example"},
            {"HTTP_ORIGIN": "null"},
            {"HTTP_ORIGIN": "http://testserver.evil.example"},
            {"HTTP_ORIGIN": "http://[::1"},
            {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "cross-site"},
            {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-site"},
            {"HTTP_SEC_FETCH_SITE": "cross-site"},
            {"HTTP_ACCEPT": "text/html"},
        ],
    )
    def test_everybody_else_gets_the_words_back_and_no_draft(self, client, headers):
        response = start(client, "My words.", **headers)
        assert response.status_code == 403
        assert "My words." in response.content.decode()
        assert not Draft.objects.exists()
        assert "story_draft" not in response.cookies
        form = BeautifulSoup(response.content, "html.parser").find("form", method="post")
        assert form["action"] == STEP


class TestLimits:
    def test_a_text_beyond_the_limit_comes_back_whole(self, client):
        text = "word " * 5000
        response = start(client, text)
        assert response.status_code == 422
        assert text.strip() in response.content.decode()
        assert not Draft.objects.exists()

    def test_too_many_are_asked_to_wait(self, client, monkeypatch):
        monkeypatch.setattr(form_start, "DRAFTS_AN_HOUR", 1)
        assert start(client).status_code == 303
        response = start(client, "My words.")
        assert response.status_code == 429
        assert response["Retry-After"]
        assert "My words." in response.content.decode()
        RateCount.objects.all().delete()
        assert start(client).status_code == 303
