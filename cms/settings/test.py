"""Tests: fast, apart from every other database, mail kept in memory."""

import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.base import STORAGES, database, given

DEBUG = False
SECRET_KEY = "tests-only-" + "t" * 45
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# Never the database itself: Django makes one beside it whose name begins with "test_".
DATABASE_URL = given("TEST_DATABASE_URL", given("DATABASE_URL", "sqlite://:memory:"))
DATABASES = {"default": database(DATABASE_URL)}
# What a test commits need not survive a power cut: nothing waits for the disk.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"
    )
else:
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REDIS_URL = ""
# Tests count what it costs to build a page; those of the page cache turn it on.
PAGE_CACHE = False
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
VAR_DIR = Path(tempfile.mkdtemp(prefix="ihearthit-tests-"))
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_MEDIA_ROOT = VAR_DIR / "private"
# No test reaches the network: those about posts bring a page of their own.
LOOK_AT_POSTS = False
# Most tests look at no picture.
PICTURES_AHEAD = False
STORAGES = {
    **STORAGES,
    "private": {**STORAGES["private"], "OPTIONS": {"location": PRIVATE_MEDIA_ROOT}},
}
