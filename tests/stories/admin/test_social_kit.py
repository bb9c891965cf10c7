"""The social kit: only with the sender's yes, in one file, each use noted, for those who promote."""

import zipfile
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone

from stories import moderation, outside_copies, share_picture, social_kit
from tests import make

pytestmark = pytest.mark.django_db

EVERYTHING = (*make.CONSENTS, "social")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Cards without the time that drawing takes."""
    monkeypatch.setattr(share_picture, "draw_words", lambda **given: b"\x89PNG drawn")


@pytest.fixture
def editor(client):
    client.force_login(make.editor())
    return client


@pytest.fixture
def story():
    return make.story(consents=EVERYTHING)


def address(story, part=""):
    return reverse(f"stories_social_kit{part}", args=[story.submission_id])


def noted(story):
    return [copy.where for copy in outside_copies.of(story.submission)]


def take(client, story, *networks):
    return client.post(address(story, "_take"), {"networks": networks})


class TestTheKit:
    def test_it_shows_the_card_its_description_and_a_post_for_each_network(self, editor, story):
        page = editor.get(address(story)).content.decode()
        assert f"/card/{story.pk}.png?v=" in page
        assert "a heart of many short dashes" in page
        for network in social_kit.BY_NAME.values():
            assert f"as {network.label} counts them" in page
        assert page.count("daughter’s record spoke") >= len(social_kit.BY_NAME)

    def test_looking_at_it_notes_nothing(self, editor, story):
        editor.get(address(story))
        assert noted(story) == []

    def test_the_desk_and_the_editor_lead_to_it(self, editor, story):
        desk = editor.get(story.submission.desk_url).content.decode()
        page = editor.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
        assert address(story) in desk and address(story) in page


class TestInOneFile:
    def test_it_holds_card_description_and_the_chosen_posts(self, editor, story):
        response = take(editor, story, "x", "linkedin")
        assert response["Content-Type"] == "application/zip"
        assert f"{story.submission.number}-social-kit.zip" in response["Content-Disposition"]
        assert "no-store" in response["Cache-Control"]
        with zipfile.ZipFile(BytesIO(response.content)) as kit:
            assert kit.namelist() == ["card.png", "alt.txt", "posts.txt"]
            posts = kit.read("posts.txt").decode()
            assert "--- X ---" in posts and "--- LinkedIn ---" in posts
            assert "--- Facebook ---" not in posts
            assert "#IHeartHIT" in posts and "#NHITWeek" in posts and story.address in posts
            assert "daughter" in kit.read("alt.txt").decode()

    def test_an_own_picture_is_in_it_too(self, editor):
        story = make.story(consents=EVERYTHING, picture=make.picture())
        with zipfile.ZipFile(BytesIO(take(editor, story, "x").content)) as kit:
            assert kit.namelist()[:2] == ["card.png", "picture.jpg"]

    def test_each_network_is_noted(self, editor, story):
        take(editor, story, "x", "linkedin")
        assert sorted(where.split(",")[0] for where in noted(story)) == ["LinkedIn", "X"]

    def test_without_a_network_nothing_leaves(self, editor, story):
        response = take(editor, story)
        assert "Choose where you will post it" in response.content.decode()
        assert noted(story) == []

    def test_it_is_no_link_that_somebody_could_be_led_to(self, editor, story):
        assert editor.get(address(story, "_take")).status_code == 405


class TestWhatASenderDidNotAgreeTo:
    def refused(self, editor, story):
        """Return what the page says instead of the kit; nothing is taken and nothing is noted."""
        response = take(editor, story, "x")
        assert response["Content-Type"].startswith("text/html")
        assert noted(story) == []
        return editor.get(address(story)).content.decode()

    def test_without_the_yes_to_social_media_there_is_none(self, editor):
        story = make.story()
        page = self.refused(editor, story)
        assert social_kit.NO_YES in page and story.because not in page

    def test_a_yes_that_was_taken_back_ends_it(self, editor, story):
        story.submission.consents.filter(scope="social").update(withdrawn_at=timezone.now())
        assert social_kit.NO_YES in self.refused(editor, story)

    def test_a_draft_has_none(self, editor):
        draft = make.story(live=False, consents=EVERYTHING)
        assert social_kit.NOT_LIVE in self.refused(editor, draft)

    def test_a_withdrawn_story_has_none(self, editor, story):
        moderation.withdraw(story.submission)
        assert social_kit.NOT_LIVE in self.refused(editor, story)

    def test_a_story_without_a_page_has_none(self, editor):
        waiting = make.submission(consents=EVERYTHING)
        page = editor.get(reverse("stories_social_kit", args=[waiting.pk])).content.decode()
        assert social_kit.NO_PAGE in page


class TestPosted:
    def test_the_address_is_noted(self, editor, story):
        given = {"network": "x", "address": "https://x.example/post/1"}
        assert editor.post(address(story, "_posted"), given).status_code == 302
        assert noted(story) == ["https://x.example/post/1"]
        assert "https://x.example/post/1" in editor.get(address(story)).content.decode()

    def test_without_one_the_network_and_the_day_are(self, editor, story):
        editor.post(address(story, "_posted"), {"network": "bluesky", "address": ""})
        assert noted(story)[0].startswith("Bluesky, posted on ")

    def test_something_else_is_no_address(self, editor, story):
        given = {"network": "x", "address": "javascript:alert(1)"}
        response = editor.post(address(story, "_posted"), given)
        assert "Enter the whole address" in response.content.decode()
        assert noted(story) == []

    def test_after_a_withdrawal_it_has_to_be_removed(self, editor, story):
        editor.post(address(story, "_posted"), {"network": "x", "address": "https://x.example/1"})
        assert not outside_copies.to_remove().exists()
        moderation.withdraw(story.submission)
        assert [copy.where for copy in outside_copies.to_remove()] == ["https://x.example/1"]


class TestWhoMay:
    @pytest.mark.parametrize("who", [make.moderator, make.privacy_staff, make.auditor])
    def test_others_are_turned_away(self, client, story, who):
        client.force_login(who())
        client.get(address(story))
        take(client, story, "x")
        client.post(address(story, "_posted"), {"network": "x", "address": ""})
        assert noted(story) == []
