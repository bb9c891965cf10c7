"""What every unit test stands on: a migrated database, empty caches, folders of its own."""

import shutil
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connections
from django.db.models.signals import post_save
from django.test import TransactionTestCase
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Site
from wagtail.signal_handlers import disconnect_reference_index_signal_handlers

from tests.database import Pristine, migrated_file, migrated_template

# The same examples in every run: a test that fails once in a hundred runs stops those who did not cause it.
hypothesis.settings.register_profile("same", derandomize=True, database=None)
hypothesis.settings.load_profile("same")


def pytest_addoption(parser):
    """Add --database-only: leave out the tests that would say the same on any database."""
    parser.addoption("--database-only", action="store_true", help="only tests that use a database")


def pytest_collection_modifyitems(config, items):
    """Leave out what is about the other database, and what uses none, if that was asked for."""
    only = config.getoption("--database-only")
    other = "on_postgresql" if uses_sqlite() else "on_sqlite"
    left_out = [
        item for item in items if other in item.fixturenames or (only and not uses_database(item))
    ]
    config.hook.pytest_deselected(items=left_out)
    gone = {*map(id, left_out)}
    items[:] = [item for item in items if id(item) not in gone]


@pytest.fixture
def on_postgresql():
    """Ask for it in a test of what only PostgreSQL does; elsewhere the test is left out."""


@pytest.fixture
def on_sqlite():
    """Ask for it in a test of what only SQLite does; elsewhere the test is left out."""


def uses_database(item) -> bool:
    """Say whether a test was marked for the database, or stands on a fixture that opens it."""
    opened = {"db", "transactional_db", "django_db_setup"}
    return item.get_closest_marker("django_db") is not None or bool(opened & {*item.fixturenames})


def uses_sqlite() -> bool:
    """Say whether the tests run on SQLite (the default) or on PostgreSQL."""
    return connections["default"].vendor == "sqlite"


@pytest.fixture(scope="session")
def database_folder(tmp_path_factory):
    """A folder for the database files of this worker."""
    return tmp_path_factory.mktemp("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, database_folder):
    """Use a file on SQLite, so that tests with several threads see one database."""
    if uses_sqlite():
        name = str(database_folder / "test.sqlite3")
        connections["default"].settings_dict["TEST"]["NAME"] = name


@pytest.fixture(scope="session")
def django_db_keepdb():
    """Start from the copied file on SQLite; copy the database anew on PostgreSQL."""
    return uses_sqlite()


@pytest.fixture(scope="session")
def keep_migrated(django_db_modify_db_settings, database_folder):
    """Start from the database that an earlier run migrated; yields how to keep this one."""
    if uses_sqlite():
        with migrated_file(database_folder / "test.sqlite3") as keep:
            yield keep
        return
    config = connections["default"].settings_dict
    with migrated_template(config) as (template, keep):
        config["TEST"]["TEMPLATE"] = template

        def keep_this():
            connections["default"].close()
            keep(config["NAME"])

        yield keep_this


@pytest.fixture(scope="session")
def django_db_setup(keep_migrated, django_db_setup, django_db_blocker, database_folder):
    """Migrate, then let every test that commits put the database back as it was."""
    pristine = Pristine(database_folder)
    with django_db_blocker.unblock():
        keep_migrated()
        pristine.remember()
    # Wagtail's index of what refers to what: nothing of ours reads it, and each save would pay for it.
    disconnect_reference_index_signal_handlers()
    # Wagtail's index of words: a tenth of what a story costs. Tests that look something up ask for it.
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)

    def restore(test_case):
        pristine.restore()
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def empty_caches():
    """Let no test see what another one left in a cache, or among the cards that were drawn once."""
    yield
    shutil.rmtree(Path(settings.PRIVATE_MEDIA_ROOT) / "share-cards", ignore_errors=True)
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture
def found_by_words():
    """Let Wagtail's search find what is saved from now on, as it does on a site."""
    for model in get_indexed_models():
        post_save.connect(post_save_signal_handler, sender=model)
    yield
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)


@pytest.fixture(autouse=True, scope="session")
def own_folders():
    """Take the uploads of the tests away when all is done."""
    yield
    shutil.rmtree(Path(settings.VAR_DIR), ignore_errors=True)
