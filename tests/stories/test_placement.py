"""Placing: into the slot, once, without losing anybody's work, with a record that stays true."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from home.models import HomePage
from stories import consent, placement
from stories.models import Placement
from tests import make
from tests.stories.hosting import draft_of, host, keys, slot

pytestmark = pytest.mark.django_db


class TestPlacingAsDraft:
    """The public page stays as it is."""

    def test_the_draft_holds_the_story_and_the_page_does_not(self):
        page, story, editor = host(), make.story(), make.editor()
        placed = placement.place(story, page, slot(page).id, user=editor)
        assert keys(page) == [story.pk] and keys(page, draft=False) == []
        assert placed.by == editor and placed.removed_at is None
        assert placed.slot_name == "Wall of stories: People"
        assert Page.objects.get(pk=page.pk).latest_revision.user == editor

    def test_it_goes_to_the_end_or_to_a_position(self):
        page, editor = host(), make.editor()
        one, two, three = (make.story() for _ in range(3))
        placement.place(one, page, slot(page).id, user=editor)
        placement.place(two, page, slot(page).id, user=editor)
        placement.place(three, page, slot(page).id, user=editor, position=0)
        assert keys(page) == [three.pk, one.pk, two.pk]

    def test_all_else_on_the_page_stays(self):
        page = host(
            ("heading", {"text": "Before"}), ("story_wall", {"heading": "P", "stories": []})
        )
        before = [block.id for block in page.body]
        placement.place(make.story(), page, slot(page).id, user=make.editor())
        body = draft_of(page).body
        assert [block.id for block in body] == before and body[0].value["text"] == "Before"

    def test_somebody_elses_unpublished_words_stay(self):
        page, other = host(), make.editor()
        page.title = "A new title"
        page.save_revision(user=other)
        placement.place(make.story(), page, slot(page).id, user=make.editor())
        assert draft_of(page).title == "A new title"

    def test_a_second_call_changes_nothing(self):
        page, story, editor = host(), make.story(), make.editor()
        first = placement.place(story, page, slot(page).id, user=editor)
        revision = Page.objects.get(pk=page.pk).latest_revision_id
        again = placement.place(story, page, slot(page).id, user=make.editor())
        assert again == first and keys(page) == [story.pk]
        assert Page.objects.get(pk=page.pk).latest_revision_id == revision

    def test_a_draft_story_may_wait_in_its_slot(self, client):
        page, story, editor = host(), make.story(live=False), make.editor()
        placement.place(story, page, slot(page).id, user=editor, publish=True)
        assert keys(page, draft=False) == [story.pk]
        assert "my daughter" not in client.get("/").content.decode()

    def test_it_is_written_into_the_audit_trail_without_a_name(self):
        page, story, editor = host(), make.story(), make.editor()
        placement.place(story, page, slot(page).id, user=editor)
        entry = PageLogEntry.objects.get(action="stories.place")
        assert entry.page_id == page.pk and entry.user == editor
        assert entry.data == {"story": story.pk, "slot": "Wall of stories: People"}

    def test_a_story_chosen_by_hand_gets_its_record(self):
        page, story = host(), make.story()
        page.body[1] = ("story_wall", {"heading": "People", "stories": [story]}, page.body[1].id)
        page.save_revision()
        placed = placement.place(story, page, slot(page).id, user=make.editor())
        assert placed.pk and keys(page) == [story.pk]


class TestPlacingPublished:
    """One action from story to public page."""

    def test_visitors_see_it_at_once(self, client):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=make.editor(), publish=True)
        assert keys(page, draft=False) == [story.pk]
        assert "my daughter" in client.get("/").content.decode()

    def test_a_story_placed_as_draft_before_is_published_by_the_same_call(self):
        page, story, editor = host(), make.story(), make.editor()
        placement.place(story, page, slot(page).id, user=editor)
        placement.place(story, page, slot(page).id, user=editor, publish=True)
        assert keys(page, draft=False) == [story.pk] and Placement.objects.count() == 1

    def test_somebody_elses_draft_is_not_published_along(self):
        page, other, story = host(), make.editor(name="paula"), make.story()
        page.title = "Not ready yet"
        page.save_revision(user=other)
        with pytest.raises(placement.OthersDraft, match="Paula"):
            placement.place(story, page, slot(page).id, user=make.editor(), publish=True)
        assert keys(page) == [] and not Placement.objects.exists()

    def test_ones_own_draft_is(self):
        page, editor = host(), make.editor()
        page.title = "Ready"
        page.save_revision(user=editor)
        placement.place(make.story(), page, slot(page).id, user=editor, publish=True)
        assert HomePage.objects.get(pk=page.pk).title == "Ready"

    def test_a_draft_below_ones_own_still_counts(self):
        page, other, editor = host(), make.editor(), make.editor()
        page.title = "Not ready yet"
        page.save_revision(user=other)
        placement.place(make.story(), page, slot(page).id, user=editor)
        with pytest.raises(placement.OthersDraft):
            placement.place(make.story(), page, slot(page).id, user=editor, publish=True)

    def test_a_page_that_is_not_complete_says_what_is_missing(self):
        page, editor = host(), make.editor()
        page.published_on, page.updated_on = date(2026, 2, 1), date(2026, 1, 1)
        page.save_revision(user=editor, clean=False)
        with (
            pytest.raises(placement.PlacementRefused, match="before the page was first published"),
            transaction.atomic(),
        ):
            placement.place(make.story(), page, slot(page).id, user=editor, publish=True)
        assert keys(page) == []


class TestRefusals:
    """Nothing is changed, and the editor learns why."""

    def test_a_full_slot(self):
        page, editor = host(("story_quote", {})), make.editor()
        where = slot(page, "story_quote").id
        placement.place(make.story(), page, where, user=editor)
        with pytest.raises(placement.SlotFull, match="Quote band"):
            placement.place(make.story(), page, where, user=editor)

    def test_a_slot_for_one_can_be_given_to_the_next(self):
        page, editor = host(("story_quote", {})), make.editor()
        where, first, second = slot(page, "story_quote").id, make.story(), make.story()
        placement.place(first, page, where, user=editor)
        placement.place(second, page, where, user=editor, replace=True)
        assert keys(page, "story_quote") == [second.pk]
        assert [row.story_id for row in Placement.objects.filter(removed_at=None)] == [second.pk]

    def test_a_wall_is_never_emptied_by_replacing(self):
        page, editor = host(), make.editor()
        for _ in range(2):
            placement.place(make.story(), page, slot(page).id, user=editor, replace=True)
        assert len(keys(page)) == 2

    def test_the_thirteenth_story(self):
        page, editor = host(), make.editor()
        for _ in range(12):
            placement.place(make.story(), page, slot(page).id, user=editor)
        with pytest.raises(placement.SlotFull):
            placement.place(make.story(), page, slot(page).id, user=editor)

    def test_a_slot_that_is_gone(self):
        with pytest.raises(placement.SlotGone):
            placement.place(make.story(), host(), "not-there", user=make.editor())

    def test_a_story_without_consent(self):
        page, story = host(), make.story(live=False)
        consent.withdraw(story.submission)
        with pytest.raises(placement.StoryNotReady, match="no current consent"):
            placement.place(story, page, slot(page).id, user=make.editor())

    def test_a_locked_page(self):
        page = host()
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=make.administrator())
        with pytest.raises(placement.PageLocked, match="locked"):
            placement.place(make.story(), page, slot(page).id, user=make.editor())

    def test_ones_own_lock_does_not_stop(self):
        page, editor = host(), make.editor()
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=editor)
        assert placement.place(make.story(), page, slot(page).id, user=editor)

    def test_a_page_that_waits_for_its_date(self):
        page, editor = host(), make.editor()
        page.go_live_at = timezone.now() + timezone.timedelta(days=1)
        page.save_revision(user=editor).publish()
        with pytest.raises(placement.PageLocked):
            placement.place(make.story(), page, slot(page).id, user=editor)

    @pytest.mark.parametrize("who", ["moderator", "auditor", "privacy_staff"])
    def test_people_who_are_no_editors(self, who):
        page = host()
        with pytest.raises(PermissionDenied):
            placement.place(make.story(), page, slot(page).id, user=getattr(make, who)())

    def test_an_editor_without_rights_on_this_page(self):
        page, story, editor = host(), make.story(), make.editor()
        group = editor.groups.get()
        group.page_permissions.exclude(permission__codename="add_page").delete()
        with pytest.raises(PermissionDenied, match="edit"):
            placement.place(story, page, slot(page).id, user=editor)

    def test_an_editor_who_may_not_publish(self):
        page, story, editor = host(), make.story(), make.editor()
        editor.groups.get().page_permissions.filter(permission__codename="publish_page").delete()
        with pytest.raises(PermissionDenied, match="publish"):
            placement.place(story, page, slot(page).id, user=editor, publish=True)
        assert placement.place(story, page, slot(page).id, user=editor)
