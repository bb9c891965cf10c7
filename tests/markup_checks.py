"""What the Nu Html Checker of the W3C says of every public page; it knows what may stand in what.

`make markup` fetches it and runs these (tests.e2e.markup); pytest alone does not look into this file,
for the checker needs Java.
"""

import json
import os
import subprocess

import pytest

from tests import public_pages
from tests.home.test_demo import load
from tests.test_markup import PAGE


def ask(folder) -> list[str]:
    """Return what the checker says about the pages in a folder, warnings too."""
    asked = ["java", "-Xss8m", "-jar", os.environ["HTML_CHECKER"]]
    asked += ["--format", "json", "--exit-zero-always", *map(str, sorted(folder.iterdir()))]
    said = json.loads(subprocess.run(asked, capture_output=True).stderr)["messages"]
    return [f"{one.get('url')}: {one['message']} {one.get('extract', '')}" for one in said]


@pytest.mark.django_db
def test_it_has_nothing_to_say(tmp_path):
    load("--with-passwords")
    pages = dict(public_pages.read_pages())
    for number, content in enumerate(pages.values()):
        (tmp_path / f"{number:03}.html").write_bytes(content)
    said = "\n".join(ask(tmp_path))
    for number, name in enumerate(pages):
        said = said.replace(f"/{number:03}.html", f"/ {name}")
    assert said == ""


def test_it_finds_what_may_not_stand_there(tmp_path):
    (tmp_path / "well.html").write_text(PAGE.format("<p>Well.</p>"))
    assert ask(tmp_path) == []
    (tmp_path / "bad.html").write_text(PAGE.format('<img src="/a.png" sizes="10px" alt="A">'))
    assert len(ask(tmp_path)) == 1
