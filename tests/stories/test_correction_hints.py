"""The privacy help on the way of a correction: new words are looked at, nothing is blocked, nothing is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.stories.status_reading import fields_of, own, press, soup, words

pytestmark = pytest.mark.django_db

PHONE = "313-555-0142"
NEW = f"He said: call {PHONE} at once."


def send(client, response, **changes):
    """Send the page's form as it stands, with changes; None takes a field away."""
    action, fields = fields_of(response)
    sent = {name: value for name, value in {**fields, **changes}.items() if value is not None}
    return client.post(action, sent)


def radios(response):
    """Return the names of the groups of choices."""
    return sorted({box["name"] for box in soup(response).select("input[type=radio]")})


@pytest.fixture
def submission():
    return make.submission()


@pytest.fixture
def looked(client, submission):
    """The page of hints, after a telephone number came in."""
    return press(client, own(submission, "change"), story_learned=NEW, note_to_editors="Hello.")


class TestShowing:
    """It comes once, for what is new."""

    def test_a_new_number_is_marked_before_anything_is_stored(self, submission, looked):
        assert looked.status_code == 200
        assert soup(looked).mark.get_text() == f"{PHONE}1"
        assert "not sent yet" in words(looked)
        assert submission.originals.count() == 1

    def test_words_without_hints_go_through(self, client, submission):
        assert press(client, own(submission, "change"), story_learned="Rain.").status_code == 303

    def test_what_stood_there_before_is_not_asked_again(self, client):
        submission = make.submission(story_happened=NEW)
        response = press(client, own(submission, "change"), story_learned="Rain.")
        assert response.status_code == 303

    def test_it_says_that_a_live_page_comes_down(self, client):
        story = make.story()
        response = press(client, own(story.submission, "change"), story_learned=NEW)
        assert "Send and take my page down" in words(response)
        assert client.get(story.url).status_code == 200
        assert send(client, response).status_code == 303
        assert client.get(story.url).status_code == 404


class TestSending:
    """Keep, allow or say nothing: all of it can be sent."""

    def test_sent_without_a_choice_it_goes_through_with_every_word(
        self, client, submission, looked
    ):
        assert send(client, looked).status_code == 303
        answers = submission.original.answers
        assert (answers["story_learned"], answers["note_to_editors"]) == (NEW, "Hello.")
        assert not submission.flags.filter(kind__startswith="privacy_").exists()

    @pytest.mark.parametrize(("choice", "says"), [("keep", "keeps it"), ("allowed", "may share")])
    def test_what_is_said_is_told_to_moderators(self, client, submission, looked, choice, says):
        [name] = radios(looked)
        assert send(client, looked, **{name: choice}).status_code == 303
        flag = submission.flags.get(kind="privacy_phone")
        assert says in flag.reason
        assert submission.what_happened and flag.field == "story_learned"
        sent = submission.original.answers["story_learned"]
        assert sent[flag.start : flag.end] == PHONE

    def test_two_numbers_make_two_flags(self, client, submission):
        told = f"{NEW} Or call 313-555-0143."
        looked = press(client, own(submission, "change"), story_learned=told)
        assert send(client, looked, **dict.fromkeys(radios(looked), "keep")).status_code == 303
        assert submission.flags.filter(kind="privacy_phone").count() == 2

    def test_a_choice_that_does_not_exist_is_none(self, client, submission, looked):
        [name] = radios(looked)
        assert send(client, looked, **{name: "<b>"}).status_code == 303
        assert not submission.flags.filter(kind__startswith="privacy_").exists()


class TestGoingBack:
    """The words come back as they were typed, and what was said stays said."""

    def test_the_button_leads_back_to_the_words(self, client, submission, looked):
        response = send(client, looked, back_to_words="1")
        assert fields_of(response)[1]["story_learned"] == NEW
        assert submission.originals.count() == 1
        assert "Error" not in soup(response).title.get_text()

    def test_i_will_change_it_leads_there_too(self, client, submission, looked):
        [name] = radios(looked)
        response = send(client, looked, **{name: "change"})
        assert fields_of(response)[1]["note_to_editors"] == "Hello."
        assert send(client, response, story_learned="Rain.").status_code == 303
        assert submission.original.answers["story_learned"] == "Rain."

    def test_who_leaves_it_all_the_same_is_not_asked_twice(self, client, submission, looked):
        [name] = radios(looked)
        response = send(client, looked, **{name: "change"})
        assert send(client, response).status_code == 303
        assert submission.original.answers["story_learned"] == NEW

    def test_what_was_kept_stays_kept_while_something_else_is_new(self, client, submission, looked):
        [name] = radios(looked)
        response = send(client, looked, **{name: "keep", "back_to_words": "1"})
        again = send(client, response, story_learned=f"{NEW} Or 313-555-0143.")
        assert len(radios(again)) == 2
        assert send(client, again, **{name: "keep"}).status_code == 303
        assert submission.flags.filter(kind="privacy_phone").count() == 1


class TestPicture:
    """A picture that was chosen is not asked for again."""

    def sent_with_picture(self, client, submission, **changes):
        action, fields = fields_of(client.get(own(submission, "change")))
        picture = SimpleUploadedFile("a.jpg", make.picture_bytes(), "image/jpeg")
        fields |= {"story_image": picture, "story_image_alt": "A screen.", **changes}
        return client.post(action, fields)

    def test_it_waits_beside_the_hints(self, client, submission):
        looked = self.sent_with_picture(client, submission, story_learned=NEW)
        assert "choose your picture again" not in words(looked)
        assert send(client, looked).status_code == 303
        assert submission.original.picture_width == 1200

    def test_it_waits_beside_the_words(self, client, submission):
        looked = self.sent_with_picture(client, submission, story_learned=NEW)
        response = send(client, looked, back_to_words="1")
        assert "We have the picture that you chose. It is 1200 by 630 pixels." in words(response)
        assert send(client, response, story_learned="Rain.").status_code == 303
        assert submission.original.picture_width == 1200

    def test_it_waits_while_something_else_is_mended(self, client, submission):
        response = self.sent_with_picture(client, submission, story_image_alt="")
        assert "Describe the picture" in words(response)
        assert "choose your picture again" not in words(response)
        assert send(client, response, story_image_alt="A screen.").status_code == 303
        assert submission.original.picture_width == 1200

    def test_it_can_be_taken_out(self, client, submission):
        response = self.sent_with_picture(client, submission, story_image_alt="")
        response = send(client, response, remove="picture")
        assert "held_picture" not in fields_of(response)[1]
        assert send(client, response, story_learned="Rain.").status_code == 303
        assert not submission.original.picture
