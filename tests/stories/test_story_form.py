"""The rules that hold between the answers of one story, and what leaves the form."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from cms.models import CampaignSettings
from tests import make
from tests.stories.form_reading import send

pytestmark = pytest.mark.django_db

VIDEO = "https://youtu.be/dQw4w9WgXcQ"


def form_of(page, data, picture=None, **limits):
    """Return the bound form of a page for a mapping of answers."""
    post = QueryDict(mutable=True)
    for name, value in data.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    files = MultiValueDict({"story_image": [picture]} if picture else {})
    return page.get_form(post, files, page=page, campaign=CampaignSettings(**limits))


def filled(*, picture=None, page=None, limits=None, **changes):
    """Return the bound form of the usual page, filled and changed."""
    data = make.form_post(**changes)
    return form_of(page or make.form_page(), data, picture, **(limits or {}))


def upload(**size):
    """Return a picture as a browser sends it."""
    return make.form_post(picture=make.picture_bytes(**size))["story_image"]


class TestWords:
    def test_three_hundred_words_in_the_three_answers_are_fine(self):
        form = filled(
            story_happened="word " * 150, story_learned="word " * 100, story_matters="word " * 50
        )
        assert form.is_valid(), form.errors

    def test_more_are_counted_together_and_said_at_the_first(self):
        form = filled(
            story_happened="word " * 150, story_learned="word " * 100, story_matters="word " * 62
        )
        assert form.errors == {
            "story_happened": [
                "Your story is 12 words over 300. Shorten any of the answers; we count them together."
            ]
        }

    def test_one_word_over_is_one_word(self):
        form = filled(
            limits={"word_limit": 50},
            story_happened="word " * 51,
            story_learned="",
            story_matters="",
        )
        assert form.errors["story_happened"][0].startswith("Your story is 1 word over 50.")

    def test_the_text_stays_in_the_form(self):
        form = filled(story_happened="word " * 301)
        assert not form.is_valid()
        assert "word " * 301 in str(form["story_happened"])


class TestBecause:
    def test_the_whole_line_is_stored_and_counted(self):
        rest = "x" * (280 - len("#IHeartHIT because "))
        form = filled(story_because=rest)
        assert form.is_valid(), form.errors
        assert form.answers["story_because"] == f"#IHeartHIT because {rest}"

    def test_one_character_more_is_one_too_many(self):
        rest = "x" * (281 - len("#IHeartHIT because "))
        errors = filled(story_because=rest).errors["story_because"]
        assert errors == ["Your sentence is 1 character over 280. “#IHeartHIT because” counts too."]

    def test_it_is_required_whatever_the_editor_ticked(self):
        page = make.form_page(questions=[(name, label, False) for name, label, _ in make.QUESTIONS])
        form = form_of(page, {})
        for name in (
            "story_because",
            "story_name",
            "story_email",
            "story_name_shown",
            "consent_truth",
            "consent_contact",
            "consent_alter",
        ):
            assert name in form.errors
        assert "consent_publish" not in form.errors


class TestTextOrVideo:
    def none(self, **changes):
        return filled(story_happened="", story_learned="", story_matters="", **changes)

    def test_text_alone_is_enough(self):
        assert filled(story_video="").is_valid()

    def test_a_video_alone_is_enough(self):
        form = self.none(story_video=VIDEO)
        assert form.is_valid(), form.errors
        assert form.answers["story_video"] == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

    def test_neither_is_said_at_both(self):
        assert set(self.none().errors) == {"story_happened", "story_video"}

    def test_blank_space_is_no_text(self):
        assert (
            "story_happened"
            in filled(story_happened=" \n ", story_learned="\u200b ", story_matters="").errors
        )

    def test_a_wrong_address_is_said_once(self):
        assert set(self.none(story_video="https://example.com/").errors) == {"story_video"}

    def compulsory(self):
        return make.form_page(
            questions=[
                (name, label, True)
                for name, label, _ in make.QUESTIONS
                if name
                not in (
                    "story_image",
                    "story_image_alt",
                    "story_image_credit",
                    "story_video",
                    "story_topic",
                    "consent_social",
                    "consent_brief",
                )
            ]
            + [("story_video", "A video", False)]
        )

    def test_a_compulsory_prompt_is_so_for_stories_in_words(self):
        form = filled(page=self.compulsory(), story_learned="")
        assert form.errors == {"story_learned": ["Answer this question: What did you learn?"]}

    def test_a_compulsory_prompt_is_not_asked_of_a_video(self):
        form = filled(
            page=self.compulsory(),
            story_video=VIDEO,
            story_happened="",
            story_learned="",
            story_matters="",
        )
        assert form.is_valid(), form.errors


class TestPicture:
    def test_it_may_be_left_out(self):
        assert filled().is_valid()

    def test_it_needs_its_description(self):
        form = filled(picture=upload())
        assert set(form.errors) == {"story_image_alt"}

    def test_with_its_description_it_is_taken(self):
        form = filled(picture=upload(), story_image_alt="A bee")
        assert form.is_valid(), form.errors
        assert form.picture.width == 1200
        assert form.answers["story_image"] == "1200 by 630 pixels"

    def test_a_description_without_it_is_questioned(self):
        # The file gets lost when a form comes back; the words for it do not.
        assert set(filled(story_image_alt="A bee").errors) == {"story_image"}

    def test_a_refused_picture_keeps_every_word(self):
        form = filled(picture=upload(width=10, height=10), story_image_alt="A bee")
        assert set(form.errors) == {"story_image"}
        assert "bee stung her" in str(form["story_happened"])


class TestConsents:
    def test_nothing_is_ticked_or_chosen_beforehand(self):
        form = make.form_page().get_form(page=make.form_page())
        html = "".join(str(form[name]) for name in form.fields)
        assert "checked" not in html

    def test_a_default_value_of_the_editor_ticks_nothing(self):
        page = make.form_page()
        page.form_fields.update(default_value="on")
        html = str(page.get_form(page=page)["consent_publish"])
        assert "checked" not in html

    def test_every_box_leaves_with_its_exact_words(self):
        form = filled(consents=("truth", "contact", "alter"))
        assert form.is_valid(), form.errors
        boxes = {box.scope: (box.wording, box.given) for box in form.agreements}
        assert boxes["publish"] == ("You can publish it on this site.", False)
        assert boxes["truth"][1] is True
        assert len(boxes) == 6

    def test_no_consent_is_an_answer(self):
        form = filled()
        assert form.is_valid()
        assert not [name for name in form.answers if name.startswith("consent")]
        assert not [name for name, _ in form.labels if name.startswith("consent")]


class TestExtraQuestions:
    KINDS = {
        "singleline": ("Nurse", "Nurse"),
        "multiline": ("Two\r\nlines", "Two\nlines"),
        "email": ("a@example.org", "a@example.org"),
        "number": ("12.5", "12.5"),
        "url": ("example.org", "https://example.org"),
        "checkbox": ("on", True),
        "checkboxes": (["One", "Two"], ["One", "Two"]),
        "dropdown": ("One", "One"),
        "multiselect": (["Two"], ["Two"]),
        "radio": ("Two", "Two"),
        "date": ("2026-09-21", "2026-09-21"),
        "datetime": ("2026-09-21T14:30", "2026-09-21T14:30:00-04:00"),
    }

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_stock_type_reaches_form_data(self, kind, client):
        make.form_page(
            extra=[{"field_type": kind, "label": "More about it", "choices": "One\nTwo"}]
        )
        typed, stored = self.KINDS[kind]
        response = send(client, q_more_about_it=typed)
        assert response.status_code == 303, response.content.decode()
        from stories.models import Submission

        submission = Submission.objects.get()
        value = submission.form_data["q_more_about_it"]
        assert str(value) == str(stored) or value == stored
        assert ["q_more_about_it", "More about it"] in submission.original.labels

    @pytest.mark.parametrize("kind", KINDS)
    def test_odd_input_is_refused_in_words_and_never_breaks(self, kind):
        page = make.form_page(
            extra=[{"field_type": kind, "label": "Odd", "choices": "One", "required": True}]
        )
        for odd in ("", "\x00", "ü" * 6000, "9" * 400, "1e999999", "NaN", "0001-01-01", "😀", "="):
            form = form_of(page, make.form_post(q_odd=odd))
            form.is_valid()
            assert all(len(message) < 300 for message in form.errors.get("q_odd", []))

    def test_an_answer_has_a_limit(self):
        page = make.form_page(extra=[{"field_type": "multiline", "label": "Long"}])
        form = form_of(page, make.form_post(q_long="a" * 5001))
        assert form.errors["q_long"][0].startswith(
            "Your answer to “Long” is 1 character over 5,000."
        )

    def test_a_missing_answer_names_the_question(self):
        page = make.form_page(
            extra=[{"field_type": "singleline", "label": "Where do you work?", "required": True}]
        )
        form = form_of(page, make.form_post())
        assert form.errors == {"q_where_do_you_work": ["Answer this question: Where do you work?"]}


class TestTopics:
    def test_they_are_offered(self):
        make.topic("Telehealth")
        form = filled(story_topic="Telehealth")
        assert form.is_valid(), form.errors
        assert form.answers["story_topic"] == "Telehealth"

    def test_another_one_is_refused_without_repeating_it(self):
        make.topic("Telehealth")
        form = filled(story_topic="<b>x</b>" * 500)
        assert form.errors["story_topic"] == ["Choose one of the answers given here"]

    def test_without_topics_nothing_is_asked(self):
        assert "story_topic" not in filled().fields


class TestOnThePage:
    def test_sections_follow_the_editors_order_and_stand_once(self):
        page = make.form_page(
            extra=[{"field_type": "singleline", "label": "Last", "sort_order": 999}]
        )
        form = page.get_form(page=page)
        assert [section.title for section in form.sections] == [
            "Your story",
            "A picture or a video",
            "About you",
            "Your permission",
        ]
        assert form.sections[-1].questions[-1].bound.name == "q_last"

    def test_optional_is_said_where_it_is_true(self):
        form = make.form_page().get_form(page=make.form_page())
        optional = {q.bound.name for q in form.questions if q.is_optional}
        assert "story_title" in optional
        assert not optional & {"story_happened", "story_video", "story_name", "consent_social"}

    def test_every_control_is_tied_to_its_hint_counter_and_message(self):
        page = make.form_page()
        page.form_fields.update(help_text="A hint")
        form = form_of(page, {})
        assert not form.is_valid()
        for question in form.questions:
            control = BeautifulSoup(question.control, "html.parser").find(
                ["input", "textarea", "select"]
            )
            if question.kind == "choices":
                assert control["id"] == question.target_id
                continue
            assert control["id"] == question.target_id
            described = control["aria-describedby"].split()
            assert question.hint_id in described
            assert (question.error_id in described) == bool(question.bound.errors)
            assert (question.count_id in described) == bool(question.counter)
            assert control.get("aria-invalid") == ("true" if question.bound.errors else None)

    def test_the_browser_may_fill_in_name_and_address(self):
        form = make.form_page().get_form(page=make.form_page())
        tokens = {
            name: form[name].field.widget.attrs.get("autocomplete")
            for name in ("story_name", "story_email")
        }
        assert tokens == {"story_name": "name", "story_email": "email"}

    @pytest.mark.parametrize(
        ("count", "title"), [(1, "One thing to fix"), (2, "Two things to fix")]
    )
    def test_the_summary_counts_in_words(self, count, title):
        form = filled(**dict.fromkeys(["story_name", "story_email"][:count], ""))
        assert not form.is_valid()
        assert form.problems_title == title

    def test_no_typing_is_cut_off_by_the_browser(self):
        form = make.form_page().get_form(page=make.form_page())
        for name in ("story_happened", "story_because", "story_title", "story_name"):
            assert "maxlength" not in str(form[name])
