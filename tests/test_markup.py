"""The HTML of every public page is free of errors, as parsers see it that are not ours."""

import json
import os
import subprocess

import html5lib
import pytest
from django.db import transaction

from tests import public_pages
from tests.home.test_demo import load

pytestmark = pytest.mark.django_db
# The Nu Html Checker, where `make markup` fetched it: it knows what may stand in what, and needs Java.
CHECKER = os.environ.get("HTML_CHECKER")
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


def ask_checker(folder) -> list[str]:
    """Return what the Nu Html Checker says about the pages in a folder, warnings too."""
    asked = ["java", "-Xss8m", "-jar", CHECKER, "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*asked, *map(str, sorted(folder.iterdir()))], capture_output=True)
    said = json.loads(done.stderr)["messages"]
    return [f"{one.get('url')}: {one['message']} {one.get('extract', '')}" for one in said]


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

    @pytest.mark.skipif(not CHECKER, reason="`make markup` asks it")
    def test_the_checker_of_the_w3c_has_nothing_to_say(self, pages, tmp_path):
        for number, content in enumerate(pages.values()):
            (tmp_path / f"{number:03}.html").write_bytes(content)
        said = "\n".join(ask_checker(tmp_path))
        for number, name in enumerate(pages):
            said = said.replace(f"/{number:03}.html", f"/ {name}")
        assert said == ""


class TestTheParsersCanFail:
    @pytest.mark.parametrize(
        "body",
        ["<p>One<div>Two</p>", "<p>A</b>", "<table><p>A", "<a href=/ href=/>A</a>", "&nosuch;"],
    )
    def test_a_fault_is_found(self, body):
        assert faults(PAGE.format("<p>Well.</p>").encode()) == []
        assert faults(PAGE.format(body).encode())

    @pytest.mark.skipif(not CHECKER, reason="`make markup` asks it")
    def test_the_checker_finds_what_may_not_stand_there(self, tmp_path):
        (tmp_path / "well.html").write_text(PAGE.format("<p>Well.</p>"))
        assert ask_checker(tmp_path) == []
        (tmp_path / "bad.html").write_text(PAGE.format('<img src="/a.png" sizes="10px" alt="A">'))
        assert len(ask_checker(tmp_path)) == 1
