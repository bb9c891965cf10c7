"""Pages that are closed to some ask at the door, in the looks and the language of the site, and tell nothing before."""

import pytest
from bs4 import BeautifulSoup

from home.models import StandardPage
from tests import make, spanish

pytestmark = pytest.mark.django_db
TITLE = "What we told the sponsors"


def closed(parent, **rule):
    """Return a published page that a rule closes."""
    page = parent.add_child(
        instance=StandardPage(
            title=TITLE, slug="sponsors", search_description=f"{TITLE}, all of it."
        )
    )
    page.view_restrictions.create(**rule)
    return page


def fill_in(client, response, **typed):
    """Send the form of a page with what somebody typed."""
    form = BeautifulSoup(response.content, "html.parser").find("form", method="post")
    hidden = form.find_all("input", type="hidden", attrs={"value": True})
    fields = {field["name"]: field["value"] for field in hidden}
    return client.post(form["action"], {**fields, **typed})


class TestPassword:
    @pytest.fixture
    def page(self):
        return closed(make.home_page(), restriction_type="password", password="lantern")

    def test_the_door_tells_nothing_of_the_page(self, client, page):
        response = client.get(page.url)
        content = response.content.decode()
        assert "This page has a password" in content
        assert TITLE not in content
        assert 'name="robots" content="noindex"' in content
        assert "public" not in response.get("Cache-Control", "")

    def test_the_password_opens_it(self, client, page):
        opened = fill_in(client, client.get(page.url), password="lantern")
        assert opened["Location"] == page.url
        assert TITLE in client.get(page.url).content.decode()

    @pytest.mark.parametrize("typed", ["Lantern", ""])
    def test_another_one_does_not_and_the_door_says_how_to_go_on(self, client, page, typed):
        again = fill_in(client, client.get(page.url), password=typed)
        content = again.content.decode()
        assert "This is not the password of the page." in content
        assert TITLE not in content
        opened = fill_in(client, again, password="lantern")
        assert opened["Location"] == page.url

    def test_it_speaks_the_language_of_the_page(self, client):
        page = closed(spanish.form().get_parent(), restriction_type="password", password="lantern")
        asks = client.get(page.url)
        assert "Esta página tiene contraseña" in asks.content.decode()
        assert "Esta no es la contraseña" in fill_in(client, asks, password="x").content.decode()


class TestSignIn:
    @pytest.fixture
    def page(self):
        return closed(make.home_page(), restriction_type="login")

    def test_who_is_not_known_is_asked_and_let_in(self, client, page):
        person = make.user("Campaign editors", name="ida")
        asks = client.get(page.url, follow=True)
        assert "Sign in to read this page" in asks.content.decode()
        assert TITLE not in asks.content.decode()
        entered = fill_in(client, asks, username=person.username, password=make.PASSWORD)
        assert entered["Location"] == page.url
        assert TITLE in client.get(page.url).content.decode()

    def test_a_wrong_one_is_told_how_to_go_on_and_keeps_the_name(self, client, page):
        again = fill_in(client, client.get(page.url, follow=True), username="ida", password="x")
        assert "Name and password do not belong together." in again.content.decode()
        assert 'value="ida"' in again.content.decode()

    def test_who_may_not_read_it_learns_that(self, client):
        page = closed(make.home_page(), restriction_type="groups")
        client.force_login(make.user("Campaign editors", name="ida"))
        refused = client.get(page.url, follow=True).content.decode()
        assert "Your account may not read this page." in refused
        assert TITLE not in refused
