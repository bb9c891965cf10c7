"""The charts draw every number once, stay inside their picture, and speak to those who see none."""

import re
from xml.etree import ElementTree

import pytest

from stories.admin.charts import Mark, bars, columns

DRAWINGS = pytest.mark.parametrize("draw", [bars, columns])


def shapes(svg, name):
    """Return the attributes of every rect of a class."""
    return [
        rect.attrib
        for rect in ElementTree.fromstring(svg).iter("rect")
        if rect.get("class") == name
    ]


def texts(svg):
    return [text.text for text in ElementTree.fromstring(svg).iter("text")]


class TestRule9Bars:
    def test_are_as_long_as_their_numbers(self):
        svg = bars([Mark("Came", 8), Mark("Read", 2), Mark("Live", 0)], title="Funnel")
        assert [bar["width"] for bar in shapes(svg, "chart__bar")] == ["100.0%", "25.0%"]
        assert len(shapes(svg, "chart__track")) == 3
        assert texts(svg) == ["Came", "8", "Read", "2", "Live", "0"]

    def test_show_their_part_within_the_whole(self):
        svg = bars([Mark("Promotional", 4, 1), Mark("Grammar", 2, 0)], title="Grounds")
        assert [part["width"] for part in shapes(svg, "chart__part")] == ["25.0%"]

    def test_a_long_label_leaves_room_for_its_number(self):
        svg = bars([Mark("A topic that somebody described in a whole sentence", 1)], title="Topics")
        assert texts(svg)[0] == "A topic that somebody described in…"


class TestRule9Columns:
    def test_are_as_high_as_their_numbers(self):
        svg = columns([Mark("Nov 2", 4), Mark("Nov 9", 1), Mark("Nov 16", 0)], title="Weeks")
        assert [float(bar["height"]) for bar in shapes(svg, "chart__bar")] == [150, 37.5]
        assert "Nov 2: 4" in svg

    def test_of_many_a_few_are_named(self):
        svg = columns([Mark(f"Day {day}", day) for day in range(60)], title="Days")
        assert texts(svg) == ["Day 0", "Day 30", "59", "Day 59"]

    def test_the_outermost_words_stay_inside(self):
        svg = columns([Mark(f"Day {day}", 1) for day in range(60)], title="Days")
        anchors = re.findall(r'class="chart__label" x="([\d.]+)%"[^>]*text-anchor="(\w+)"', svg)
        assert anchors[0] == ("0", "start")
        assert anchors[-1] == ("100", "end")


@DRAWINGS
class TestRule9Both:
    def test_without_a_mark_nothing_is_drawn(self, draw):
        assert draw([], title="Nothing") == ""

    def test_nothing_but_noughts_divides_by_none(self, draw):
        svg = draw([Mark("Nov 2", 0)], title="Weeks")
        assert shapes(svg, "chart__bar") == []
        assert "All 0." in svg

    def test_tell_their_title_and_the_highest(self, draw):
        svg = ElementTree.fromstring(draw([Mark("One", 1), Mark("Two", 3)], title="Topics"))
        assert svg.get("role") == "img"
        assert svg.get("aria-label") == (
            "Topics. The highest is Two with 3. The table holds every number."
        )

    def test_words_of_people_are_no_markup(self, draw):
        svg = draw([Mark('<script>"&', 1)], title='"><b>')
        assert "<script>" not in svg
        assert "<b>" not in svg
        assert ElementTree.fromstring(svg).get("aria-label").startswith('"><b>.')

    def test_use_no_style_and_no_color_of_their_own(self, draw):
        svg = draw([Mark("One", 1, 1)], title="Topics")
        assert "style" not in svg
        assert "#" not in svg
        assert "fill=" not in svg
