"""A cache in front that understands PURGE hears of every change."""

import pytest
from wagtail.contrib.frontend_cache import utils

from cms.page_cache import outside
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def purged(monkeypatch):
    """Collect the addresses that are purged."""
    found = []
    monkeypatch.setattr(utils, "purge_urls_from_cache", lambda urls, *rest: found.extend(urls))
    return found


class TestPurge:
    def test_names_the_pages_that_show_others_and_no_story(self, purged, settings):
        settings.WAGTAILFRONTENDCACHE = {"front": {}}
        story = make.story()
        make.event_page()
        make.form_page()
        outside.purge()
        assert {address.partition("localhost")[2] for address in purged} == {
            "/",
            "/stories/",
            "/nhit-week/",
        }
        assert story.full_url not in purged

    def test_does_nothing_where_no_cache_listens(self, purged):
        outside.purge()
        assert purged == []
