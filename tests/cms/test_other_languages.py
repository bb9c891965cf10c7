"""Words beside words: what editors type in another language, and what visitors read of it."""

import pytest
from bs4 import BeautifulSoup
from django.forms import modelform_factory
from django.utils import translation

from cms.models import MenuLink
from cms.other_languages import OtherLanguagesFormField, OtherLanguagesInput, others, say
from stories.models import Topic

THREE = [("en", "English"), ("es", "Spanish"), ("vi", "Vietnamese")]


class TestSaying:
    @pytest.mark.parametrize(
        ("elsewhere", "said"),
        [({"es": "Telesalud"}, "Telesalud"), ({}, "Telehealth"), (None, "Telehealth")],
    )
    def test_takes_the_words_of_the_language_or_those_that_there_are(self, elsewhere, said):
        with translation.override("es"):
            assert say("Telehealth", elsewhere) == said
        assert say("Telehealth", elsewhere) == "Telehealth"


class TestTheFieldInAForm:
    def test_asks_for_each_language_but_the_own(self, settings):
        settings.LANGUAGES = THREE
        assert others() == THREE[1:]
        html = OtherLanguagesInput().render("name", {"es": "Telesalud"})
        assert 'value="Telesalud"' in html and 'aria-label="Vietnamese"' in html

    def test_one_language_needs_no_label_of_its_own(self):
        assert "aria-label" not in OtherLanguagesInput().render("name", {})

    def test_the_label_of_the_field_is_that_of_its_only_line(self, settings):
        form = modelform_factory(Topic, fields=["name_elsewhere"])
        line = BeautifulSoup(str(form()["name_elsewhere"]), "html.parser").input
        assert form()["name_elsewhere"].id_for_label == line["id"]
        settings.LANGUAGES = THREE
        assert OtherLanguagesInput().id_for_label("id_name_elsewhere") == ""

    def test_gives_a_dict_without_what_is_empty(self, settings):
        settings.LANGUAGES = THREE
        field = OtherLanguagesFormField(max_length=20, required=False)
        assert field.clean(["Telesalud", ""]) == {"es": "Telesalud"}
        assert field.clean(["", ""]) == {}

    def test_refuses_words_that_are_too_long(self):
        form = MenuLink._meta.get_field("label_elsewhere").formfield()
        with pytest.raises(Exception, match="at most 60"):
            form.clean(["x" * 61])

    def test_a_long_one_is_typed_in_lines(self):
        from events.models import Activity

        field = Activity._meta.get_field("text_elsewhere").formfield()
        assert "<textarea" in field.widget.render("text", {})

    @pytest.mark.django_db
    def test_keeps_what_was_typed(self):
        topic = Topic.objects.create(
            name="Telehealth", slug="t", name_elsewhere={"es": "Telesalud"}
        )
        with translation.override("es"):
            assert Topic.objects.get(pk=topic.pk).shown_name == "Telesalud"


class TestTheColumn:
    def test_is_plain_json_to_migrations(self):
        name, path, args, kwargs = Topic._meta.get_field("name_elsewhere").deconstruct()
        assert path == "django.db.models.JSONField"
        assert kwargs == {"blank": True, "default": dict, "verbose_name": "name in Spanish"}
