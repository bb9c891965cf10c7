"""The screen of placing: several stories, the stories of one page, previews, and every door around it."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from stories import placement, standings
from stories.models import Placement, StoryPage
from tests import make
from tests.stories.hosting import draft_of, host, keys, slot
from tests.stories.test_page_hooks import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    """An editor who is signed in."""
    editor = make.editor()
    client.force_login(editor)
    return editor


def several(*submissions):
    """Return the address of the screen for these stories."""
    ids = [submission.pk for submission in submissions]
    return reverse("stories_place_several", query={"id": ids})


def choose(page, *submissions, name="story_wall", **data):
    """Return what the form sends for the first slot of a block type."""
    ids = [submission.pk for submission in submissions]
    return {"id": ids, "slot": f"{page.pk}:{slot(page, name).id}", **data}


class TestFromTheQueue:
    """Ticked rows and one button."""

    def test_the_button_leads_to_the_places_with_what_was_chosen(self, client, editor):
        make.index_page()
        one, two = (make.submission(state="approved") for _ in range(2))
        bulk = reverse("wagtail_bulk_action", args=["stories", "submission", "place"])
        response = client.get(bulk, {"id": [one.pk, two.pk]})
        assert response.url == several(one, two)

    def test_an_editor_is_offered_this_and_no_decision(self, client, editor):
        make.submission(state="approved")
        content = client.get("/admin/submissions/?state=approved").content.decode()
        assert "/bulk/stories/submission/place/" in content
        assert "/bulk/stories/submission/approve/" not in content

    def test_a_moderator_is_not(self, client):
        client.force_login(make.moderator())
        submission = make.submission(state="approved")
        content = client.get("/admin/submissions/?state=approved").content.decode()
        assert "/bulk/stories/submission/place/" not in content
        bulk = reverse("wagtail_bulk_action", args=["stories", "submission", "place"])
        response = client.get(bulk, {"id": [submission.pk]})
        assert "stories/place" not in response.url

    def test_both_are_published_by_one_press(self, client, editor):
        make.index_page()
        page, one, two = (
            host(),
            make.submission(state="approved"),
            make.submission(state="approved"),
        )
        response = client.post(
            several(one, two), choose(page, one, two, action="publish"), follow=True
        )
        assert "2 stories are published in" in said(response)
        assert len(keys(page, draft=False)) == 2
        assert StoryPage.objects.filter(live=True).count() == 2

    def test_without_a_story_it_leads_back_to_the_queue(self, client, editor):
        assert client.get(reverse("stories_place_several")).url == reverse("submissions:list")
        assert client.get(reverse("stories_place_several"), {"id": "x"}).status_code == 302


class TestPreview:
    """A look that changes nothing."""

    def test_the_button_leads_to_the_frame_and_keeps_the_choice(self, client, editor):
        make.index_page()
        page, story = host(), make.submission(state="approved")
        response = client.post(
            several(story), choose(page, story, action="preview", position="1"), follow=True
        )
        content = response.content.decode()
        assert "csrf" not in response.redirect_chain[0][0]
        assert reverse("stories_place_preview") in content and " checked" in content
        assert keys(page) == [] and not StoryPage.objects.exists()

    def test_the_frame_shows_the_page_with_the_story(self, client, editor):
        make.index_page()
        page, story = host(), make.submission(state="approved")
        response = client.get(reverse("stories_place_preview"), choose(page, story))
        assert "record spoke when she could not" in response.content.decode()
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "private" in response["Cache-Control"] or "no-store" in response["Cache-Control"]

    def test_a_story_that_may_not_go_live_gives_a_reason(self, client, editor):
        page, story = host(), make.submission(state="received")
        content = client.get(reverse("stories_place_preview"), choose(page, story)).content.decode()
        assert "not approved" in content and "record spoke" not in content


class TestScheduling:
    """A date on the screen."""

    def test_the_story_list_says_for_when(self, client, editor):
        page, story = host(), make.story()
        at = timezone.localtime(timezone.now() + timedelta(days=2))
        data = choose(page, story.submission, action="schedule", at=f"{at:%Y-%m-%dT%H:%M}")
        response = client.post(several(story.submission), data, follow=True)
        assert "is scheduled in" in said(response)
        assert "Scheduled for" in response.content.decode()
        assert keys(page, draft=False) == []

    @pytest.mark.parametrize("at", ["", "soon", "2020-01-01T10:00"])
    def test_no_date_or_a_past_one_changes_nothing(self, client, editor, at):
        page, story = host(), make.story()
        data = choose(page, story.submission, action="schedule", at=at)
        response = client.post(several(story.submission), data)
        assert "Nothing was changed." in said(response) and keys(page) == []


class TestFromThePage:
    """The stories of one page."""

    def test_an_approved_story_is_chosen_and_placed(self, client, editor):
        make.index_page()
        page, story = host(), make.submission(state="approved")
        address = reverse("stories_on_page", args=[page.pk])
        assert story.title in client.get(address).content.decode()
        client.post(address, choose(page, story, action="publish"))
        assert len(keys(page, draft=False)) == 1

    def test_without_a_story_it_says_so(self, client, editor):
        page = host()
        address = reverse("stories_on_page", args=[page.pk])
        assert "at least one story" in said(client.post(address, choose(page, action="draft")))

    def test_stories_move_and_leave_by_buttons(self, client, editor):
        page, one, two = host(), make.story(), make.story()
        for story in (one, two):
            placement.place(story, page, slot(page).id, user=editor)
        address, where = reverse("stories_arrange", args=[page.pk]), slot(page).id
        client.post(address, {"arrange": f"up:{two.pk}:{where}"})
        assert keys(page) == [two.pk, one.pk]
        client.post(address, {"arrange": f"out:{two.pk}:{where}"})
        assert keys(page) == [one.pk]
        client.post(address, {"arrange": "publish"})
        assert keys(page, draft=False) == [one.pk]

    @pytest.mark.parametrize("arrange", ["", "x", "up", "up:x:y", "up:999999:none", "out:1:none"])
    def test_a_button_that_is_none_changes_nothing(self, client, editor, arrange):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=editor)
        response = client.post(reverse("stories_arrange", args=[page.pk]), {"arrange": arrange})
        assert response.status_code == 302 and keys(page) == [story.pk]

    def test_it_goes_back_to_no_other_site(self, client, editor):
        data = {"arrange": "", "next": "https://elsewhere.example/"}
        page = host()
        response = client.post(reverse("stories_arrange", args=[page.pk]), data)
        assert response.url == reverse("stories_on_page", args=[page.pk])

    def test_somebody_who_has_the_page_open_is_named_before(self, client, editor):
        page, other = host(), make.editor(name="paula")
        EditingSession.objects.create(
            user=other,
            content_type=ContentType.objects.get_for_model(page),
            object_id=str(page.pk),
            last_seen_at=timezone.now(),
        )
        content = client.get(reverse("stories_on_page", args=[page.pk])).content.decode()
        assert "Paula has this page open" in content


class TestEverywhere:
    """One way off all pages."""

    def test_it_asks_first_and_then_takes_it_off(self, client, editor):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=editor, publish=True)
        address = reverse("stories_remove_everywhere", args=[story.submission_id])
        assert "Take it off every page" in client.get(address).content.decode()
        assert keys(page, draft=False) == [story.pk]
        for _ in range(2):
            client.post(address)
        assert keys(page) == keys(page, draft=False) == []
        assert PageLogEntry.objects.filter(action="stories.remove_everywhere").count() == 1
        assert StoryPage.objects.get(pk=story.pk).live


class TestDoors:
    """Promoters alone, and only on pages that they may edit."""

    @pytest.mark.parametrize("who", ["moderator", "privacy_staff", "auditor", None])
    def test_others_change_and_see_nothing(self, client, who):
        page, story, editor = host(), make.story(), make.editor()
        placed = placement.place(story, page, slot(page).id, user=editor)
        Placement.objects.update(lost_at=timezone.now())
        if who:
            client.force_login(getattr(make, who)())
        data = choose(page, story.submission, action="publish", arrange="publish")
        for url in (
            several(story.submission),
            reverse("stories_on_page", args=[page.pk]),
            reverse("stories_place_preview"),
            reverse("stories_arrange", args=[page.pk]),
            reverse("stories_put_back", args=[placed.pk]),
            reverse("stories_remove_everywhere", args=[story.submission_id]),
        ):
            for method in (client.get, client.post):
                response = method(url, data)
                assert response.status_code == 302 and "/stories/" not in response.url.split("?")[0]
        assert keys(page) == [story.pk] and keys(page, draft=False) == []
        assert standings.lost_on(page)

    def test_a_page_that_one_may_not_edit_is_no_target(self, client, editor):
        page, story = host(), make.story()
        home = Page.objects.get(pk=page.pk)
        for group in editor.groups.all():
            group.page_permissions.all().delete()
        data = choose(page, story.submission, action="publish")
        address = reverse("stories_on_page", args=[home.pk])
        assert client.get(address).status_code == 302
        assert client.post(several(story.submission), data).status_code == 404
        assert client.get(reverse("stories_place_preview"), data).status_code == 302
        assert keys(page) == [] and draft_of(page).title == home.title
        assert not ModelLogEntry.objects.filter(action="stories.place").exists()
