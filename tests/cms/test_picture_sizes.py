"""Pictures are shown in few sizes and light formats, and the worker makes them ahead of the visitors."""

from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from cms import picture_sizes
from cms.models import CampaignImage
from cms.picture_sizes import BANNER, SQUARE, WIDE
from tests.cms.test_renditions import file_of, photograph, public_files, store

pytestmark = pytest.mark.django_db


def shown(image, name="square", attributes='alt="A barn" sizes="100vw"'):
    """Return the picture element that a template prints."""
    source = f"{{% load cms_tags %}}{{% picture_in image name {attributes} %}}"
    html = Template(source).render(Context({"image": image, "name": name}))
    return BeautifulSoup(html, "html.parser").find("picture")


class TestMarkup:
    """The browser takes the lightest file that it knows, and leaves the room for it."""

    def test_the_lightest_format_comes_first_and_jpeg_is_the_last_resort(self):
        element = shown(store(file_of(photograph())))
        kinds = [source["type"] for source in element.find_all("source")]
        assert kinds == ["image/avif", "image/webp"]
        assert element.img["src"].endswith(".jpg") and not element.img.get("srcset")

    def test_each_source_names_every_size_with_its_width(self):
        element = shown(store(file_of(photograph())))
        for source in element.find_all("source"):
            widths = [part.split()[1] for part in source["srcset"].split(", ")]
            assert widths == ["400w", "800w", "1200w"]
            assert source["sizes"] == "100vw"
        # Beside a single file it would mean nothing, and HTML does not allow it.
        assert not element.img.has_attr("sizes")

    def test_the_room_is_known_before_the_file_comes(self):
        image = shown(store(file_of(photograph())), "wide").img
        assert (image["width"], image["height"]) == ("800", "600")
        assert image["decoding"] == "async"

    def test_a_small_picture_is_not_made_twice_at_one_size(self):
        element = shown(store(file_of(photograph((700, 630)))))
        widths = [part.split()[1] for part in element.source["srcset"].split(", ")]
        assert widths == ["400w", "630w"]
        assert element.img["width"] == "630"

    def test_a_size_that_is_hardly_larger_is_left_out(self):
        element = shown(store(file_of(photograph((1600, 840)))))
        widths = [part.split()[1] for part in element.source["srcset"].split(", ")]
        assert widths == ["400w", "800w"]

    def test_a_picture_of_one_size_is_shown_too(self):
        element = shown(store(file_of(photograph((300, 200)))), "wide")
        assert element.source["srcset"].endswith(".avif")
        assert element.img["width"] == "300"

    def test_nothing_is_printed_without_a_picture(self):
        assert shown(None) is None

    def test_the_words_for_listeners_are_those_of_the_picture(self):
        image = store(file_of(photograph()), description="A barn in the snow")
        assert shown(image, attributes="").img["alt"] == "A barn in the snow"
        assert shown(image, attributes='alt=""').img["alt"] == ""

    def test_a_picture_whose_file_is_lost_breaks_no_page(self):
        image = store(file_of(photograph()))
        image.file.storage.delete(image.file.name)
        assert shown(CampaignImage.objects.get(pk=image.pk)).img


class TestFocus:
    """What matters in a picture is not cut away by a box of another shape."""

    @pytest.mark.parametrize(
        ("x", "y", "classes"),
        [
            (800, 600, None),
            (60, 600, ["look-start"]),
            (1550, 600, ["look-end"]),
            (800, 80, ["look-top"]),
            (1550, 1130, ["look-end", "look-bottom"]),
        ],
    )
    def test_the_side_of_the_focus_is_named(self, x, y, classes):
        focus = {"focal_point_x": x, "focal_point_y": y}
        size = {"focal_point_width": 60, "focal_point_height": 60}
        image = store(file_of(photograph()), **focus, **size)
        assert shown(image).img.get("class") == classes

    def test_a_picture_without_a_focus_stays_in_the_middle(self):
        assert shown(store(file_of(photograph()))).img.get("class") is None


class TestAhead:
    """No visitor waits for a picture."""

    def test_the_worker_makes_every_size_of_a_new_picture(
        self, settings, django_capture_on_commit_callbacks
    ):
        settings.PICTURES_AHEAD = True
        with django_capture_on_commit_callbacks(execute=True):
            image = store(file_of(photograph((2000, 1500))))
        made = {row.filter_spec for row in image.renditions.all()}
        assert made == {*SQUARE.specs, *WIDE.specs, *BANNER.specs}
        with mock.patch("cms.renditions.draw") as draw:
            shown(image)
            shown(image, "wide")
        assert not draw.called

    def test_nothing_is_made_for_a_picture_that_is_gone(self):
        image = store(file_of(photograph()))
        pk = image.pk
        image.delete()
        before = public_files()
        picture_sizes.make_ahead.call(pk, ["square"])
        assert public_files() == before

    def test_a_picture_whose_file_is_lost_does_not_stop_the_worker(self):
        image = store(file_of(photograph()))
        image.file.storage.delete(image.file.name)
        picture_sizes.make_ahead.call(image.pk, ["square"])
        assert not image.renditions.exists()
