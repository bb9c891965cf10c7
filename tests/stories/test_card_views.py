"""The share card at its public address: only of what everybody may see, drawn once, gone with the story."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, Site

from cms.models import CampaignImage, CampaignSettings
from stories import heart_views, moderation, retention, share_files, share_picture
from stories.models import StoryPage
from stories.models.submission import private_storage
from tests import make

pytestmark = pytest.mark.django_db


def address(pk, ending="png"):
    return reverse(f"story_card_{ending}", args=[pk])


def card_of(story):
    campaign = CampaignSettings.for_site(Site.objects.get(is_default_site=True))
    return share_files.story_card(story, campaign)


def files_of(owner, pk):
    return share_files._names_in(share_files._folder(owner, pk))


@pytest.fixture
def drawn(monkeypatch):
    """Count how often a card is drawn, without the time that it takes."""
    calls = []

    def draw(**given):
        calls.append(given)
        return b"\x89PNG drawn"

    monkeypatch.setattr(share_picture, "draw_words", draw)
    return calls


class TestPublicCard:
    def test_it_is_a_picture_of_the_right_size(self, client):
        response = client.get(card_of(make.story()).path)
        assert response.status_code == 200 and response["Content-Type"] == "image/png"
        assert len(response.content) < 100_000
        assert not response.cookies
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"

    def test_it_is_drawn_once_for_each_text(self, client, drawn):
        story = make.story()
        for _ in range(3):
            client.get(card_of(story).path)
        assert len(drawn) == 1
        assert "daughter" in drawn[0]["sentence"] and drawn[0]["teller"] == "Renee"

    def test_new_words_have_a_new_address_and_the_old_file_leaves(self, client, drawn):
        story = make.story()
        before = card_of(story)
        client.get(before.path)
        make.campaign_settings(hashtag="#Other")
        after = card_of(story)
        client.get(after.path)
        assert before.path != after.path
        assert files_of("story", story.pk) == [f"{after.version}.png"]

    def test_nothing_of_it_lies_in_the_public_folder(self, client, drawn, settings):
        story = make.story()
        client.get(card_of(story).path)
        assert private_storage().exists(
            f"share-cards/story-{story.pk}/{card_of(story).version}.png"
        )
        assert not list(settings.MEDIA_ROOT.rglob("share-cards"))

    def test_a_sentence_the_fonts_do_not_hold_makes_room_for_the_title(self, client, drawn):
        story = make.story(story_because="#IHeartHIT because 因为 😀", story_title="A small screen")
        client.get(card_of(story).path)
        assert drawn[0]["sentence"] == "A small screen"

    def test_the_right_version_is_kept_and_another_for_a_minute(self, client, drawn):
        story = make.story()
        control = client.get(card_of(story).path)["Cache-Control"]
        assert f"max-age={heart_views.KEEP}" in control and "s-maxage=60" in control
        assert "max-age=60" in client.get(address(story.pk))["Cache-Control"]

    def test_the_same_card_is_not_sent_twice(self, client, drawn):
        path = card_of(make.story()).path
        etag = client.get(path)["ETag"]
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


class TestOwnPicture:
    def test_a_picture_that_may_show_has_its_card(self, client):
        story = make.story(picture=make.picture())
        response = client.get(address(story.pk, "jpg"))
        assert response.status_code == 200 and response["Content-Type"] == "image/jpeg"

    def test_a_story_without_one_has_only_its_heart(self, client):
        assert client.get(address(make.story().pk, "jpg")).status_code == 404

    def test_a_picture_without_a_yes_has_none_and_its_file_leaves(
        self, client, drawn, monkeypatch, django_capture_on_commit_callbacks
    ):
        story = make.story(picture=make.picture())
        for ending in ("png", "jpg"):
            client.get(address(story.pk, ending))
        monkeypatch.setattr("stories.consent.may_use_picture", lambda *args: False)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.get(address(story.pk, "jpg")).status_code == 404
        assert [name[-3:] for name in files_of("story", story.pk)] == ["png"]


class TestHiddenCard:
    def test_a_draft_has_none(self, client):
        assert client.get(address(make.story(live=False).pk)).status_code == 404

    def test_a_story_that_was_taken_down_is_gone_with_its_file(
        self, client, drawn, django_capture_on_commit_callbacks
    ):
        story = make.story()
        client.get(address(story.pk))
        assert files_of("story", story.pk)
        with django_capture_on_commit_callbacks(execute=True):
            moderation.withdraw(story.submission)
        assert files_of("story", story.pk) == []
        response = client.get(address(story.pk))
        assert response.status_code == 410 and b"PNG" not in response.content

    def test_one_that_is_taken_down_while_it_is_drawn_does_not_come_out(
        self, client, monkeypatch, django_capture_on_commit_callbacks
    ):
        story = make.story()

        def draw(**given):
            moderation.withdraw(story.submission)
            return b"\x89PNG drawn"

        monkeypatch.setattr(share_picture, "draw_words", draw)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.get(address(story.pk)).status_code == 410
        assert files_of("story", story.pk) == []

    def test_an_erased_story_leaves_no_card(
        self, client, drawn, django_capture_on_commit_callbacks
    ):
        story = make.story()
        pk = story.pk
        client.get(address(pk))
        with django_capture_on_commit_callbacks(execute=True):
            retention.erase(story.submission, reason="asked")
        assert files_of("story", pk) == []

    def test_a_private_story_has_none(self, client):
        story = make.story()
        story.view_restrictions.create(restriction_type="login")
        assert client.get(address(story.pk)).status_code == 404

    def test_words_written_past_the_doors_are_not_drawn(self, client):
        story = make.story()
        StoryPage.objects.filter(pk=story.pk).update(why_it_matters="It sells.")
        assert client.get(address(story.pk)).status_code == 404

    @pytest.mark.parametrize("pk", [0, 999999, 10**30])
    def test_a_number_that_is_no_story(self, client, pk):
        assert client.get(address(pk)).status_code == 404


class TestCardsOfPages:
    def test_a_public_page_has_one_with_its_title(self, client, drawn):
        page = make.event_page()
        assert client.get(reverse("page_card_png", args=[page.pk])).status_code == 200
        assert drawn[0]["sentence"] == "Health IT Week"

    def test_a_draft_a_private_page_and_a_story_have_none(self, client, drawn):
        draft, private = make.event_page(live=False), make.index_page()
        private.view_restrictions.create(restriction_type="login")
        for page in (draft, private, make.story()):
            assert client.get(reverse("page_card_png", args=[page.pk])).status_code == 404
        assert not drawn


def own_picture(width=1600, height=900, **values):
    """Return a picture of the campaign: teal, and no sender sent it."""
    data = make.picture_bytes(width, height, colour=(0, 86, 92))
    file = ImageFile(ContentFile(data), name="banner.jpg")
    return CampaignImage.objects.create(title="Banner", file=file, **values)


class TestChosenPicture:
    """An editor chooses what networks show beside a link; only public pictures are taken."""

    def page_with(self, picture):
        page = make.event_page()
        page.share_picture = picture
        page.save()
        return page

    def jpg(self, page):
        return reverse("page_card_jpg", args=[page.pk])

    def test_it_fills_the_card_of_the_page(self, client):
        response = client.get(self.jpg(self.page_with(own_picture())))
        assert response.status_code == 200 and response["Content-Type"] == "image/jpeg"
        assert len(response.content) < 100_000
        card = Image.open(BytesIO(response.content))
        assert card.size == (1200, 630)
        for corner in ((2, 2), (1197, 627)):
            assert (
                max(abs(a - b) for a, b in zip(card.getpixel(corner), (0, 86, 92), strict=True)) < 9
            )

    def test_the_page_names_it_with_its_description(self, client):
        page = self.page_with(own_picture(description="A teal barn"))
        head = client.get(page.url).content.decode()
        assert self.jpg(page) in head
        assert 'og:image:alt" content="A teal barn."' in head

    def test_the_title_speaks_for_a_picture_without_a_description(self, client):
        head = client.get(self.page_with(own_picture()).url).content.decode()
        assert 'og:image:alt" content="#IHeartHIT. Health IT Week."' in head

    def test_a_page_without_one_has_only_its_heart(self, client):
        page = make.event_page()
        assert client.get(self.jpg(page)).status_code == 404
        assert reverse("page_card_png", args=[page.pk]) in client.get(page.url).content.decode()

    def test_another_picture_has_another_address(self, client):
        page = self.page_with(own_picture())
        first = share_files.with_chosen(share_files.page_card(page, make.campaign_settings()), page)
        page.share_picture = own_picture()
        second = share_files.with_chosen(
            share_files.page_card(page, make.campaign_settings()), page
        )
        assert first.version != second.version

    def test_the_picture_of_a_story_is_never_the_card_of_another_page(self, client):
        story = make.story(picture=make.picture())
        page = self.page_with(story.picture)
        assert client.get(self.jpg(page)).status_code == 404
        assert reverse("page_card_png", args=[page.pk]) in client.get(page.url).content.decode()

    def test_a_picture_that_not_everybody_may_see_is_not_shown(self, client):
        inside = Collection.objects.get(depth=1).add_child(name="For the team")
        inside.view_restrictions.create(restriction_type="login")
        page = self.page_with(own_picture(collection=inside))
        assert client.get(self.jpg(page)).status_code == 404

    def test_a_draft_and_a_private_page_show_none(self, client):
        page = self.page_with(own_picture())
        page.view_restrictions.create(restriction_type="login")
        assert client.get(self.jpg(page)).status_code == 404
        page.view_restrictions.all().delete()
        page.unpublish()
        assert client.get(self.jpg(page)).status_code == 404

    def test_a_story_is_shared_with_it_instead_of_its_own_picture(self, client):
        story = make.story(picture=make.picture())
        before = client.get(address(story.pk, "jpg")).content
        StoryPage.objects.filter(pk=story.pk).update(share_picture=own_picture())
        after = client.get(address(story.pk, "jpg"))
        assert after.status_code == 200 and after.content != before
        assert Image.open(BytesIO(after.content)).getpixel((2, 627))[0] < 20

    def test_it_leaves_with_the_story(self, client, django_capture_on_commit_callbacks):
        story = make.story()
        StoryPage.objects.filter(pk=story.pk).update(share_picture=own_picture())
        assert client.get(address(story.pk, "jpg")).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            moderation.withdraw(story.submission)
        assert client.get(address(story.pk, "jpg")).status_code == 410
        assert files_of("story", story.pk) == []

    def test_a_small_picture_is_refused_with_the_reason(self):
        page = make.event_page()
        page.share_picture = own_picture(599, 400)
        with pytest.raises(ValidationError, match="at least 600 pixels wide and 315"):
            page.clean()
        page.share_picture = own_picture(600, 315)
        page.clean()
