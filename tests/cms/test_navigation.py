"""A menu prints the links that editors keep, as far as they lead visitors somewhere."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.models import CampaignSettings, MenuLink
from cms.navigation import Link, menu
from home.models import StandardPage
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def settings():
    """The campaign without the links that the site comes with."""
    campaign = make.campaign_settings()
    campaign.menu_links.all().delete()
    return campaign


def page(title="About", parent=None, **changes):
    made = StandardPage(title=title, **changes)
    (parent or make.home_page()).add_child(instance=made)
    return made


def add(settings, label="About", where="header", **target):
    return MenuLink.objects.create(settings=settings, where=where, label=label, **target)


def printed(where="header", path="/"):
    """Return one menu as a new request prints it."""
    return menu(CampaignSettings.objects.get(), where, RequestFactory().get(path))


class TestWhatIsPrinted:
    def test_pages_and_addresses_in_their_order(self, settings):
        about = page()
        add(settings, "About", page=about, sort_order=2)
        add(settings, "Write to us", address="mailto:stories@example.org", sort_order=1)
        assert printed() == [
            Link("Write to us", "mailto:stories@example.org"),
            Link("About", "/about/"),
        ]

    def test_each_menu_has_its_own(self, settings):
        add(settings, "Up", "header", address="/up/")
        add(settings, "Down", "footer", address="/down/")
        assert [link.label for link in printed("header")] == ["Up"]
        assert [link.label for link in printed("footer")] == ["Down"]

    def test_the_link_to_the_page_that_is_shown_says_so(self, settings):
        add(settings, page=page())
        assert [link.is_current for link in printed(path="/about/")] == [True]
        assert [link.is_current for link in printed(path="/stories/")] == [False]

    def test_there_is_none_without_a_request_or_before_the_settings_are_saved(self, settings):
        add(settings, page=page())
        assert menu(settings, "header") == []
        assert menu(CampaignSettings(), "header", RequestFactory().get("/")) == []


class TestWhatLeavesTheMenu:
    def test_a_draft(self, settings):
        about = page()
        add(settings, page=about)
        about.unpublish()
        assert printed() == []
        about.save_revision().publish()
        assert [link.href for link in printed()] == ["/about/"]

    @pytest.mark.parametrize("kind", ["login", "password", "groups"])
    def test_a_private_page_and_all_below_it(self, settings, kind):
        inside = page("Inside")
        below = page("Below", parent=inside)
        add(settings, "Inside", page=inside)
        add(settings, "Below", page=below)
        add(settings, "Open", page=page("Open"))
        add(settings, "Elsewhere", address="https://example.org/")
        restriction = PageViewRestriction.objects.create(page=inside, restriction_type=kind)
        assert [link.label for link in printed()] == ["Open", "Elsewhere"]
        restriction.delete()
        assert len(printed()) == 4

    def test_a_page_that_is_deleted(self, settings):
        about = page()
        add(settings, page=about)
        about.delete()
        assert printed() == []


class TestQueries:
    def test_they_do_not_grow_with_the_links(self, settings):
        counts = []
        for number in range(8):
            add(settings, page=page(f"Page {number}"), where=("header", "footer")[number % 2])
            campaign = CampaignSettings.objects.get()
            request = RequestFactory().get("/")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                links = [*menu(campaign, "header", request), *menu(campaign, "footer", request)]
            assert len(links) == number + 1
            counts.append(len(queries))
        assert len(set(counts[1:])) == 1, counts
