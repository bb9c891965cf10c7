"""Everything that is kept, for its sender: whole, readable, and nothing that was meant for staff only."""

import io
import json
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.log_actions import registry

from stories import correction, moderation, my_data, private_links, status_actions
from stories.identifier_rules import REASONS
from stories.models import Flag, OutboxMail, ProtectedParty, SentVideo
from stories.models.submission import private_storage
from stories.sender_language import speak_to_sender_of
from tests import make, spanish
from tests.stories.status_reading import STATUS, own, press

pytestmark = pytest.mark.django_db
HINT = REASONS["social_security"]


def read(submission):
    """Return the archive."""
    return zipfile.ZipFile(io.BytesIO(b"".join(my_data.stream(submission))))


def data(submission):
    """Return what is in data.json."""
    return json.loads(read(submission).read("data.json"))


def page(submission):
    """Return the words of index.html."""
    words = BeautifulSoup(read(submission).read("index.html"), "html.parser").get_text(" ")
    return " ".join(words.split())


class TestWhatIsIn:
    def test_every_answer_of_every_version(self):
        submission = make.submission(q_role="Nurse", labels=[("q_role", "Your job")])
        correction.correct(
            submission, correction.Correction({"story_learned": "Other words."}), version=1
        )
        versions = data(submission)["versions"]
        assert [version["version"] for version in versions] == [1, 2]
        for version, original in zip(versions, submission.originals.all(), strict=True):
            assert version["all_answers"] == original.answers
            assert version["boxes"] == original.consents
        assert {"question": "Your job", "answer": "Nurse"} in versions[0]["answers"]

    def test_every_permission_in_its_words(self):
        submission = make.submission()
        found = data(submission)["consents"]
        assert [consent["wording"] for consent in found] == [
            consent.wording for consent in submission.consents.all()
        ]

    def test_what_our_program_found_in_the_language_of_the_sender(self):
        submission = make.submission(page=spanish.form())
        Flag.objects.create(submission=submission, kind="identifier", reason=HINT)
        Flag.objects.create(submission=submission, kind="other", reason="No sentence of ours.")
        with speak_to_sender_of(submission):
            found = [hint["reason"] for hint in data(submission)["hints"]]
            assert gettext(HINT) != HINT
            assert found == [gettext(HINT), "No sentence of ours."]

    def test_what_was_decided_and_written_to_the_sender(self):
        submission = make.submission(state="changes_requested")
        [decision] = data(submission)["decisions"]
        assert decision["note"] == "Please add a picture."
        assert decision["grounds"] == ["Missing picture"]

    def test_people_mails_and_dates(self):
        submission = make.submission()
        ProtectedParty.objects.create(
            submission=submission, relation="my sister", basis="asked", email="s@example.org"
        )
        found = data(submission)
        assert found["people"][0]["relation"] == "my sister"
        subjects = [mail["subject"] for mail in found["mails"]]
        assert subjects == list(
            OutboxMail.objects.filter(to=submission.sender_email).values_list("subject", flat=True)
        )
        assert found["sent_at"] and found["address_confirmed_at"]

    def test_the_page_of_a_live_story(self):
        story = make.story()
        found = data(story.submission)["page"]
        assert found["address"] == story.address
        assert found["is_public"] is True

    def test_pictures_of_every_version_as_they_are(self):
        submission = make.submission(picture=make.picture())
        correction.correct(
            submission,
            correction.Correction({"story_image_alt": "Two."}, picture=make.picture(1300, 700)),
            version=1,
        )
        archive = read(submission)
        for original in submission.originals.all():
            with original.picture.open("rb") as file:
                name = f"picture-version-{original.version}.jpg"
                assert archive.read(name) == file.read()

    def test_the_video_with_what_was_made_of_it(self):
        submission = make.submission()
        video = SentVideo.objects.create(
            submission=submission, source_hash="x", source_bytes=3, transcript="Hello."
        )
        for name in ("result", "poster"):
            stored = private_storage().save(f"v/{name}.bin", ContentFile(name.encode() * 90_000))
            setattr(video, name, stored)
        video.save()
        archive = read(submission)
        assert archive.read("video-1.bin") == b"result" * 90_000
        assert archive.read("video-poster-1.bin") == b"poster" * 90_000
        assert data(submission)["videos"][0]["transcript"] == "Hello."

    def test_a_file_that_is_lost_leaves_the_rest_whole(self):
        submission = make.submission(picture=make.picture())
        private_storage().delete(submission.original.picture.name)
        assert read(submission).testzip() is None
        assert data(submission)["number"] == submission.number


