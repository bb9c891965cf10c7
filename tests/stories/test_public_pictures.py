"""The picture that was sent becomes public with its story, and leaves with it."""

import uuid
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.actions.unpublish_page import UnpublishPageAction

from cms import picture_sizes
from cms.models import CampaignImage
from stories import crops, intake, moderation, promotion, public_pictures, retention, sender_address
from stories.form_fields import PictureField
from stories.models import PromotedPicture, StoryPage, Submission
from tests import make


def public_files():
    """Return every file in the public folder, renditions too."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def banner():
    """Return a picture of the campaign that no sender sent."""
    file = ImageFile(SimpleUploadedFile("banner.jpg", make.picture_bytes(), "image/jpeg"))
    return CampaignImage.objects.create(title="Banner", file=file)


def choose(page, picture):
    """Publish a story page with another picture, as an editor does, and return it."""
    draft = page.get_latest_revision_as_object()
    draft.picture = picture
    draft.save_revision().publish()
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return the context in which what waits for the commit runs."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.mark.django_db
class TestGoingPublic:
    """The private file is copied with the first publication, with what was said about it."""

    def test_a_draft_has_no_public_copy(self):
        before = public_files()
        page = make.story(live=False, picture=make.picture())
        assert page.picture is None and public_files() == before
        assert not CampaignImage.objects.exists()

    def test_it_becomes_a_picture_of_the_site(self):
        page = make.story(
            picture=make.picture(1200, 630),
            story_image_alt="A kitchen at night",
            story_image_credit="Renee O.",
        )
        picture = page.picture
        assert (picture.width, picture.height) == (1200, 630)
        assert picture.default_alt_text == "A kitchen at night" and picture.credit == "Renee O."
        assert picture.collection.name == public_pictures.COLLECTION
        assert picture.file_size and picture.file_hash
        with page.submission.original.picture.open() as sent, picture.file.open() as copied:
            assert sent.read() == copied.read()

    def test_the_file_name_tells_nothing(self):
        assert "ochoa" not in make.story(picture=make.picture()).picture.file.name.lower()

    def test_a_story_without_a_picture_has_none(self):
        assert make.story().picture is None

    def test_publishing_again_takes_the_same_copy(self):
        page = make.story(picture=make.picture())
        image = page.picture
        again = choose(page, None)
        assert again.picture == image and CampaignImage.objects.count() == 1

    def test_another_picture_of_the_editor_stays(self):
        page = make.story(live=False, picture=make.picture())
        chosen = banner()
        assert choose(page, chosen).picture == chosen
        assert list(CampaignImage.objects.all()) == [chosen]

    def test_an_editor_can_show_none(self, committed):
        page, before = make.story(live=False, picture=make.picture()), public_files()
        # A live page without newer words is edited as it stands, with the copy as its picture.
        page = promotion.publish(page, user=make.editor()).get_latest_revision_as_object()
        assert page.picture
        page.show_sent_picture = False
        with committed():
            page.save_revision().publish()
        assert StoryPage.objects.get(pk=page.pk).picture is None and public_files() == before

    def test_a_failed_publication_leaves_no_file_and_no_row(self, monkeypatch):
        page, before = make.story(live=False, picture=make.picture()), public_files()
        monkeypatch.setattr(public_pictures, "take_down", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            promotion.publish(page, user=make.editor())
        assert public_files() == before and not CampaignImage.objects.exists()
        assert not StoryPage.objects.get(pk=page.pk).live


@pytest.mark.django_db
class TestTheCut:
    """What the sender cut away is never public, and the spot that matters stays in view."""

    HALF = {"left": 0.5, "top": 0.1, "width": 0.5, "height": 0.4, "focus_x": 0.6, "focus_y": 0.2}

    def story(self, crop, kind="JPEG"):
        """Return a live story with a picture that is red at the left and blue at the right."""
        drawing = Image.new("RGB", (1200, 800), (255, 0, 0))
        drawing.paste((0, 0, 255), (600, 0, 1180, 800))
        file = BytesIO()
        drawing.save(file, kind, quality=95)
        upload = SimpleUploadedFile(f"bee.{kind.lower()}", file.getvalue())
        page = make.story(live=False, picture=PictureField().clean(upload))
        Submission.objects.filter(pk=page.submission_id).update(picture_crop=crop)
        return promotion.publish(StoryPage.objects.get(pk=page.pk), user=make.editor())

    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    def test_only_the_part_that_was_chosen_is_copied(self, kind):
        picture = self.story(self.HALF, kind).picture
        assert (picture.width, picture.height) == (600, 320)
        with picture.file.open() as file, Image.open(file) as copied:
            assert copied.format == kind and not copied.getexif()
            corner = copied.convert("RGB").getpixel((3, 3))
        assert corner[2] > 200 and corner[0] < 60

    def test_the_spot_that_matters_is_the_focal_point(self):
        picture = self.story(self.HALF).picture
        assert picture.has_focal_point()
        assert (picture.focal_point_x, picture.focal_point_y) == (120, 80)

    def test_a_square_keeps_that_spot_in_view(self):
        picture = self.story({**self.HALF, "focus_x": 0.99}).picture
        # The part is 600 by 320 pixels: of a square of 320, the right edge is what has to be kept.
        with picture.get_rendition("fill-320x320").file.open() as file, Image.open(file) as square:
            assert square.size == (320, 320)
            assert square.convert("RGB").getpixel((310, 10))[0] > 200

    def test_a_spot_alone_cuts_nothing_away(self):
        picture = self.story(crops.place_crop("top-left")).picture
        assert (picture.width, picture.height) == (1200, 800)
        assert (picture.focal_point_x, picture.focal_point_y) == (180, 120)

    def test_without_a_choice_the_file_is_the_one_that_was_sent(self):
        picture = self.story({}).picture
        assert (picture.width, picture.height) == (1200, 800)
        assert not picture.has_focal_point()

    def test_a_choice_that_changed_meanwhile_is_the_one_that_counts(self, monkeypatch):
        early = (("an earlier one", {}), b"never used")
        monkeypatch.setattr(public_pictures, "_cut_ahead", lambda story: early)
        assert self.story(self.HALF).picture.width == 600


@pytest.mark.django_db
class TestTheDraft:
    """Staff see the private file; nobody else gets an address."""

    def preview(self, page, client):
        client.force_login(make.editor())
        return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    def test_the_preview_shows_the_private_picture(self, client):
        page = make.story(live=False, picture=make.picture(), story_image_alt="A kitchen")
        html = self.preview(page, client).content.decode()
        assert page.sent_picture_url in html and "A kitchen" in html
        response = client.get(page.sent_picture_url)
        assert response.status_code == 200 and b"".join(response.streaming_content)

    def test_the_editor_shows_it_beside_the_choice(self, client):
        page = make.story(live=False, picture=make.picture())
        client.force_login(make.editor())
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert reverse("submission_thumbnail", args=[page.submission.original.pk]) in html

    def test_a_chosen_picture_takes_its_place(self):
        page = make.story(live=False, picture=make.picture())
        page.picture = banner()
        assert page.sent_picture_url == ""

    def test_visitors_get_no_private_address(self, client):
        page = make.story(picture=make.picture())
        StoryPage.objects.filter(pk=page.pk).update(picture=None)
        assert "/admin/" not in client.get(page.url).content.decode()


@pytest.mark.django_db
class TestComingDown:
    """Exactly the copies leave: rows, files and renditions."""

    @pytest.fixture
    def live(self):
        """A live story whose picture was drawn in another size too, and the files from before it."""
        before = public_files()
        page = make.story(picture=make.picture())
        picture_sizes.make_ahead.call(page.picture_id, public_pictures.SIZES)
        kinds = {path.suffix for path in public_files() - before}
        assert kinds == {".jpg", ".avif", ".webp"}
        return page, before

    @pytest.mark.parametrize(
        "take_down",
        [
            lambda page: moderation.withdraw(page.submission),
            lambda page: UnpublishPageAction(page).execute(),
            lambda page: StoryPage.objects.get(pk=page.pk).delete(),
            lambda page: retention.erase(page.submission, reason="Asked for."),
        ],
        ids=["withdrawn", "unpublished", "deleted", "erased"],
    )
    def test_no_row_and_no_file_stays(self, live, committed, take_down):
        page, before = live
        with committed():
            take_down(page)
        assert public_files() == before
        assert not CampaignImage.objects.exists() and not PromotedPicture.objects.exists()
        assert not StoryPage.objects.exclude(picture=None).exists()

    @pytest.mark.parametrize("verb", ["withdraw", "erase"])
    def test_a_banner_that_an_editor_chose_stays(self, live, committed, verb):
        page, before = live
        chosen = banner()
        # Through the row, as if the copy had stayed behind: what the page shows decides nothing.
        StoryPage.objects.filter(pk=page.pk).update(picture=chosen)
        submission = StoryPage.objects.get(pk=page.pk).submission
        with committed():
            if verb == "erase":
                retention.erase(submission, reason="Asked for.")
            else:
                moderation.withdraw(submission)
                assert StoryPage.objects.get(pk=page.pk).picture == chosen
        assert list(CampaignImage.objects.all()) == [chosen]
        assert public_files() - before == {Path(chosen.file.path)}

    def test_choosing_another_picture_takes_the_copy_down(self, live, committed):
        page, before = live
        chosen = banner()
        with committed():
            choose(page, chosen)
        assert list(CampaignImage.objects.all()) == [chosen]
        assert public_files() - before == {Path(chosen.file.path)}

    def test_a_story_that_comes_back_gets_a_new_copy(self, live, committed):
        page, before = live
        # The version that comes back names the copy that is gone by then.
        page.save_revision().publish()
        with committed():
            UnpublishPageAction(StoryPage.objects.get(pk=page.pk)).execute()
        page = promotion.publish(page, user=make.editor())
        assert page.picture and public_files() - before == {Path(page.picture.file.path)}

    def test_so_does_one_that_was_promoted_twice(self, live, committed):
        page, before = live
        submission, editor = page.submission, make.editor()
        with committed():
            page.delete()
            submission = type(submission).objects.get(pk=submission.pk)
            promotion.publish(promotion.promote(submission, user=editor), user=editor)
            assert CampaignImage.objects.count() == 1
            retention.erase(submission, reason="Asked for.")
        assert public_files() == before


@pytest.mark.django_db
class TestTheYesToThePicture:
    """Where the form asked about the picture, it shows only with a yes that holds."""

    def story(self, given, *, live=True):
        agreements = [
            *make.agreements(),
            intake.Agreement("image", "You can use my picture.", given),
        ]
        submission = intake.receive(
            make.form_page(),
            make.answers(),
            receipt=uuid.uuid4(),
            agreements=agreements,
            picture=make.picture(),
        )
        sender_address.confirm(submission)
        for _ in range(2):
            submission.refresh_from_db()
            moderation.decide(submission, "approve", user=make.moderator())
        make.index_page()
        submission.refresh_from_db()
        editor = make.editor()
        page = promotion.promote(submission, user=editor)
        page.get_latest_revision().publish(user=editor)
        return StoryPage.objects.get(pk=page.pk)

    def test_with_it_the_picture_is_public(self):
        assert self.story(True).picture is not None

    def test_without_it_the_story_is_public_and_the_picture_is_not(self):
        page = self.story(False)
        assert page.live
        assert page.picture is None
        assert not CampaignImage.objects.exists()

    def test_once_it_ended_the_next_publication_takes_the_picture_down(self):
        page = self.story(True)
        page.submission.consents.filter(scope="image").update(withdrawn_at=timezone.now())
        page.save_revision().publish()
        assert StoryPage.objects.get(pk=page.pk).picture is None
        assert not PromotedPicture.objects.exists()
