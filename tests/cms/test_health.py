"""`/healthz` says that the process lives, `/readyz` that the site can do its work."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import InMemoryStorage
from django.db import OperationalError
from django.utils import timezone

from cms import health
from cms.models import TickRun

NOW = datetime(2026, 9, 21, 12, tzinfo=UTC)


def tick(ago, *, finished=True):
    """Make a run of the clock that ended (or only began) that long before now."""
    at = timezone.now() - ago
    return TickRun.objects.create(started_at=at, finished_at=at if finished else None, ok=True)


class TestProcess:
    def test_answers_without_the_database(self, client):
        response = client.get("/healthz")
        assert response.status_code == 200
        assert response.content == b"ok\n"

    def test_is_never_stored(self, client):
        assert "no-store" in client.get("/healthz").headers["Cache-Control"]

    def test_takes_no_post(self, client, db):
        assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
class TestReady:
    @pytest.fixture(autouse=True)
    def forget(self, monkeypatch):
        monkeypatch.setattr(health, "migrations", health.Migrations())
        monkeypatch.setattr(health, "storage", health.Storage())

    def test_all_parts_work(self, client):
        tick(timedelta(minutes=1))
        response = client.get("/readyz")
        assert response.status_code == 200
        assert response.json() == {
            "ready": True,
            "failing": [],
            "parts": dict.fromkeys(("database", "migrations", "storage", "tick"), "ok"),
        }
        assert "no-store" in response.headers["Cache-Control"]

    def test_a_tick_that_never_ran_is_named(self, client):
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["failing"] == ["tick"]
        assert "never" in response.json()["parts"]["tick"]

    def test_a_tick_that_stopped_is_named_with_the_minutes(self, client):
        tick(timedelta(minutes=17))
        tick(timedelta(minutes=1), finished=False)
        response = client.get("/readyz")
        assert response.status_code == 503
        assert "17 minutes ago" in response.json()["parts"]["tick"]

    def test_the_tick_may_be_five_minutes_late(self):
        TickRun.objects.create(started_at=NOW, finished_at=NOW)
        health.check_tick(NOW + timedelta(minutes=5))
        with pytest.raises(health.Failing):
            health.check_tick(NOW + timedelta(minutes=5, seconds=1))

    def test_missing_migrations_are_named(self, client, monkeypatch):
        tick(timedelta(minutes=1))
        monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args: [1, 2])
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["failing"] == ["migrations"]
        assert "2" in response.json()["parts"]["migrations"]

    def test_complete_migrations_are_asked_for_once(self, client, monkeypatch):
        tick(timedelta(minutes=1))
        client.get("/readyz")
        monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args: [1])
        assert client.get("/readyz").status_code == 200

    def test_a_full_disk_is_named_without_its_path(self, client, monkeypatch):
        def refuse(*args, **kwargs):
            raise OSError(28, "No space left on device", "/secret/place")

        tick(timedelta(minutes=1))
        monkeypatch.setattr(health.storages["private"], "save", refuse)
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["failing"] == ["storage"]
        assert b"/secret/place" not in response.content

    def test_the_storage_is_tried_once_in_ten_seconds(self, client, monkeypatch):
        tries = []
        monkeypatch.setattr(health, "write_and_delete", lambda: tries.append(1))
        for _ in range(3):
            client.get("/readyz")
        assert len(tries) == 1
        health.storage.tried_at -= health.STORAGE_SECONDS
        client.get("/readyz")
        assert len(tries) == 2

    def test_nothing_stays_in_the_storage(self, monkeypatch):
        storage = InMemoryStorage()
        monkeypatch.setattr(health, "storages", dict.fromkeys(health.STORAGES, storage))
        health.write_and_delete()
        assert storage.listdir("") == ([], [])

    def test_a_database_that_is_away_is_named(self, client, monkeypatch):
        def refuse():
            raise OperationalError("password authentication failed for user ivy")

        tick(timedelta(minutes=1))
        monkeypatch.setattr(health, "check_database", refuse)
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["failing"] == ["database"]
        assert b"ivy" not in response.content
