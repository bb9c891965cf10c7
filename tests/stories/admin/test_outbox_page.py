"""The outbox lists what is held by kind, and lets moderators release what they tick."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories import moderation
from stories.models import OutboxMail
from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/outbox/"


def refuse(count=1):
    """Refuse so many stories quietly, and return them."""
    stories = [make.submission() for _ in range(count)]
    for story in stories:
        moderation.decide(
            story,
            "refuse",
            user=make.staff("Submission moderators"),
            grounds=["grammar"],
            note="We could not follow it.",
            quiet=True,
        )
    return stories


@pytest.fixture
def moderator(client):
    person = make.moderator()
    client.force_login(person)
    return person


def page(client):
    return BeautifulSoup(client.get(ADDRESS).content, "html.parser")


class TestRule7WhoMayOpenIt:
    """Those who take the decisions."""

    @pytest.mark.parametrize("maker", [make.moderator, make.administrator])
    def test_allowed(self, client, maker):
        client.force_login(maker())
        assert client.get(ADDRESS).status_code == 200

    @pytest.mark.parametrize("maker", [make.editor, make.privacy_staff, make.auditor])
    def test_refused(self, client, maker):
        client.force_login(maker())
        refuse()
        pk = OutboxMail.objects.get(kind="not_selected").pk
        for response in (client.get(ADDRESS), client.post(ADDRESS, {"mail": pk})):
            assert response.status_code in (302, 403)
        assert OutboxMail.objects.get(pk=pk).held_at


class TestRule7TheList:
    """What is held, in words."""

    def test_nothing_is_held(self, client, moderator):
        assert "No mail is held." in page(client).main.get_text()

    def test_each_mail_can_be_read_under_its_kind(self, client, moderator):
        (story,) = refuse()
        main = page(client).main
        assert main.legend.get_text() == "Not selected (1)"
        assert story.number in main.get_text()
        assert "We could not follow it." in main.pre.get_text()

    def test_the_menu_counts_them(self, client, moderator):
        refuse(2)
        assert "Outbox (2)" in client.get("/admin/").content.decode()

    def test_many_cost_no_more_queries_than_one(self, client, moderator):
        refuse()
        client.get(ADDRESS)
        with CaptureQueriesContext(
            connection,
        ) as one:
            client.get(ADDRESS)
        refuse(5)
        with CaptureQueriesContext(connection) as many:
            client.get(ADDRESS)
        assert len(many) <= len(one)


class TestRule7Releasing:
    """What is ticked leaves together; the rest stays."""

    def test_what_is_ticked_leaves(self, client, moderator, django_capture_on_commit_callbacks):
        refuse(3)
        first, second, third = OutboxMail.objects.filter(kind="not_selected")
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(ADDRESS, {"mail": [first.pk, second.pk]}, follow=True)
        assert "2 mails released." in response.content.decode()
        held = [mail.pk for mail in OutboxMail.objects.exclude(held_at=None)]
        assert held == [third.pk]
        sent = OutboxMail.objects.filter(kind="not_selected").exclude(sent_at=None)
        assert {mail.pk for mail in sent} == {first.pk, second.pk}

    @pytest.mark.parametrize("posted", [{}, {"mail": "x"}, {"mail": "1 OR 1"}])
    def test_nothing_ticked(self, client, moderator, posted):
        refuse()
        response = client.post(ADDRESS, posted, follow=True)
        assert "Tick at least one mail first." in response.content.decode()
        assert OutboxMail.objects.exclude(held_at=None).count() == 1

    def test_a_second_person_reads_that_it_is_done(self, client, moderator):
        refuse()
        pk = OutboxMail.objects.get(kind="not_selected").pk
        client.post(ADDRESS, {"mail": pk})
        response = client.post(ADDRESS, {"mail": pk}, follow=True)
        assert "Somebody else has released these mails already." in response.content.decode()
