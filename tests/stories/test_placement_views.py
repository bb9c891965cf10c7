"""The screens for editors: from an approved story to a public page in two steps."""

import pytest
from django.urls import reverse

from stories import consent, placement
from stories.models import Placement, StoryPage
from tests import make
from tests.stories.hosting import host, keys, slot
from tests.stories.test_page_hooks import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    """An editor who is signed in."""
    editor = make.editor()
    client.force_login(editor)
    return editor


def address(name, story):
    """Return the address of a screen for a story page or a submission."""
    return reverse(f"stories_{name}", args=[getattr(story, "submission_id", None) or story.pk])


def choose(page, name="story_wall", **data):
    """Return what the form sends for the first slot of a block type."""
    return {"slot": f"{page.pk}:{slot(page, name).id}", **data}


class TestPromoting:
    """The first button."""

    def test_it_makes_the_page_and_goes_on_to_placing(self, client, editor):
        make.index_page()
        submission = make.submission(state="approved")
        response = client.post(address("promote", submission), follow=True)
        story = StoryPage.objects.get(submission=submission)
        assert not story.live and story.owner == editor
        assert response.redirect_chain[-1][0] == address("place", story)
        assert "has its own page now, as a draft" in said(response)

    def test_looking_makes_nothing(self, client, editor):
        make.index_page()
        submission = make.submission(state="approved")
        content = client.get(address("promote", submission)).content.decode()
        assert "Make the story page" in content and submission.title in content
        assert not StoryPage.objects.exists()

    def test_every_obstacle_is_listed(self, client, editor):
        make.index_page()
        submission = make.submission(state="received", confirmed=False)
        for response in (
            client.get(address("promote", submission)),
            client.post(address("promote", submission)),
        ):
            content = response.content.decode()
            assert "not approved" in content and "not confirmed" in content
        assert not StoryPage.objects.exists()

    def test_a_story_that_has_its_page_goes_to_placing(self, client, editor):
        story = make.story()
        assert client.get(address("promote", story)).url == address("place", story)
        assert client.post(address("promote", story)).url == address("place", story)
        assert StoryPage.objects.count() == 1

    def test_placing_a_story_without_a_page_makes_the_page_in_the_same_step(self, client, editor):
        make.index_page()
        page, submission = host(), make.submission(state="approved")
        client.post(address("place", submission), choose(page, action="publish"))
        story = StoryPage.objects.get(submission=submission)
        assert story.live and keys(page, draft=False) == [story.pk]

    def test_looking_at_the_places_makes_no_page(self, client, editor):
        host()
        response = client.get(address("place", make.submission(state="approved")))
        assert "Placing it makes the page" in response.content.decode()
        assert not StoryPage.objects.exists()


class TestChoosing:
    """What the form shows."""

    def test_every_place_says_what_it_holds(self, client, editor):
        page, story, other = host(), make.story(), make.story()
        placement.place(other, page, slot(page, "story_opening").id, user=editor)
        placement.place(other, page, slot(page).id, user=editor)
        content = client.get(address("place", story)).content.decode()
        assert f"Holds “{other.title}”" in content and "1 of 12 stories" in content

    def test_a_full_wall_cannot_be_chosen(self, client, editor):
        page, story = host(), make.story()
        for _ in range(12):
            placement.place(make.story(), page, slot(page).id, user=editor)
        content = client.get(address("place", story)).content.decode()
        assert "Full: 12 of 12 stories" in content and content.count(" disabled>") == 1

    def test_it_says_where_the_story_stands(self, client, editor):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=editor, publish=True)
        content = client.get(address("place", story)).content.decode()
        assert "On the public page" in content and "This story is here already." in content

    def test_a_site_without_slots_says_so(self, client, editor):
        page = make.home_page()
        page.body = []
        page.save_revision().publish()
        content = client.get(address("place", make.story())).content.decode()
        assert "no block for stories yet" in content

    def test_somebody_elses_draft_is_told_before(self, client, editor):
        page, story = host(), make.story()
        page.title = "Not ready yet"
        page.save_revision(user=make.editor())
        content = client.get(address("place", story)).content.decode()
        assert "Somebody else has changes here" in content
        assert 'value="publish"' not in content.split("Choose a place")[1]