class TestToRead:
    def test_the_page_says_it_all_in_words(self):
        submission = make.submission(state="not_selected", story_title="The blue box")
        text = page(submission)
        for part in (
            submission.number,
            "The blue box",
            submission.what_learned,
            submission.sender_email,
            "You can publish it on this site.",
            "It advertises.",
            "Not selected",
        ):
            assert part in text

    def test_it_stands_alone(self):
        submission = make.submission(picture=make.picture())
        html = BeautifulSoup(read(submission).read("index.html"), "html.parser")
        assert not html.find_all(["script", "link", "style", "img", "iframe"])
        names = set(read(submission).namelist())
        assert {link["href"] for link in html.find_all("a")} <= names

    def test_words_of_the_sender_are_escaped(self):
        submission = make.submission(story_title="<script>alert(1)</script>")
        assert b"<script>" not in read(submission).read("index.html")


class TestWhatIsNot:
    def test_no_internal_note_and_no_name_of_staff(self):
        moderator = make.moderator(name="quokkalisa")
        submission = make.submission(state="in_review", by=moderator)
        moderation.decide(
            submission,
            "changes",
            user=moderator,
            grounds=["grammar"],
            note="Why?",
            internal_note="wombatnote",
        )
        Flag.objects.create(submission=submission, kind="x", reason="wombatflag", by=moderator)
        archive = read(submission)
        for name in ("index.html", "data.json"):
            text = archive.read(name).decode().lower()
            for secret in ("quokkalisa", "wombat"):
                assert secret not in text

    def test_no_mail_to_staff_and_no_words_of_a_mail(self):
        make.moderator(name="quokkalisa")
        submission = make.submission()
        assert OutboxMail.objects.filter(kind="first_waiting").exists()
        text = read(submission).read("data.json").decode()
        assert "A story is waiting" not in text
        assert "/confirm/" not in text

    def test_nothing_of_another_story(self):
        submission, other = make.submission(), make.submission(story_title="The other quokka")
        assert "quokka" not in read(submission).read("data.json").decode()
        assert other.number not in page(submission)


class TestFetching:
    """By POST, streamed, noted, and not too often."""

    def test_it_is_a_file_to_keep(self, client):
        submission = make.submission(picture=make.picture())
        response = press(client, own(submission, "data"))
        assert response.status_code == 200
        assert response.streaming
        assert response["Content-Type"] == "application/zip"
        assert submission.number in response["Content-Disposition"]
        archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
        assert archive.testzip() is None
        assert {"index.html", "data.json", "picture-version-1.jpg"} == set(archive.namelist())

    def test_a_big_file_leaves_in_small_parts(self):
        submission = make.submission()
        stored = private_storage().save("v/big.mp4", ContentFile(b"x" * 3_000_000))
        SentVideo.objects.create(
            submission=submission, source_hash="x", source_bytes=3, result=stored
        )
        parts = [len(part) for part in my_data.stream(submission)]
        assert sum(parts) > 3_000_000
        assert max(parts) < 4 * my_data.CHUNK

    def test_too_often_is_said_kindly(self, client, monkeypatch):
        monkeypatch.setattr(status_actions, "COPIES_AN_HOUR", 0)
        response = press(client, own(make.submission(), "data"))
        assert response.status_code == 429
        assert response["Retry-After"]

    def test_the_audit_trail_knows(self, client):
        submission = make.submission()
        token = private_links.make(submission, STATUS)
        b"".join(client.post("/story-data/", {"token": token}).streaming_content)
        entry = registry.get_logs_for_instance(submission).get(action="stories.my_data")
        assert entry.user is None
        assert entry.timestamp <= timezone.now()
