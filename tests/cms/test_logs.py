"""No line of the log holds an address that would let its reader into somebody's story."""

import logging
import uuid
from io import StringIO

import pytest
from django.conf import settings

from cms.logs import WithoutPrivateAddresses
from tests import make


def written(message, *args):
    """Return what a message becomes on its way into the log."""
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, None)
    assert WithoutPrivateAddresses().filter(record)
    return record.getMessage()


class TestPrivateAddresses:
    @pytest.mark.parametrize(
        "secret",
        [
            str(uuid.UUID(int=7)),
            "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA",
            "some-form:1xV9PJ:yHPDX4-JHaBH5ofhVzHt7N7OMThdfOB8iLB4R9F7D8A",
        ],
    )
    @pytest.mark.parametrize("end", ["/", "", "/?next=/", "?a=b"])
    def test_are_not_written(self, secret, end):
        line = written("Not Found: %s", f"/share-your-story/confirm/{secret}{end}")
        assert secret not in line
        assert line.startswith("Not Found: /share-your-story/confirm/[private]")

    @pytest.mark.parametrize(
        "address",
        ["/stories/", "/stories/the-medicine-list-that-nobody-else-had/", "/admin/pages/12/edit/"],
    )
    def test_others_are(self, address):
        assert written("Not Found: %s", address) == f"Not Found: {address}"

    def test_a_line_without_an_address_keeps_its_parts_apart(self):
        assert written("%d of %s", 3, "abc") == "3 of abc"


class TestEveryHandler:
    def test_has_the_filter(self):
        handlers = settings.LOGGING["handlers"].values()
        assert all("without_private_addresses" in handler["filters"] for handler in handlers)

    @pytest.mark.django_db
    def test_a_request_that_finds_nothing_leaves_no_secret(self, client):
        (console,) = [
            handler
            for handler in logging.getLogger().handlers
            if any(isinstance(entry, WithoutPrivateAddresses) for entry in handler.filters)
        ]
        before = console.setStream(out := StringIO())
        try:
            client.get("/nowhere/q83vEjRWeJCrze8SNFZ4kKvN7xI0/")
        finally:
            console.setStream(before)
        assert out.getvalue() == "Not Found: /nowhere/[private]/\n"


@pytest.mark.django_db
class TestStories:
    """What people tell is for the site, not for whoever reads its log."""

    def test_promoting_and_publishing_log_no_word_of_the_story(self, caplog):
        with caplog.at_level(logging.INFO):
            page = make.story(story_because="#IHeartHIT because wombats read my chart.")
            page.save_revision(log_action=True).publish()
            page.unpublish()
        assert page.because.endswith("wombats read my chart.")
        assert "wombats" not in caplog.text.lower()
