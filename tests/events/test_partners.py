"""Partners are sorted and found as people expect it, accents and articles or not."""

import pytest
from django.core.exceptions import ValidationError

from events.models import Partner
from events.partners import fold, letter_of, sort_name
from tests import make
from tests.events import week

pytestmark = pytest.mark.django_db


class TestNames:
    @pytest.mark.parametrize(
        ("name", "key", "letter"),
        [
            ("Alder & Ash", "alder & ash", "A"),
            ("The Thimble Registry", "thimble registry", "T"),
            ("Océan Nord", "ocean nord", "O"),
            ("Éclair Care", "eclair care", "E"),
            ("42 Steps", "42 steps", "#"),
            ("漢方 House", "漢方 house", "#"),
            ("The", "the", "T"),
            ("  Two   Moons ", "two moons", "T"),
        ],
    )
    def test_a_name_has_its_place_in_the_list(self, name, key, letter):
        assert (sort_name(name), letter_of(name)) == (key, letter)

    def test_what_no_database_can_hold_is_left_out(self):
        assert fold("a\x00b c") == "c"

    def test_an_editor_can_choose_another_place(self):
        partner = week.partner("Dr. Zed’s Practice", sorted_under="Zed")
        assert (partner.letter, partner.sort_key) == ("Z", "zed")

    def test_a_save_of_the_name_alone_moves_it(self):
        partner = week.partner("Alder")
        partner.name = "Birch"
        partner.save(update_fields=["name"])
        partner.refresh_from_db()
        assert (partner.letter, partner.folded_name) == ("B", "birch")

    def test_a_long_name_of_letters_that_unfold_fits(self):
        week.partner("ﷺ" * 120)


class TestSearch:
    @pytest.mark.parametrize("words", ["ocean", "OCÉAN", "nord oce", "n"])
    def test_a_name_is_found_by_any_of_its_parts(self, words):
        week.partner("Océan Nord Translators")
        assert Partner.objects.find(words).count() == 1

    def test_every_word_has_to_be_there(self):
        week.partner("Océan Nord")
        assert not Partner.objects.find("ocean south").exists()

    def test_signs_of_patterns_are_only_signs(self):
        week.partner("Alder")
        assert not Partner.objects.find("%").exists()
        assert not Partner.objects.find("a_der").exists()


class TestWhoSeesThem:
    def test_only_those_that_are_shown_in_their_edition(self):
        edition = make.edition()
        week.partner("Shown", edition)
        week.partner("Hidden", edition, is_shown=False)
        week.partner("Of another year")
        found = Partner.objects.public().of(edition)
        assert [partner.name for partner in found] == ["Shown"]


@pytest.mark.parametrize(
    ("address", "taken"), [("https://example.org", True), ("ftp://x.org", False)]
)
def test_an_address_begins_with_https(address, taken):
    partner = Partner(name="Alder", address=address)
    if taken:
        partner.full_clean(exclude=["folded_name", "sort_key", "letter"])
    else:
        with pytest.raises(ValidationError, match="https://"):
            partner.full_clean(exclude=["folded_name", "sort_key", "letter"])
