"""What a test commits is gone before the next one, sealed rows included; and what is migrated is kept."""

import os
import uuid
from contextlib import closing

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


class TestTemplate:
    @pytest.fixture
    def migrations(self, on_postgresql, db, tmp_path, monkeypatch):
        """Name the migrations that there are; the databases kept for them are gone afterwards."""
        monkeypatch.setattr(database, "CACHE", tmp_path)
        names = []

        def migrations(name):
            names.append(f"{name}_{os.getpid()}")
            monkeypatch.setattr(database, "fingerprint", lambda: names[-1])

        yield migrations
        with closing(database.connect(database.connection.settings_dict)) as server:
            for name in names:
                server.cursor().execute(f'DROP DATABASE IF EXISTS "migrated_{name}"')

    def kept(self):
        """Say whether the next run would find a database; like that run, keep one if there is none."""
        with database.migrated_template(database.connection.settings_dict) as (name, keep):
            keep("template0")
            return name is not None

    def test_is_there_for_the_next_run(self, migrations):
        migrations("same")
        assert [self.kept(), self.kept()] == [False, True]

    def test_another_migration_makes_another_and_drops_the_last(self, migrations):
        migrations("before")
        self.kept()
        migrations("after")
        assert not self.kept()
        migrations("before")
        assert not self.kept()
