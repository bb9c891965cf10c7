"""Campaign editors keep activities and partners; nobody else changes them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from events.models import Activity, Partner
from tests import make
from tests.events import week

pytestmark = pytest.mark.django_db

ACTIVITIES, PARTNERS = "/admin/snippets/events/activity/", "/admin/snippets/events/partner/"
KINDS = ["/admin/snippets/events/activitykind/", "/admin/snippets/events/partnerkind/"]
OTHERS = ["moderator", "privacy_staff", "auditor"]


def activity_post(edition, **changes):
    return {
        "title": "Talk",
        "text": "",
        "edition": edition.pk,
        "day": "2026-09-24",
        "starts_at": "10:00",
        "ends_at": "11:00",
        "ends_on": "",
        "place": "Online",
        "link": "",
        "link_label": "Sign up",
        "kind": "",
        "partner": "",
        "state": "on",
        **changes,
    }


class TestWhoMay:
    @pytest.mark.parametrize("path", [ACTIVITIES, PARTNERS, *KINDS])
    def test_editors_open_every_list_and_form(self, client, path):
        client.force_login(make.editor())
        assert client.get(path).status_code == 200
        assert client.get(f"{path}add/").status_code == 200

    @pytest.mark.parametrize("path", [ACTIVITIES, PARTNERS, *KINDS])
    @pytest.mark.parametrize("who", OTHERS)
    def test_others_are_sent_away(self, client, path, who):
        client.force_login(getattr(make, who)())
        assert client.get(f"{path}add/").status_code == 302

    @pytest.mark.parametrize("who", OTHERS)
    def test_others_change_and_delete_nothing(self, client, who):
        activity, partner = week.activity(), week.partner("Alder")
        client.force_login(getattr(make, who)())
        sent = activity_post(activity.edition, title="Changed")
        assert client.post(f"{ACTIVITIES}edit/{activity.pk}/", sent).status_code == 302
        assert client.post(f"{PARTNERS}delete/{partner.pk}/").status_code == 302
        activity.refresh_from_db()
        assert activity.title == "The only copy"
        assert Partner.objects.filter(pk=partner.pk).exists()


class TestKeeping:
    def test_an_editor_adds_an_activity_and_the_log_says_so(self, client):
        client.force_login(make.editor())
        response = client.post(f"{ACTIVITIES}add/", activity_post(make.edition()))
        assert response.status_code == 302
        activity = Activity.objects.get()
        assert activity.when == "10 a.m.–11 a.m. EDT"
        entries = ModelLogEntry.objects.filter(object_id=str(activity.pk))
        assert entries.filter(action="wagtail.create").exists()

    def test_what_cannot_be_is_said_beside_its_field(self, client):
        client.force_login(make.editor())
        sent = activity_post(make.edition(), ends_at="")
        response = client.post(f"{ACTIVITIES}add/", sent)
        assert response.status_code == 200
        assert "Type both times" in response.content.decode()
        assert not Activity.objects.exists()

    def test_an_editor_adds_a_partner(self, client):
        edition = make.edition()
        client.force_login(make.editor())
        sent = {
            "name": "The Alder House",
            "kind": "",
            "address": "https://example.org/",
            "logo": "",
            "editions": [edition.pk],
            "is_shown": "on",
            "sorted_under": "",
        }
        assert client.post(f"{PARTNERS}add/", sent).status_code == 302
        partner = Partner.objects.get()
        assert [partner.letter, *partner.editions.all()] == ["A", edition]

    @pytest.mark.parametrize("path", [ACTIVITIES, PARTNERS])
    def test_fifty_rows_cost_as_many_queries_as_one(self, client, path):
        edition = make.edition()
        client.force_login(make.editor())
        counts = []
        for size in (1, 49):
            for number in range(size):
                week.activity(edition, title=f"Talk {size} {number}", kind=week.activity_kind())
                week.partner(f"Oak {size} {number}", edition, kind=week.partner_kind())
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))
        assert counts[0] == counts[1]
