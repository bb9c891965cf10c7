"""The HTML of every public page is free of errors, as a parser sees it that is not ours."""

import html5lib
import pytest
from django.db import transaction

from tests import public_pages
from tests.home.test_demo import load

pytestmark = pytest.mark.django_db
PAGE = "<!doctype html><html lang=en><title>A page</title><body>{}</body></html>"


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """Every public page of the demo, by its name."""
    with django_db_blocker.unblock(), transaction.atomic():
        load("--with-passwords")
        yield dict(public_pages.read_pages())
        transaction.set_rollback(True)


def faults(content: bytes) -> list[tuple]:
    """Return what html5lib reports about a page: place, kind, details."""
    parser = html5lib.HTMLParser()
    parser.parse(content, transport_encoding="utf-8")
    return parser.errors


class TestEveryPage:
    def test_a_parser_has_nothing_to_mend(self, pages):
        found = {name: said for name, content in pages.items() if (said := faults(content))}
        assert found == {}

    def test_every_kind_of_page_was_read(self, pages):
        names = " ".join(pages)
        for kind in (
            "/",
            "/es/",
            "/nhit-week/partners/",
            "/story-card/",
            "error 404 es",
            "error 410",
        ):
            assert kind in names
        for language in ("en", "es", "frame"):
            mine = [name for name in pages if name.startswith(language)]
            assert len([name for name in mine if name.endswith("with errors")]) >= 3, language
        for language in ("en", "es"):
            assert {f"{language} awaiting_sign_off edits/", f"{language} thank you"} <= {*pages}
        assert sum(b"thank-you" in content or b"IHH-" in content for content in pages.values()) > 3


class TestTheParserCanFail:
    @pytest.mark.parametrize(
        "body",
        ["<p>One<div>Two</p>", "<p>A</b>", "<table><p>A", "<a href=/ href=/>A</a>", "&nosuch;"],
    )
    def test_a_fault_is_found(self, body):
        assert faults(PAGE.format("<p>Well.</p>").encode()) == []
        assert faults(PAGE.format(body).encode())
