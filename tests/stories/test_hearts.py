"""The heart of a story: its rings, its dashes, and what it must not give away."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from stories.hearts import (
    BECAUSE_STROKE,
    CARD_RINGS,
    FULL_RINGS,
    FULL_WORDS,
    HEART_PATH,
    PATH_LENGTH,
    draw_bands,
    draw_because,
    draw_guides,
    draw_heart,
    lay_dashes,
    measure_words,
    ring_capacity,
)

CASES = json.loads((Path(__file__).parents[1] / "heart_cases.json").read_text("utf-8"))
STORY = "Ivy was four when the bee stung her. A nurse looked at a screen and knew. " * 8
BECAUSE = "#IHeartHIT because my daughter’s chart knew her allergy before I could say it."
PATTERN = re.compile(r'stroke-dasharray="([\d ]+)"')


def patterns(markup):
    return [[int(part) for part in found.split()] for found in PATTERN.findall(markup)]


def dash_count(markup):
    return sum(len(pattern) // 2 for pattern in patterns(markup))


class TestRings:
    def test_thirteen_inner_rings_hold_exactly_three_hundred_words(self):
        assert sum(ring_capacity(ring) for ring in range(1, 14)) == FULL_WORDS

    def test_outer_rings_hold_more_words_than_inner_ones(self):
        capacities = [ring_capacity(ring) for ring in range(1, 14)]
        assert capacities == sorted(capacities)
        assert capacities[0] == 3

    def test_every_ring_is_filled_to_its_exact_length(self):
        for pattern in patterns(draw_heart(STORY, BECAUSE)):
            assert sum(pattern) == PATH_LENGTH
            assert len(pattern) % 2 == 0
            assert min(pattern) >= 0

    def test_longer_words_draw_longer_dashes(self):
        short, long = lay_dashes([2, 12], 5, 8)[0::2]
        assert 5 <= long / short <= 7

    def test_strokes_look_equally_thick_on_every_ring(self):
        markup = draw_heart(STORY, BECAUSE)
        rings = re.findall(r'scale\(([\d.]+)\)" stroke-width="([\d.]+)"', markup)
        assert len(rings) == 13
        assert all(abs(float(scale) * float(stroke) - 3.5) < 0.05 for scale, stroke in rings)


class TestHeart:
    def test_one_word_is_one_dash(self):
        words = "word " * 120
        markup = draw_heart(words, "because it helped", repeat=False)
        assert dash_count(markup) == 120 + 3

    def test_three_hundred_words_fill_the_heart_and_leave_no_guide(self):
        markup = draw_heart("word " * 300, BECAUSE, repeat=False)
        assert "heart__guide" not in markup
        assert dash_count(markup) == 300 + len(BECAUSE.split())

    def test_two_hundred_ninety_nine_words_leave_one_place_free(self):
        markup = draw_heart("word " * 299, BECAUSE, repeat=False)
        assert markup.count('stroke-width=".8') == 1
        assert "heart__guide" in markup

    def test_dashes_stay_where_they_are_while_somebody_writes_on(self):
        before = patterns(draw_heart("word " * 40, "", repeat=False))
        after = patterns(draw_heart("word " * 41, "", repeat=False))
        assert before[0] == after[0]
        assert before[:-1] == after[: len(before) - 1]

    def test_short_text_repeats_to_fill_a_card(self):
        markup = draw_heart("A short one.", BECAUSE, rings=CARD_RINGS)
        assert dash_count(markup) == sum(ring_capacity(ring) for ring in range(1, 8)) + 13

    def test_story_told_on_video_only_draws_its_because_line(self):
        markup = draw_heart("", BECAUSE, rings=CARD_RINGS)
        assert "heart__story" in markup

    def test_no_words_at_all_draw_guides_only(self):
        markup = draw_heart("", "")
        assert dash_count(markup) == 0
        assert "heart__guide" in markup

    def test_a_thousand_words_draw_as_many_rings_as_three_hundred(self):
        assert dash_count(draw_heart("word " * 1000, BECAUSE, repeat=False)) == 313

    def test_a_crowded_because_line_keeps_its_gaps(self):
        pattern = patterns(draw_because("a " * 140))[0]
        assert sum(pattern) == PATH_LENGTH
        assert min(pattern) > 0

    def test_same_text_draws_the_same_heart(self):
        assert draw_heart(STORY, BECAUSE) == draw_heart(STORY, BECAUSE)

    def test_only_word_lengths_shape_the_heart(self):
        assert draw_heart("secret cancer", "because Ann") == draw_heart(
            "public doctor", "because Bob"
        )

    def test_no_text_of_the_story_is_in_the_markup(self):
        markup = draw_heart("Penicillin zzyzx", "because zzyzx")
        assert "zzyzx" not in markup
        assert "Penicillin" not in markup

    def test_markup_stays_small(self):
        words = "A typical sentence has words of different length, as every story here does. " * 24
        assert len(draw_heart(words, BECAUSE)) < 3900
        assert len(draw_heart(words, BECAUSE, rings=CARD_RINGS)) < 1900

    def test_vector_shared_with_the_browser(self):
        markup = draw_heart("I had her shoes in my hand", "because it helped", rings=3)
        assert patterns(markup) == [
            [83, 140, 248, 140, 249, 140],
            [128, 70, 51, 70, 51, 70, 102, 70, 25, 70, 77, 70, 76, 70],
            [391, 54, 112, 54, 335, 54],
        ]


class TestMarkup:
    def test_it_is_well_formed_and_has_no_style(self):
        for markup in (
            draw_heart(STORY, BECAUSE),
            draw_because(BECAUSE),
            draw_bands(["past", "today", "next"]),
            draw_guides(),
            draw_guides(missing=9),
        ):
            ET.fromstring(markup)
            assert "style=" not in markup
            assert HEART_PATH in markup

    def test_it_is_hidden_from_screen_readers_unless_it_has_a_title(self):
        assert 'aria-hidden="true"' in draw_heart(STORY, BECAUSE)
        titled = draw_heart(STORY, BECAUSE, title='A "heart" drawn from words')
        assert 'role="img" aria-label="A &quot;heart&quot; drawn from words"' in titled

    def test_inline_colours_come_from_classes(self):
        markup = draw_heart(STORY, BECAUSE)
        assert 'class="heart__story"' in markup
        assert 'class="heart__because"' in markup
        assert "stroke=" not in markup

    def test_a_file_that_stands_alone_carries_its_colours(self):
        colours = {"story": "#ff7a93", "because": "#ffc34d", "background": "#1f0f2b"}
        markup = draw_heart(STORY, BECAUSE, colours=colours)
        assert markup.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
        assert 'stroke="#ff7a93"' in markup
        assert 'fill="#1f0f2b"' in markup
        ET.fromstring(markup)

    def test_two_drawings_on_one_page_have_different_ids(self):
        names = {
            re.search(r'id="([^"]+)"', markup).group(1)
            for markup in (
                draw_heart(STORY, BECAUSE),
                draw_heart(STORY, BECAUSE, rings=CARD_RINGS),
                draw_heart(STORY, BECAUSE, key="wall"),
                draw_because(BECAUSE),
            )
        }
        assert len(names) == 4


class TestOtherHearts:
    def test_bands_show_past_today_and_next(self):
        markup = draw_bands(["past", "past", "today", "next", "next"])
        assert markup.count("<use") == 10
        assert [markup.count(f"heart__{name}") for name in ("past", "today", "next")] == [2, 1, 2]

    def test_unknown_band_counts_as_next(self):
        assert draw_bands(["soon"]).count("heart__next") == 1

    def test_missing_ring_is_a_guide(self):
        markup = draw_guides(missing=9)
        assert markup.count("<use") == 14
        assert len(patterns(markup)) == 13


class TestWords:
    def test_signs_alone_are_no_words(self):
        assert measure_words("one — two … 3") == [3, 3, 1]

    def test_very_long_word_is_capped(self):
        assert measure_words("a" * 400) == [14]

    def test_signs_of_scripts_without_spaces_are_a_word_each(self):
        assert measure_words("我爱 home") == [1, 1, 4]

    def test_an_accent_is_no_letter_of_its_own(self):
        assert measure_words("cafe\u0301") == measure_words("caf\u00e9") == [4]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_dashes_shared_with_the_browser(case):
    lengths, rings = measure_words(case["text"] * case["times"]), []
    for ring in range(1, FULL_RINGS):
        capacity = ring_capacity(ring)
        here, lengths = lengths[:capacity], lengths[capacity:]
        rings.append(lay_dashes(here, ring, FULL_RINGS, capacity=capacity) if here else [])
    line = measure_words(case["because"])
    outer = lay_dashes(line, FULL_RINGS, FULL_RINGS, widen=BECAUSE_STROKE) if line else []
    assert [*rings, outer] == case["rings"]
    # What is drawn is what is laid.
    markup = draw_heart(case["text"] * case["times"], case["because"], repeat=False)
    assert patterns(markup) == [ring for ring in case["rings"] if ring]
