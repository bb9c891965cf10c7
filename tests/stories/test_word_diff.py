"""Two texts are compared by words; words changed side by side are one change."""

from hypothesis import given
from hypothesis import strategies as st

from stories import word_diff

TEXT = "The dog barked. The cat slept. The bird sang."


def changes(before, after):
    return [
        (one.before.strip(), one.after.strip()) for one in word_diff.find_changes(before, after)
    ]


class TestRule3Changes:
    def test_one_word_is_one_change(self):
        assert changes("two hundred miles", "three hundred miles") == [("two", "three")]

    def test_words_side_by_side_are_one_change(self):
        assert changes("it were not good", "it was quite good") == [("were not", "was quite")]

    def test_changes_apart_stay_apart(self):
        assert changes("a big red dog ran", "a small red cat ran") == [
            ("big", "small"),
            ("dog", "cat"),
        ]

    def test_a_sentence_that_was_cut_is_whole(self):
        after = TEXT.replace("The cat slept. ", "")
        (change,) = word_diff.find_changes(TEXT, after)
        assert change.before.strip() == "The cat slept."
        assert change.is_cut
        assert word_diff.are_sentences(change, TEXT)

    def test_half_a_sentence_is_none(self):
        (change,) = word_diff.find_changes("She came home and slept.", "She came home.")
        assert not word_diff.are_sentences(change, "She came home and slept.")

    @given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60))
    def test_places_are_where_the_words_stand(self, before, after):
        for change in word_diff.find_changes(before, after):
            assert before[slice(*change.span)] == change.before
            assert after[slice(*change.new_span)] == change.after

    @given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60))
    def test_putting_the_changes_back_gives_the_copy(self, before, after):
        for change in reversed(word_diff.find_changes(before, after)):
            start, end = change.span
            before = before[:start] + change.after + before[end:]
        assert before == after
