"""All sizes of a picture come from one decoded file, as large and as cut as Wagtail would make them."""

from io import BytesIO
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image, ImageChops, ImageStat
from wagtail.images.models import Filter, SourceImageIOError

from cms import renditions
from cms.models import CampaignImage
from tests.cms.picture_samples import CORNERS, SECRETS, draw, honest

SPECS = ("fill-400x400", "fill-300x157-c50", "width-800", "max-165x165", "height-90", "original")
FOCUS = {
    "focal_point_x": 120,
    "focal_point_y": 500,
    "focal_point_width": 90,
    "focal_point_height": 60,
}


def photograph(size=(1600, 1200), mode="RGB") -> Image.Image:
    """Return a picture of soft shapes, as photographs are made of."""
    bands = [
        Image.effect_noise((size[0] // 40, size[1] // 40), 90).resize(
            size, Image.Resampling.BICUBIC
        )
        for _ in range(3)
    ]
    return Image.merge("RGB", bands).convert(mode)


def store(data: bytes, ending="jpg", **values) -> CampaignImage:
    """Return a saved picture of the site with these bytes."""
    file = ImageFile(ContentFile(data), name=f"sample.{ending}")
    return CampaignImage.objects.create(title="Sample", file=file, **values)


def file_of(picture: Image.Image, kind="JPEG", **options) -> bytes:
    """Return the bytes of a picture file."""
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def by_wagtail(image, spec) -> Image.Image:
    """Return what Wagtail itself makes of a filter."""
    file = BytesIO()
    Filter(spec).run(image, file)
    return Image.open(BytesIO(file.getvalue()))


def opened(rendition) -> Image.Image:
    """Return a rendition as it lies in its file."""
    with rendition.file.open() as file:
        picture = Image.open(BytesIO(file.read()))
    picture.load()
    return picture


def difference(one, other) -> float:
    """Return by how much two pictures differ on average, in the 256 steps of a color."""
    apart = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(ImageStat.Stat(apart).mean)


def public_files():
    """Return every file in the public folder."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.mark.django_db
class TestLikeWagtail:
    """Faster, and nobody sees it."""

    @pytest.mark.parametrize("focus", [{}, FOCUS], ids=["no focus", "focus"])
    @pytest.mark.parametrize("spec", SPECS)
    def test_sizes_and_cuts_are_the_same(self, spec, focus):
        image = store(file_of(photograph(), quality=92), **focus)
        ours = opened(image.get_renditions(f"{spec}|format-png")[f"{spec}|format-png"])
        theirs = by_wagtail(image, f"{spec}|format-png")
        assert ours.size == theirs.size
        # A cut that is one hundredth of the width off is four steps away.
        assert difference(ours, theirs) < 1

    @pytest.mark.parametrize("kind", ["avif", "webp", "jpeg", "png"])
    def test_every_format_looks_the_same(self, kind):
        image = store(file_of(photograph(), quality=92))
        spec = f"fill-800x800|format-{kind}"
        ours = opened(image.get_rendition(spec))
        assert ours.format.lower() == kind
        assert difference(ours, by_wagtail(image, "fill-800x800|format-png")) < 3

    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_a_turned_picture_stands_upright(self, orientation):
        image = store(honest("JPEG", orientation=orientation, size=(1600, 840)))
        shown = opened(image.get_rendition("width-400|format-png"))
        assert shown.size == (400, 210)
        for number, colour in enumerate(CORNERS):
            at = shown.getpixel((100 + number % 2 * 200, 50 + number // 2 * 105))
            assert max(abs(a - b) for a, b in zip(at, colour, strict=True)) < 12

    def test_what_shows_through_stays_so_and_is_white_in_a_jpeg(self):
        clear = Image.new("RGBA", (640, 336), (194, 18, 74, 0))
        image = store(file_of(clear, "PNG"), "png")
        made = image.get_renditions("width-320|format-avif", "width-320|format-jpeg")
        assert opened(made["width-320|format-avif"]).convert("RGBA").getpixel((9, 9))[3] == 0
        assert opened(made["width-320|format-jpeg"]).getpixel((9, 9)) == (255, 255, 255)

    @pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
    def test_every_kind_of_pixels_is_shown_in_srgb(self, mode):
        image = store(file_of(draw(mode=mode), quality=95))
        shown = opened(image.get_rendition("width-320|format-avif"))
        assert shown.mode == "RGB"
        assert difference(shown, draw(mode=mode).resize((320, 168))) < 4

    def test_a_drawing_is_written_with_more_care(self):
        drawing = (Path(settings.BASE_DIR) / "home/demo/pictures/two-cups-laptop.png").read_bytes()
        sizes = []
        for speed in (renditions.DRAWING_SPEED, renditions.KINDS["avif"][2]["speed"]):
            with mock.patch("cms.renditions.DRAWING_SPEED", speed):
                made = store(drawing, "png").get_rendition("fill-800x800|format-avif")
            sizes.append(made.file.size)
        assert sizes[0] < 0.9 * sizes[1]

    def test_what_it_does_not_know_is_left_to_wagtail(self):
        clear = Image.new("RGBA", (640, 336), (194, 18, 74, 0))
        image = store(file_of(clear, "PNG"), "png")
        spec = "width-320|bgcolor-00ff00|format-jpeg"
        red, green, _ = opened(image.get_rendition(spec)).getpixel((9, 9))
        assert green > 250 and red < 5


@pytest.mark.django_db
class TestOnce:
    """The file is opened once, and nothing is made twice."""

    def test_one_file_is_decoded_once_for_all_sizes(self):
        image = store(file_of(photograph()))
        specs = [f"{one}|format-{kind}" for one in SPECS for kind in ("avif", "webp", "jpeg")]
        with (
            mock.patch("cms.renditions._upright", wraps=renditions._upright) as upright,
            mock.patch.object(CampaignImage, "get_willow_image") as willow,
        ):
            made = image.get_renditions(*specs)
        assert list(made) == specs
        assert upright.call_count == 1 and not willow.called

    def test_a_large_jpeg_is_not_decoded_whole(self):
        image = store(file_of(photograph()))
        with mock.patch("cms.renditions._upright", wraps=renditions._upright) as upright:
            image.get_rendition("width-300|format-webp")
        assert upright.call_args.args[0].size == (400, 300)

    def test_what_is_there_is_not_made_again(self):
        image = store(file_of(photograph()))
        first = image.get_rendition("width-300")
        before = public_files()
        made = renditions.make(image, [Filter("width-300"), Filter("width-200")])
        assert made[Filter("width-300")] == first
        assert len(public_files()) == len(before) + 1

    def test_a_visitor_who_comes_at_the_same_moment_leaves_no_second_file(self):
        image = store(file_of(photograph()))
        wanted = [Filter("width-300"), Filter("width-200")]
        draw, faster = renditions.draw, {}

        def drawn_late(*arguments):
            if not faster:
                faster["begun"] = True
                faster["made"] = renditions.make(image, wanted[:1])
            return draw(*arguments)

        before = public_files()
        with mock.patch("cms.renditions.draw", drawn_late):
            made = renditions.make(image, wanted)
        assert made[wanted[0]] == faster["made"][wanted[0]]
        assert image.renditions.count() == 2 and len(public_files()) == len(before) + 2


@pytest.mark.django_db
class TestGone:
    """What was taken down leaves no file behind."""

    def test_a_picture_that_is_taken_down_while_it_is_drawn_leaves_nothing(self):
        image = store(file_of(photograph()))
        draw = renditions.draw

        def drawn_late(*arguments):
            drawn = draw(*arguments)
            CampaignImage.objects.filter(pk=image.pk).delete()
            return drawn

        before = public_files()
        with (
            mock.patch("cms.renditions.draw", drawn_late),
            pytest.raises(SourceImageIOError, match="taken down"),
        ):
            renditions.make(image, [Filter("width-300"), Filter("width-200")])
        assert public_files() <= before

    def test_a_size_that_cannot_be_stored_leaves_no_file(self):
        image = store(file_of(photograph()))
        rows = image.get_rendition_model()._base_manager.none().__class__

        def broken(self, new):
            for row in new:
                row.file.save(row.file.name, row.file.file, save=False)
            raise OSError("The disk is full.")

        before = public_files()
        with mock.patch.object(rows, "bulk_create", broken), pytest.raises(OSError):
            renditions.make(image, [Filter("width-300"), Filter("width-200")])
        assert public_files() == before

    def test_a_missing_file_says_so(self):
        image = store(file_of(photograph()))
        image.file.storage.delete(image.file.name)
        with pytest.raises(SourceImageIOError):
            CampaignImage.objects.get(pk=image.pk).get_renditions("width-300", "width-200")

    def test_no_size_tells_about_its_maker(self):
        image = store(honest("JPEG", orientation=6, size=(1600, 840)))
        specs = [
            f"width-{width}|format-{kind}" for width in (300, 600) for kind in renditions.KINDS
        ]
        for made in image.get_renditions(*specs).values():
            with made.file.open() as file:
                data = file.read()
            assert not [word for word in SECRETS if word.encode() in data]
            assert not opened(made).getexif()
