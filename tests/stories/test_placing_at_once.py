"""Twelve editors place twelve stories into one slot at the same moment, and none is lost."""

import threading

import pytest
from django.db import connection

from stories import placement
from stories.models import Placement
from tests import make
from tests.stories.hosting import host, keys, slot

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls):
    """Run every call in a thread of its own; return what they returned or raised."""
    results, gate = [], threading.Barrier(len(calls))

    def work(call):
        try:
            gate.wait()
            results.append(call())
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


class TestAtTheSameTime:
    """One page row, many hands."""

    @pytest.mark.parametrize("publish", [False, True])
    def test_twelve_stories_all_find_their_place(self, publish):
        page, editor = host(), make.editor()
        where = slot(page).id
        stories = [make.story() for _ in range(12)]
        results = at_once(
            [
                lambda story=story: placement.place(
                    story, page, where, user=editor, publish=publish
                )
                for story in stories
            ]
        )
        assert all(isinstance(result, Placement) for result in results), results
        assert sorted(keys(page)) == sorted(story.pk for story in stories)
        if publish:
            assert sorted(keys(page, draft=False)) == sorted(keys(page))
        assert Placement.objects.filter(removed_at=None).count() == 12

    def test_one_story_placed_eight_times_stands_there_once(self):
        page, story, editor = host(), make.story(), make.editor()
        where = slot(page).id
        results = at_once([lambda: placement.place(story, page, where, user=editor)] * 8)
        assert {result.pk for result in results} == {Placement.objects.get().pk}
        assert keys(page) == [story.pk]

    def test_the_last_place_is_given_once(self):
        page, editor = host(("story_quote", {})), make.editor()
        where = slot(page, "story_quote").id
        stories = [make.story() for _ in range(4)]
        results = at_once(
            [
                lambda story=story: placement.place(story, page, where, user=editor)
                for story in stories
            ]
        )
        refused = [result for result in results if isinstance(result, placement.SlotFull)]
        assert len(refused) == 3 and len(keys(page, "story_quote")) == 1
