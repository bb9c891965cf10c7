"""The heart beside the form grows word by word, exactly as the server would draw it."""

import json
import re

import pytest

from stories import hearts
from tests.e2e.modules.conftest import ROOT

HEARTS = json.loads((ROOT / "tests" / "heart_cases.json").read_text("utf-8"))
HEART = """
<textarea id="a" data-count-group="story"></textarea>
<textarea id="b" data-count-group="because" data-count-lead="#IHeartHIT because "></textarea>
<div data-heart id="heart" {data}>{svg}</div>"""


class TestHeart:
    """Each word that is typed becomes a dash, exactly as the server draws it."""

    @pytest.fixture
    def open_heart(self, open_page):
        """Return a function that opens a heart, drawn by the server for a text, and its page."""

        def open_heart(story="", because="", data=""):
            svg = hearts.draw_heart(story, because, repeat=False)
            return open_page(HEART.format(data=data, svg=svg), "heart.js")

        return open_heart

    def drawn(self, page):
        """Return the dash patterns that show, ring by ring, and which guides do."""
        return page.evaluate(
            """() => {
              const marks = [...document.querySelectorAll("#heart use")];
              const shows = (mark) => mark.getAttribute("display") !== "none";
              return [
                marks.slice(14).map((mark) =>
                  shows(mark) ? mark.getAttribute("stroke-dasharray").split(" ").map(Number) : []),
                marks.slice(0, 14).map(shows),
              ];
            }"""
        )

    def test_every_shared_case_is_drawn_like_on_the_server(self, open_heart):
        page = open_heart()
        rings = page.evaluate(
            """async (cases) => {
              const { dashesOf, measureWords } = await import("/heart.js");
              return cases.map(({ text, times, because }) =>
                dashesOf(measureWords(text.repeat(times)), measureWords(because)));
            }""",
            HEARTS,
        )
        for case, drawn in zip(HEARTS, rings, strict=True):
            assert drawn == case["rings"], case["why"]

    def test_it_grows_while_somebody_types(self, open_heart):
        page = open_heart()
        assert self.drawn(page) == [[[]] * 14, [True] * 14]
        page.locator("#a").press_sequentially("I had her shoes")
        rings, guides = self.drawn(page)
        assert [len(ring) // 2 for ring in rings] == [3, 1, *[0] * 12]
        assert guides == [False, *[True] * 13]
        page.fill("#b", "it listens")
        rings, guides = self.drawn(page)
        assert len(rings[-1]) // 2 == 4 and guides[-1] is False

    def test_it_shrinks_with_the_text(self, open_heart):
        page = open_heart("one two three four")
        page.fill("#a", "one two three four")
        page.fill("#a", "one")
        assert [len(ring) // 2 for ring in self.drawn(page)[0]] == [1, *[0] * 13]

    def test_words_of_other_pages_stand_around_those_typed(self, open_heart):
        page = open_heart(data='data-heart-before="5,3" data-heart-after="9"')
        page.fill("#a", "seven")
        assert self.drawn(page)[0][:2] == [
            hearts.lay_dashes([5, 3, 5], 1, 14, capacity=3),
            hearts.lay_dashes([9], 2, 14, capacity=hearts.ring_capacity(2)),
        ]

    def test_because_line_of_another_page_is_the_outer_ring(self, open_heart):
        page = open_heart(data='data-heart-because="10,7,2,7"')
        assert len(self.drawn(page)[0][-1]) == 8

    def test_it_looks_as_the_server_drew_it_before_anything_is_typed(self, open_heart):
        story, because = "Ivy was four when the bee stung her.", "#IHeartHIT because it helped"
        lengths = [",".join(map(str, hearts.measure_words(text))) for text in (story, because)]
        page = open_heart(
            story, because, 'data-heart-before="{}" data-heart-because="{}"'.format(*lengths)
        )
        rings, guides = self.drawn(page)
        markup = hearts.draw_heart(story, because, repeat=False)
        drawn = re.findall(r'dasharray="([\d ]+)"', markup)
        assert [" ".join(map(str, ring)) for ring in rings if ring] == drawn
        # Two rings are full: the innermost one and that of the because line.
        assert guides == [False, *[True] * 12, False]
