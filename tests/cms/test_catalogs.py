"""Every marked sentence has its words in each language, and the compiled files hold the same."""

import re

import pytest
from babel.messages.catalog import Catalog

from cms import catalogs

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}|<(/?\w+)")
EVERY = [
    pytest.param(shelf, language, id=f"{shelf.app}-{language}")
    for shelf in catalogs.SHELVES
    for language in catalogs.LANGUAGES
]


def forms(words):
    """Return the forms of a sentence as a tuple: one, or one for each number."""
    return words if isinstance(words, tuple) else (words,)


def placeholders(words):
    """Return what is filled in, and the tags, by name."""
    return sorted(found.group() for found in PLACEHOLDER.finditer(words or ""))


def in_step(message):
    """Say whether each form of a translation fills in what its sentence does; "one" may stand for a number."""
    asked = [placeholders(form) for form in forms(message.id)]
    given = [placeholders(form) for form in forms(message.string)]
    return given[-1] == asked[-1] and all(form in (asked[0], asked[-1]) for form in given)


@pytest.mark.parametrize(("shelf", "language"), EVERY)
class TestEveryCatalog:
    def test_has_each_sentence_of_the_code_and_no_other(self, shelf, language):
        kept = {(m.id, m.context) for m in catalogs.read(shelf, language) if m.id}
        found = {(m.id, m.context) for m in catalogs.gather(shelf) if m.id}
        assert found - kept == set(), "run: make words"
        assert kept - found == set(), "run: make words"

    def test_has_a_sure_translation_of_each_sentence(self, shelf, language):
        missing = catalogs.untranslated(catalogs.read(shelf, language))
        assert [message.id for message in missing] == []

    def test_fills_in_the_same(self, shelf, language):
        wrong = [m.id for m in catalogs.read(shelf, language) if m.id and not in_step(m)]
        assert wrong == []

    def test_is_compiled(self, shelf, language):
        kept = catalogs.read(shelf, language)
        assert shelf.path(language, "mo").read_bytes() == catalogs.compiled(kept)

    def test_is_written_as_the_command_writes_it(self, shelf, language):
        renewed = catalogs.renew(shelf, language)
        assert shelf.path(language).read_text() == catalogs.text(renewed)


class TestWhatIsFound:
    def test_words_of_templates_whatever_surrounds_them(self):
        source = """{% load i18n %}<div>
               <p title="a (b">{% translate "Read it" %} {{ _("or not") }}</p>
          {% blocktranslate trimmed count n=3 %}
             One {{ n }}
          {% plural %}
             {{ n }} of them
          {% endblocktranslate %}
        """
        found = [words for _, words, _, _ in catalogs.sentences(source, "page.html")]
        assert found == ["Read it", "or not", ("One %(n)s", "%(n)s of them")]

    def test_words_of_code(self):
        source = (
            'gettext_lazy("Read" " it")\nngettext("one", "many", n)\npgettext("month", "May")\n'
        )
        found = [row[1:] for row in catalogs.sentences(source, "page.py")]
        assert found == [
            ("Read it", [], None),
            (("one", "many"), [], None),
            ("May", [], "month"),
        ]

    def test_the_two_shelves_share_no_file(self):
        first, second = (set(shelf.files()) for shelf in catalogs.SHELVES)
        assert first and second and not first & second


class TestTheRulesCanFail:
    def test_a_sentence_without_translation_is_named(self):
        catalog = Catalog(locale="es", fuzzy=False)
        catalog.add("Read it")
        catalog.add("Or not", "O no", flags=["fuzzy"])
        catalog.add(("one", "many"), ("uno", ""))
        catalog.add("Hello", "Hola")
        found = [message.id for message in catalogs.untranslated(catalog)]
        assert found == ["Read it", "Or not", ("one", "many")]

    @pytest.mark.parametrize(
        ("words", "translation"),
        [
            ("By %(name)s", "De %(nombre)s"),
            ("By <b>you</b>", "De usted"),
            (("%(n)s word", "%(n)s words"), ("una palabra", "palabras")),
        ],
    )
    def test_a_lost_placeholder_is_noticed(self, words, translation):
        catalog = Catalog(locale="es", fuzzy=False)
        message = catalog.add(words, translation)
        assert not in_step(message)
