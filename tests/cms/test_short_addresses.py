"""Short and former addresses lead to pages that may be read, stand in front of none, and tell nothing of hidden ones."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, ModelLogEntry, Page

from cms.short_addresses import LONGEST_QUERY, with_query
from home.models import StandardPage
from stories import moderation, retention
from stories.models import StoryPage
from tests import make
from tests.cms.page_cache.asking import is_kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def about():
    return make.home_page().add_child(instance=StandardPage(title="About", slug="about"))


def short(address, target, **changes):
    """Keep a short address as an editor does."""
    return Redirect.add_redirect(address, target, **changes)


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Give a published page another slug, as the editor does; the page is returned."""

    def give(page, slug):
        page = Page.objects.get(pk=page.pk).specific
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return Page.objects.get(pk=page.pk).specific

    return give


class TestAShortAddress:
    @pytest.mark.parametrize("asked", ["/week", "/week/", "/Week", "/WEEK/"])
    def test_leads_to_its_page(self, client, about, asked):
        short("/week", about)
        response = client.get(asked)
        assert (response.status_code, response.url) == (301, "/about/")
        assert client.head(asked).status_code == 301

    def test_may_lead_there_for_now(self, client, about):
        short("/week", about, is_permanent=False)
        assert client.get("/week").status_code == 302

    def test_may_lead_away_from_the_site(self, client, about):
        short("/film", "https://example.org/film?a=1#end")
        assert client.get("/film").url == "https://example.org/film?a=1#end"
        assert client.get("/film?b=2").url == "https://example.org/film?a=1&b=2#end"

    def test_takes_the_query_along(self, client, about):
        short("/week", about)
        assert client.get("/week?topic=home&q=x%20y").url == "/about/?topic=home&q=x%20y"

    def test_may_be_bound_to_a_query(self, client, about):
        short("/index.php?id=7", about)
        assert client.get("/index.php?id=7").url == "/about/"
        assert client.get("/index.php?id=8").status_code == 404

    def test_leads_nowhere_else_whatever_is_asked(self, client, about):
        short("/week", about)
        for asked in ("/week?next=//evil.example", "/week?//evil.example/"):
            response = client.get(asked)
            assert response.url.startswith("/about/")

    def test_is_for_reading_only(self, client, about):
        short("/week", about)
        assert client.post("/week/").status_code == 404

    def test_of_a_spanish_page_stands_among_the_spanish_ones(self, client, about):
        spanish = Locale.objects.get(language_code="es")
        for page in (make.home_page(), about):
            page.copy_for_translation(spanish).save_revision().publish()
        page = about.get_translation(spanish)
        short("/es/semana", page)
        assert client.get("/es/semana").url == page.url
        assert page.url.startswith("/es/") and client.get("/semana/").status_code == 404

    def test_that_leads_to_itself_is_not_followed(self, client, about):
        short("/week", "http://testserver/week/")
        assert client.get("/week/").status_code == 404

    def test_of_a_long_query_leaves_it_out(self):
        assert with_query("/about/", "a" * LONGEST_QUERY).endswith("a")
        assert with_query("/about/", "a" * (LONGEST_QUERY + 1)) == "/about/"


class TestWhatStandsInFront:
    @pytest.mark.parametrize("address", ["/about", "/", "/feeds/stories.rss", "/robots.txt"])
    def test_a_page_or_a_part_of_the_site_is_never_covered(self, client, about, address):
        short(address, "https://example.org/")
        assert (
            client.get(address if "." in address else f"{address.rstrip('/')}/").status_code == 200
        )

    def test_a_page_that_is_published_later_takes_the_address(self, client, about):
        short("/week", about)
        page = StandardPage(title="Week", slug="week")
        make.home_page().add_child(instance=page)
        assert client.get("/week/").status_code == 200


