"""The frame over the picture: moved by hand, by keyboard and by touch, and written as shares."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect

from stories import crops
from tests.cms.picture_samples import honest

WIDE, HIGH, TALL = (2400, 900), (1260, 1260), (1200, 2400)
CROP = "[name=story_image_crop]"


class Bound:
    """What the template asks of a bound field."""

    auto_id = "id_picture"


class Question:
    """What the template asks of a question."""

    bound, is_optional = Bound, True


def markup(picture=None):
    """Return the real include below a file input."""
    field = """<form><input type="file" id="id_picture" data-upload data-max-bytes="9000000"
      data-min-width="60" data-min-height="30" data-good-width="120" data-good-height="60">
      <p role="status" data-upload-message="id_picture"></p>"""
    crop = render_to_string(
        "stories/includes/crop.html", {"question": Question, "picture": picture}
    )
    return f'{field}{crop}</form><script type="module" src="/upload.js"></script>'


@pytest.fixture
def choose(open_page):
    """Return a function that chooses a picture of a size and returns the page, once it shows."""
    page = open_page(markup(), "crop.js")

    def choose(size):
        data = honest("JPEG", size=size)
        page.set_input_files(
            "#id_picture", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": data}
        )
        page.locator("canvas").wait_for()
        return page

    choose.page = page
    return choose


def crop_of(page):
    """Return what the form would send, read as the server reads it."""
    return crops.read_crop(page.input_value(CROP))


def move(page, name, value):
    """Put a slider where a keyboard would."""
    page.locator(f"[data-crop-range={name}]").evaluate(
        """(range, value) => {
          range.value = value;
          range.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        value,
    )


class TestChoosing:
    def test_nothing_is_cut_before_the_frame_is_moved(self, choose):
        page = choose(HIGH)
        assert page.input_value(CROP) == ""
        assert page.locator("button", has_text="whole picture").is_hidden()

    def test_the_list_of_places_makes_way_for_the_frame(self, choose):
        page = choose(HIGH)
        assert page.locator("select").is_hidden()
        assert page.locator("select").is_disabled()

    def test_a_picture_that_cannot_be_shown_gets_the_list_of_places(self, choose):
        page = choose.page
        assert page.locator("select").is_hidden()
        page.set_input_files(
            "#id_picture", {"name": "a.heic", "mimeType": "image/heic", "buffer": honest("HEIC")}
        )
        page.locator("select").wait_for()
        assert page.locator("select").is_enabled() and page.locator("canvas").is_hidden()

    def test_another_picture_begins_anew(self, choose):
        page = choose(HIGH)
        move(page, "y", 100)
        assert crop_of(page)
        choose(WIDE)
        expect(page.locator(CROP)).to_have_value("")

    def test_only_the_sliders_that_can_move_are_offered(self, choose):
        page = choose(TALL)
        assert (
            page.locator("[data-crop-range=x]").is_disabled()
            and page.locator("[data-crop-range=y]").is_enabled()
        )
        choose(WIDE)
        expect(page.locator("[data-crop-range=y]")).to_be_disabled()
        assert page.locator("[data-crop-range=x]").is_enabled()


