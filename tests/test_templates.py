"""Every template compiles, and no public one breaks the content policy."""

import re
from pathlib import Path

import pytest
from django.template import engines

ROOT = Path(__file__).resolve().parents[1] / "templates"
# Comments, and the tags of the template language, whose words could pass for attributes.
NO_MARKUP = re.compile(r"{#.*?#}|{% comment.*?{% endcomment %}|<!--.*?-->|{%.*?%}", re.DOTALL)
TAG = re.compile(r"<([a-z][a-z0-9-]*)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""([a-z@:][\w:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""", re.IGNORECASE
)
# What a page loads by itself; a link that somebody clicks may lead anywhere.
LOADING = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
}
LOADING_LINKS = {"stylesheet", "preload", "modulepreload", "icon", "prefetch", "preconnect"}
FOREIGN = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
DATA_TYPES = {"application/ld+json", "application/json"}


def templates() -> list[Path]:
    """Return every template of the project."""
    return sorted(file for file in ROOT.rglob("*") if file.suffix in {".html", ".txt", ".svg"})


def is_mail(path: str) -> bool:
    """Say whether a template is a mail: mail programs know style attributes and nothing else."""
    return "/emails/" in f"/{path}"


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a start tag."""
    return {name.lower(): value.strip("\"'") for name, value in ATTRIBUTE.findall(text)}


def problems(path: str, source: str) -> list[str]:
    """Return what the content policy would refuse in one template, in words."""
    if is_mail(path) or not path.endswith(".html"):
        return []
    found = []
    for tag, text in TAG.findall(NO_MARKUP.sub("", source)):
        tag, given = tag.lower(), attributes(text)
        if "style" in given:
            found.append(f"{path}: <{tag}> has a style attribute")
        if tag == "style":
            found.append(f"{path}: an inline style sheet")
        if tag == "script" and "src" not in given and given.get("type") not in DATA_TYPES:
            found.append(f"{path}: an inline script")
        for name, value in given.items():
            if re.fullmatch(r"on[a-z]+", name):
                found.append(f"{path}: <{tag}> has {name}")
            if value.lower().startswith("javascript:"):
                found.append(f"{path}: <{tag}> has a script for an address")
        loading = [given.get(name, "") for name in LOADING.get(tag, ())]
        if tag == "link" and LOADING_LINKS & set(given.get("rel", "").lower().split()):
            loading.append(given.get("href", ""))
        found.extend(
            f"{path}: <{tag}> loads from another host" for value in loading if FOREIGN.match(value)
        )
    return found


class TestEveryTemplate:
    def test_keeps_the_content_policy(self):
        found = [
            problem
            for file in templates()
            for problem in problems(file.relative_to(ROOT).as_posix(), file.read_text())
        ]
        assert found == []

    @pytest.mark.parametrize("file", templates(), ids=lambda file: str(file.relative_to(ROOT)))
    def test_compiles(self, file):
        engines["django"].get_template(file.relative_to(ROOT).as_posix())


class TestTheRulesCanFail:
    @pytest.mark.parametrize(
        "source",
        [
            '<p style="color: red">',
            "<p\n  class='a'\n  style='color: red'>",
            "<style>p { color: red }</style>",
            "<script>alert(1)</script>",
            '<script type="module">import "/a.js"</script>',
            '<button onclick="go()">',
            '<a href="javascript:go()">',
            '<script src="https://cdn.example.org/a.js"></script>',
            '<img src="//example.org/a.png" alt="">',
            '<link rel="stylesheet" href="https://fonts.example.org/a.css">',
            '<link rel="preconnect" href="https://fonts.example.org">',
        ],
    )
    def test_a_bad_template_is_caught(self, source):
        assert len(problems("cms/page.html", source)) == 1

    @pytest.mark.parametrize(
        "source",
        [
            '<p class="lede" data-style="x">{# style="x" #}</p>',
            '<script type="application/ld+json">{"@type": "Event"}</script>',
            '<script src="{% static \'js/a.js\' %}" type="module"></script>',
            '<a href="https://example.org/">elsewhere</a>',
            '<link rel="canonical" href="https://example.org/">',
            '<option value="{{ one }}"{% if one > 2 %} selected{% endif %}>only once</option>',
            "<div {% include 'cms/attributes.html' only %}>",
        ],
    )
    def test_a_good_template_is_let_through(self, source):
        assert problems("cms/page.html", source) == []

    def test_a_mail_may_carry_its_styles(self):
        assert problems("stories/emails/receipt.html", '<p style="color: red">') == []
