"""What cannot be sent is said at once; what can is shown."""

import pytest
from playwright.sync_api import expect

from tests.cms.picture_samples import honest

PICTURE = """
<input type="file" id="id_picture" data-upload data-max-bytes="2000000" data-min-width="60"
  data-min-height="30" data-good-width="120" data-good-height="60">
<p role="status" data-upload-message="id_picture"></p>"""
VIDEO = """
<form action="/sent/" method="post"><div data-drop>
<input type="file" id="id_picture" data-upload="video" data-max-bytes="2000000">
<p data-drop-words hidden>You can also drop a file here</p></div>
<p role="status" data-upload-message="id_picture"></p><button>Send</button></form>"""
HEARD = """() => {
  window.pictures = [];
  addEventListener("picture", ({ detail }) => pictures.push(detail), true);
}"""


class TestUpload:
    @pytest.fixture
    def choose(self, open_page):
        """Return a function that chooses a file and returns what the message says."""
        page = open_page(PICTURE, "upload.js")

        def choose(data: bytes, name="photo.jpg", kind="image/jpeg") -> str:
            message = page.locator("[data-upload-message]")
            page.evaluate("document.querySelector('[data-upload-message]').textContent = ''")
            page.set_input_files("#id_picture", {"name": name, "mimeType": kind, "buffer": data})
            expect(message).not_to_be_empty()
            return message.text_content()

        choose.page = page
        choose.kept = lambda: page.evaluate("document.querySelector('#id_picture').files.length")
        return choose

    def test_a_good_picture_is_kept_and_handed_on_upright(self, choose):
        choose.page.evaluate(HEARD)
        message = choose(honest("JPEG", size=(640, 336), orientation=6))
        assert message == "That picture is 640 by 336 pixels. Good."
        assert choose.kept() == 1
        width, height, pixel = choose.page.evaluate(
            """() => {
              const [{ source, width, height }] = pictures;
              return [width, height, [...source.getContext("2d").getImageData(5, 5, 1, 1).data]];
            }"""
        )
        assert (width, height) == (640, 336)
        red, green, blue, alpha = pixel
        assert red > 180 and green < 60 and blue < 90 and alpha == 255

    def test_a_large_picture_is_handed_on_small_enough_for_a_phone(self, choose):
        choose.page.evaluate(HEARD)
        choose(honest("JPEG", size=(3200, 1600)))
        assert choose.page.evaluate(
            "[pictures[0].source.width, pictures[0].source.height, pictures[0].width]"
        ) == [1600, 800, 3200]

    def test_a_small_picture_is_kept_with_a_word(self, choose):
        assert "120 by 60 looks best" in choose(honest("PNG", size=(80, 40)), "a.png", "image/png")
        assert choose.kept() == 1

    @pytest.mark.parametrize(
        ("data", "name", "kind", "words"),
        [
            (b"", "a.jpg", "image/jpeg", "empty"),
            (b"x" * 2_000_001, "a.jpg", "image/jpeg", "at most 2 MB"),
            (b"GIF89a", "a.gif", "image/gif", "JPEG, PNG, WebP and HEIC"),
            (b"hello", "notes.txt", "text/plain", "JPEG, PNG, WebP and HEIC"),
            (honest("JPEG", size=(50, 40)), "a.jpg", "image/jpeg", "at least 60 by 30"),
        ],
    )
    def test_what_cannot_be_taken_is_said_and_not_sent(self, choose, data, name, kind, words):
        message = choose(data, name, kind)
        assert words in message
        assert message.endswith("Nothing was added.")
        assert choose.kept() == 0

    def test_a_picture_that_the_browser_cannot_show_is_sent(self, choose):
        message = choose(honest("HEIC"), "IMG_1.HEIC", "image/heic")
        assert "We will check it" in message
        assert choose.kept() == 1


class TestVideo:
    @pytest.fixture
    def page(self, open_page):
        return open_page(VIDEO, "upload.js")

    def choose(self, page, name, kind, data=b"x"):
        page.set_input_files("#id_picture", {"name": name, "mimeType": kind, "buffer": data})
        message = page.locator("[data-upload-message]")
        expect(message).not_to_be_empty()
        return message.text_content()

    @pytest.mark.parametrize(
        ("name", "kind"), [("a.MOV", ""), ("a.mp4", "video/mp4"), ("a", "video/quicktime")]
    )
    def test_a_video_is_kept(self, page, name, kind):
        assert "We check it when it arrives" in self.choose(page, name, kind, b"x" * 1_900_000)
        assert page.evaluate("document.querySelector('input').files.length") == 1

    @pytest.mark.parametrize(
        ("name", "kind", "data", "words"),
        [
            ("a.avi", "video/x-msvideo", b"x", "MP4, MOV and WebM"),
            ("a.jpg", "image/jpeg", b"x", "MP4, MOV and WebM"),
            ("a.mp4", "video/mp4", b"", "empty"),
            ("a.mp4", "video/mp4", b"x" * 2_000_001, "at most 2 MB"),
        ],
    )
    def test_another_file_is_not(self, page, name, kind, data, words):
        assert words in self.choose(page, name, kind, data)
        assert page.evaluate("document.querySelector('input').files.length") == 0

    def test_while_it_is_sent_the_page_says_so(self, page):
        self.choose(page, "a.mp4", "video/mp4")
        page.evaluate(
            "document.forms[0].addEventListener('submit', (event) => event.preventDefault())"
        )
        page.click("button")
        assert "keep this page open" in page.locator("[data-upload-message]").text_content()


class TestDropping:
    DROP = """(names) => {
      const data = new DataTransfer();
      for (const name of names) data.items.add(new File(["x"], name, { type: "video/mp4" }));
      document.querySelector("[data-drop]").dispatchEvent(
        new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""

    def test_the_first_dropped_file_is_chosen(self, open_page):
        page = open_page(VIDEO, "upload.js")
        assert page.locator("[data-drop-words]").is_visible()
        page.evaluate(self.DROP, ["a.mp4", "b.mp4"])
        expect(page.locator("[data-upload-message]")).to_contain_text("Your video has")
        names = "[...document.querySelector('input').files].map((file) => file.name)"
        assert page.evaluate(names) == ["a.mp4"]

    def test_dropping_a_text_changes_nothing(self, open_page):
        page = open_page(VIDEO, "upload.js")
        page.evaluate(self.DROP, [])
        assert page.locator("[data-upload-message]").text_content() == ""
