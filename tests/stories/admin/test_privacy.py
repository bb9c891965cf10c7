"""Privacy staff get everything kept about a story as a file, and can erase it; nobody else can."""

import json

import pytest
from wagtail.models import ModelLogEntry

from stories import moderation
from stories.models import ErasurePermit, Submission
from tests import make

pytestmark = pytest.mark.django_db
OTHERS = [make.moderator, make.editor, make.auditor]


@pytest.fixture
def officer(client):
    person = make.privacy_staff(name="priya")
    client.force_login(person)
    return person


def export_address(story):
    return f"/admin/submissions/export/{story.pk}/"


def erase_address(story):
    return f"/admin/submissions/erase/{story.pk}/"


class TestExporting:
    def test_the_file_holds_everything(self, client, officer):
        story = make.submission(picture=make.picture(), story_image_alt="A kitchen table.")
        moderation.decide(
            story,
            "refuse",
            user=make.moderator(),
            grounds=["intent"],
            note="A note.",
            internal_note="Not for you.",
        )
        response = client.post(export_address(story))
        assert (
            response.headers["Content-Disposition"] == f'attachment; filename="{story.number}.json"'
        )
        kept = json.loads(response.content)
        assert kept["submission"]["sender_email"] == story.sender_email
        original = kept["originals"][0]
        assert original["answers"]["story_because"].startswith("#IHeartHIT")
        assert original["picture"]["base64"]
        assert len(kept["consents"]) == 4
        assert kept["decisions"][0]["internal_note"] == "Not for you."
        assert kept["versions_of_the_copy"]
        assert {mail["kind"] for mail in kept["mails"]} >= {"received", "not_selected"}

    def test_the_link_that_confirms_an_address_stays_with_the_sender(self, client, officer):
        story = make.submission(confirmed=False)
        exported = client.post(export_address(story)).content.decode()
        link = story.mails.get(kind="received").body.partition("/confirm/")[2].split("/")[0]
        assert len(link) > 20
        assert link not in exported

    def test_a_story_with_a_page_tells_where_it_stands(self, client, officer):
        story = make.submission(state="live")
        kept = json.loads(client.post(export_address(story)).content)
        assert kept["story_page"]["live"] is True

    def test_it_is_noted_in_the_audit_trail(self, client, officer):
        story = make.submission()
        client.post(export_address(story))
        assert ModelLogEntry.objects.get(action="stories.export").user == officer

    @pytest.mark.parametrize("maker", OTHERS)
    def test_nobody_else_exports(self, client, maker):
        story = make.submission()
        client.force_login(maker())
        response = client.post(export_address(story))
        assert response.status_code == 302
        assert story.sender_email not in response.content.decode()


class TestErasing:
    def test_the_number_and_a_reason_are_asked_for(self, client, officer):
        story = make.submission()
        page = client.get(erase_address(story)).content.decode()
        assert f"Erase {story.number} for good?" in page
        response = client.post(erase_address(story), {"number": "IHH-0000-00", "reason": "Asked."})
        assert "This is not the number of this story." in response.content.decode()
        client.post(erase_address(story), {"number": story.number})
        assert Submission.objects.filter(pk=story.pk).exists()

    def test_everything_goes_and_the_record_stays(
        self, client, officer, django_capture_on_commit_callbacks
    ):
        story = make.submission(picture=make.picture())
        file = story.original.picture
        typed = {"number": story.number.lower(), "reason": "The sender asked for it."}
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(erase_address(story), typed, follow=True)
        assert "is erased" in response.content.decode()
        assert not Submission.objects.filter(pk=story.pk).exists()
        permit = ErasurePermit.objects.get()
        assert (permit.by, permit.reason) == (officer, "The sender asked for it.")
        assert not file.storage.exists(file.name)
        left = ModelLogEntry.objects.filter(object_id=str(story.pk))
        assert "stories.erase" in left.values_list("action", flat=True)
        assert story.number not in str(list(left.values()))

    @pytest.mark.parametrize("maker", OTHERS)
    def test_nobody_else_erases(self, client, maker):
        story = make.submission()
        client.force_login(maker())
        typed = {"number": story.number, "reason": "Because."}
        assert client.get(erase_address(story)).status_code == 302
        assert client.post(erase_address(story), typed).status_code == 302
        assert Submission.objects.filter(pk=story.pk).exists()

    def test_the_desk_offers_both_to_privacy_staff_alone(self, client, officer):
        story = make.submission()
        assert erase_address(story) in client.get(story.desk_url).content.decode()
        client.force_login(make.moderator())
        page = client.get(story.desk_url).content.decode()
        assert erase_address(story) not in page
        assert export_address(story) not in page
