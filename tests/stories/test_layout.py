"""The picture of a page: every block in its order, the places among them with what they hold."""

import pytest

from stories import placement
from stories.layout import layout_of
from tests import make
from tests.stories.hosting import draft_of, host, slot

pytestmark = pytest.mark.django_db


class TestLayout:
    """What an editor sees of a page."""

    def test_blocks_come_in_the_order_of_the_page(self):
        page = host(
            ("heading", {"text": "Before"}),
            ("story_wall", {"heading": "People", "stories": []}),
            ("story_quote", {"when": {"phases": ["during"]}}),
        )
        parts = layout_of(draft_of(page))
        assert [len(part.slots) for part in parts] == [0, 1, 1]
        assert parts[0].hint == "Before" and parts[1].hint == "People"
        assert [part.timing for part in parts] == ["", "", "During the week"]

    def test_a_place_says_what_it_holds(self):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=make.editor())
        [_, wall] = layout_of(draft_of(page))
        assert wall.slots[0].holds(story) and wall.slots[0].room == 11
