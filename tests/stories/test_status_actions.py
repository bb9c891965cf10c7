"""What senders do: by POST, with the token in the body, once, and with every word kept when it fails."""

import logging
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from cms.logs import WithoutPrivateAddresses
from stories import correction, moderation, private_links, retention, status_actions
from stories.models import StoryFormPage, Submission
from tests import make
from tests.stories.status_reading import STATUS, fields_of, own, press, soup, token_of, words

pytestmark = pytest.mark.django_db

DEEDS = ["change-story", "withdraw-story", "end-permission", "story-data", "erase-story"]
WORDS = "It was five minutes later, and she told me so herself."


def do(client, deed, token, **fields):
    """Send a deed."""
    return client.post(f"/{deed}/", {"token": token, **fields})


def untouched(submission):
    """Say whether nothing has happened to a story."""
    return Submission.objects.filter(
        pk=submission.pk, state=submission.state, latest_revision=submission.latest_revision_id
    ).exists()


class TestTheDoor:
    """The token in the body is the authority, and nothing else is."""

    @pytest.mark.parametrize("deed", DEEDS)
    def test_looking_does_nothing(self, client, deed):
        submission = make.submission()
        token = private_links.make(submission, STATUS)
        for method in ("get", "head", "put", "delete"):
            assert getattr(client, method)(f"/{deed}/?token={token}").status_code == 405
        assert untouched(submission)

    @pytest.mark.parametrize("deed", DEEDS)
    @pytest.mark.parametrize("token", ["", "x", "x" * 43, "\x00"])
    def test_a_wrong_token_does_nothing(self, client, deed, token):
        submission = make.submission()
        response = do(client, deed, token, sure="on", story_learned=WORDS)
        assert response.status_code == 404
        assert untouched(submission)

    @pytest.mark.parametrize("deed", DEEDS)
    def test_an_old_link_does_nothing(self, client, deed):
        submission = make.submission()
        old = private_links.make(submission, STATUS)
        private_links.use(private_links.make(submission, STATUS))
        assert do(client, deed, old, sure="on", version=1).status_code == 410
        assert untouched(submission)

    @pytest.mark.parametrize("deed", DEEDS)
    def test_an_address_that_is_not_confirmed_does_nothing(self, client, deed):
        submission = make.submission(confirmed=False)
        token = private_links.make(submission, STATUS)
        assert do(client, deed, token, sure="on", version=1).status_code == 403
        assert untouched(submission)

    @pytest.mark.parametrize("deed", DEEDS)
    def test_of_an_erased_story_there_is_nothing_to_do(self, client, deed):
        submission = make.submission()
        token = private_links.make(submission, STATUS)
        retention.erase(submission, reason="Asked for.")
        assert do(client, deed, token, sure="on", version=1).status_code == 404

    def test_the_link_of_another_story_does_nothing_here(self, client):
        submission, other = make.submission(), make.submission()
        press(client, own(other, "withdraw"))
        assert untouched(submission)
        other.refresh_from_db()
        assert other.state == "withdrawn"

    @pytest.mark.parametrize("page", ["change", "withdraw", "data", "erase"])
    def test_it_works_without_cookies(self, page):
        client = Client(enforce_csrf_checks=True)
        response = press(client, own(make.submission(), page), sure="on", story_learned=WORDS)
        assert response.status_code in (200, 303)

    @pytest.mark.parametrize("deed", DEEDS)
    def test_it_goes_into_no_cache_and_no_referrer(self, client, deed):
        token = private_links.make(make.submission(), STATUS)
        response = do(client, deed, token, sure="on", version=1)
        b"".join(response) if response.streaming else None
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "strict-origin"

    @pytest.mark.parametrize("page", ["change", "withdraw", "data", "erase"])
    def test_the_log_shows_neither_token_nor_words(self, client, page, caplog):
        address = own(make.submission(), page)
        with caplog.at_level(logging.DEBUG):
            press(client, address, sure="on", story_learned="quokkalullaby")
        for record in caplog.records:
            WithoutPrivateAddresses().filter(record)
            assert token_of(address) not in record.getMessage()
            # The database's own log holds every value, and is on in no installation.
            if record.name != "django.db.backends":
                assert "quokkalullaby" not in record.getMessage()

    def test_doing_something_ends_older_links(self, client):
        submission = make.submission()
        older = own(submission)
        assert press(client, own(submission, "change"), story_learned=WORDS).status_code == 303
        assert client.get(older).status_code == 410


