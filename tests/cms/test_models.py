"""What every page says about its dates, and which links a menu takes."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from cms.models import MenuLink
from home.models import StandardPage
from tests import make

pytestmark = pytest.mark.django_db


def page(**changes):
    made = StandardPage(**{"title": "About", "slug": "about", **changes})
    make.home_page().add_child(instance=made)
    return made


def publish(made, moment):
    """Publish a page at a moment and return it as the database has it."""
    with time_machine.travel(moment, tick=False):
        made.save_revision().publish()
    made.refresh_from_db()
    return made


class TestDatesFromPublishing:
    def test_a_page_never_published_has_none(self):
        draft = StandardPage(title="About", slug="about")
        assert draft.shown_published_on is None
        assert draft.shown_updated_on is None

    def test_the_first_publication_stays_and_the_last_counts_as_the_change(self):
        made = page(live=False)
        publish(made, datetime(2026, 3, 2, 15, tzinfo=UTC))
        publish(made, datetime(2026, 5, 9, 15, tzinfo=UTC))
        assert made.shown_published_on == date(2026, 3, 2)
        assert made.shown_updated_on == date(2026, 5, 9)

    def test_saving_a_draft_changes_no_date(self):
        made = publish(page(live=False), datetime(2026, 3, 2, 15, tzinfo=UTC))
        with time_machine.travel(datetime(2026, 7, 1, tzinfo=UTC), tick=False):
            made.save_revision()
        made.refresh_from_db()
        assert made.shown_updated_on == date(2026, 3, 2)

    def test_the_day_is_that_of_the_site(self, settings):
        settings.TIME_ZONE = "America/New_York"
        made = publish(page(live=False), datetime(2026, 3, 2, 3, tzinfo=UTC))
        assert made.shown_published_on == date(2026, 3, 1)


class TestDatesFromAnEditor:
    def test_they_win_over_publishing(self):
        made = page(live=False, published_on=date(2019, 10, 1), updated_on=date(2020, 1, 5))
        publish(made, datetime(2026, 3, 2, 15, tzinfo=UTC))
        assert made.shown_published_on == date(2019, 10, 1)
        assert made.shown_updated_on == date(2020, 1, 5)

    def test_older_content_without_a_change_shows_the_day_it_came_here(self):
        made = publish(
            page(live=False, published_on=date(2019, 10, 1)), datetime(2026, 3, 2, 15, tzinfo=UTC)
        )
        assert made.shown_published_on == date(2019, 10, 1)
        assert made.shown_updated_on == date(2026, 3, 2)

    def test_a_change_before_the_publication_here_is_not_shown(self):
        made = publish(
            page(live=False, updated_on=date(2020, 1, 5)), datetime(2026, 3, 2, 15, tzinfo=UTC)
        )
        assert made.shown_updated_on == made.shown_published_on == date(2026, 3, 2)

    def test_a_change_before_the_publication_is_refused(self):
        made = StandardPage(
            title="About",
            slug="about",
            published_on=date(2020, 1, 5),
            updated_on=date(2020, 1, 4),
        )
        with pytest.raises(ValidationError) as refused:
            made.clean()
        assert list(refused.value.message_dict) == ["updated_on"]

    def test_a_change_on_the_same_day_is_not(self):
        day = date(2020, 1, 5)
        StandardPage(title="About", slug="about", published_on=day, updated_on=day).clean()


class TestLinksOfAMenu:
    def link(self, **target):
        made = MenuLink(settings=make.campaign_settings(), label="About", **target)
        made.full_clean()
        return made

    @pytest.mark.parametrize(
        "address",
        ["https://example.org/", "http://example.org", "mailto:a@example.org", "/stories/"],
    )
    def test_an_address_leads_out_by_mail_or_within_the_site(self, address):
        assert self.link(address=address).address == address

    @pytest.mark.parametrize(
        "address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "example.org"]
    )
    def test_any_other_address_is_refused(self, address):
        with pytest.raises(ValidationError) as refused:
            self.link(address=address)
        assert list(refused.value.message_dict) == ["address"]

    def test_a_page_is_enough(self):
        assert self.link(page=make.home_page()).where == MenuLink.Where.FOOTER

    def test_neither_and_both_are_refused(self):
        for target in ({}, {"page": make.home_page(), "address": "/stories/"}):
            with pytest.raises(ValidationError) as refused:
                self.link(**target)
            assert list(refused.value.message_dict) == ["page"]

    def test_it_needs_words(self):
        with pytest.raises(ValidationError):
            MenuLink(settings=make.campaign_settings(), address="/stories/").full_clean()


class TestSitesThatMayShowTheForm:
    def test_they_are_kept_as_browsers_name_them(self):
        settings = make.campaign_settings()
        settings.frame_sites = " https://Partner.example.org/ \r\nhttps://partner.example.org"
        settings.full_clean()
        assert settings.frame_sites == "https://partner.example.org"
        assert settings.frame_origins == ["https://partner.example.org"]

    def test_a_wrong_line_is_said_at_the_field(self):
        settings = make.campaign_settings()
        settings.frame_sites = "http://partner.example.org"
        with pytest.raises(ValidationError) as refused:
            settings.full_clean()
        (message,) = refused.value.message_dict["frame_sites"]
        assert message.endswith("the address has to begin with https://")

    def test_the_lines_for_a_partner_stand_beside_the_list(self, client):
        make.form_page()
        settings = make.campaign_settings()
        client.force_login(make.administrator())
        page = client.get(f"/admin/settings/cms/campaignsettings/{settings.site_id}/")
        box = BeautifulSoup(page.content, "html.parser").find("textarea", attrs={"readonly": True})
        frame = BeautifulSoup(box.get_text(), "html.parser").iframe
        assert frame["src"] == "http://127.0.0.1:8000/share-your-story/embed/"
        assert frame["title"] and frame["height"] == "900"
