"""What a test commits is gone before the next one, sealed rows included."""

import uuid

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from stories import sealing
from stories.models import Original, Submission
from tests import database

MADE_BY = (
    "requirements.txt",
    "cms/settings/base.py",
    "stories/sealing.py",
    "stories/migrations/0001_first.py",
)


@pytest.mark.django_db(transaction=True)
class TestCommittedRows:
    """The same test twice: the second turn would find what the first one left."""

    @pytest.mark.parametrize("turn", [1, 2])
    def test_are_gone_in_the_next_turn(self, turn):
        assert not Group.objects.filter(name="Made by a test").exists()
        Group.objects.create(name="Made by a test")

    @pytest.mark.parametrize("turn", [1, 2])
    def test_leave_nothing_of_a_sealed_original(self, turn):
        assert not Original.objects.exists()
        submission = Submission.objects.create(form_data={}, receipt=uuid.uuid4())
        Original.objects.create(submission=submission, answers={}, labels=[], consents=[])

    @pytest.mark.parametrize("turn", [1, 2])
    def test_leave_the_rows_of_the_migrations(self, turn):
        assert Page.objects.filter(depth=1).count() == 1
        Page.objects.all().delete()

    def test_leave_the_seal_in_place(self):
        assert sealing.missing_triggers(database.connection) == []


class TestFingerprint:
    @pytest.fixture
    def root(self, tmp_path, monkeypatch):
        monkeypatch.setattr(database, "ROOT", tmp_path)
        for name in MADE_BY:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x = 1")
        return tmp_path

    @pytest.mark.parametrize("name", MADE_BY)
    def test_changes_with_what_makes_the_database(self, root, name):
        before = database.fingerprint()
        (root / name).write_text("x = 2")
        assert database.fingerprint() != before

    def test_stays_when_nothing_changed(self, root):
        assert database.fingerprint() == database.fingerprint()
