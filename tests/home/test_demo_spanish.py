"""The demo in Spanish: each page of the demo has its like, in words that keep the house's tone."""

import re

import pytest
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from events.models import Edition
from home.demo import pages_form, tree
from home.demo.spanish import form, pages, text
from home.demo.spanish import tree as spanish_tree
from home.demo.stories import STORIES
from stories.models import Placement, StoryFormPage, Topic
from tests import spanish as spanish_words
from tests.home.test_demo import load, plain


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load once: each test looks at it inside a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        load("--with-passwords")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """The loaded demo, put back after every test."""


def copy_of(value):
    """Yield every text that a visitor may read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from copy_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from copy_of(part)


def all_copy():
    """Yield the texts of all Spanish pages."""
    for module in (form, pages, text):
        for name, value in vars(module).items():
            if name.isupper() and name not in ("LAYOUT", "MAIL"):
                yield from copy_of(value)


class TestTheCopy:
    def test_no_sentence_is_longer_than_twenty_words(self):
        for words in all_copy():
            for sentence in re.split(r"(?<=[.?!:])\s+|\n", plain(words)):
                assert len(sentence.split()) <= 20, sentence

    def test_it_is_calm_and_says_usted(self):
        for words in all_copy():
            assert "!" not in words
            assert not re.search(r"\b(tú|tu|tus|te|ti|puedes|quieres|tienes)\b", words, re.I), words

    def test_every_page_of_the_demo_has_its_like(self):
        assert set(spanish_tree.PAGES) == {"landing", "stories", "form", "week", *tree.TEXT_PAGES}

    def test_every_question_of_the_form_is_asked(self):
        asked = {field[0] for field in pages_form.FIELDS}
        asked |= {extra[0] for extra in pages_form.EXTRA_FIELDS}
        assert set(form.FIELDS) == asked

    def test_a_page_of_the_form_begins_where_it_does_in_english(self):
        titled = {field[0] for field in pages_form.FIELDS if field[4]}
        assert {name for name, (_, _, title) in form.FIELDS.items() if title} == titled


class TestLoading:
    def test_no_page_had_another_address_before(self, demo):
        assert not Redirect.objects.exists()

    def test_every_page_answers_in_spanish(self, demo, client):
        spanish = Locale.objects.get(language_code="es")
        landing = tree.landing_page().get_translation(spanish)
        found = landing.get_descendants(inclusive=True).live()
        told_in_spanish = [
            story for story in STORIES if story.language == "es" and story.state == "live"
        ]
        assert found.count() == len(spanish_tree.PAGES) + len(told_in_spanish)
        for page in found:
            response = client.get(page.url)
            assert response.status_code == 200 and page.url.startswith("/es/")
            html = response.content.decode()
            assert '<html lang="es-US"' in html
            words = spanish_words.visible(response)
            assert "Share your story" not in words and "Published" not in words, page.url

    def test_menus_and_lists_speak_it(self, demo, client):
        html = client.get("/es/").content.decode()
        for label in pages.LABELS.values():
            assert f">{label}</a>" in html
        listed = client.get("/es/historias/").content.decode()
        assert all(name in listed for name in pages.TOPICS.values())
        assert not Topic.objects.filter(name_elsewhere={}).exists()

    def test_the_week_speaks_it(self, demo, client):
        html = client.get("/es/semana-nhit/").content.decode()
        assert all(question in html for question, _ in pages.DAY_QUESTIONS)
        assert all(title in html for title, _ in pages.ACTIVITIES)
        assert Edition.objects.get().name_elsewhere == {"es": pages.EDITION_NAME}

    def test_stories_stand_on_its_pages(self, demo):
        spanish = Locale.objects.get(language_code="es")
        wanted = sum(len(keys) for _, _, keys in pages.LAYOUT)
        placed = Placement.objects.filter(removed_at=None, page__locale=spanish)
        assert placed.count() == wanted

    def test_its_form_asks_the_same(self, demo):
        first, second = StoryFormPage.objects.all()
        assert [f.field_type for f in first.get_form_fields()] == [
            f.field_type for f in second.get_form_fields()
        ]
        assert second.locale.language_code == "es" and second.live
