"""Staff read how the site works; each way that they are shown leads to a screen that is open to them."""

import pytest
from bs4 import BeautifulSoup

from tests import make
from tests.test_copy import long_ones

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/how-this-site-works/"
# Who reads which topics; those of the end are for everybody.
TOPICS = {
    make.moderator: ["read", "follow"],
    make.editor: [
        "landing",
        "place",
        "week",
        "settings",
        "pictures",
        "addresses",
        "networks",
        "form",
        "spanish",
        "follow",
    ],
    make.privacy_staff: ["follow"],
    make.auditor: ["follow"],
}
EVERYBODY = ["never", "ask"]


def main(client, address=ADDRESS):
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").main


@pytest.fixture
def demo():
    """A site with the pages that the topics speak of."""
    make.form_page()
    make.event_page()
    make.story()


@pytest.mark.usefixtures("demo")
class TestThePage:
    @pytest.mark.parametrize("role", TOPICS, ids=lambda role: role.__name__)
    def test_has_what_is_of_use_to_whoever_reads(self, client, role):
        client.force_login(role())
        found = [section["id"] for section in main(client).select(".site-help__topic")]
        assert found == TOPICS[role] + EVERYBODY

    def test_has_all_of_it_for_an_administrator(self, client):
        client.force_login(make.administrator())
        found = {section["id"] for section in main(client).select(".site-help__topic")}
        assert found == {*sum(TOPICS.values(), []), *EVERYBODY}

    @pytest.mark.parametrize(
        "role", [*TOPICS, make.administrator], ids=lambda role: getattr(role, "__name__", "")
    )
    def test_each_way_is_open(self, client, role):
        client.force_login(role())
        page = main(client)
        ways = [link["href"] for link in page.select(".site-help__ways a")]
        assert ways
        for way in ways:
            answer = client.get(way, follow=True)
            assert answer.status_code == 200, way
            # Who is turned away lands on the dashboard.
            assert answer.request["PATH_INFO"].startswith(way.partition("?")[0]), way
        for link in page.select(".site-help__contents a"):
            assert page.find(id=link["href"].removeprefix("#"))

    def test_no_sentence_is_long(self, client):
        client.force_login(make.administrator())
        lines = main(client).select("li, p, h2, dt")
        assert len(lines) > 50
        assert [found for line in lines for found in long_ones(line.get_text())] == []

    def test_names_who_knows_and_nobody_who_has_left(self, client):
        client.force_login(make.auditor())
        here, gone = (make.staff("Submission moderators"), make.privacy_staff())
        here.first_name, here.last_name = "Maya", "Lindgren"
        here.save()
        gone.first_name, gone.is_active = "Gone", False
        gone.save()
        words = main(client).find(id="ask").get_text()
        assert "Maya Lindgren" in words and "Gone" not in words and here.email not in words

    def test_stands_first_in_the_help_menu(self, client):
        client.force_login(make.moderator())
        assert ADDRESS in client.get("/admin/").content.decode()

    def test_is_for_staff_alone(self, client):
        assert client.get(ADDRESS).status_code == 302


@pytest.mark.usefixtures("demo")
class TestTheDashboard:
    @pytest.mark.parametrize("role", TOPICS, ids=lambda role: role.__name__)
    def test_leads_to_each_topic(self, client, role):
        client.force_login(role())
        links = [link["href"] for link in main(client, "/admin/").select(".help-panel a")]
        assert links == [f"{ADDRESS}#{anchor}" for anchor in TOPICS[role] + EVERYBODY]


class TestEditors:
    @pytest.mark.parametrize("page", [make.home_page, make.event_page])
    def test_are_told_how_a_page_works_where_they_change_it(self, client, page):
        client.force_login(make.editor())
        words = main(client, f"/admin/pages/{page().pk}/edit/")
        (told,) = [
            part for part in words.select(".help-block") if "View as of a date" in part.get_text()
        ]
        lines = told.select("li, p")
        assert [found for line in lines for found in long_ones(line.get_text())] == []
        for link in told.select("a"):
            assert client.get(link["href"]).status_code == 200
