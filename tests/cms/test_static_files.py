"""Style sheets reach visitors in one piece, modules with their own; all they point to is found."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

from cms.static_files import FoldedStaticFilesStorage


@pytest.fixture
def source(tmp_path):
    """Sheets as they were written, by name; `put(name, text)` adds one."""
    storage = StaticFilesStorage(location=tmp_path / "source", base_url="/static/")

    def put(name, text):
        file = tmp_path / "source" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    put("css/base.css", '@font-face { src: url("../fonts/a.woff2"); }\n')
    put("css/common.css", '@import url("base.css");\na {}\n')
    put("css/page.css", '@import url("common.css");\n\nb {}\n')
    put("fonts/a.woff2", "letters")
    put("other/base.css", "z {}\n")
    storage.put = put
    return storage


@pytest.fixture
def collect(tmp_path, source):
    """Collect the sources as `collectstatic` does; returns the storage."""

    def collect(dry_run=False):
        target = FoldedStaticFilesStorage(location=tmp_path / "target", base_url="/static/")
        paths = {}
        for file in sorted((tmp_path / "source").rglob("*.*")):
            name = file.relative_to(tmp_path / "source").as_posix()
            paths[name] = (source, name)
            if not dry_run and not target.exists(name):
                with source.open(name) as found:
                    target.save(name, found)
        for *_, processed in target.post_process(paths, dry_run=dry_run):
            if isinstance(processed, Exception):
                raise processed
        return target

    return collect


def read(storage, name):
    """Return the file that a page links to under this name."""
    with storage.open(storage.stored_name(name)) as file:
        return file.read().decode()


def test_a_sheet_holds_what_it_imports_in_that_order(collect):
    sheet = read(collect(), "css/page.css")
    assert re.findall(r"@\S+|\w \{\}", sheet) == ["@font-face", "a {}", "b {}"]


def test_what_an_imported_sheet_points_to_is_found_by_its_hashed_name(collect):
    storage = collect()
    (pointed_to,) = re.findall(r'url\("\.\./([^"]+)"\)', read(storage, "css/page.css"))
    assert pointed_to == storage.stored_name("fonts/a.woff2")
    assert storage.exists(pointed_to)


def test_another_word_in_an_imported_sheet_is_another_address(collect, source):
    before = collect().stored_name("css/page.css")
    source.put("css/base.css", "c {}\n")
    after = collect()
    assert after.stored_name("css/page.css") != before
    assert "c {}" in read(after, "css/page.css")


def test_a_sheet_that_is_missing_is_said(collect, source):
    source.put("css/page.css", '@import url("gone.css");\n')
    with pytest.raises(KeyError, match="css/gone.css"):
        collect()


def test_a_module_imports_others_by_their_hashed_names(collect, source):
    source.put("js/words.js", "export const words = 1;\n")
    source.put("js/count.js", 'import { words } from "./words.js";\n')
    storage = collect()
    (imported,) = re.findall(r'from "\./([^"]+)"', read(storage, "js/count.js"))
    assert f"js/{imported}" == storage.stored_name("js/words.js")
    assert storage.exists(f"js/{imported}")


def test_another_word_in_an_imported_module_is_another_address(collect, source):
    source.put("js/words.js", "export const words = 1;\n")
    source.put("js/count.js", 'import { words } from "./words.js";\n')
    before = collect().stored_name("js/count.js")
    source.put("js/words.js", "export const words = 2;\n")
    assert collect().stored_name("js/count.js") != before


def test_a_rehearsal_writes_nothing(collect, tmp_path):
    collect(dry_run=True)
    assert not [*(tmp_path / "target").rglob("*.*")]


def test_the_sheets_of_the_site_import_only_what_can_be_folded(settings):
    for sheet in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        for imported in re.findall(r"@import.*", sheet.read_text()):
            name = re.fullmatch(r'@import url\("([\w-]+\.css)"\);', imported)[1]
            assert finders.find(f"css/{name}")
