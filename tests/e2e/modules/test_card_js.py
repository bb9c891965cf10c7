"""The card beside the last question of a story shows the line as it is typed, and as the server would."""

import json

import pytest
from playwright.sync_api import expect

from stories.templatetags import form_tags
from tests.e2e.modules.conftest import ROOT

LINES = json.loads((ROOT / "tests" / "because_cases.json").read_text("utf-8"))
HASHTAG = "#IHeartHIT"
CARD = f"""
<textarea data-count-group="because" data-count-lead="{HASHTAG} because ">{{typed}}</textarea>
<p data-card-line>what the server wrote</p>"""


@pytest.fixture
def open_card(open_page):
    """Return a function that opens a page with a typed line and its card."""
    return lambda typed="": open_page(CARD.format(typed=typed), "card.js")


class TestCard:
    def test_every_shared_line_stands_there_as_the_server_writes_it(self, open_card):
        page = open_card()
        for case in LINES:
            page.fill("textarea", case["typed"])
            words = form_tags.because_words(case["typed"], HASHTAG)
            assert page.locator("[data-card-line]").text_content() == words, case["why"]

    @pytest.mark.parametrize("length", [1, 90, 91, 180, 181, 400])
    def test_a_longer_line_is_set_smaller_as_on_the_server(self, open_card, length):
        page = open_card()
        words = "because " + "ö" * (length - 8) if length > 8 else "ö"
        page.fill("textarea", words)
        line = page.locator("[data-card-line]")
        size = form_tags.card_size(line.text_content())
        assert line.get_attribute("class") == f"because-card__line because-card__line--{size}"

    def test_a_card_without_words_waits_for_them(self, open_card):
        assert open_card().locator("[data-card-line]").text_content() == form_tags.BECAUSE

    def test_a_line_that_stands_there_already_is_shown(self, open_card):
        page = open_card("because it listens")
        expect(page.locator("[data-card-line]")).to_have_text("because it listens")

    def test_a_line_that_the_browser_put_back_is_shown(self, open_card):
        page = open_card()
        page.evaluate("document.querySelector('textarea').value = 'it remembers'")
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
        expect(page.locator("[data-card-line]")).to_have_text("because it remembers")

    def test_words_are_never_read_as_markup(self, open_card):
        page = open_card()
        page.fill("textarea", "because <b>it</b> listens")
        expect(page.locator("[data-card-line]")).to_have_text("because <b>it</b> listens")
        assert not page.locator("[data-card-line] b").count()

    def test_a_page_without_the_question_is_left_alone(self, open_page):
        page = open_page("<p data-card-line>because it listens</p>", "card.js")
        expect(page.locator("[data-card-line]")).to_have_text("because it listens")
