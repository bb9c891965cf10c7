"""Captions come in as people have them, and leave as WebVTT that holds times and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.captions import CaptionsRefused, Cue, read_captions, read_cues

GOOD = """WEBVTT

00:00:01.000 --> 00:00:03.500
My daughter was four.

00:00:04.000 --> 00:00:06.000
[A bell rings]
The nurse looked up.
"""


def refusal(text, **options):
    """Expect a refusal; return its words."""
    with pytest.raises(CaptionsRefused) as caught:
        read_captions(text, **options)
    return caught.value.message


class TestWebVTT:
    def test_good_captions_stay_as_they_are(self):
        assert read_captions(GOOD) == GOOD
        assert read_captions(read_captions(GOOD)) == GOOD

    def test_times_without_hours_get_them(self):
        assert "00:00:01.500 --> 00:01:02.000" in read_captions(
            "WEBVTT\n\n00:01.500 --> 01:02.000\nHello."
        )

    def test_byte_order_mark_and_other_line_ends_do_no_harm(self):
        assert read_captions("\ufeff" + GOOD.replace("\n", "\r\n")) == GOOD
        assert read_captions(GOOD.replace("\n", "\r")) == GOOD

    def test_names_notes_styles_and_places_are_dropped(self):
        text = (
            "WEBVTT - Ivy at home\nKind: captions\n\nNOTE filmed at 12 Elm Street\n\n"
            "STYLE\n::cue { background: url(https://example.com/x) }\n\n"
            "first\n00:01.000 --> 00:02.000 line:0 position:20%\n<c.red>Hello</c> <00:01.500><i>you</i>."
        )
        assert read_captions(text) == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello you.\n"

    def test_speakers_are_named(self):
        cues = read_cues("WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Renee>Look here.</v>")
        assert cues == [Cue(1.0, 2.0, "Renee: Look here.")]

    def test_signs_of_markup_stay_signs(self):
        text = "WEBVTT\n\n00:01.000 --> 00:02.000\n5 &lt; 7 &amp; 3 < 4 &nbsp;<script>x</script>"
        new = read_captions(text)
        assert "5 &lt; 7 &amp; 3 &lt; 4 x" in new
        assert read_captions(new) == new


class TestSubRip:
    def test_is_taken_too(self):
        text = "1\n00:00:01,000 --> 00:00:03,500\n{\\an8}<b>My daughter</b> was four.\n\n2\n00:00:04,000 --> 00:00:06,000\nYes."
        assert [cue.words for cue in read_cues(text)] == ["My daughter was four.", "Yes."]


class TestRefusals:
    @pytest.mark.parametrize("text", ["", "WEBVTT", "WEBVTT\n\nNOTE nothing yet"])
    def test_no_captions(self, text):
        assert "no captions" in refusal(text)
        assert "00:01.000 --> 00:04.000" in refusal(text)

    def test_words_without_any_times_are_a_transcript(self):
        for text in ("My daughter was four.", "WEBVTT\n\nMy daughter was four."):
            assert "they are a transcript" in refusal(text)

    def test_words_without_a_time_among_others_name_the_line(self):
        message = refusal(GOOD + "\nMy daughter was five.")
        assert "Line 10" in message
        assert "My daughter was five." in message

    def test_a_time_that_nobody_can_read_names_the_line(self):
        assert "line 5" in refusal("WEBVTT\n\n\n1\n1 second --> 2 seconds\nHello.")

    def test_an_end_before_the_beginning(self):
        assert "ends before it begins" in refusal("WEBVTT\n\n00:02.000 --> 00:01.000\nHello.")

    def test_captions_out_of_order(self):
        text = "00:05.000 --> 00:06.000\nTwo.\n\n00:01.000 --> 00:02.000\nOne."
        assert "out of order at line 4" in refusal(text)

    def test_captions_of_another_film(self):
        assert "00:00:06.000" in refusal(GOOD, longest=4.0)
        assert read_captions(GOOD, longest=5.5)

    def test_too_much(self):
        assert "Split it" in refusal("00:01.000 --> 00:02.000\n" + "word " * 200)
        assert "too long" in refusal("x" * 50_000)
        many = "\n\n".join(f"00:01.000 --> 00:02.{n:03}\nx" for n in range(1, 402))
        assert "401 captions" in refusal(many)

    @given(st.text(max_size=200))
    def test_any_other_text_is_refused_or_read_and_never_breaks(self, text):
        try:
            new = read_captions("WEBVTT\n\n00:01.000 --> 00:02.000\n" + text)
        except CaptionsRefused:
            return
        assert read_captions(new) == new
        assert new.count("-->") <= len(read_cues(new))
