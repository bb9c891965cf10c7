"""The share card is one file that stands alone, and any sentence fits it."""

from xml.etree import ElementTree

from stories import share_card


def draw(sentence="Because her record spoke.", **changes):
    given = {
        "hashtag": "#IHeartHIT",
        "sentence": sentence,
        "teller": "Renee",
        "story_text": "Ivy was four.",
        "because": "#IHeartHIT because her record spoke.",
    }
    return share_card.draw_card(**{**given, **changes})


class TestRule2TheFile:
    def test_it_says_the_sentence_the_hashtag_and_the_name(self):
        words = " ".join(ElementTree.fromstring(draw()).itertext())
        for part in ("#IHeartHIT", "Because her record", "Renee"):
            assert part in words

    def test_it_is_as_large_as_a_share_card(self):
        root = ElementTree.fromstring(draw())
        assert (root.get("width"), root.get("height")) == ("1200", "630")

    def test_it_asks_nobody_for_anything(self):
        drawn = draw().replace("http://www.w3.org/2000/svg", "")
        assert "http" not in drawn
        assert "<script" not in drawn

    def test_hostile_words_stay_words(self):
        drawn = draw("<script>alert(1)</script>", teller="<b>x</b>", hashtag='"><i>')
        assert "<script" not in drawn and "<b>" not in drawn and "<i>" not in drawn
        ElementTree.fromstring(drawn)
