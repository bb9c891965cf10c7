"""One row for each person in the story, all of it usable without JavaScript."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import QueryDict

from stories import form_people
from stories.form_people import PeopleField

DAUGHTER = {"relation": "my daughter", "basis": "guardian", "email": ""}
NEIGHBOR = {"relation": "my neighbor", "basis": "asked", "email": "sam@example.org"}
EMPTY = {"relation": "", "basis": "", "email": ""}


class PeopleForm(forms.Form):
    """A form with the one question."""

    story_people = PeopleField(required=False, label="Who else is in your story?")


def post(*people, **more):
    """Return what a browser sends for these rows."""
    data = QueryDict(mutable=True)
    for number, person in enumerate(people):
        for part, value in person.items():
            data[f"story_people-{number}-{part}"] = value
    data.update(more)
    return data


def filled(*people, **more):
    """Return the form with these rows."""
    return PeopleForm(post(*people, **more))


def shown(form):
    """Return the control as parsed HTML."""
    return BeautifulSoup(str(form["story_people"]), "html.parser")


class TestTheAnswer:
    def test_it_is_a_list_of_people(self):
        form = filled(DAUGHTER, NEIGHBOR)
        assert form.is_valid()
        assert form.cleaned_data["story_people"] == [DAUGHTER, NEIGHBOR]

    def test_empty_rows_are_nobody(self):
        form = filled(EMPTY, DAUGHTER, EMPTY)
        assert form.is_valid()
        assert form.cleaned_data["story_people"] == [DAUGHTER]

    def test_nobody_is_an_answer_too(self):
        for form in (filled(), filled(EMPTY), PeopleForm(QueryDict())):
            assert form.is_valid()
            assert form.cleaned_data["story_people"] == []

    def test_spaces_and_control_characters_leave(self):
        form = filled({**DAUGHTER, "relation": "  my\x00 \n daughter "})
        assert form.is_valid()
        assert form.cleaned_data["story_people"] == [DAUGHTER]

    def test_no_more_than_six_are_read(self):
        form = filled(*[DAUGHTER] * 9)
        assert form.is_valid()
        assert len(form.cleaned_data["story_people"]) == form_people.MOST_PEOPLE

    @pytest.mark.parametrize("value", [None, "x", 3, [None, "x", 3], [{"relation": 7}], {"a": 1}])
    def test_anything_that_was_stored_can_be_read(self, value):
        rows = form_people.read_rows(value)
        assert all(set(row) == set(form_people.PARTS) for row in rows)
        assert PeopleField(required=False).clean(value) == []


class TestRefusals:
    def test_a_person_needs_a_basis(self):
        form = filled({**DAUGHTER, "basis": ""})
        assert form.errors["story_people"] == ["Choose why your story may tell of them"]

    def test_an_invented_basis_is_none(self):
        assert not filled({**DAUGHTER, "basis": "because"}).is_valid()

    def test_a_basis_needs_a_person(self):
        [message] = filled({**EMPTY, "basis": "asked"}).errors["story_people"]
        assert message.startswith("Say who they are to you")

    def test_with_several_people_the_message_says_which(self):
        form = filled(DAUGHTER, {**NEIGHBOR, "basis": ""})
        assert form.errors["story_people"] == ["Person 2: Choose why your story may tell of them"]

    @pytest.mark.parametrize(
        ("change", "part", "words"),
        [
            ({"email": "sam"}, "email", "name@example.com"),
            ({"email": "a" * 250 + "@example.org"}, "email", "mail address"),
            ({"basis": "represents"}, "email", "died"),
            ({"relation": "a" * 125}, "relation", "5 characters too long"),
        ],
    )
    def test_each_names_its_control(self, change, part, words):
        problems = form_people.find_problems([{**NEIGHBOR, **change}])
        assert list(problems) == [(0, part)]
        assert words in problems[0, part]

    def test_no_email_is_needed(self):
        assert filled({**NEIGHBOR, "email": ""}).is_valid()

    def test_each_message_leads_to_its_control_and_stands_there(self):
        form = filled(DAUGHTER, {"relation": "", "basis": "", "email": "sam"})
        assert not form.is_valid()
        page = shown(form)
        links = form["story_people"].error_links
        assert [id_ for id_, _ in links] == [
            "id_story_people-1-relation",
            "id_story_people-1-basis-0",
            "id_story_people-1-email",
        ]
        for id_, message in links:
            control = page.find(id=id_)
            group = control.find_parent("fieldset") if control["type"] == "radio" else control
            described = [
                page.find(id=name).get_text() for name in group["aria-describedby"].split()
            ]
            assert any(message in words for words in described)
        assert page.find(id="id_story_people-1-email")["aria-invalid"] == "true"
        assert "aria-invalid" not in page.find(id="id_story_people-0-relation").attrs

    def test_a_required_question_is_told_so(self):
        with pytest.raises(forms.ValidationError, match="This field is required"):
            PeopleField().clean([EMPTY])


class TestTheControl:
    def test_what_was_typed_is_shown_again(self):
        page = shown(filled(NEIGHBOR))
        assert page.find(id="id_story_people-0-relation")["value"] == "my neighbor"
        assert page.find("input", checked=True)["value"] == "asked"
        assert page.find(id="id_story_people-0-email")["value"] == "sam@example.org"

    def test_at_first_there_is_one_empty_row_with_nothing_chosen(self):
        page = shown(PeopleForm())
        assert len(page.select("fieldset.person")) == 1
        assert not page.find("input", checked=True)

    def test_what_was_stored_comes_back(self):
        form = PeopleForm(initial={"story_people": [DAUGHTER, NEIGHBOR]})
        assert len(shown(form).select("fieldset.person")) == 2

    def test_every_control_has_a_label_and_every_group_a_legend(self):
        page = shown(filled(DAUGHTER, NEIGHBOR))
        labelled = {label["for"] for label in page.find_all("label")}
        controls = {control["id"] for control in page.find_all("input")}
        assert controls == labelled
        assert all(group.find("legend") for group in page.find_all("fieldset"))
        ids = [tag["id"] for tag in page.find_all(id=True)]
        assert len(ids) == len(set(ids))

    def test_what_somebody_types_is_only_text(self):
        page = shown(filled({**NEIGHBOR, "relation": '"><script>alert(1)</script>'}))
        assert page.find("script") is None


class TestAddingAndRemoving:
    def rows(self, *people, **more):
        return filled(*people, **more)["story_people"].value()

    def test_a_button_adds_a_row(self):
        assert self.rows(DAUGHTER, add_person="1") == [DAUGHTER, EMPTY]

    def test_at_six_there_is_no_button_and_no_row_more(self):
        assert self.rows(*[DAUGHTER] * 6, add_person="1") == [DAUGHTER] * 6
        assert shown(filled(*[DAUGHTER] * 6)).find("button", {"name": "add_person"}) is None

    def test_a_button_takes_a_row_away(self):
        assert self.rows(DAUGHTER, NEIGHBOR, remove_person="0") == [NEIGHBOR]

    @pytest.mark.parametrize("number", ["", "7", "-1", "²", "x"])
    def test_a_row_that_is_not_there_takes_none(self, number):
        assert self.rows(DAUGHTER, remove_person=number) == [DAUGHTER]

    def test_such_a_post_goes_nowhere_but_to_the_rows(self):
        assert form_people.changes_rows(post(DAUGHTER, add_person="1"))
        assert form_people.changes_rows(post(DAUGHTER, remove_person="0"))
        assert not form_people.changes_rows(post(DAUGHTER))

    def test_it_leads_to_the_new_row(self):
        data = post(DAUGHTER, add_person="1")
        assert form_people.changed_row(data) == "id_story_people-1-relation"
        data = post(DAUGHTER, NEIGHBOR, remove_person="1")
        assert form_people.changed_row(data) == "id_story_people-0-relation"


class TestNotAskedYet:
    def test_it_is_seen_among_others(self):
        assert form_people.has_unasked([DAUGHTER, {**NEIGHBOR, "basis": "not_yet"}])
        assert not form_people.has_unasked([DAUGHTER, NEIGHBOR])
        assert not form_people.has_unasked(None)
