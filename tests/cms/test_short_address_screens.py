"""Editors make short addresses beside a page; one that would never be met is refused with the reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.contrib.redirects.models import Redirect

from home.models import StandardPage
from tests import make

pytestmark = pytest.mark.django_db

ADD = "/admin/redirects/add/"


@pytest.fixture
def about():
    return make.home_page().add_child(instance=StandardPage(title="About", slug="about"))


@pytest.fixture
def editor(client):
    client.force_login(make.editor())
    return client


def send(client, address, page=None, link="", to=ADD):
    """Fill in the form; return the errors that it shows, none if it was taken."""
    data = {
        "old_path": address,
        "redirect_page": page.pk if page else "",
        "redirect_link": link,
        "is_permanent": "on",
    }
    response = client.post(to, data)
    if response.status_code == 302:
        return []
    errors = response.context["form"].errors
    return [error for errors_of_one in errors.values() for error in errors_of_one]


class TestTheForm:
    @pytest.mark.parametrize(
        "typed", ["/week", "week", "/Week/", " /WEEK ", "http://testserver/week"]
    )
    def test_takes_an_address_in_whatever_form_it_is_typed(self, editor, about, typed, settings):
        settings.WAGTAILADMIN_BASE_URL = "http://testserver"
        assert send(editor, typed, about) == []
        assert Redirect.objects.get().old_path == "/week"
        assert editor.get("/week").url == "/about/"

    def test_starts_with_the_page_whose_editor_led_here(self, editor, about):
        form = editor.get(f"{ADD}?page={about.pk}").context["form"]
        assert form["redirect_page"].value() == about.pk
        assert editor.get(f"{ADD}?page=999999").context["form"]["redirect_page"].value() is None

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("/about", "The page “About” stands at /about."),
            ("/About/", "The page “About” stands at /about."),
            ("/", "stands at /."),
            ("/soon", "The page “Soon” will stand at /soon."),
            ("/nhit-week/partners", "The page “Health IT Week” stands at"),
            ("/admin", "/admin belongs to the site itself."),
            ("/feeds/stories.rss", "belongs to the site itself."),
            ("/static/x", "belongs to the site itself."),
            ("/our week", "An address has no blanks."),
            ("", "Type the address, for example /week."),
        ],
    )
    def test_says_what_stands_there_already(self, editor, about, typed, words):
        make.event_page()
        draft = StandardPage(title="Soon", slug="soon", live=False)
        make.home_page().add_child(instance=draft)
        [error] = send(editor, typed, about)
        assert words in error
        assert not Redirect.objects.exists()

    def test_says_where_it_leads_already_whatever_made_it(self, editor, about):
        site = make.home_page().get_site()
        Redirect.add_redirect("/Week", about, site=site, automatically_created=True)
        [error] = send(editor, "/week", make.home_page())
        assert "It is taken: /Week leads to “About”." in error

    def test_says_where_it_leads_now_and_what_it_waits_for(self, editor, about):
        about.unpublish()
        data = {"old_path": "/week", "redirect_page": about.pk, "redirect_link": ""}
        html = editor.post(ADD, data, follow=True).content.decode()
        assert "/week leads to “About” as soon as that page is published." in html
        row = Redirect.objects.get()
        data |= {"redirect_page": "", "redirect_link": "https://example.org/"}
        html = editor.post(f"/admin/redirects/{row.pk}/", data, follow=True).content.decode()
        assert "/week leads to https://example.org/." in html

    @pytest.mark.parametrize("both", [True, False])
    def test_asks_for_one_target(self, editor, about, both):
        given = {"page": about, "link": "https://example.org/"} if both else {}
        assert send(editor, "/week", **given) == [
            "Choose a page or type another address: one of the two."
        ]

    def test_refuses_an_address_that_is_no_web_address(self, editor):
        [error] = send(editor, "/week", link="javascript:alert(1)")
        assert "valid URL" in error

    def test_asks_to_choose_a_page_of_the_site_but_takes_a_narrowed_list(
        self, editor, about, settings
    ):
        site = settings.WAGTAILADMIN_BASE_URL
        make.index_page()
        [error] = send(editor, "/week", link=f"{site}/about/")
        assert "Choose it above" in error
        assert send(editor, "/week", link=f"{site}/feeds/stories.rss") == []
        assert send(editor, "/home-care", link=f"{site}/stories/?topic=home-care") == []
        assert editor.get("/home-care").url == f"{site}/stories/?topic=home-care"

    def test_changes_where_an_address_leads_and_keeps_its_letters(self, editor, about):
        row = Redirect.add_redirect("/About-Us", about, automatically_created=True)
        to = f"/admin/redirects/{row.pk}/"
        assert send(editor, "/About-Us", link="https://example.org/", to=to) == []
        row.refresh_from_db()
        assert (row.old_path, row.link) == ("/About-Us", "https://example.org/")


class TestTheList:
    def test_is_called_in_the_menu_what_its_screens_say(self, editor, about):
        Redirect.objects.create(old_path="/week", redirect_page=about)
        content = editor.get("/admin/redirects/").content.decode()
        # Its heading, and its entry in the menu.
        assert content.count("Short addresses") >= 2
        assert "Add a short address" in content
        assert "/week" in content
        assert "Redirects" not in content


class TestThePanel:
    def test_lists_the_addresses_of_a_page_and_leads_to_one_more(self, editor, about):
        Redirect.add_redirect("/week", about)
        Redirect.add_redirect("/former", about, automatically_created=True)
        html = editor.get(f"/admin/pages/{about.pk}/edit/").content.decode()
        assert "/week</a>" in html and "/former</a> (a former address of this page)" in html
        assert f"{ADD}?page={about.pk}" in html

    def test_is_in_the_editor_of_a_story_too(self, editor):
        story = make.story()
        assert f"{ADD}?page={story.pk}" in editor.get(f"/admin/pages/{story.pk}/edit/").text

    def test_is_not_shown_to_those_who_may_not_change_it(self, client, about):
        user = make.editor()
        group = user.groups.get()
        group.permissions.remove(
            *group.permissions.filter(content_type__app_label="wagtailredirects")
        )
        client.force_login(user)
        html = client.get(f"/admin/pages/{about.pk}/edit/").content.decode()
        assert 'id="id_title"' in html and "/admin/redirects/add/" not in html


class TestWhoMay:
    @pytest.mark.parametrize("maker", [make.moderator, make.auditor, make.privacy_staff])
    def test_the_others_are_refused(self, client, about, maker):
        client.force_login(maker())
        assert client.get(ADD).status_code in (302, 403)
        send(client, "/week", about)
        assert not Redirect.objects.exists()


class TestInAndOut:
    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_addresses_are_exported(self, editor, about, kind):
        Redirect.add_redirect("/week", about)
        response = editor.get(f"/admin/redirects/?export={kind}")
        assert response.status_code == 200
        body = b"".join(response) if response.streaming else response.content
        assert (b"/week" in body) if kind == "csv" else body.startswith(b"PK")

    def test_addresses_are_imported_and_cover_no_page(self, editor, about):
        rows = "from,to\n/film,https://example.org/film\n/about,https://example.org/\n"
        file = SimpleUploadedFile("addresses.csv", rows.encode(), "text/csv")
        answer = editor.post("/admin/redirects/import/", {"import_file": file})
        form = answer.context["form"]
        signed = {name: form[name].value() for name in ("import_file_name", "input_format")}
        data = {**signed, "from_index": "0", "to_index": "1", "permanent": "on"}
        assert editor.post("/admin/redirects/import/process/", data).status_code == 302
        assert editor.get("/film").url == "https://example.org/film"
        assert editor.get("/about/").status_code == 200