class TestChanging:
    """The words of now, to be changed; every mistake keeps what was typed."""

    def test_the_words_are_there(self, client):
        submission = make.submission(state="changes_requested")
        response = client.get(own(submission, "change"))
        _, fields = fields_of(response)
        for name in ("title", "happened", "learned", "matters", "because"):
            assert fields[f"story_{name}"] == submission.original.answers[f"story_{name}"]
        assert "Please add a picture." in words(response)

    def test_an_answer_goes_back_to_the_editors(self, client):
        submission = make.submission(state="changes_requested")
        address = own(submission, "change")
        response = press(client, address, story_learned=WORDS, note_to_editors="As you asked.")
        assert response.status_code == 303
        assert response["Location"] == f"/my-story/{token_of(address)}/?now=changed"
        assert "We have your new words." in words(client.get(response["Location"]))
        submission.refresh_from_db()
        assert submission.state == "received"
        assert submission.what_learned == WORDS
        assert submission.original.answers["note_to_editors"] == "As you asked."

    def test_two_clicks_make_one_version(self, client):
        submission = make.submission()
        action, fields = fields_of(client.get(own(submission, "change")))
        fields["story_learned"] = WORDS
        for _ in range(2):
            assert client.post(action, fields).status_code == 303
        assert submission.originals.count() == 2

    def test_another_page_of_the_same_story_is_not_written_over(self, client):
        submission = make.submission()
        action, fields = fields_of(client.get(own(submission, "change")))
        client.post(action, {**fields, "story_learned": WORDS})
        response = client.post(action, {**fields, "story_learned": "From the other page."})
        assert response.status_code == 409
        _, again = fields_of(response)
        assert again["story_learned"] == "From the other page."
        assert again["version"] == "2"
        assert client.post(action, again).status_code == 303
        assert submission.originals.count() == 3

    @pytest.mark.parametrize(
        ("change", "field", "says"),
        [
            ({"story_learned": "word " * 290}, "story_happened", "over 300"),
            ({"story_because": "because " + "x" * 300}, "story_because", "over 280"),
            ({"story_because": ""}, "story_because", "Finish the sentence"),
            ({"story_title": "x" * 121}, "story_title", "over 120"),
            ({"note_to_editors": "x" * 1001}, "note_to_editors", "over 1,000"),
            ({"story_video": "https://example.org/x"}, "story_video", "video"),
        ],
    )
    def test_a_mistake_keeps_everything_typed(self, client, change, field, says):
        submission = make.submission()
        typed = {"story_matters": "Only on this page.", **change}
        response = press(client, own(submission, "change"), **typed)
        assert response.status_code == 200
        page = soup(response)
        assert page.title.get_text().startswith("Error: ")
        links = {link["href"]: link.get_text() for link in page.select("#error-summary li a")}
        assert says in links[f"#id_{field}"]
        _, again = fields_of(response)
        for name, value in typed.items():
            assert again[name] == value
        assert untouched(submission)

    def test_nothing_new_is_said_so(self, client):
        submission = make.submission()
        response = press(client, own(submission, "change"))
        assert response.status_code == 422
        assert "Nothing is different yet" in words(response)

    def test_a_picture_needs_a_description(self, client):
        submission = make.submission()
        action, fields = fields_of(client.get(own(submission, "change")))
        picture = SimpleUploadedFile("a.jpg", make.picture_bytes(), "image/jpeg")
        response = client.post(action, {**fields, "story_image": picture})
        assert "Describe the picture" in words(response)
        action, fields = fields_of(response)
        response = client.post(action, {**fields, "story_image_alt": "A screen."})
        assert response.status_code == 303
        assert submission.original.picture

    def test_a_broken_picture_is_refused(self, client):
        submission = make.submission()
        action, fields = fields_of(client.get(own(submission, "change")))
        picture = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff no picture", "image/jpeg")
        response = client.post(action, {**fields, "story_image": picture, "story_learned": WORDS})
        assert response.status_code == 200
        assert "choose your picture again" in words(response)
        assert fields_of(response)[1]["story_learned"] == WORDS
        assert untouched(submission)

    def test_the_picture_of_before_counts(self, client):
        submission = make.submission(picture=make.picture(), story_image_alt="A screen.")
        assert press(client, own(submission, "change"), story_learned=WORDS).status_code == 303
        assert submission.original.picture_hash

    def test_the_picture_can_be_taken_out(self, client):
        submission = make.submission(picture=make.picture(), story_image_alt="A screen.")
        address = own(submission, "change")
        response = press(client, address, remove="picture", story_learned=WORDS)
        assert response.status_code == 200
        assert "Your picture is taken out when you send." in words(response)
        assert submission.originals.count() == 1
        action, fields = fields_of(response)
        assert (fields["story_image_alt"], fields["story_learned"]) == ("", WORDS)
        assert client.post(action, fields).status_code == 303
        assert not submission.original.picture

    def test_another_one_can_take_its_place(self, client):
        submission = make.submission(picture=make.picture(), story_image_alt="A screen.")
        response = press(client, own(submission, "change"), remove="picture")
        action, fields = fields_of(response)
        picture = SimpleUploadedFile("a.jpg", make.picture_bytes(1300, 700), "image/jpeg")
        fields |= {"story_image": picture, "story_image_alt": "A dog."}
        assert client.post(action, fields).status_code == 303
        assert submission.original.picture_width == 1300

    def test_the_part_that_shows_can_be_chosen(self, client):
        submission = make.submission(picture=make.picture(), story_image_alt="A screen.")
        crop = "0.1 0 0.8 0.9 0.5 0.4"
        press(client, own(submission, "change"), story_image_crop=crop)
        assert submission.original.answers["story_image_crop"] == crop
        response = client.get(own(submission, "change"))
        assert fields_of(response)[1]["story_image_crop"] == crop

    def test_the_part_of_the_old_picture_is_not_that_of_the_new_one(self, client):
        submission = make.submission(picture=make.picture(), story_image_alt="A screen.")
        press(client, own(submission, "change"), story_image_crop="0.1 0 0.8 0.9 0.5 0.4")
        action, fields = fields_of(client.get(own(submission, "change")))
        picture = SimpleUploadedFile("a.jpg", make.picture_bytes(1300, 700), "image/jpeg")
        assert client.post(action, {**fields, "story_image": picture}).status_code == 303
        submission.refresh_from_db()
        assert submission.picture_crop == {}

    def test_a_live_page_comes_down_after_a_word_of_warning(self, client):
        story = make.story()
        address = own(story.submission, "change")
        assert "Your page comes down while we read" in words(client.get(address))
        assert press(client, address, story_learned=WORDS).status_code == 303
        assert client.get(story.url).status_code == 404

    def test_who_was_not_warned_is_asked_first(self, client):
        story = make.story(live=False)
        action, fields = fields_of(client.get(own(story.submission, "change")))
        story.get_latest_revision().publish(user=make.editor())
        response = client.post(action, {**fields, "story_learned": WORDS})
        assert response.status_code == 409
        assert "went live while you were writing" in words(response)
        _, again = fields_of(response)
        assert again["story_learned"] == WORDS
        assert client.get(story.url).status_code == 200
        assert client.post(action, again).status_code == 303
        assert client.get(story.url).status_code == 404

    def test_a_story_that_is_over_gives_the_words_back(self, client):
        submission = make.submission()
        action, fields = fields_of(client.get(own(submission, "change")))
        moderation.withdraw(submission)
        response = client.post(action, {**fields, "story_learned": WORDS})
        assert response.status_code == 409
        assert WORDS in [area.get_text().strip() for area in soup(response).find_all("textarea")]

    def test_a_link_that_is_over_gives_the_words_back(self, client):
        submission = make.submission()
        action, fields = fields_of(client.get(own(submission, "change")))
        private_links.use(private_links.make(submission, STATUS))
        response = client.post(action, {**fields, "story_learned": WORDS})
        assert response.status_code == 410
        assert WORDS in [area.get_text().strip() for area in soup(response).find_all("textarea")]

    @pytest.mark.parametrize("error", [OperationalError, OSError])
    def test_a_database_or_disk_that_is_away_keeps_the_words(self, client, monkeypatch, error):
        submission = make.submission()

        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr(correction, "correct", fail)
        response = press(client, own(submission, "change"), story_learned=WORDS)
        assert response.status_code == 503
        assert response["Retry-After"]
        assert fields_of(response)[1]["story_learned"] == WORDS

    def test_too_many_changes_wait(self, client, monkeypatch):
        monkeypatch.setattr(status_actions, "CHANGES_AN_HOUR", 1)
        submission = make.submission()
        action, fields = fields_of(client.get(own(submission, "change")))
        client.post(action, fields)
        response = client.post(action, {**fields, "story_learned": WORDS})
        assert response.status_code == 429
        assert response["Retry-After"]
        assert fields_of(response)[1]["story_learned"] == WORDS

    @pytest.mark.parametrize("version", ["", "x", "0", "99", "-1"])
    def test_a_version_that_never_was(self, client, version):
        submission = make.submission()
        response = press(client, own(submission, "change"), version=version, story_learned=WORDS)
        assert response.status_code in (303, 409)
        assert submission.originals.count() <= 2

    def test_a_person_can_be_added_without_scripts(self, client):
        page = make.form_page(extra=[{"field_type": "story_people", "label": "Who else?"}])
        submission = make.submission(page=page)
        response = press(client, own(submission, "change"), add_person="", story_learned=WORDS)
        assert response.status_code == 200
        _, fields = fields_of(response)
        assert "story_people-1-relation" in fields
        assert fields["story_learned"] == WORDS
        assert submission.originals.count() == 1

    def test_people_are_named_in_the_new_version(self, client):
        page = make.form_page(extra=[{"field_type": "story_people", "label": "Who else?"}])
        submission = make.submission(page=page)
        given = {"story_people-0-relation": "my sister", "story_people-0-basis": "asked"}
        assert press(client, own(submission, "change"), **given).status_code == 303
        assert submission.protected_parties.get().version == 2
        assert submission.original.answers["story_people"][0]["relation"] == "my sister"

    def test_it_works_when_the_form_is_gone(self, client):
        submission = make.submission()
        StoryFormPage.objects.get().delete()
        assert press(client, own(submission, "change"), story_learned=WORDS).status_code == 303


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Two clicks that arrive together are one."""

    def test_one_version(self):
        submission = make.submission()
        action, fields = fields_of(Client().get(own(submission, "change")))
        fields["story_learned"] = WORDS
        start, found = threading.Barrier(2), []

        def click():
            start.wait()
            found.append(Client().post(action, fields).status_code)
            connection.close()

        threads = [threading.Thread(target=click) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [303, 303]
        assert submission.originals.count() == 2
        submission.refresh_from_db()
        assert submission.workflow_states.filter(status="in_progress").count() == 1
