"""Ready posts fit each network's limit as the network counts, and always hold both hashtags and the address."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories import social_posts
from stories.social_posts import BY_NAME, NETWORKS, Told, weigh_for_x

ADDRESS = "https://stories.example.org/stories/a-rather-long-slug-that-goes-on-and-on-for-a-while/"
TAGS = ("#IHeartHIT", "#NHITWeek")
LINE = "#IHeartHIT because my daughter’s record spoke when she could not."
FAMILY = "👩‍👩‍👧‍👦"


def told(sentence=LINE, **changes):
    given = {"sentence": sentence, "teller": "Renee, baker", "address": ADDRESS, "hashtags": TAGS}
    return Told(**{**given, **changes})


def post(name, sentence=LINE, **changes):
    (ready,) = social_posts.write(told(sentence, **changes), [BY_NAME[name]])
    return ready.text


class TestHowXCounts:
    @pytest.mark.parametrize(
        ("words", "weight"),
        [
            ("abc", 3),
            ("e\u0301", 1),
            ("漢字", 4),
            ("“so” – it’s", 11),
            ("😀", 2),
            (f"See {ADDRESS}", 4 + 23),
            ("See example.org", 4 + 23),
        ],
    )
    def test_signs_and_addresses(self, words, weight):
        assert weigh_for_x(words) == weight

    def test_a_joined_emoji_never_counts_less_than_x_says(self):
        assert weigh_for_x(FAMILY) >= 2


class TestEveryPost:
    @settings(max_examples=60, deadline=None)
    @given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=600))
    def test_it_fits_with_both_hashtags_and_the_address(self, sentence):
        for ready in social_posts.write(told(sentence)):
            assert ready.weight <= ready.network.limit, ready.network
            assert ADDRESS in ready.text
            assert all(social_posts.has_hashtag(ready.text, tag) for tag in TAGS)

    @pytest.mark.parametrize("sentence", [FAMILY * 90, "漢" * 500, "word " * 300, "x" * 900])
    @pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name)
    def test_long_lines_of_every_kind_are_cut(self, network, sentence):
        ready = post(network.name, sentence)
        assert network.weigh(ready) <= network.limit
        assert ready.count(ADDRESS) == 1

    def test_a_short_network_gets_sentence_hashtags_and_address(self):
        assert post("x") == f"{LINE} #NHITWeek\n{ADDRESS}"

    def test_a_long_one_names_the_teller_too(self):
        ready = post("linkedin")
        assert ready.startswith(f"{LINE}\n\nRenee, baker\n\n")
        assert ready.endswith("#IHeartHIT #NHITWeek")

    def test_a_hashtag_that_is_cut_off_comes_back_at_the_end(self):
        ready = post("x", "word " * 60 + "#IHeartHIT")
        assert ready.split("\n")[0].endswith("… #IHeartHIT #NHITWeek")

    def test_a_longer_hashtag_does_not_stand_for_ours(self):
        assert "#IHeartHIT " in post("x", "#IHeartHITtoo is another one.")

    def test_without_words_there_are_hashtags_and_address(self):
        for ready in social_posts.write(told("", teller="")):
            assert ready.text == f"#IHeartHIT #NHITWeek\n{ADDRESS}"
