"""The desk says who else is in a story and what they said; who said no leaves the list only by a person's hand."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stories import consent, parties
from stories.admin import dossier, people, privacy
from stories.models import ProtectedParty
from tests import make

pytestmark = pytest.mark.django_db

DAUGHTER = {"relation": "my daughter", "basis": "guardian", "email": ""}
NEIGHBOR = {"relation": "my neighbor", "basis": "asked", "email": "sam@example.org"}
NURSE = {"relation": "a nurse", "basis": "not_yet", "email": ""}


@pytest.fixture
def submission():
    return make.submission(
        story_people=[DAUGHTER, NEIGHBOR, NURSE], labels=[("story_people", "Who else?")]
    )


def described(submission, user=None):
    """Return what the desk shows, by relation."""
    found = people.describe_people(submission, user or make.moderator())["people"]
    return {person["relation"]: person for person in found}


def refuse(submission):
    """Let the neighbor say no, and return the row."""
    person = submission.protected_parties.get(relation="my neighbor")
    ProtectedParty.objects.filter(pk=person.pk).update(refused_at=timezone.now())
    return person


class TestTheDesk:
    def test_it_shows_each_with_basis_and_standing(self, client, submission):
        client.force_login(make.moderator())
        page = BeautifulSoup(client.get(submission.desk_url).content, "html.parser")
        lines = [
            " ".join(line.get_text().split())
            for line in page.select("#people li > span:has(strong)")
        ]
        assert lines == [
            "my daughter I am their parent or guardian.",
            "my neighbor I asked them, and they said yes. Was asked by mail. No answer yet. "
            "sam@example.org",
            "a nurse I have not asked them yet.",
        ]

    def test_a_story_of_oneself_has_no_such_card(self, client):
        client.force_login(make.moderator())
        assert b'id="people"' not in client.get(make.submission().desk_url).content

    def test_what_holds_a_story_up_is_marked(self, submission):
        found = described(submission)
        assert [found[who]["status"] for who in ("my daughter", "my neighbor", "a nurse")] == [
            "good",
            "note",
            "bad",
        ]
        parties.name_people(submission, [NEIGHBOR], version=2, now=timezone.now())
        ProtectedParty.objects.update(confirmed_at=timezone.now())
        assert described(submission)["my neighbor"]["status"] == "good"
        refuse(submission)
        assert described(submission)["my neighbor"]["status"] == "bad"

    def test_an_unconfirmed_sender_holds_the_mail_back(self):
        submission = make.submission(confirmed=False, story_people=[NEIGHBOR])
        detail = described(submission)["my neighbor"]["detail"]
        assert detail == "We ask them by mail when the sender has confirmed the address."

    def test_addresses_are_for_those_who_may_reach_senders(self, submission):
        assert described(submission, make.editor())["my neighbor"]["email"] == ""
        assert described(submission, make.privacy_staff())["my neighbor"]["email"]


class TestTheAnswer:
    def test_it_is_told_in_words(self, submission):
        [(_, answer)] = dossier.answers(submission.original, with_address=True)
        assert answer.splitlines() == [
            "my daughter, I am their parent or guardian",
            "my neighbor, I asked them, and they said yes, sam@example.org",
            "a nurse, I have not asked them yet",
        ]

    def test_without_addresses_for_those_who_may_not_see_them(self, submission):
        [(_, answer)] = dossier.answers(submission.original, with_address=False)
        assert "sam@example.org" not in answer
        assert "my neighbor" in answer


class TestSettling:
    def settle(self, client, person):
        return client.post(reverse("person_out", args=[person.pk]))

    def test_a_moderator_takes_who_said_no_off_the_list(self, client, submission):
        person = refuse(submission)
        client.force_login(make.moderator())
        page = BeautifulSoup(client.get(submission.desk_url).content, "html.parser")
        assert page.find("form", action=reverse("person_out", args=[person.pk]))
        assert self.settle(client, person)["Location"] == submission.desk_url
        assert not ProtectedParty.objects.filter(pk=person.pk).exists()
        assert not [s for s in consent.missing_agreements(submission) if "neighbor" in s]
        assert ModelLogEntry.objects.filter(action="stories.person_out").exists()

    def test_nobody_else_does(self, client, submission):
        person = refuse(submission)
        for user in (make.editor(), make.privacy_staff(), make.auditor()):
            client.force_login(user)
            assert self.settle(client, person).status_code in (302, 403)
        client.logout()
        self.settle(client, person)
        assert ProtectedParty.objects.filter(pk=person.pk).exists()

    def test_others_stay_on_it(self, client, submission):
        client.force_login(make.moderator())
        person = submission.protected_parties.get(relation="a nurse")
        assert self.settle(client, person).status_code == 404
        assert client.get(reverse("person_out", args=[person.pk])).status_code == 405


class TestTheExport:
    def test_the_people_are_in_it(self, submission):
        found = privacy.collect(submission)["people"]
        assert [person["relation"] for person in found] == ["my daughter", "my neighbor", "a nurse"]


class TestTheRegister:
    ADDRESS = "/admin/registers/people/"

    def test_who_reads_consents_reads_it(self, client, submission):
        for user, may in (
            (make.privacy_staff(), True),
            (make.auditor(), True),
            (make.moderator(), False),
            (make.editor(), False),
        ):
            client.force_login(user)
            assert (client.get(self.ADDRESS).status_code == 200) is may, user

    def test_personal_columns_are_for_those_who_export(self, client, submission):
        def export(user):
            client.force_login(user)
            response = client.get(f"{self.ADDRESS}?export=csv")
            return b"".join(response.streaming_content).decode()

        assert "sam@example.org" in export(make.privacy_staff())
        kept = export(make.auditor())
        assert "sam@example.org" not in kept
        assert "my neighbor" not in kept
        assert submission.number in kept

    def test_nobody_changes_it(self, client, submission):
        client.force_login(make.administrator())
        person = submission.protected_parties.first()
        for address in ("create/", f"edit/{person.pk}/", f"delete/{person.pk}/"):
            assert client.get(f"{self.ADDRESS}{address}").status_code in (302, 403, 404)
        assert client.get(f"{self.ADDRESS}inspect/{person.pk}/").status_code == 200
