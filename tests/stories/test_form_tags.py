"""What the form prints beside its questions: the card of the line, and only the scripts that are of use."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context

from stories import crops, sharing
from stories.templatetags import form_tags
from tests import make

CASES = Path(__file__).parents[1] / "because_cases.json"
LINES = json.loads(CASES.read_text("utf-8"))
HASHTAG = "#IHeartHIT"


def form_with(*questions, errors=None):
    """Return what modules_of reads of a form: (kind, counter) of each question, and the errors."""
    made = [SimpleNamespace(kind=kind, counter=counter) for kind, counter in questions]
    return SimpleNamespace(questions=made, errors=errors or {})


def names(form):
    """Return the names of the scripts alone."""
    return [path.removeprefix("js/").removesuffix(".js") for path in form_tags.modules_of(form)]


class TestCropPlaces:
    def test_are_those_that_the_server_understands(self):
        places = form_tags.crop_places()
        assert places[0] == ("middle", "The middle")
        assert all(crops.place_crop(value) for value, _ in places[1:])


class TestCard:
    @pytest.mark.parametrize("case", LINES, ids=lambda case: case["why"])
    def test_prints_the_stored_line_without_its_hashtag(self, case):
        words = form_tags.because_words(case["typed"], HASHTAG)
        assert words == (case["line"].removeprefix(f"{HASHTAG} ") or form_tags.BECAUSE)

    def test_puts_the_line_on_one_line(self):
        assert form_tags.because_words("it\n listens", HASHTAG) == "because it listens"

    def test_waits_for_words_when_nothing_was_typed_yet(self):
        assert form_tags.because_words(None, HASHTAG) == form_tags.BECAUSE

    @pytest.mark.parametrize(
        ("length", "size"),
        [(0, "large"), (90, "large"), (91, "medium"), (180, "medium"), (181, "small")],
    )
    def test_sets_a_longer_line_smaller(self, length, size):
        assert form_tags.card_size("ö" * length) == size


class TestModules:
    def test_a_page_without_a_form_needs_none(self):
        assert form_tags.modules_of("") == []

    def test_a_plain_question_needs_none(self):
        assert names(form_with(("text", ""), ("choices", ""))) == []

    @pytest.mark.parametrize(
        ("question", "needed"),
        [
            (("story", "story"), ["count", "heart"]),
            (("story", "because"), ["count", "heart", "card"]),
            (("file", ""), ["upload", "crop"]),
            (("video", ""), ["upload"]),
        ],
    )
    def test_a_question_brings_what_it_needs(self, question, needed):
        assert names(form_with(("text", ""), question)) == needed

    def test_errors_bring_the_way_to_them(self):
        assert names(form_with(("text", ""), errors={"story_name": ["Enter your name."]})) == [
            "errors"
        ]

    def test_every_script_is_there(self):
        everything = form_with(
            ("story", "because"), ("file", ""), ("video", ""), errors={"a": ["b"]}
        )
        static = Path(__file__).parents[2] / "static"
        assert len(names(everything)) == 6
        assert all((static / path).is_file() for path in form_tags.modules_of(everything))


class TestStoryField:
    def test_a_story_is_one(self):
        assert form_tags.has_story_field(form_with(("text", ""), ("story", "story")))

    @pytest.mark.parametrize("question", [("story", "because"), ("text", ""), ("file", "")])
    def test_a_sentence_and_plain_answers_are_none(self, question):
        assert not form_tags.has_story_field(form_with(question))


@pytest.mark.django_db
class TestRealForm:
    def test_the_whole_form_of_a_page_gets_its_scripts(self):
        page = make.form_page()
        form = page.get_form(page=page, campaign=make.campaign_settings())
        assert {"count", "heart", "card", "upload", "crop"} <= {*names(form)}

    def test_the_ready_post_is_the_one_of_the_site(self, rf):
        request = rf.get("/")
        post = form_tags.ready_post(Context({"request": request}))
        assert post == sharing.ready_post(request)
        assert HASHTAG in post.text
