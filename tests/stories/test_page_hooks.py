"""Wagtail's own page screens: kind words in place of an error, and what an old tab took away."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data

from stories import placement, standings
from stories.models import Placement, StoryPage
from tests import make
from tests.stories.hosting import draft_of, host, keys, slot
from tests.stories.test_pages import barred

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    """An editor who is signed in."""
    editor = make.editor()
    client.force_login(editor)
    return editor


def form_of(story, **changes):
    """Return what the editor of a story page sends."""
    data = {"title": story.title, "slug": story.slug, "topic": "", "picture": "", "language": "en"}
    data |= story.texts
    comments = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    return nested_form_data({**data, **comments, **changes})


def said(response):
    """Return the messages of a page as one text."""
    return " ".join(str(message) for message in response.context["messages"])


class TestPublishingAStory:
    """The publish button of the page editor."""

    def test_a_refusal_keeps_the_draft_and_says_why(self, client, editor):
        story = barred()
        address = reverse("wagtailadmin_pages:edit", args=[story.pk])
        data = form_of(story, **{"title": "A better title", "action-publish": "yes"})
        response = client.post(address, data, follow=True)
        assert response.status_code == 200 and response.redirect_chain[-1][0] == address
        assert "no current consent" in said(response) and "draft is saved" in said(response)
        assert draft_of(story).title == "A better title"
        assert not StoryPage.objects.get(pk=story.pk).live

    def test_changed_words_are_refused_too(self, client, editor):
        story = make.story(live=False)
        data = form_of(story, **{"because": "#IHeartHIT because of us.", "action-publish": "yes"})
        response = client.post(
            reverse("wagtailadmin_pages:edit", args=[story.pk]), data, follow=True
        )
        assert "differ from the original" in said(response)
        assert not StoryPage.objects.get(pk=story.pk).live

    def test_an_agreed_story_goes_live(self, client, editor):
        story = make.story(live=False)
        data = form_of(story, **{"action-publish": "yes"})
        client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), data)
        assert StoryPage.objects.get(pk=story.pk).live

    def test_the_editor_shows_where_the_story_stands(self, client, editor):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=editor)
        address = reverse("wagtailadmin_pages:edit", args=[story.pk])
        content = client.get(address).content.decode()
        assert "Wall of stories: People" in content and "In the draft" in content
        assert reverse("stories_place", args=[story.submission_id]) in content

    def test_nobody_can_add_a_story_page_by_hand(self, client, editor):
        parent = make.index_page()
        address = reverse("wagtailadmin_pages:add", args=["stories", "storypage", parent.pk])
        assert client.get(address).status_code in (302, 403, 404)
        assert client.post(address, {"title": "x"}).status_code in (302, 403, 404)
        assert not StoryPage.objects.exists()


class TestBulkPublish:
    """Many pages at once."""

    def publish(self, client, pages, **data):
        query = {"id": [page.pk for page in pages], "next": "/admin/"}
        address = reverse(
            "wagtail_bulk_action", args=["wagtailcore", "page", "publish"], query=query
        )
        return client.post(address, data)

    def test_one_refused_story_stops_all_with_its_name(self, client, editor):
        bad, good = barred(), make.story(live=False)
        response = self.publish(client, [bad, good])
        assert response.status_code == 302
        assert not StoryPage.objects.filter(live=True).exists()
        [message] = [str(m) for m in client.get("/admin/").context["messages"]]
        assert bad.title in message and good.title not in message

    def test_agreed_stories_go_live(self, client, editor):
        self.publish(client, [make.story(live=False), make.story(live=False)])
        assert StoryPage.objects.filter(live=True).count() == 2

    def test_a_refused_story_below_a_chosen_page_stops_it_too(self, client, editor):
        barred()
        response = self.publish(client, [make.index_page()], include_descendants="on")
        assert response.status_code == 302 and not StoryPage.objects.filter(live=True).exists()


class TestCopying:
    """The copy screen."""

    def test_a_story_cannot_be_copied(self, client, editor):
        story = make.story()
        response = client.get(reverse("wagtailadmin_pages:copy", args=[story.pk]), follow=True)
        assert "one page only" in said(response)

    @pytest.mark.parametrize("alias", ["", "on"])
    def test_a_post_makes_nothing(self, client, editor, alias):
        story = make.story()
        data = {
            "new_title": "x",
            "new_slug": "x",
            "new_parent_page": make.index_page().pk,
            "alias": alias,
        }
        client.post(reverse("wagtailadmin_pages:copy", args=[story.pk]), data)
        assert StoryPage.objects.count() == 1

    def test_another_page_can(self, client, editor):
        page = make.form_page()
        assert client.get(reverse("wagtailadmin_pages:copy", args=[page.pk])).status_code == 200


class TestAnOldTab:
    """Somebody saves a page that they opened before a story was placed on it."""

    def save(self, client, page, body, loaded_revision_id="", publish=False, **headers):
        """Save the landing page with the body that an old tab still has."""
        blocks = {"body-count": str(len(body))}
        for number, block in enumerate(body):
            prefix = f"body-{number}"
            blocks |= {
                f"{prefix}-deleted": "",
                f"{prefix}-order": str(number),
                f"{prefix}-type": block.block_type,
                f"{prefix}-id": block.id,
            }
            if block.block_type == "story_wall":
                blocks |= {f"{prefix}-value-heading": "People", f"{prefix}-value-stories-count": 0}
            else:
                blocks[f"{prefix}-value-story"] = ""
        data = {
            "title": page.title,
            "slug": page.slug,
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "loaded_revision_id": loaded_revision_id,
            **blocks,
            **({"action-publish": "yes"} if publish else {}),
        }
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return client.post(address, data, follow=True, headers=headers)

    def test_it_is_told_which_story_went(self, client, editor):
        page, story = host(), make.story()
        placed = placement.place(story, page, slot(page).id, user=make.editor())
        response = self.save(client, page, page.body)
        assert keys(page) == []
        assert story.title in said(response) and "placed it while you were editing" in said(
            response
        )
        placed.refresh_from_db()
        assert placed.removed_at and placed.lost_at

    def test_one_press_puts_it_back(self, client, editor):
        page, story = host(), make.story()
        placed = placement.place(story, page, slot(page).id, user=make.editor())
        address = reverse("stories_put_back", args=[placed.pk])
        assert address in said(self.save(client, page, page.body))
        for _ in range(2):
            client.post(address)
        assert keys(page) == [story.pk] and standings.lost_on(page) == []
        assert Placement.objects.filter(removed_at=None).count() == 1

    def test_the_editor_of_the_page_names_it_until_it_is_answered(self, client, editor):
        page, story = host(), make.story()
        placed = placement.place(story, page, slot(page).id, user=make.editor())
        self.save(client, page, page.body, accept="application/json")
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        back = reverse("stories_put_back", args=[placed.pk])
        assert back in client.get(edit).content.decode()
        assert back in client.get(reverse("stories_on_page", args=[page.pk])).content.decode()
        client.post(back, {"action": "leave"})
        assert back not in client.get(edit).content.decode() and keys(page) == []

    def test_a_tab_that_publishes_is_told_too(self, client, editor):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=editor, publish=True)
        response = self.save(client, page, page.body, publish=True)
        assert keys(page, draft=False) == [] and story.title in said(response)
        assert [placed.story for placed in standings.lost_on(page)] == [story]

    def test_a_loss_is_told_once(self, client, editor):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=editor, publish=True)
        self.save(client, page, page.body)
        standings.lost_on(page)[0].page.story_placements.update(lost_at=None)
        assert story.title not in said(self.save(client, page, page.body))

    def test_what_the_tab_had_shown_was_taken_out_on_purpose(self, client, editor):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=editor)
        seen = Page.objects.get(pk=page.pk).latest_revision_id
        response = self.save(client, page, page.body, loaded_revision_id=str(seen))
        assert keys(page) == [] and "any more" not in said(response)
        assert standings.lost_on(page) == []

    def test_what_the_tab_had_not_shown_is_lost(self, client, editor):
        page, story = host(), make.story()
        seen = Page.objects.get(pk=page.pk).latest_revision_id
        placement.place(story, page, slot(page).id, user=editor)
        response = self.save(client, page, page.body, loaded_revision_id=str(seen))
        assert story.title in said(response)

    def test_a_story_that_is_public_stays_until_the_draft_is_published(self, client, editor):
        page, story = host(), make.story()
        placed = placement.place(story, page, slot(page).id, user=editor, publish=True)
        response = self.save(client, page, page.body)
        assert "leaves the public page when this draft is published" in said(response)
        placed.refresh_from_db()
        assert placed.removed_at is None and keys(page, draft=False) == [story.pk]

    def test_a_save_that_loses_nothing_says_nothing(self, client, editor):
        page = host()
        response = self.save(client, page, page.body)
        assert "any more" not in said(response)

    def test_autosave_leaves_no_message_behind(self, client, editor):
        page, story = host(), make.story()
        placement.place(story, page, slot(page).id, user=make.editor())
        self.save(client, page, page.body, accept="application/json")
        assert not list(client.get("/admin/").context["messages"])
        assert not Placement.objects.filter(removed_at=None).exists()
