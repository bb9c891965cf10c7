"""The house keeps its shape: who may import whom, which names say nothing, how long a file gets."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LADDER = ("cms", "stories", "events", "home")
FOLDERS = (*LADDER, "tests")
# Only the roof may name every app.
ROOF = ("cms/settings/", "cms/urls.py", "cms/wsgi.py", "cms/api.py")
PURE = (
    "cms/text.py",
    "cms/picture_files.py",
    "cms/pictures.py",
    "stories/screening.py",
    "stories/boasts.py",
    "stories/aspects.py",
    "stories/hearts.py",
    "stories/crops.py",
    "stories/social_posts.py",
    "stories/videos.py",
    "stories/captions.py",
    "stories/identifiers.py",
    "stories/identifier_rules.py",
    "stories/number_rules.py",
    "stories/day_rules.py",
    "stories/contact_rules.py",
    "stories/names.py",
    "stories/name_signs.py",
    "stories/name_cues.py",
    "stories/name_words.py",
    "stories/video_files.py",
    "stories/video_frames.py",
    "stories/video_encoding.py",
    "stories/video_child.py",
    "stories/guarded_fetch.py",
    "stories/public_addresses.py",
    "stories/visible_text.py",
    "stories/admin/charts.py",
    "events/phases.py",
    "cms/timing.py",
    "events/countdown.py",
    "events/ical.py",
    "events/times.py",
    "events/zone_rules.py",
)
PURE_FOLDERS = ("stories/facts/",)
IMPURE_ROOTS = ("django.db", "django.apps", "django.contrib", "wagtail", "modelcluster")
NAMES_THAT_SAY_NOTHING = set("util utils helper helpers service services common misc".split())
MOST_LINES = 400
MOST_LINES_OF_HOOKS = 80
# A call with the dotted name of a module as its first argument imports it as well.
IMPORTING_CALLS = {"import_module", "import_string", "__import__"}


def python_files() -> list[Path]:
    """Return every Python file of the project."""
    found = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")]
    return sorted([*found, *ROOT.glob("*.py")])


def imported_names(tree: ast.AST, path: str) -> Iterator[str]:
    """Yield the dotted name of everything a module imports, at its top or later."""
    package = path.removesuffix(".py").removesuffix("/__init__").split("/")
    if not path.endswith("__init__.py"):
        package = package[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0]
            if name in IMPORTING_CALLS and isinstance(first, ast.Constant):
                yield str(first.value)


def climbs(path: str, name: str) -> bool:
    """Say whether a file imports from an app to its right on the ladder."""
    here, there = path.split("/")[0], name.split(".")[0]
    if here not in LADDER or there not in LADDER or path.startswith(ROOF):
        return False
    return LADDER.index(there) > LADDER.index(here)


def is_pure(path: str) -> bool:
    """Say whether a file has to stay free of models and database."""
    return path in PURE or path.startswith(PURE_FOLDERS)


def spoils(path: str, name: str) -> bool:
    """Say whether a pure file imports models, the database, or a module that is not pure."""
    if not is_pure(path):
        return False
    if any(name == root or name.startswith(f"{root}.") for root in IMPURE_ROOTS):
        return True
    if name.split(".")[0] not in LADDER:
        return False
    module = "/".join(name.split("."))
    parent = module.rpartition("/")[0]
    return not is_pure(f"{module}.py") and not is_pure(f"{parent}.py")


def problems(path: str, source: str) -> list[str]:
    """Return what is wrong with one file of the project, in words; `path` counts from the root."""
    found = []
    tree = ast.parse(source)
    is_migration = "/migrations/" in path
    lines = source.count("\n")
    for name in imported_names(tree, path):
        if climbs(path, name):
            found.append(f"{path} imports {name}: an app imports only from apps to its left")
        if spoils(path, name):
            found.append(f"{path} imports {name}: this module stays free of models and database")
    for part in path.removesuffix(".py").split("/"):
        if part in NAMES_THAT_SAY_NOTHING:
            found.append(f"{path}: {part} says nothing, name it by what it holds or does")
    if lines > MOST_LINES and not is_migration:
        found.append(f"{path} has {lines} lines, {MOST_LINES} are the limit")
    if path.endswith("/wagtail_hooks.py") and lines > MOST_LINES_OF_HOOKS:
        found.append(f"{path} has {lines} lines: it only registers, {MOST_LINES_OF_HOOKS} will do")
    if source.strip() and not is_migration and not ast.get_docstring(tree):
        found.append(f"{path} does not open with a sentence on what it is for")
    return found


class TestTheHouse:
    def test_every_file_keeps_the_rules(self):
        found = [
            problem
            for file in python_files()
            for problem in problems(file.relative_to(ROOT).as_posix(), file.read_text())
        ]
        assert found == []

    def test_no_code_lives_in_another_folder(self):
        strangers = {
            file.relative_to(ROOT).parts[0]
            for file in ROOT.glob("[!.]*/**/*.py")
            if file.relative_to(ROOT).parts[0] not in (*FOLDERS, "var")
        }
        assert strangers == set()


OPENING = '"""A made-up module."""\n'


class TestTheRulesCanFail:
    """A rule that lets everything through would look the same as a house in order."""

    @pytest.mark.parametrize(
        ("path", "source"),
        [
            ("stories/cards.py", "from home.models import HomePage\n"),
            ("cms/models.py", "import stories.models\n"),
            ("stories/cards.py", "def later():\n    from events import phases\n"),
            ("stories/admin/desk.py", "from ...home import models\n"),
            ("cms/health.py", 'import_module("stories.intake")\n'),
            ("cms/health.py", 'utils.module_loading.import_string("home.demo.load")\n'),
            ("stories/hearts.py", "from django.db import models\n"),
            ("stories/facts/ledger.py", "from stories.models import StoryPage\n"),
            ("stories/hearts.py", "from stories.models import StoryPage\n"),
            ("cms/text.py", "import wagtail\n"),
            ("stories/utils.py", ""),
            ("stories/common/words.py", ""),
            ("home/models.py", "x = 1\n" * 400),
            ("home/wagtail_hooks.py", "x = 1\n" * 80),
        ],
    )
    def test_a_bad_module_is_caught(self, path, source):
        assert len(problems(path, OPENING + source)) == 1

    def test_a_module_without_an_opening_sentence_is_caught(self):
        assert len(problems("home/models.py", "x = 1\n")) == 1

    @pytest.mark.parametrize(
        ("path", "source"),
        [
            ("home/models.py", "from stories.models import StoryHost\n"),
            ("cms/urls.py", "from stories import urls\n"),
            ("cms/settings/base.py", "import home\n"),
            ("stories/cards.py", "from . import hearts\n"),
            ("stories/hearts.py", "from cms.text import normalise\n"),
            ("stories/facts/ledger.py", "from .entries import Ledger\n"),
            ("stories/migrations/0001_initial.py", "x = 1\n" * 500),
        ],
    )
    def test_a_good_module_is_let_through(self, path, source):
        assert problems(path, OPENING + source) == []
