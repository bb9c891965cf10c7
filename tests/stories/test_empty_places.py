"""A story that leaves a public page leaves a place, which editors see until another story stands there."""

import pytest
from django.core.exceptions import PermissionDenied

from stories import empty_places, moderation, placement, promotion, retention
from stories.models import EmptyPlace, StoryPage
from tests import make
from tests.stories.hosting import host, slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.editor()


def placed(page, editor, story=None, name="story_wall"):
    """Return a live story that stands on the public page."""
    story = story or make.story()
    placement.place(story, page, slot(page, name).id, user=editor, publish=True)
    return story


class TestLeaving:
    @pytest.mark.parametrize(
        "leave",
        [
            lambda story: moderation.withdraw(story.submission),
            lambda story: moderation.take_page_down(story.submission),
            lambda story: retention.erase(story.submission, reason="Asked for."),
            lambda story: story.delete(),
        ],
        ids=["withdrawn", "taken down", "erased", "deleted"],
    )
    def test_each_way_out_leaves_one_place(self, editor, leave):
        page = host()
        story = placed(page, editor)
        assert empty_places.find() == []
        leave(StoryPage.objects.get(pk=story.pk))
        [row] = empty_places.find()
        assert (row.page_id, row.slot_name) == (page.pk, "Wall of stories: People")

    def test_withdrawn_and_then_erased_it_is_still_one(self, editor):
        story = placed(host(), editor)
        moderation.withdraw(story.submission)
        retention.erase(story.submission, reason="Asked for.")
        [row] = empty_places.find()
        assert row.placement is None

    def test_a_story_in_a_draft_of_the_page_leaves_none(self, editor):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=editor)
        moderation.withdraw(story.submission)
        assert not EmptyPlace.objects.exists()


class TestFilling:
    @pytest.fixture
    def page(self, editor):
        page = host()
        self.story = placed(page, editor)
        moderation.take_page_down(self.story.submission)
        return page

    def test_another_story_fills_it(self, page, editor):
        placed(page, editor, name="story_opening")
        assert len(empty_places.find()) == 1
        placed(page, editor)
        assert empty_places.find() == []

    def test_the_story_itself_fills_it_when_it_is_back(self, page, editor):
        promotion.publish(StoryPage.objects.get(pk=self.story.pk), user=editor)
        assert empty_places.find() == []

    def test_a_block_that_is_gone_has_no_place(self, page):
        host(("story_opening", {}))
        assert empty_places.find() == []

    def test_an_editor_may_leave_it_so(self, page, editor):
        [row] = empty_places.find(page=page)
        with pytest.raises(PermissionDenied):
            empty_places.close(row, user=make.user("Auditors"))
        assert empty_places.close(row, user=editor).closed_by == editor
        assert empty_places.find() == []
