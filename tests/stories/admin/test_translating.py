"""Pages are translated with one button; a story stays in the language in which it was told."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from home.models import HomePage, StandardPage
from stories import placement, promotion, titles
from stories.admin.translating import NONE_LEFT, WHY_NOT
from stories.models import Placement, StoryFormPage, StoryIndexPage, StoryPage
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def spanish():
    return Locale.objects.get(language_code="es")


def translate(client, page, locale, **data):
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    return client.post(address, {"locales": [locale.pk], **data})


@pytest.fixture
def desk(client):
    client.force_login(make.editor())
    return client


class TestAPage:
    @pytest.mark.parametrize("kind", ["home", "list", "form", "event", "text"])
    def test_of_each_kind_becomes_a_draft_in_the_language(self, desk, spanish, kind):
        home = make.home_page()
        translate(desk, home, spanish)
        page = {
            "home": make.home_page,
            "list": make.index_page,
            "form": make.form_page,
            "event": make.event_page,
            "text": lambda: home.add_child(instance=StandardPage(title="About")),
        }[kind]()
        if kind != "home":
            translate(desk, page, spanish)
        made = page.get_translation(spanish)
        assert not made.live and made.locale == spanish

    def test_is_translated_with_what_is_below_it_but_for_stories(self, desk, spanish):
        story = make.story()
        make.form_page()
        response = translate(desk, make.home_page(), spanish, include_subtree="on")
        assert response.status_code == 302
        below = HomePage.objects.get(locale=spanish).get_descendants()
        assert {type(page.specific) for page in below} == {StoryIndexPage, StoryFormPage}
        assert StoryPage.objects.get() == story

    def test_the_questions_of_a_form_keep_what_they_mean(self, desk, spanish):
        form = make.form_page()
        translate(desk, make.home_page(), spanish)
        translate(desk, form, spanish)
        kinds = [field.clean_name for field in form.get_form_fields()]
        assert [f.clean_name for f in form.get_translation(spanish).get_form_fields()] == kinds

    def test_says_in_its_language_what_no_editor_has_worded(self, desk, spanish):
        form = make.form_page(button_label="Post it to us")
        translate(desk, make.home_page(), spanish)
        translate(desk, form, spanish)
        made = form.get_translation(spanish).get_latest_revision_as_object()
        assert made.start_label == "Empezar mi historia"
        assert made.closed_heading == "Por ahora no recibimos historias"
        assert made.thanks_heading == "Gracias. Ya la tenemos."
        assert made.button_label == "Post it to us"
        assert form.start_label == "Start my story"

    def test_with_every_language_leads_to_its_other_version(self, desk, spanish):
        home = make.home_page()
        translate(desk, home, spanish)
        address = reverse("simple_translation:submit_page_translation", args=[home.pk])
        for response in (desk.get(address), desk.post(address, {"locales": [spanish.pk]})):
            assert response.url == reverse("wagtailadmin_pages:edit", args=[home.pk])
            told = "".join(map(str, get_messages(response.wsgi_request)))
            twin = reverse("wagtailadmin_pages:edit", args=[home.get_translation(spanish).pk])
            assert NONE_LEFT in told and twin in told
        assert HomePage.objects.count() == 2

    def test_its_stories_are_placed_on_the_new_one_too(self, desk, spanish):
        story, home = make.story(), make.home_page()
        home.body = [{"type": "story_wall", "value": {"heading": "Wall", "stories": []}}]
        home.save_revision().publish()
        home = make.home_page()
        editor = make.editor()
        placement.place(story, home, home.body[0].id, user=editor, publish=True)
        translate(desk, make.home_page(), spanish)
        twin = HomePage.objects.get(locale=spanish)
        assert Placement.objects.filter(page_id=twin.pk, removed_at=None, story=story).exists()


class TestAStory:
    def test_is_refused_with_the_reason(self, desk, spanish):
        story = make.story()
        translate(desk, make.home_page(), spanish)
        translate(desk, make.index_page(), spanish)
        for method in ("get", "post"):
            address = reverse("simple_translation:submit_page_translation", args=[story.pk])
            response = getattr(desk, method)(address, {"locales": [spanish.pk]})
            assert response.url == reverse("wagtailadmin_pages:edit", args=[story.pk])
            assert WHY_NOT in [str(told).strip() for told in get_messages(response.wsgi_request)]
        assert StoryPage.objects.count() == 1

    def test_is_not_offered_for_translation(self, desk, spanish):
        story, lists = make.story(), make.index_page()
        translate(desk, make.home_page(), spanish)
        address = "simple_translation:submit_page_translation"
        seen = [
            desk.get(reverse(name, args=[page.pk])).content.decode()
            for name in ("wagtailadmin_pages:edit", "wagtailadmin_explore")
            for page in (story, lists)
        ]
        assert all(reverse(address, args=[story.pk]) not in html for html in seen)
        assert any(reverse(address, args=[lists.pk]) in html for html in seen)

    def test_without_title_and_sentence_is_named_in_its_language(self, spanish):
        self.published(make.home_page(), spanish)
        form = self.published(make.form_page(), spanish)
        told = {"story_title": "", "story_because": ""}
        story = make.story(page=form, **told)
        assert story.title == f"Historia {story.submission.number}"
        # No editor has written it, in whatever language it is looked at.
        assert titles.edited({}, story.title, sent={}, number=story.submission.number) == ""
        assert make.story(**told).title.startswith("Story IHH-")

    def published(self, page, locale):
        page.copy_for_translation(locale).save_revision().publish()
        return page.get_translation(locale)

    def test_told_on_the_spanish_form_gets_its_page_below_the_spanish_list(self, spanish):
        self.published(make.home_page(), spanish)
        lists = self.published(make.index_page(), spanish)
        form = self.published(make.form_page(), spanish)
        story = make.story(page=form)
        assert story.get_parent().pk == lists.pk and story.language == "es"
        assert story.url.startswith("/es/stories/")

    def test_told_on_the_spanish_form_stays_with_the_list_while_there_is_no_other(self, spanish):
        self.published(make.home_page(), spanish)
        form = self.published(make.form_page(), spanish)
        story = make.story(page=form)
        assert story.get_parent().pk == make.index_page().pk and story.language == "es"

    def test_from_elsewhere_is_in_the_language_of_the_site(self):
        assert promotion.language_of(make.submission(page=None)) == "en"

    def test_keeps_its_language_on_a_page_in_another_one(self, client, spanish):
        self.published(make.home_page(), spanish)
        lists = self.published(make.index_page(), spanish)
        make.story()
        html = client.get(lists.url).content.decode()
        assert 'lang="en"><a href="/stories/' in html
        assert 'lang="en"><a' not in client.get(make.index_page().url).content.decode()


class TestTheFirstQuestion:
    def test_leads_into_the_form_of_its_page(self, spanish):
        form = make.form_page()
        make.home_page().copy_for_translation(spanish).save_revision().publish()
        form.copy_for_translation(spanish).save_revision().publish()
        twin = form.get_translation(spanish)
        assert StoryFormPage.to_start().pk == form.pk
        assert StoryFormPage.to_start(str(twin.pk)).pk == twin.pk
        with translation.override("es"):
            assert StoryFormPage.to_start().pk == twin.pk
        StoryFormPage.objects.filter(pk=twin.pk).update(live=False)
        with translation.override("es"):
            assert StoryFormPage.to_start(str(twin.pk)).pk == form.pk


class TestTopics:
    def test_are_named_in_the_language_of_the_page_and_stand_there_once(self, client, spanish):
        topic = make.topic("Telehealth")
        topic.name_elsewhere = {"es": "Telesalud"}
        topic.save()
        story = make.story(story_topic="Telehealth")
        assert story.topic == topic
        make.home_page().copy_for_translation(spanish).save_revision().publish()
        make.index_page().copy_for_translation(spanish).save_revision().publish()
        html = client.get("/es/stories/").content.decode()
        assert html.count("Telesalud") == 1 and "Telehealth" not in html
        assert "Telehealth" in client.get("/stories/").content.decode()
        narrowed = client.get(f"/es/stories/?topic={topic.slug}").content.decode()
        assert "Telesalud" in narrowed
