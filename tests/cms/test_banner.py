"""The banner shows on its days, leads only to what everybody may read, and leaves the form alone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail.models import Locale, PageViewRestriction

from home.models import StandardPage
from tests import make

pytestmark = pytest.mark.django_db
WORDS = "The week begins on Monday."
NEW_YORK = ZoneInfo("America/New_York")


def put_up(**changes):
    return make.campaign_settings(banner_is_on=True, banner_text=WORDS, **changes)


def page(**changes):
    made = StandardPage(title="About", slug="about", **changes)
    make.home_page().add_child(instance=made)
    return made


def banner(client, path="/"):
    return BeautifulSoup(client.get(path).content, "html.parser").select_one(".banner")


def words(client, path="/"):
    found = banner(client, path)
    return found.get_text(strip=True) if found else None


def target(client, path="/"):
    link = banner(client, path).find("a")
    return link and link["href"]


class TestWhenItShows:
    def test_not_before_it_is_turned_on(self, client):
        make.campaign_settings(banner_text=WORDS)
        assert words(client) is None

    def test_from_then_on_without_days(self, client):
        put_up()
        assert words(client) == WORDS

    @pytest.mark.parametrize(
        ("moment", "shows"),
        [
            (datetime(2026, 9, 20, 23, 59, 59, tzinfo=NEW_YORK), False),
            (datetime(2026, 9, 21, 0, 0, tzinfo=NEW_YORK), True),
            (datetime(2026, 9, 25, 23, 59, 59, tzinfo=NEW_YORK), True),
            (datetime(2026, 9, 26, 0, 0, tzinfo=NEW_YORK), False),
        ],
    )
    def test_on_its_days_on_the_clock_of_the_site(self, client, moment, shows):
        put_up(banner_first_day=date(2026, 9, 21), banner_last_day=date(2026, 9, 25))
        with time_machine.travel(moment, tick=False):
            assert words(client) == (WORDS if shows else None)

    def test_every_page_with_the_menu_has_it_and_the_form_has_not(self, client):
        put_up()
        for path in ("/", page().url, make.index_page().url, make.story().url, "/nowhere/"):
            assert words(client, path) == WORDS
        assert words(client, make.form_page().url) is None


class TestWhereItLeads:
    def test_nowhere_without_a_page(self, client):
        put_up()
        assert target(client) is None

    def test_to_its_page_which_says_so_itself(self, client):
        put_up(banner_page=page())
        assert target(client) == "/about/"
        assert banner(client, "/about/").find("a")["aria-current"] == "page"

    def test_to_another_site(self, client):
        put_up(banner_address="https://example.org/week")
        assert target(client) == "https://example.org/week"

    def test_not_to_a_page_that_was_taken_down(self, client):
        put_up(banner_page=page(live=False))
        assert (words(client), target(client)) == (WORDS, None)

    def test_not_to_a_private_page(self, client):
        closed = page()
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        put_up(banner_page=closed)
        assert (words(client), target(client)) == (WORDS, None)

    def test_in_spanish_to_the_spanish_page_with_spanish_words(self, client):
        about = page()
        spanish = Locale.objects.get(language_code="es")
        make.home_page().copy_for_translation(spanish).save_revision().publish()
        twin = about.copy_for_translation(spanish)
        twin.slug = "acerca"
        twin.save_revision().publish()
        put_up(banner_page=about, banner_text_elsewhere={"es": "La semana empieza el lunes."})
        assert words(client, "/es/") == "La semana empieza el lunes."
        assert target(client, "/es/") == "/es/acerca/"
        assert (words(client), target(client)) == (WORDS, "/about/")


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"banner_is_on": True}, "banner_text"),
            ({"banner_address": "javascript:alert(1)"}, "banner_address"),
            (
                {"banner_first_day": date(2026, 9, 25), "banner_last_day": date(2026, 9, 24)},
                "banner_last_day",
            ),
        ],
    )
    def test_at_the_field_that_is_wrong(self, changes, field):
        settings = make.campaign_settings()
        for name, value in changes.items():
            setattr(settings, name, value)
        with pytest.raises(ValidationError) as refused:
            settings.full_clean()
        assert list(refused.value.message_dict) == [field]

    def test_a_page_and_an_address_at_once(self):
        settings = make.campaign_settings()
        settings.banner_page, settings.banner_address = make.home_page(), "/stories/"
        with pytest.raises(ValidationError) as refused:
            settings.full_clean()
        assert list(refused.value.message_dict) == ["banner_page"]

    def test_one_day_is_enough(self):
        day = date(2026, 9, 25)
        settings = put_up(banner_first_day=day, banner_last_day=day)
        settings.full_clean()
