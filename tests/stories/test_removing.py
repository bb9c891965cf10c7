"""Taking stories out of pages, and keeping the record true to what people save by hand."""

import json
from unittest.mock import ANY

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from home.models import HomePage
from stories import placement, reckoning, slots
from stories.models import Placement, StoryPage
from tests import make
from tests.stories.hosting import draft_of, host, keys, slot

pytestmark = pytest.mark.django_db


class TestRemoving:
    """Out again, with a record that says when."""

    def test_as_draft_it_ends_with_the_next_publication(self):
        page, story, editor = host(), make.story(), make.editor()
        placed = placement.place(story, page, slot(page).id, user=editor, publish=True)
        placed = placement.remove(placed, user=editor)
        assert keys(page) == [] and keys(page, draft=False) == [story.pk]
        assert placed.removed_at is None
        Page.objects.get(pk=page.pk).get_latest_revision().publish(user=editor)
        placed.refresh_from_db()
        assert placed.removed_at and keys(page, draft=False) == []

    def test_published_it_ends_at_once(self):
        page, story, editor = host(), make.story(), make.editor()
        placed = placement.place(story, page, slot(page).id, user=editor, publish=True)
        assert placement.remove(placed, user=editor, publish=True).removed_at
        assert keys(page, draft=False) == []

    def test_a_placement_that_was_a_draft_only_ends_at_once(self):
        page, editor = host(), make.editor()
        placed = placement.place(make.story(), page, slot(page).id, user=editor)
        assert placement.remove(placed, user=editor).removed_at

    def test_a_removed_story_can_be_placed_again(self):
        page, story, editor = host(), make.story(), make.editor()
        first = placement.place(story, page, slot(page).id, user=editor)
        placement.remove(first, user=editor)
        assert placement.place(story, page, slot(page).id, user=editor) != first

    def test_it_asks_for_permission(self):
        page = host()
        placed = placement.place(make.story(), page, slot(page).id, user=make.editor())
        with pytest.raises(PermissionDenied):
            placement.remove(placed, user=make.moderator())

    def test_a_slot_that_is_gone_ends_the_placement(self):
        page, editor = host(), make.editor()
        placed = placement.place(make.story(), page, slot(page).id, user=editor)
        page.body = []
        page.save_revision(user=editor)
        assert placement.remove(placed, user=editor).removed_at


class TestRemovingEverywhere:
    """A takedown asks nobody and publishes nobody's draft."""

    def test_it_leaves_the_public_page_the_draft_and_the_schedule(self):
        page, story, editor = host(), make.story(), make.editor()
        placement.place(story, page, slot(page).id, user=editor, publish=True)
        draft = draft_of(page)
        draft.title = "Not ready yet"
        draft.go_live_at = timezone.now() + timezone.timedelta(days=1)
        draft.save_revision(user=editor).publish()
        assert placement.remove_everywhere(story, user=None) == 1
        assert keys(page) == keys(page, draft=False) == []
        assert draft_of(page).title == "Not ready yet"
        assert HomePage.objects.get(pk=page.pk).title != "Not ready yet"
        scheduled = Page.objects.get(pk=page.pk).scheduled_revision.as_object()
        assert slots.slots_of(scheduled)[1].stories == ()
        assert not Placement.objects.filter(removed_at=None).exists()

    def test_a_story_chosen_by_hand_leaves_too(self):
        page, story, other = host(), make.story(), make.story()
        page.body[0] = ("story_opening", {"story": story}, page.body[0].id)
        wall = {"heading": "People", "stories": [other, story]}
        page.body[1] = ("story_wall", wall, page.body[1].id)
        page.save_revision().publish()
        placement.remove_everywhere(story, user=None)
        assert keys(page, "story_opening", draft=False) == []
        assert keys(page, draft=False) == keys(page) == [other.pk]

    def test_old_versions_keep_a_number_only(self):
        page, story, editor = host(), make.story(), make.editor()
        placement.place(story, page, slot(page).id, user=editor, publish=True)
        placement.remove_everywhere(story, user=None)
        for revision in Page.objects.get(pk=page.pk).revisions.all():
            assert "daughter" not in json.dumps(revision.content)

    def test_a_deleted_story_leaves_no_hole(self):
        page, story, editor = host(), make.story(), make.editor()
        placement.place(story, page, slot(page).id, user=editor, publish=True)
        story.delete()
        assert draft_of(page).body[1].value["stories"].bound_blocks == []
        HomePage.objects.get(pk=page.pk).full_clean()

    def test_a_page_without_the_story_is_left_alone(self):
        page = host()
        revision = Page.objects.get(pk=page.pk).latest_revision_id
        assert placement.remove_everywhere(make.story(), user=None) == 0
        assert Page.objects.get(pk=page.pk).latest_revision_id == revision
        assert not PageLogEntry.objects.filter(action="stories.remove").exists()

    def test_a_person_needs_the_permission(self):
        with pytest.raises(PermissionDenied):
            placement.remove_everywhere(make.story(), user=make.auditor())


class TestReckoning:
    """The record follows what people save by hand."""

    def test_a_stale_save_ends_what_it_wiped_out(self):
        page, story, editor = host(), make.story(), make.editor()
        old_tab = draft_of(page)
        placed = placement.place(story, page, slot(page).id, user=editor)
        old_tab.save_revision(user=make.editor())
        found = reckoning.reckon(page)
        assert found.ended == [placed] and found.ending == found.found == []
        placed.refresh_from_db()
        assert placed.removed_at

    def test_a_story_that_is_still_public_is_ending(self):
        page, story, editor = host(), make.story(), make.editor()
        old_tab = draft_of(page)
        placed = placement.place(story, page, slot(page).id, user=editor, publish=True)
        old_tab.save_revision(user=make.editor())
        assert reckoning.reckon(page).ending == [placed]
        placed.refresh_from_db()
        assert placed.removed_at is None

    def test_a_story_chosen_by_hand_is_found_once(self):
        page, story, editor = host(), make.story(), make.editor()
        page.body[0] = ("story_opening", {"story": story}, page.body[0].id)
        page.save_revision(user=editor)
        [found] = reckoning.reckon(page, user=editor).found
        assert (found.story_id, found.by, found.slot_name) == (story.pk, editor, "Opening sentence")
        assert reckoning.reckon(page, user=editor).found == []

    def test_a_page_published_by_any_door_is_counted(self):
        page, story = host(), make.story()
        page.body[0] = ("story_opening", {"story": story}, page.body[0].id)
        page.save_revision().publish()
        assert Placement.objects.get().story_id == story.pk

    def test_a_story_that_was_deleted_does_not_break_it(self):
        page, story, editor = host(), make.story(), make.editor()
        placement.place(story, page, slot(page).id, user=editor, publish=True)
        StoryPage.objects.get(pk=story.pk).delete()
        assert reckoning.reckon(page) == reckoning.Reckoning(ANY, [], [])
