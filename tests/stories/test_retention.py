"""Erasing leaves nothing behind but the fact of it."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from stories import held_picture, moderation, retention
from stories.models import ErasurePermit
from tests import make
from tests.stories.status_reading import fields_of, own

pytestmark = pytest.mark.django_db

WORD = "quokkalullaby"
NAME = "Perpetua Ashgrove"
VIDEO = {"field_type": "story_video_file", "label": "A video"}
EMAIL = "perpetua.ashgrove@example.net"


def rows_that_name(*words):
    """Return every text and JSON value of the whole database that holds one of the words."""
    found = []
    for model in apps.get_models():
        if not model._meta.managed:
            continue
        texts = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField, models.JSONField))
        ]
        for values in model._base_manager.values_list(*texts) if texts else []:
            joined = " ".join(str(value) for value in values)
            found += [(model.__name__, word) for word in words if word in joined]
    return found


def files():
    """Return every file that the site keeps."""
    roots = (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT)
    return {path for root in roots for path in Path(root).rglob("*") if path.is_file()}


def upload():
    """Return a picture as a browser sends it."""
    return SimpleUploadedFile("a.jpg", make.picture_bytes(), "image/jpeg")


def upload_film():
    """Return a video as a browser sends it."""
    return SimpleUploadedFile("a.mp4", b"\0\0\0\x18ftypisom" + b"\2" * 300, "video/mp4")


@pytest.fixture
def given():
    """What a person sends who can be recognised again."""
    return {
        "story_title": f"The {WORD}",
        "story_happened": f"It was the {WORD} that helped.",
        "story_because": f"#IHeartHIT because of the {WORD}.",
        "story_name": NAME,
        "story_email": EMAIL,
        "story_name_shown": "full",
    }


class TestErasingASubmission:
    """Rows, revisions, log texts, mails and files."""

    @pytest.mark.parametrize(
        "state", ["received", "changes_requested", "not_selected", "withdrawn"]
    )
    def test_no_row_names_the_person_or_the_story(
        self, given, state, django_capture_on_commit_callbacks
    ):
        before = files()
        with django_capture_on_commit_callbacks(execute=True):
            submission = make.submission(state=state, picture=make.picture(), **given)
        assert rows_that_name(WORD, NAME, EMAIL)
        with django_capture_on_commit_callbacks(execute=True):
            retention.erase(submission, reason="The sender asked for it.")
        assert rows_that_name(WORD, NAME, EMAIL) == []
        assert files() == before

    def test_a_live_story_leaves_with_its_page_and_picture(
        self, given, django_capture_on_commit_callbacks, client
    ):
        before = files()
        with django_capture_on_commit_callbacks(execute=True):
            story = make.story(picture=make.picture(), **given)
        address = story.url
        assert client.get(address).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            retention.erase(story.submission, user=make.privacy_staff(), reason="Asked for.")
        assert client.get(address).status_code in (404, 410)
        assert rows_that_name(WORD, NAME, EMAIL) == []
        assert files() == before

    def test_files_that_wait_for_their_page_leave_in_the_same_go(
        self, given, client, django_capture_on_commit_callbacks
    ):
        other = make.submission(page=make.form_page(extra=[VIDEO]))
        stays = held_picture.hold(other, upload())
        before = files()
        submission = make.submission(**given)
        action, fields = fields_of(client.get(own(submission, "change")))
        fields |= {"story_image": upload(), "story_because": "", "story_video_file": upload_film()}
        assert client.post(action, fields).status_code == 200
        assert len(files() - before) == 2
        with django_capture_on_commit_callbacks(execute=True):
            retention.erase(submission, reason="Asked for.")
        assert files() == before
        assert held_picture.find(other, stays.ticket)

    def test_the_fact_of_it_stays(self, given):
        submission = make.submission(**given)
        ref = submission.ref
        retention.erase(submission, reason="The sender asked for it.")
        permit = ErasurePermit.objects.get(ref=ref)
        assert permit.closed_at
        assert permit.reason == "The sender asked for it."

    def test_other_submissions_stay(self, given):
        other = make.submission()
        moderation.claim(other, user=make.moderator())
        retention.erase(make.submission(**given), reason="Asked for.")
        other.refresh_from_db()
        assert other.originals.count() == 1
        assert other.consents.exists()