class TestPlacing:
    """The second button."""

    def test_a_draft_story_is_published_and_placed_in_one_go(self, client, editor):
        page, story = host(), make.story(live=False)
        response = client.post(address("place", story), choose(page, action="publish"), follow=True)
        assert "is published in" in said(response)
        assert StoryPage.objects.get(pk=story.pk).live
        assert keys(page, draft=False) == [story.pk]
        assert "my daughter" in client.get("/").content.decode()

    def test_as_draft_nothing_is_published(self, client, editor):
        page, story = host(), make.story(live=False)
        client.post(address("place", story), choose(page, action="draft"))
        assert keys(page) == [story.pk] and keys(page, draft=False) == []
        assert not StoryPage.objects.get(pk=story.pk).live

    def test_a_slot_for_one_is_given_to_the_next(self, client, editor):
        page, first, second = host(), make.story(), make.story()
        for story in (first, second):
            client.post(address("place", story), choose(page, "story_opening", action="publish"))
        assert keys(page, "story_opening", draft=False) == [second.pk]

    def test_it_can_come_first(self, client, editor):
        page, first, second = host(), make.story(), make.story()
        client.post(address("place", first), choose(page, action="draft"))
        client.post(address("place", second), choose(page, action="draft", position="1"))
        assert keys(page) == [second.pk, first.pk]

    def test_when_placing_fails_the_story_is_not_published_either(self, client, editor):
        page, story = host(), make.story(live=False)
        page.title = "Not ready yet"
        page.save_revision(user=make.editor())
        response = client.post(address("place", story), choose(page, action="publish"))
        assert "Nothing was changed." in said(response) and "not published yet" in said(response)
        assert not StoryPage.objects.get(pk=story.pk).live and keys(page) == []

    def test_a_refused_story_keeps_the_choice_that_was_made(self, client, editor):
        page, story = host(), make.story(live=False)
        consent.withdraw(story.submission)
        data = choose(page, action="publish")
        response = client.post(address("place", story), data)
        assert "no current consent" in response.content.decode()
        assert " checked" in response.content.decode().split(data["slot"])[1][:200]

    @pytest.mark.parametrize(
        "slot_", ["", "x", "1", "1:", ":x", "999999:x", f"{10**30}:x", "1:x", "²:x"]
    )
    def test_a_choice_that_is_none_changes_nothing(self, client, editor, slot_):
        host()
        response = client.post(address("place", make.story()), {"slot": slot_})
        assert response.status_code in (200, 404) and not Placement.objects.exists()

    def test_publishing_without_placing(self, client, editor):
        story = make.story(live=False)
        response = client.post(address("publish", story), follow=True)
        assert "is published" in said(response) and StoryPage.objects.get(pk=story.pk).live

    def test_publishing_is_refused_with_the_reason(self, client, editor):
        story = make.story(live=False)
        consent.withdraw(story.submission)
        response = client.post(address("publish", story), follow=True)
        assert "no current consent" in said(response)


class TestTakingOut:
    """The way back."""

    def test_at_once(self, client, editor):
        page, story = host(), make.story()
        placed = placement.place(story, page, slot(page).id, user=editor, publish=True)
        remove = reverse("stories_remove", args=[placed.pk])
        response = client.post(remove, {"action": "publish"}, follow=True)
        assert "is taken out" in said(response) and keys(page, draft=False) == []

    def test_from_the_draft_only(self, client, editor):
        page, story = host(), make.story()
        placed = placement.place(story, page, slot(page).id, user=editor, publish=True)
        remove = reverse("stories_remove", args=[placed.pk])
        response = client.post(remove, {"action": "draft"}, follow=True)
        assert "with its next publication" in said(response)
        assert keys(page) == [] and keys(page, draft=False) == [story.pk]

    def test_twice_is_not_found(self, client, editor):
        page = host()
        placed = placement.place(make.story(), page, slot(page).id, user=editor)
        remove = reverse("stories_remove", args=[placed.pk])
        assert [client.post(remove).status_code for _ in range(2)] == [302, 404]

    def test_looking_at_the_address_removes_nothing(self, client, editor):
        page = host()
        placed = placement.place(make.story(), page, slot(page).id, user=editor)
        assert client.get(reverse("stories_remove", args=[placed.pk])).status_code == 405


class TestPermissions:
    """Nobody but editors and administrators."""

    @pytest.mark.parametrize("who", ["moderator", "privacy_staff", "auditor", None])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_others_get_nowhere(self, client, who, method):
        page, story, editor = host(), make.story(live=False), make.editor()
        placed = placement.place(story, page, slot(page).id, user=editor)
        approved = make.submission(state="approved")
        if who:
            client.force_login(getattr(make, who)())
        addresses = [
            address("promote", approved),
            address("publish", story),
            address("place", story),
            reverse("stories_remove", args=[placed.pk]),
        ]
        for url in addresses:
            response = getattr(client, method)(url, choose(page, action="publish"))
            assert response.status_code == 302 and url not in response.url.partition("?")[0], url
        assert StoryPage.objects.count() == 1 and not StoryPage.objects.filter(live=True).exists()
        assert keys(page) == [story.pk]

    def test_an_administrator_may(self, client):
        client.force_login(make.administrator())
        page, story = host(), make.story(live=False)
        client.post(address("place", story), choose(page, action="publish"))
        assert keys(page, draft=False) == [story.pk]
