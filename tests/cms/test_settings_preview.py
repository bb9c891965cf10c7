"""Staff see pages with settings that are not saved; nobody else does, and nothing of them stays."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data

from cms.models import CampaignSettings, MenuLink, SocialAccount
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make.editor())
    return client


def address(mode=None):
    site = make.campaign_settings().site_id
    path = f"/admin/settings/cms/campaignsettings/{site}/preview/"
    return path if mode is None else f"{path}?in_preview_panel=true&mode={mode}"


def formset(rows, initial=0):
    counts = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": initial}
    forms = {str(n): {"ORDER": n + 1, "DELETE": "", **row} for n, row in enumerate(rows)}
    return {**counts, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000, **forms}


def typed(*, menu=(), accounts=(), **changes):
    """Return what the form of the settings sends, with some of it changed."""
    saved = make.campaign_settings()
    names = (
        "campaign_name hashtag week_hashtag tagline organiser contact_email word_limit "
        "because_limit form_page index_page frame_sites"
    ).split()
    values = {name: saved.serializable_value(name) or "" for name in names}
    rows = {"menu_links": formset(menu), "social_accounts": formset(accounts)}
    return nested_form_data({**values, **rows}) | changes


def preview(client, mode="", **changes):
    """Type settings without saving them, and return the page of a mode as it shows them."""
    answer = client.post(address(), typed(**changes))
    assert answer.json() == {"is_valid": True, "is_available": True}
    page = client.get(address(mode))
    assert page.status_code == 200
    return BeautifulSoup(page.content, "html.parser")


class TestThePreview:
    def test_shows_what_is_typed_on_the_landing_page(self, editor):
        make.campaign_settings().menu_links.all().delete()
        page = preview(
            editor,
            tagline="Told anew.",
            footer_note="Paid for by us.",
            banner_is_on="on",
            banner_text="The week begins.",
            menu=[
                {"where": "header", "label": label, "page": "", "address": f"/{label}/"}
                for label in ("second", "first")
            ],
            accounts=[{"network": "x", "address": "https://x.com/example"}],
        )
        footer = [line.get_text() for line in page.select("footer p")]
        assert footer == ["Told anew.", "Paid for by us.", "Follow the campaign"]
        assert page.select_one(".banner").get_text(strip=True) == "The week begins."
        assert [a.get_text() for a in page.select(".site-nav a")] == ["second", "first"]
        assert [a["href"] for a in page.select(".follow a")] == ["https://x.com/example"]

    def test_shows_the_menu_in_the_order_that_is_typed(self, editor):
        saved = make.campaign_settings()
        saved.menu_links.all().delete()
        one, two = (
            MenuLink.objects.create(
                settings=saved, where="header", label=label, address="/x/", sort_order=order
            )
            for order, label in enumerate(("one", "two"))
        )
        menu = [
            {"id": link.pk, "where": "header", "label": link.label, "page": "", "address": "/x/"}
            for link in (one, two)
        ]
        menu[0]["ORDER"], menu[1]["ORDER"] = 2, 1
        changes = {"menu_links-INITIAL_FORMS": "2"}
        page = preview(editor, menu=menu, **changes)
        assert [a.get_text() for a in page.select(".site-nav a")] == ["two", "one"]

    def test_leaves_what_is_saved_as_it_is(self, editor, client):
        make.campaign_settings()
        before = CampaignSettings.objects.values().get()
        preview(
            editor,
            tagline="Told anew.",
            accounts=[{"network": "x", "address": "https://x.com/example"}],
        )
        assert CampaignSettings.objects.values().get() == before
        assert not SocialAccount.objects.exists()
        client.logout()
        assert "Told anew." not in client.get("/").content.decode()

    @pytest.mark.parametrize("mode", ["", "form", "list", "story", "nonsense"])
    def test_has_each_kind_of_page(self, editor, mode):
        story = make.story()
        form, index = make.form_page(), make.index_page()
        title = {"form": form.title, "list": index.title, "story": story.title}.get(mode, "")
        page = preview(editor, mode, campaign_name="Hearts")
        assert page.title.get_text().strip().endswith("Hearts")
        assert title in page.get_text()

    def test_has_the_landing_page_in_spanish_with_spanish_words(self, editor):
        spanish = Locale.objects.get(language_code="es")
        make.home_page().copy_for_translation(spanish).save_revision().publish()
        page = preview(editor, "es", tagline_elsewhere_es="Un año.")
        assert page.html["lang"] == "es-US"
        assert page.select_one("footer p").get_text() == "Un año."

    def test_has_the_day_on_which_the_banner_begins(self, editor):
        values = {"banner_is_on": "on", "banner_text": "Soon.", "banner_first_day": "2099-09-21"}
        assert preview(editor, **values).select_one(".banner") is None
        assert preview(editor, "banner", **values).select_one(".banner")

    def test_comes_with_the_policy_of_public_pages(self, editor):
        editor.post(address(), typed())
        policy = editor.get(address(""))["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'self'" in policy

    def test_what_is_wrong_is_not_shown(self, editor):
        answer = editor.post(address(), typed(banner_is_on="on"))
        assert answer.json()["is_valid"] is False

    def test_a_network_that_stands_twice_is_named_in_plain_words(self, editor):
        accounts = [{"network": "x", "address": f"https://x.com/{name}"} for name in ("one", "two")]
        answer = editor.post(address().removesuffix("preview/"), typed(accounts=accounts))
        words = BeautifulSoup(answer.content, "html.parser").get_text(" ")
        assert "A network stands here twice." in words
        assert "This network stands above already." in words
        assert not SocialAccount.objects.exists()

    def test_is_what_saving_makes_public(self, editor, client):
        accounts = [{"network": "x", "address": "https://x.com/one"}]
        values = {"banner_is_on": "on", "banner_text": "The week begins.", "accounts": accounts}
        editor.post(address().removesuffix("preview/"), typed(**values))
        client.logout()
        page = client.get("/").content.decode()
        assert "The week begins." in page and "https://x.com/one" in page


class TestTheChoice:
    def modes(self):
        return [name for name, _ in CampaignSettings.objects.get().preview_modes]

    def test_names_only_pages_that_there_are(self):
        make.campaign_settings(form_page=None, index_page=None)
        assert self.modes() == [""]
        make.story()
        make.form_page()
        assert self.modes() == ["", "form", "list", "story"]

    def test_leaves_out_what_is_not_public(self):
        make.story(live=False)
        make.form_page().unpublish()
        assert self.modes() == ["", "list"]

    def test_names_the_day_of_a_banner_that_waits(self):
        make.campaign_settings(
            banner_is_on=True, banner_text="Soon.", banner_first_day=date(2099, 9, 21)
        )
        assert ("banner", "Landing page on September 21, when the banner begins") in (
            CampaignSettings.objects.get().preview_modes
        )

    def test_stands_beside_the_form_of_the_settings(self, editor):
        page = editor.get(address().removesuffix("preview/")).content.decode()
        assert address() in page


class TestWhoMayLook:
    @pytest.mark.parametrize("role", [make.editor, make.administrator])
    def test_those_who_may_change_the_settings(self, client, role):
        client.force_login(role())
        assert client.post(address(), typed()).status_code == 200
        assert client.get(address("")).status_code == 200

    @pytest.mark.parametrize("role", [make.moderator, make.privacy_staff, make.auditor])
    def test_nobody_else(self, client, role):
        client.force_login(role())
        for answer in (client.post(address(), typed()), client.get(address(""))):
            assert (answer.status_code, answer["Location"]) == (302, "/admin/")

    def test_no_visitor(self, client):
        assert client.get(address("")).status_code == 302
