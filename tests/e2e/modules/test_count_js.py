"""The counters of the form count like the server and never block typing."""

import json

import pytest
from playwright.sync_api import expect

from tests.e2e.modules.conftest import ROOT

CASES = json.loads((ROOT / "tests" / "count_cases.json").read_text("utf-8"))
LINES = json.loads((ROOT / "tests" / "because_cases.json").read_text("utf-8"))
COUNTERS = """
<textarea id="a" data-count-group="story" maxlength="5"></textarea>
<textarea id="b" data-count-group="story"></textarea>
<div id="story" class="counter" data-count-for="story" data-count="words" data-limit="3">
  <p class="counter__count" id="story-count">Up to 3 words</p>
</div>
<textarea id="c" data-count-group="because" data-count-lead="#IHeartHIT because "></textarea>
<div id="because" class="counter" data-count-for="because" data-count="characters"
  data-limit="30"><p class="counter__count">Up to 30 characters</p></div>"""


@pytest.fixture
def counter_page(open_page):
    return open_page(COUNTERS, "count.js")


def test_browser_counts_every_shared_case_like_the_server(counter_page):
    counted = counter_page.evaluate(
        """async (texts) => {
          const { splitWords, countCharacters } = await import("/words.js");
          return texts.map((text) => [splitWords(text).length, countCharacters(text)]);
        }""",
        [case["text"] for case in CASES],
    )
    wrong = [
        (case["why"], pair)
        for case, pair in zip(CASES, counted, strict=True)
        if pair != [case["words"], case["characters"]]
    ]
    assert wrong == []


def test_browser_completes_every_shared_line_like_the_server(counter_page):
    lines = counter_page.evaluate(
        """async (texts) => {
          const { completeBecause } = await import("/words.js");
          return texts.map((text) => completeBecause(text, "#IHeartHIT because "));
        }""",
        [case["typed"] for case in LINES],
    )
    wrong = [
        (case["why"], line) for case, line in zip(LINES, lines, strict=True) if line != case["line"]
    ]
    assert wrong == []


def test_it_speaks_the_language_of_the_page(open_page):
    said = '{"{size} words left": "Quedan {size} palabras", "of {limit}": "de {limit}"}'
    page = open_page(
        f'<script type="application/json" id="said">{said}</script>{COUNTERS}', "count.js"
    )
    expect(page.locator("#story [aria-hidden]")).to_have_text("Quedan 3 palabras de 3")


def test_words_on_other_pages_count_along(open_page):
    page = open_page(
        COUNTERS.replace('data-limit="3"', 'data-limit="3" data-count-others="2"'), "count.js"
    )
    page.fill("#a", "one two")
    assert page.locator("#story [aria-hidden=true]").text_content() == "1 word over 3"


def test_fields_of_a_group_are_counted_together_and_typing_is_never_blocked(counter_page):
    counter_page.fill("#a", "one two")
    counter_page.fill("#b", "three")
    visible = counter_page.locator("#story [aria-hidden=true]")
    assert visible.text_content() == "0 words left of 3"
    counter_page.locator("#b").press_sequentially(" four")
    assert visible.text_content() == "1 word over 3"
    assert "counter--over" in counter_page.get_attribute("#story", "class")
    assert counter_page.get_attribute("#a", "maxlength") is None


def test_lead_counts_only_when_something_is_typed_without_it(counter_page):
    visible = counter_page.locator("#because [aria-hidden=true]")
    assert visible.text_content() == "30 characters left of 30"
    counter_page.fill("#c", "it listens")
    assert visible.text_content() == "1 character left of 30"
    counter_page.fill("#c", "#ihearthit BECAUSE it listens")
    assert visible.text_content() == "1 character left of 30"


def test_screen_readers_hear_the_count_once_after_a_pause(counter_page):
    status = counter_page.locator("#story [role=status]")
    counter_page.evaluate(
        """() => {
          window.heard = [];
          const status = document.querySelector("#story [role=status]");
          new MutationObserver(() => heard.push(status.textContent))
            .observe(status, { childList: true });
        }"""
    )
    counter_page.locator("#a").press_sequentially("one two three", delay=60)
    assert counter_page.evaluate("heard") == []
    expect(status).to_have_text("0 words left of 3")
    assert counter_page.evaluate("heard") == ["0 words left of 3"]


def test_static_text_stays_as_the_description(counter_page):
    static = counter_page.locator("#story-count")
    assert static.text_content() == "Up to 3 words"
    assert static.get_attribute("class") == "sr-only"


def test_text_changed_by_the_browser_is_counted_on_pageshow(counter_page):
    counter_page.evaluate("document.querySelector('#a').value = 'one two'")
    counter_page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    visible = counter_page.locator("#story [aria-hidden=true]")
    assert visible.text_content() == "1 word left of 3"