class TestHiddenPages:
    def test_the_address_of_an_unpublished_page_is_not_told(self, client, about):
        short("/week", about)
        about.unpublish()
        assert client.get("/week/").status_code == 404

    def test_nor_that_of_one_whose_last_day_is_over(self, client, about):
        short("/week", about)
        Page.objects.filter(pk=about.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        assert client.get("/week/").status_code == 404

    def test_nor_that_of_a_draft(self, client):
        page = StandardPage(title="Secret plan", slug="secret-plan", live=False)
        make.home_page().add_child(instance=page)
        short("/week", page)
        assert client.get("/week/").status_code == 404


class TestStories:
    def test_a_short_address_leads_to_a_story_that_shows(self, client):
        story = make.story()
        short("/maria", story)
        assert client.get("/maria").url == story.url

    def test_a_former_address_leads_to_a_story_that_shows(self, client, rename):
        story = make.story()
        before = story.url
        after = rename(story, "another-address").url
        assert client.get(before).url == after

    @pytest.mark.parametrize("leave", [moderation.withdraw, moderation.take_page_down])
    def test_every_address_of_one_that_left_says_so_and_names_no_other(self, client, rename, leave):
        story = make.story()
        former, page = story.url, rename(story, "another-address")
        short("/maria", page)
        leave(page.submission)
        for address in (page.url, former, "/maria/"):
            response = client.get(address)
            assert response.status_code == 410
            assert "another-address" not in response.content.decode()

    def test_one_that_is_read_again_is_not_to_be_found(self, client):
        story = make.story()
        short("/maria", story)
        moderation.read_again(story.submission)
        assert client.get("/maria/").status_code == 404

    def test_a_redirect_at_the_address_of_one_that_left_is_not_followed(self, client, about):
        story = make.story()
        short(story.url, about)
        moderation.withdraw(story.submission)
        assert client.get(story.url).status_code == 410
        retention.erase(story.submission, reason="Asked for.")
        assert client.get(story.url).status_code == 410

    def test_the_former_address_of_an_erased_one_says_so_and_leaves_no_trace(self, client, rename):
        story = make.story()
        former, page = story.url, rename(story, "another-address")
        redirect = Redirect.objects.get(redirect_page=page)
        ModelLogEntry.objects.log_action(redirect, "wagtail.edit")
        retention.erase(StoryPage.objects.get(pk=page.pk).submission, reason="Asked for.")
        assert client.get(former).status_code == 410
        assert not Redirect.objects.filter(pk=redirect.pk).exists()
        labels = ModelLogEntry.objects.get_for_model(Redirect).values_list("label", flat=True)
        assert list(labels) == ["Erased address"]


class TestPagesThatMove:
    def test_a_new_slug_leads_on_from_the_former_one_with_the_query(self, client, about, rename):
        rename(about, "about-us")
        assert client.get("/about/").url == "/about-us/"
        assert client.get("/about/?a=1").url == "/about-us/?a=1"

    def test_a_move_leads_on_too(self, client, about, django_capture_on_commit_callbacks):
        below = about.add_child(instance=StandardPage(title="Rights", slug="rights"))
        with django_capture_on_commit_callbacks(execute=True):
            Page.objects.get(pk=below.pk).specific.move(make.home_page(), pos="last-child")
        assert client.get("/about/rights/").url == "/rights/"

    def test_the_list_of_partners_goes_along_with_the_week(self, client, rename):
        rename(make.event_page(), "week-of-2026")
        assert client.get("/nhit-week/").url == "/week-of-2026/"
        assert client.get("/nhit-week/partners/?q=a").url == "/week-of-2026/partners/?q=a"

    def test_a_former_address_that_is_given_to_another_page_is_that_page(
        self, client, about, rename
    ):
        rename(about, "about-us")
        make.home_page().add_child(instance=StandardPage(title="New", slug="about"))
        assert client.get("/about/").status_code == 200


class TestKeeping:
    def test_nothing_keeps_the_way_without_asking_again(self, client, about, settings):
        settings.PAGE_CACHE = True
        assert client.get("/week/").status_code == 404
        row = short("/week", about)
        response = client.get("/week")
        assert response.url == "/about/" and response["Cache-Control"] == "no-cache"
        assert is_kept(client, "/about/")
        row.redirect_page = make.index_page()
        row.save()
        assert client.get("/week").url == "/stories/"
        row.delete()
        assert client.get("/week/").status_code == 404
