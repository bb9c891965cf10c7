"""Each field takes what people type as it is, and refuses in plain words."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cms import text
from stories.form_fields import (
    BecauseField,
    CaptionsField,
    ConsentField,
    PictureField,
    PlainTextField,
    PostAddressField,
    VideoField,
    VideoFileField,
    complete_because,
)
from tests import make

LINES = json.loads((Path(__file__).parents[1] / "because_cases.json").read_text("utf-8"))


def refusal(field, value):
    """Return the message with which a field refuses a value."""
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return " ".join(refused.value.messages)


class TestPlainText:
    def test_control_characters_leave_and_letters_stay(self):
        field = PlainTextField(longest=100, one_line=False)
        assert field.clean("Zoe\u0301\x00 said:\r\n“Hi”\x07 ") == "Zoé said:\n“Hi”"

    def test_a_single_line_stays_one(self):
        assert PlainTextField(longest=100).clean("Dayton,\n Ohio") == "Dayton, Ohio"

    def test_too_long_says_by_how_much(self):
        message = refusal(PlainTextField(longest=10), "a" * 13)
        assert message.startswith("This answer is 3 characters over 10.")
        assert "1 character over" in refusal(PlainTextField(longest=10), "a" * 11)

    def test_it_says_which_answer_is_too_long(self):
        message = refusal(PlainTextField(longest=10, label="Your name"), "a" * 13)
        assert message.startswith("Your answer to “Your name” is 3 characters over 10.")

    def test_a_megabyte_is_refused_and_not_read(self, monkeypatch):
        monkeypatch.setattr(text, "normalise", lambda value: pytest.fail("was read"))
        assert "1,028,576 characters over 20,000" in refusal(
            PlainTextField(longest=20_000), "a" * 2**20
        )

    def test_an_emoji_is_kept_whole(self):
        family = "👨‍👩‍👧 and 🏳️‍🌈"
        assert PlainTextField(longest=100).clean(family) == family

    @pytest.mark.parametrize("nothing", ["\u200b", " \u200d \ufeff", "\x00\x07"])
    def test_signs_without_a_shape_are_no_answer(self, nothing):
        field = PlainTextField(longest=100, error_messages={"required": "Enter your name"})
        assert refusal(field, nothing) == "Enter your name"

    @given(st.text(max_size=200))
    def test_any_text_is_taken_or_refused_in_words(self, value):
        field = PlainTextField(longest=100, one_line=False, required=False)
        try:
            clean = field.clean(value)
        except ValidationError as error:
            assert "characters over 100" in error.messages[0] or "character over" in str(error)
        else:
            assert clean in (text.normalise(value), "")
            clean.encode()


class TestBecause:
    @pytest.mark.parametrize(
        "typed",
        [
            "my son lived.",
            "because my son lived.",
            "Because: my son lived.",
            "#IHeartHIT because my son lived.",
            "  #ihearthit  BECAUSE …  my son lived. ",
            "IHeartHIT because my son lived.",
            "#IHeartHIT my son lived.",
            "#IHeartHIT because ... my son lived.",
            "... my son lived.",
        ],
    )
    def test_every_way_of_typing_it_is_the_same_line(self, typed):
        assert complete_because(typed) == "#IHeartHIT because my son lived."

    @pytest.mark.parametrize(
        "typed", ["", "  ", "because", "#IHeartHIT", "#IHeartHIT because …", "…", "- ?"]
    )
    def test_an_opening_alone_says_nothing(self, typed):
        assert complete_because(typed) == ""

    def test_nothing_behind_the_opening_changes(self):
        assert complete_because(".5 mg was enough") == "#IHeartHIT because .5 mg was enough"
        assert complete_because("because because") == "#IHeartHIT because because"
        assert complete_because("becausesome") == "#IHeartHIT because becausesome"

    def test_the_hashtag_is_the_campaigns(self):
        assert complete_because("#OurTag because yes", "#OurTag") == "#OurTag because yes"

    @pytest.mark.parametrize("case", LINES, ids=lambda case: case["why"])
    def test_line_shared_with_the_browser(self, case):
        assert complete_because(case["typed"]) == case["line"]

    @given(st.text(max_size=60))
    def test_twice_is_once(self, typed):
        once = complete_because(" ".join(text.normalise(typed).split()))
        assert complete_because(once) == once

    def test_the_field_gives_the_whole_line(self):
        assert BecauseField().clean("I could\nread it") == "#IHeartHIT because I could read it"

    def test_it_is_asked_for(self):
        field = BecauseField(error_messages={"required": "Finish the sentence"})
        assert refusal(field, "#IHeartHIT because") == "Finish the sentence"


class TestVideo:
    def test_it_keeps_the_one_canonical_address(self):
        field = VideoField()
        assert (
            field.clean("youtu.be/dQw4w9WgXcQ?si=abc&t=3")
            == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
        )

    def test_another_site_is_refused_with_the_way_on(self):
        assert "YouTube and Vimeo only" in refusal(VideoField(), "https://example.com/film")

    def test_it_may_stay_empty(self):
        assert VideoField(required=False).clean("") == ""


class TestPicture:
    def upload(self, data, name="bee.jpg"):
        return SimpleUploadedFile(name, data, "image/jpeg")

    def test_it_leaves_as_a_clean_picture(self):
        picture = PictureField().clean(self.upload(make.picture_bytes()))
        assert (picture.width, picture.height, picture.extension) == (1200, 630, "jpg")
        assert picture.warnings == ()

    def test_from_600_by_315_on_it_is_taken_with_a_warning(self):
        picture = PictureField().clean(self.upload(make.picture_bytes(600, 315)))
        assert [warning.code for warning in picture.warnings] == ["smaller_than_wanted"]

    def test_below_that_it_is_refused_with_the_reason(self):
        assert "600" in refusal(PictureField(), self.upload(make.picture_bytes(599, 315)))

    def test_hidden_data_does_not_come_through(self):
        file, exif = BytesIO(), Image.Exif()
        exif[0x010F] = "SecretPhone 9"
        Image.new("RGB", (1200, 630)).save(file, "JPEG", exif=exif)
        assert b"SecretPhone" not in PictureField().clean(self.upload(file.getvalue())).data

    @pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xd8\xff", b"GIF89a", b"<svg>"])
    def test_a_broken_file_is_refused_in_words(self, data):
        assert refusal(PictureField(required=False), self.upload(data))

    def test_none_is_none(self):
        assert PictureField(required=False).clean(None) is None


class TestConsent:
    def test_it_is_never_ticked_beforehand(self):
        from django import forms

        class Form(forms.Form):
            box = ConsentField(initial="on")

        assert "checked" not in str(Form()["box"])


class TestPostAddress:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("https://example.com/my-story?a=1#top", "https://example.com/my-story?a=1#top"),
            (" http://example.com ", "http://example.com"),
            ("example.com/my-story", "https://example.com/my-story"),
            ("https://münchen.example/ä", "https://münchen.example/ä"),
        ],
    )
    def test_a_web_address_is_kept_as_it_is(self, typed, kept):
        assert PostAddressField().clean(typed) == kept

    @pytest.mark.parametrize(
        "typed",
        [
            "my blog",
            "javascript:alert(1)",
            "ftp://example.com/a",
            "file:///etc/passwd",
            "https://renee:secret@example.com/",
            "https://",
            "https://[1/",
            "https://example.com/a b",
        ],
    )
    def test_anything_else_is_refused_with_an_example(self, typed):
        assert "https://example.com/my-story" in refusal(PostAddressField(), typed)

    def test_a_long_one_is_refused_by_its_length(self):
        assert "over 500" in refusal(PostAddressField(), "https://example.com/" + "a" * 600)

    def test_empty_stays_empty(self):
        assert PostAddressField(required=False).clean("  ") == ""


class TestVideoFile:
    def clean(self, name, **options):
        return VideoFileField(**options).clean(SimpleUploadedFile(name, b"x"))

    @pytest.mark.parametrize("name", ["a.mp4", "IMG_1.MOV", "a.webm", "a.m4v"])
    def test_a_video_goes_through_as_it_is(self, name):
        assert self.clean(name).read() == b"x"

    @pytest.mark.parametrize("name", ["a.avi", "a.mp4.exe", "mp4", "a.jpg"])
    def test_another_ending_is_refused_with_those_we_take(self, name):
        with pytest.raises(ValidationError, match=r"\.mp4, \.mov or \.webm"):
            self.clean(name)

    def test_nothing_is_no_video(self):
        assert VideoFileField(required=False).clean(None) is None
        assert VideoFileField().clean(None, initial="kept") is None
        assert refusal(VideoFileField(error_messages={"required": "Choose"}), None) == "Choose"

    def test_the_browser_offers_videos(self):
        assert ".mov" in VideoFileField().widget.attrs["accept"]


class TestCaptions:
    WORDS = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello."

    def value(self, data, files):
        return CaptionsField().widget.value_from_datadict(data, files, "story_captions")

    def test_pasted_text_is_kept_with_its_lines(self):
        assert CaptionsField().clean(self.WORDS.replace("\n", "\r\n")) == self.WORDS

    def test_words_without_times_are_refused_with_an_example(self):
        assert "00:01.000 --> 00:04.000" in refusal(CaptionsField(), "Hello, I am Renee.")

    def test_a_file_takes_the_place_of_the_text_and_can_be_read_twice(self):
        file = SimpleUploadedFile("a.vtt", b"\xef\xbb\xbf" + self.WORDS.encode())
        for _ in range(2):
            assert (
                self.value({"story_captions": "Old"}, {"story_captions_file": file}) == self.WORDS
            )

    def test_without_a_file_the_text_counts(self):
        assert self.value({"story_captions": "Old"}, {}) == "Old"

    def test_a_file_that_is_no_text_breaks_nothing(self):
        file = SimpleUploadedFile("a.vtt", bytes(range(256)) * 10)
        assert isinstance(self.value({}, {"story_captions_file": file}), str)

    def test_of_a_huge_file_a_part_is_read_and_refused(self):
        file = SimpleUploadedFile("a.vtt", b"a" * 2**20)
        value = self.value({}, {"story_captions_file": file})
        assert len(value) < 2**18
        assert "over 40,000" in refusal(CaptionsField(label="Captions"), value)

    def test_both_controls_have_a_label_and_the_same_description(self):
        html = CaptionsField().widget.render(
            "story_captions", "<b>", {"id": "id_story_captions", "aria-describedby": "hint"}
        )
        assert 'for="id_story_captions_file"' in html
        assert html.count('aria-describedby="hint"') == 2
        assert "<b>" not in html
