"""Cards as picture files: the size networks ask for, always under 100 KB, drawn from the same heart."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from stories import hearts, share_picture
from stories.share_card import COLOURS, HEIGHT, WIDTH

WORDS = "Ivy was four when the bee stung her. " * 40
BECAUSE = "#IHeartHIT because my daughter’s record spoke when she could not."


def draw(sentence="Because her record spoke.", story=WORDS, **changes):
    marks = hearts.lay_heart(story, BECAUSE)
    given = {"hashtag": "#IHeartHIT", "sentence": sentence, "teller": "Renee", "marks": marks}
    return share_picture.draw_words(**{**given, **changes})


def opened(data):
    return Image.open(BytesIO(data)).convert("RGB")


def near(pixel, colour):
    wanted = tuple(bytes.fromhex(colour[1:]))
    return all(abs(one - other) < 24 for one, other in zip(pixel, wanted, strict=True))


class TestCardOfWords:
    @pytest.mark.parametrize("sentence", ["Short.", "word " * 56, "x" * 280, ""])
    def test_any_sentence_gives_a_small_file_of_the_right_size(self, sentence):
        data = draw(sentence)
        assert data.startswith(b"\x89PNG") and len(data) < 100_000
        assert opened(data).size == (WIDTH, HEIGHT)

    def test_it_carries_nothing_but_pixels(self):
        assert Image.open(BytesIO(draw())).info.keys() <= {"transparency"}

    def test_the_heart_is_where_the_drawing_has_it(self):
        picture = opened(draw())
        # The bottom of the outer ring and the middle of its left lobe, from HEART_BOX and HEART_PATH.
        assert near(picture.getpixel((1000, 617)), COLOURS["because"])
        assert any(near(picture.getpixel((x, 240)), COLOURS["because"]) for x in range(700, 716))

    def test_other_words_give_another_heart(self):
        heart = (690, 0, WIDTH, HEIGHT)
        one, other = (opened(draw(story=text)).crop(heart) for text in (WORDS, "Other " * 90))
        assert ImageChops.difference(one, other).getbbox()

    def test_words_stay_left_of_the_heart(self):
        between = opened(draw("word " * 56)).crop((660, 0, 690, HEIGHT))
        assert len(between.getcolors()) == 1

    def test_without_a_sentence_the_hashtag_takes_its_place(self):
        middle = (64, 290, 660, 350)
        colours = [pixel for _, pixel in opened(draw("")).crop(middle).getcolors()]
        assert any(near(pixel, COLOURS["story"]) for pixel in colours)


class TestCardOfAPicture:
    def test_it_is_a_small_jpeg_of_the_right_size(self):
        picture = Image.effect_noise((1200, 538), 40).convert("RGB")
        data = share_picture.draw_picture(picture, hashtag="#IHeartHIT", teller="Renee")
        assert data.startswith(b"\xff\xd8") and len(data) <= share_picture.MOST_BYTES
        assert opened(data).size == (WIDTH, HEIGHT)

    def test_a_small_picture_fills_it(self):
        picture = Image.new("RGB", (600, 315), (194, 18, 74))
        data = share_picture.draw_picture(picture, hashtag="#IHeartHIT", teller="Renee")
        assert near(opened(data).getpixel((5, 5)), "#c2124a")
        assert near(opened(data).getpixel((1190, 500)), "#c2124a")

    def test_one_that_cannot_be_made_small_is_refused(self):
        noise = Image.effect_noise((1200, 538), 250).convert("RGB")
        with pytest.raises(share_picture.CardTooLarge):
            share_picture.draw_picture(noise, hashtag="#IHeartHIT", teller="")
