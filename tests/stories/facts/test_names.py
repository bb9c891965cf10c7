"""Names are told from words with a capital."""

from stories.facts import compare


def names(text):
    """Return the words of a text that are taken for names."""
    return [entry.original_text for entry in compare(text, text).kept if entry.kind == "name"]


class TestRule4Names:
    def test_a_capital_within_a_sentence_makes_a_name(self):
        assert names("We met Wrenlow there.") == ["Wrenlow"]

    def test_a_capital_that_opens_a_sentence_makes_none(self):
        assert names("Wrenlow came. “Biscuit” too.") == []

    def test_a_name_seen_elsewhere_is_known_at_the_opening(self):
        assert names("Wrenlow came. I saw Wrenlow.") == ["Wrenlow", "Wrenlow"]

    def test_a_first_name_is_known_at_the_opening(self):
        assert names("Agnieszka came.") == ["Agnieszka"]

    def test_a_word_that_also_stands_small_is_none(self):
        assert names("The Zebrafinch sang, a zebrafinch.") == []

    def test_an_ordinary_word_with_a_capital_is_none(self):
        assert names("My Doctor and the Hospital.") == []

    def test_a_title_does_not_end_the_sentence(self):
        assert names("Then Dr. Wrenlow came.") == ["Wrenlow"]
