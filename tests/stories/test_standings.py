"""Where stories stand, told in words, at a price that does not grow with the stories."""

import pytest

from stories import placement, standings
from tests import make
from tests.stories.hosting import host, slot

pytestmark = pytest.mark.django_db


def states(story):
    """Return the states of a story's placements."""
    return [standing.state for standing in standings.standings(story)]


class TestStates:
    """One word for each placement."""

    def test_draft_then_live_then_nowhere(self):
        page, story, editor = host(), make.story(), make.editor()
        placed = placement.place(story, page, slot(page).id, user=editor)
        assert states(story) == [standings.DRAFT]
        placement.place(story, page, slot(page).id, user=editor, publish=True)
        assert states(story) == [standings.LIVE]
        placed = placement.remove(placed, user=editor)
        [standing] = standings.standings(story)
        assert standing.state == standings.LIVE and standing.leaves
        placed = placement.remove(placed, user=editor, publish=True)
        assert states(story) == []
        assert standings.standings_of([placed])[0].state == standings.GONE

    def test_a_page_tells_of_its_stories(self):
        page, one, two = host(), make.story(), make.story()
        editor = make.editor()
        placement.place(one, page, slot(page).id, user=editor, publish=True)
        placement.place(two, page, slot(page, "story_opening").id, user=editor)
        found = {found.placement.story_id: found.state for found in standings.standings_on(page)}
        assert found == {one.pk: standings.LIVE, two.pk: standings.DRAFT}


class TestPrice:
    """Each page is read once, however many stories stand on it."""

    def test_twelve_stories_cost_no_more_queries_than_two(self, django_assert_max_num_queries):
        page, editor = host(), make.editor()
        for _ in range(2):
            placement.place(make.story(), page, slot(page).id, user=editor, publish=True)
        with django_assert_max_num_queries(16):
            assert len(standings.standings_on(page)) == 2
        for _ in range(10):
            placement.place(make.story(), page, slot(page).id, user=editor, publish=True)
        with django_assert_max_num_queries(16):
            assert len(standings.standings_on(page)) == 12
