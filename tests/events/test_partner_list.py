"""Visitors find a partner among hundreds without a script, in the same number of queries."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from cms.models import CampaignImage
from events import partner_list
from tests import make
from tests.events import week

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return make.event_page()


def names(client, page, asked=""):
    """Return the names on the page of partners, in their order."""
    response = client.get(f"{page.partners_url}{asked}")
    assert response.status_code == 200
    return [partner.name for partner in response.context["listing"].partners]


def read(page, asked=""):
    return partner_list.read(QueryDict(asked), page.edition)


class TestTheList:
    def test_it_is_sorted_by_name(self, client, page):
        for name in ("Willow", "The Alder", "Éclair", "birch"):
            week.partner(name, page.edition)
        assert names(client, page) == ["The Alder", "birch", "Éclair", "Willow"]

    def test_nobody_hidden_and_nobody_of_another_year(self, client, page):
        week.partner("Hidden", page.edition, is_shown=False)
        week.partner("Other", make.edition(year=2025))
        assert names(client, page) == []
        assert "No partners yet" in client.get(page.partners_url).content.decode()

    def test_a_logo_is_lazy_and_has_size_and_words(self, client, page):
        logo = CampaignImage.objects.create(title="Logo", file=make_logo(), description="A bee")
        week.partner("Alder", page.edition, logo=logo)
        week.partner("Birch", page.edition)
        shown = client.get(page.partners_url).content.decode()
        (image,) = [part for part in shown.split("<img ")[1:] if 'alt="Alder"' in part]
        image = image.split(">")[0]
        assert 'loading="lazy"' in image and 'width="' in image and 'height="' in image
        assert "Birch" in shown

    def test_it_leads_back_and_sets_no_cookie(self, client, page):
        response = client.get(page.partners_url)
        assert f'href="{page.url}"' in response.content.decode()
        assert response.cookies == {}

    def test_it_goes_with_its_page(self, client, page):
        address = page.partners_url
        page.unpublish()
        assert client.get(address).status_code == 404

    def test_without_an_edition_there_is_none(self, client, page):
        type(page).objects.update(edition=None)
        assert client.get(page.partners_url).status_code == 404


class TestFinding:
    @pytest.fixture(autouse=True)
    def _partners(self, page):
        lead = week.partner_kind("Lead")
        week.partner("Océan Nord", page.edition, kind=lead)
        week.partner("Otter Creek", page.edition)
        week.partner("Alder", page.edition)

    def test_by_words(self, client, page):
        assert names(client, page, "?q=nord+oce") == ["Océan Nord"]

    def test_by_letter(self, client, page):
        assert names(client, page, "?letter=O") == ["Océan Nord", "Otter Creek"]

    def test_by_kind(self, client, page):
        kind = week.partner_kind("Lead")
        assert names(client, page, f"?kind={kind.pk}") == ["Océan Nord"]

    @pytest.mark.parametrize(
        "asked", ["?letter=%00", "?letter=Z", "?kind=x", "?kind=99", "?page=x", "?page=99", "?z=1"]
    )
    def test_what_makes_no_sense_is_left_out(self, client, page, asked):
        assert len(names(client, page, asked)) == 3

    @pytest.mark.parametrize("asked", ["?q=%00", "?q=" + "x" * 5000, "?q=%EF%B7%BA", "?q=%25"])
    def test_odd_words_do_no_harm(self, client, page, asked):
        names(client, page, asked)

    def test_nothing_found_says_how_to_go_on(self, client, page):
        shown = client.get(f"{page.partners_url}?q=zebra").content.decode()
        assert "No partner found" in shown and "see all partners" in shown
        assert 'value="zebra"' in shown

    def test_what_was_typed_is_not_markup(self, client, page):
        shown = client.get(f"{page.partners_url}?q=%22%3E%3Cscript%3E").content.decode()
        assert "<script>" not in shown

    def test_search_engines_read_the_whole_list_alone(self, client, page):
        for asked, wanted in (("", False), ("?q=a", True), ("?letter=O", True)):
            shown = client.get(f"{page.partners_url}{asked}").content.decode()
            assert ("noindex" in shown) == wanted

    def test_the_page_of_the_week_is_not_named_as_its_better_address(self, client, page):
        assert 'rel="canonical"' not in client.get(page.partners_url).content.decode()


class TestHundreds:
    def test_pages_are_capped_and_keep_what_was_asked(self, client, page):
        for number in range(130):
            week.partner(f"Oak {number:03}", page.edition)
        first = read(page, "q=oak&letter=O")
        assert len(first.partners) == partner_list.PAGE_SIZE
        assert first.next_address == "?q=oak&letter=O&page=2"
        last = read(page, "q=oak&page=3")
        assert [len(last.partners), last.next_address] == [10, ""]
        assert last.previous_address == "?q=oak&page=2"

    def test_three_hundred_cost_as_many_queries_as_one(self, client, page):
        logo = CampaignImage.objects.create(title="Logo", file=make_logo(), description="A bee")
        week.partner("Alder 0", page.edition, logo=logo, kind=week.partner_kind())
        client.get(page.partners_url)
        counts = []
        for size in (1, 299):
            for number in range(size):
                week.partner(f"Oak {size} {number}", page.edition, logo=logo)
            with CaptureQueriesContext(connection) as queries:
                client.get(page.partners_url)
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 17


def make_logo():
    """Return a small picture file."""

    return ImageFile(ContentFile(make.picture_bytes(400, 160, kind="PNG")), name="logo.png")
