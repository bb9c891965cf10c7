"""A visit inside of a frame: what its pages tell the browser in the place of a cookie and an address."""

import pytest
from django.http import HttpResponse
from django.test import Client

from stories.embedding import let_in
from stories.story_form import TOKEN
from tests import make
from tests.stories.form_reading import soup, typed

pytestmark = pytest.mark.django_db

EMBED = "/share-your-story/embed/"
STEP = f"{EMBED}title-of-your-story/"


@pytest.fixture(autouse=True)
def page():
    people = {"field_type": "story_people", "label": "Who else?", "starts_page": True}
    page = make.form_page(extra=[{**people, "page_title": "People"}])
    make.campaign_settings(frame_sites="https://partner.example.org")
    return page


@pytest.fixture
def frame():
    """A browser that says that our own page sends what it sends."""
    return Client(headers={"origin": "http://testserver", "sec-fetch-site": "same-origin"})


def header(response):
    """Return what the header of a page tells the scripts."""
    given = soup(response).select_one("[data-embed]").attrs
    return {name: value for name, value in given.items() if name.startswith("data-")}


class TestWhatThePageTells:
    def test_opened_by_its_address_it_is_fresh(self, frame):
        assert header(frame.get(STEP)) == {"data-embed": "", "data-fresh": ""}

    def test_after_a_page_was_sent_it_names_the_place_that_took_it(self, frame):
        response = frame.post(STEP, make.form_post())
        assert soup(response).find(id="story-form")["action"] == f"{EMBED}people/"
        assert header(response) == {"data-embed": "", "data-begun": "", "data-arrived": STEP}

    def test_opening_a_page_has_taken_nothing(self, frame):
        data = make.form_post()
        frame.post(STEP, data)
        response = frame.post(STEP, {TOKEN: data[TOKEN], "open": "1"})
        assert header(response) == {"data-embed": "", "data-begun": ""}

    def test_the_part_that_changed_is_named(self, frame):
        row = {"story_people-0-relation": "my son", "story_people-0-basis": "asked"}
        response = frame.post(f"{EMBED}people/", {**make.step_post(**row), "add_person": "1"})
        assert soup(response).find(id=header(response)["data-anchor"])


class TestWay:
    def test_a_change_leads_straight_back_also_after_a_picture_was_removed(self, frame):
        data = make.form_post(picture=make.picture_bytes(), story_image_alt="A bee")
        frame.post(STEP, data)
        again = {**data, "story_image": "", "back_to": "check", "remove": "picture"}
        response = frame.post(STEP, again)
        assert not soup(response).select(".crop__kept")
        assert typed(response, "back_to") == "check"

    def test_the_page_without_a_menu_offers_a_window_of_its_own_before_a_story_is_begun(
        self, frame
    ):
        link = soup(frame.get(EMBED)).select_one(".embed-header a")
        assert (link["href"], link["target"]) == ("/share-your-story/", "_blank")
        data = make.form_post()
        frame.post(STEP, data)
        begun = frame.post(EMBED, {TOKEN: data[TOKEN], "open": "1"})
        assert not soup(begun).select(".embed-header a")
        assert soup(begun).select_one(".embed-header button").get_text() == "Save and finish later"


class TestLetIn:
    def test_what_a_response_said_before_stays(self):
        response = let_in(HttpResponse("x", status=403), ["https://partner.example.org"])
        assert response.status_code == 403
        assert response.xframe_options_exempt
        assert response["X-Robots-Tag"] == "noindex"