class TestKeyboard:
    @pytest.mark.parametrize(("name", "label"), [("x", "Left or right"), ("zoom", "Zoom")])
    def test_every_slider_has_a_name(self, choose, name, label):
        page = choose(WIDE)
        assert page.get_by_label(label, exact=True).get_attribute("data-crop-range") == name

    def test_arrows_move_the_frame(self, choose):
        page = choose(TALL)
        page.locator("[data-crop-range=y]").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        crop = crop_of(page)
        box = crops.cut_box(crop, *TALL)
        assert crops.is_cut(crop) and box[0] == 0 and box[2] == TALL[0]
        assert (box[2] - box[0]) / (box[3] - box[1]) == pytest.approx(1200 / 630, abs=0.01)
        assert box[1] > (TALL[1] - 630) / 2

    def test_sliders_reach_all_four_edges(self, choose):
        page = choose(HIGH)
        move(page, "zoom", 50)
        for x, y in ((0, 0), (100, 100)):
            move(page, "x", x)
            move(page, "y", y)
            box = crops.cut_box(crop_of(page), *HIGH)
            assert box[:2] == (0, 0) if x == 0 else box[2:] == HIGH

    def test_zoom_never_leaves_fewer_pixels_than_are_wanted(self, choose):
        page = choose(WIDE)
        move(page, "zoom", 100)
        left, _, right, _ = crops.cut_box(crop_of(page), *WIDE)
        assert 599 <= right - left <= 620

    def test_the_spot_alone_cuts_nothing(self, choose):
        page = choose(HIGH)
        page.click("summary")
        move(page, "focusX", 100)
        crop = crop_of(page)
        assert not crops.is_cut(crop) and crop["focus_x"] == 1

    def test_the_way_back_to_the_whole_picture(self, choose):
        page = choose(HIGH)
        move(page, "zoom", 40)
        page.click("text=Use the whole picture")
        assert page.input_value(CROP) == ""
        assert page.evaluate("document.activeElement.type") == "range"

    def test_the_sliders_themselves_are_not_sent(self, choose):
        page = choose(HIGH)
        names = page.evaluate("[...new FormData(document.querySelector('form')).keys()]")
        assert names == ["story_image_crop"]


class TestPointer:
    def drag(self, page, dx, dy):
        page.locator("canvas").scroll_into_view_if_needed()
        box = page.locator("canvas").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + dx, y + dy, steps=4)
        page.mouse.up()

    def test_dragging_moves_the_picture_with_the_hand(self, choose):
        page = choose(HIGH)
        self.drag(page, 0, 60)
        crop = crop_of(page)
        shown = page.locator("canvas").bounding_box()["height"]
        middle = (1 - crop["height"]) / 2
        assert crop["top"] == pytest.approx(middle - 60 / shown * crop["height"], abs=0.01)

    def test_it_stops_at_the_edge(self, choose):
        page = choose(HIGH)
        self.drag(page, 0, 2000)
        assert crop_of(page)["top"] == 0

    def test_a_tap_marks_the_spot_once_that_is_open(self, choose):
        page = choose(HIGH)
        page.click("canvas")
        assert page.input_value(CROP) == ""
        page.click("summary")
        box = page.locator("canvas").bounding_box()
        page.click("canvas", position={"x": box["width"] * 0.75, "y": box["height"] * 0.5})
        assert crop_of(page)["focus_x"] == pytest.approx(0.75, abs=0.01)


class TestAKeptPicture:
    @pytest.fixture
    def kept(self, open_page, browser):
        """Return a function that opens a page on which a picture of 1260 by 1260 is kept."""

        def kept(crop):
            picture = {
                "url": "/kept.jpg",
                "width": 1260,
                "height": 1260,
                "warnings": [],
                "crop": crop,
                "focus": "top",
            }
            page = open_page(
                markup(picture), "crop.js", files={"kept.jpg": honest("JPEG", size=HIGH)}
            )
            page.locator("canvas").wait_for()
            return page

        return kept

    def test_it_shows_in_the_frame_instead_of_by_itself(self, kept):
        page = kept("")
        assert page.locator("[data-crop-kept]").is_hidden()
        assert page.input_value(CROP) == ""

    def test_its_cut_is_there_again_and_stays_as_it_was(self, kept):
        text = "0.1000 0.2000 0.5000 0.2625 0.3000 0.3000"
        page = kept(text)
        assert page.input_value(CROP) == text
        move(page, "focusX", 40)
        crop = crop_of(page)
        assert [crop[name] for name in crops.PARTS[:4]] == pytest.approx(
            [0.1, 0.2, 0.5, 0.2625], abs=0.001
        )

    def test_a_spot_without_a_cut_is_there_again(self, kept):
        page = kept("0 0 1 1 0.5 0.4")
        page.click("summary")
        move(page, "focusX", 50)
        crop = crop_of(page)
        assert not crops.is_cut(crop) and crop["focus_y"] == pytest.approx(0.4, abs=0.001)
