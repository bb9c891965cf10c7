"""The address of an answer decides its language: pages, menus, switch, and what search engines are told."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction

from cms import languages
from cms.models import MenuLink
from home.models import HomePage, StandardPage
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def spanish():
    """The row of Spanish that the migrations make."""
    return Locale.objects.get(language_code="es")


@pytest.fixture
def landing(spanish):
    """The landing page in Spanish, published."""
    return translated(make.home_page(), spanish, title="Inicio")


def translated(page, locale, **words):
    """Return the published version of a page in a language."""
    copy = page.copy_for_translation(locale)
    for name, value in words.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)


def about(**values):
    page = StandardPage(title="About", slug="about", **values)
    make.home_page().add_child(instance=page)
    return page


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def alternates(html):
    return re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', html)


class TestTheLanguageOfAnAnswer:
    @pytest.mark.parametrize(
        ("path", "language"),
        [
            ("/", "en"),
            ("/stories/", "en"),
            ("/es/", "es"),
            ("/es", "es"),
            ("/es/historias/", "es"),
            ("/es-mx/", "en"),
            ("/especially-for-you/", "en"),
            ("/stories/es/", "en"),
            ("/en/", "en"),
            ("/xx/", "en"),
        ],
    )
    def test_stands_first_in_the_path(self, path, language):
        assert languages.language_of(path) == language

    def test_pages_speak_it(self, client, landing):
        english, other = text_of(client, "/"), text_of(client, "/es/")
        assert '<html lang="en-US" dir="ltr">' in english and "Skip to the content" in english
        assert '<html lang="es-US" dir="ltr">' in other and "Ir al contenido" in other
        assert 'content="en_US"' in english and 'content="es_US"' in other

    def test_neither_the_browser_nor_a_cookie_has_a_say(self, landing):
        wish = Client(headers={"accept-language": "es"})
        wish.cookies["django_language"] = "es"
        response = wish.get("/")
        assert "Skip to the content" in response.content.decode()
        assert "Accept-Language" not in response.get("Vary", "")
        assert not response.cookies

    def test_it_ends_with_the_answer(self, client, landing):
        client.get("/es/")
        assert translation.get_language() == "en"

    def test_who_spoke_before_goes_on_in_theirs(self):
        said = []
        middleware = languages.LanguageMiddleware(lambda request: said.append(languages.current()))
        request = type("Request", (), {"path_info": "/es/"})()
        with translation.override("en"):
            middleware(request)
            assert said == ["es"] and languages.current() == "en"

    def test_what_is_not_there_is_said_in_it(self, client, landing):
        response = client.get("/es/nada/")
        assert response.status_code == 404
        assert "Esta página guarda silencio" in response.content.decode()

    def test_a_language_that_is_written_from_right_to_left_says_so(self, client, settings, landing):
        settings.LANGUAGES_BIDI = ["es"]
        assert '<html lang="es-US" dir="rtl">' in text_of(client, "/es/")

    def test_old_addresses_stay(self, client):
        assert make.home_page().url == "/" and about().url == "/about/"
        assert client.get("/es/").status_code == 404


class TestTheAdmin:
    def test_is_english_for_everybody(self, client, landing):
        client.force_login(make.administrator())
        response = client.get("/admin/", headers={"accept-language": "es"})
        assert '<html lang="en"' in response.content.decode()

    def test_editors_may_translate_and_auditors_not(self):
        permission = "simple_translation.submit_translation"
        assert make.editor().has_perm(permission)
        assert not make.auditor().has_perm(permission)


class TestTheWayToTheOtherLanguage:
    def test_is_shown_where_there_is_one(self, client, landing):
        english, other = text_of(client, "/"), text_of(client, "/es/")
        assert '<a href="/es/" lang="es" hreflang="es">Español</a>' in english
        assert '<a href="/" lang="en" hreflang="en">English</a>' in other
        assert "English</a>" not in english and "Español</a>" not in other

    def test_search_engines_are_told_of_both(self, client, landing):
        for path in ("/", "/es/"):
            found = alternates(text_of(client, path))
            assert [code for code, _ in found] == ["en", "x-default", "es"]
            assert found[0][1] == found[1][1] and found[2][1] == f"{found[0][1]}es/"

    def test_is_left_out_of_a_page_that_has_none(self, client, landing):
        page = about()
        html = text_of(client, page.url)
        assert alternates(html) == [] and "hreflang" not in html

    def test_leads_to_no_draft(self, client, spanish, landing):
        page = about()
        page.copy_for_translation(spanish)
        assert "hreflang" not in text_of(client, page.url)

    def test_leads_to_nothing_private(self, client, spanish, landing):
        page = about()
        twin = translated(page, spanish)
        PageViewRestriction.objects.create(page=twin, restriction_type="login")
        assert "hreflang" not in text_of(client, page.url)

    def test_a_filtered_address_names_no_like_of_itself(self, client, spanish, landing):
        make.index_page()
        translated(make.index_page(), spanish)
        assert alternates(text_of(client, make.index_page().url))
        assert alternates(text_of(client, f"{make.index_page().url}?sort=oldest")) == []


class TestMenusAndButtons:
    def test_lead_to_the_version_in_the_language_of_the_page(self, client, spanish, landing):
        page = about()
        translated(page, spanish, title="Acerca de", slug="acerca-de")
        campaign = make.campaign_settings()
        campaign.menu_links.all().delete()
        MenuLink.objects.create(
            settings=campaign,
            where="header",
            label="About",
            label_elsewhere={"es": "Acerca de"},
            page=page,
        )
        assert '<a href="/about/">About</a>' in text_of(client, "/")
        assert '<a href="/es/acerca-de/">Acerca de</a>' in text_of(client, "/es/")

    def test_a_page_without_a_version_is_linked_as_it_is(self, client, landing):
        campaign = make.campaign_settings()
        campaign.menu_links.all().delete()
        MenuLink.objects.create(settings=campaign, where="header", label="About", page=about())
        assert '<a href="/about/">About</a>' in text_of(client, "/es/")

    def test_the_form_behind_the_button_is_in_the_language_of_the_page(
        self, client, spanish, landing
    ):
        form = make.form_page()
        make.campaign_settings(form_page=form)
        assert f'<a class="button" href="{form.url}">Cuente su historia</a>' in text_of(
            client, "/es/"
        )
        twin = translated(form, spanish, slug="comparta")
        assert twin.url == "/es/comparta/"
        assert '<a class="button" href="/es/comparta/">' in text_of(client, "/es/")
        assert f'<a class="button" href="{form.url}">' in text_of(client, "/")

    def test_the_tagline_is_said_in_the_language_of_the_page(self, client, landing):
        make.campaign_settings(tagline="A year.", tagline_elsewhere={"es": "Un año."})
        assert "<p>A year.</p>" in text_of(client, "/")
        assert "<p>Un año.</p>" in text_of(client, "/es/")

    def test_the_mark_leads_to_the_landing_page_of_the_language(self, client, landing):
        assert '<a class="brand" href="/es/">' in text_of(client, "/es/")
        assert '<a class="brand" href="/">' in text_of(client, "/")


class TestWhatItCosts:
    def count(self, client, path):
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    def test_one_language_costs_nothing_and_a_second_one_query(self, client, spanish):
        make.campaign_settings(form_page=make.form_page(), index_page=make.index_page())
        alone = self.count(client, "/")
        with_other = translated(make.home_page(), spanish)
        assert self.count(client, "/") <= alone + 1
        assert with_other.url == "/es/"
        # Finding the page, then all of its links at once.
        assert self.count(client, "/es/") <= alone + 2

    def test_many_links_cost_no_more(self, client, spanish, landing):
        campaign = make.campaign_settings()
        campaign.menu_links.all().delete()
        few = self.count(client, "/es/")
        for number in range(12):
            page = StandardPage(title=f"Page {number}")
            make.home_page().add_child(instance=page)
            translated(page, spanish)
            MenuLink.objects.create(settings=campaign, where="footer", label="x", page=page)
        assert self.count(client, "/es/") <= few + 1

    def test_the_row_of_a_language_is_read_once_and_forgotten_when_it_changes(self, spanish):
        with translation.override("es"):
            assert Locale.get_active() == spanish
            with CaptureQueriesContext(connection) as asked:
                assert Locale.get_active() == spanish
            assert len(asked) == 0
            spanish.save()
            with CaptureQueriesContext(connection) as asked:
                Locale.get_active()
            assert len(asked) == 1


class TestTheTree:
    def test_the_landing_page_can_be_translated_though_there_is_but_one(self, landing):
        assert HomePage.objects.count() == 2
        assert not HomePage.can_create_at(Page.objects.get(depth=1))

    def test_links_of_blocks_lead_to_the_version_of_their_page(self, client, spanish, landing):
        page = about()
        translated(page, spanish, slug="acerca-de")
        block = HomePage._meta.get_field("body").stream_block.child_blocks["call_to_action"]
        value = block.normalize({"button": {"label": "About", "page": page}})
        assert value["button"].href == "/about/"
        with translation.override("es"):
            assert value["button"].href == "/es/acerca-de/"
