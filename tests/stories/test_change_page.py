"""The page of a correction and its video: chosen, held while the page comes back, taken out, refused."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from stories import change_page, held_files, held_video, video_tasks
from stories.models import SentVideo
from tests import make
from tests.stories.status_reading import fields_of, own, press, soup, words
from tests.stories.video_rows import CAPTIONS, private_files, ready_video
from tests.stories.video_samples import film

pytestmark = pytest.mark.django_db

FILM = b"\0\0\0\x18ftypisom" + b"\2" * 300
NEW = "Rain fell on the day that I learned it."
PHONE = "Call me at 313-555-0142."
QUESTIONS = [
    {"field_type": "story_video_file", "label": "A video of up to 60 seconds"},
    {"field_type": "story_captions", "label": "Captions", "required": True},
    {"field_type": "story_transcript", "label": "Transcript"},
]
HELD = "It goes with your words when you send them."
WITH_WORDS = {"story_captions": CAPTIONS, "story_transcript": "A bell."}


@pytest.fixture
def submission():
    """A story in words, of a form that asks for a video as well."""
    return make.submission(page=make.form_page(extra=QUESTIONS))


def upload(data=FILM, name="a.mp4"):
    """Return a video as a browser sends it."""
    return SimpleUploadedFile(name, data, "video/mp4")


def send(client, response, **changes):
    """Send the form of a page again, with changes."""
    action, fields = fields_of(response)
    return client.post(action, {**fields, **changes})


def choose(client, submission, data=FILM, name="a.mp4", **changes):
    """Open the page and send it with a video."""
    response = client.get(own(submission, "change"))
    changes = {**WITH_WORDS, **changes}
    return send(client, response, story_video_file=upload(data, name), **changes)


class TestChoosing:
    """A file that can be taken becomes the video of the next version."""

    def test_it_goes_with_the_words(self, client, submission):
        assert choose(client, submission, story_learned=NEW).status_code == 303
        original = submission.original
        assert (original.version, original.answers["story_learned"]) == (2, NEW)
        assert original.video_hash == submission.videos.get().source_hash
        assert submission.videos.get().transcript == "A bell."
        assert held_files.names_of(submission) == [submission.videos.get().source.name]

    def test_the_page_says_what_becomes_of_the_old_one(self, client, submission):
        ready_video(submission)
        response = client.get(own(submission, "change"))
        assert "We have your video. Your video is 42 seconds long." in words(response)
        assert "Another one needs captions and a transcript of its own." in words(response)
        assert "write to" not in words(response)
        [poster] = soup(response).select("img.crop__kept")
        picture = client.get(poster["src"])
        assert picture["Content-Type"] == "image/jpeg"
        assert b"".join(picture.streaming_content)

    def test_a_poster_that_is_not_there_is_not_found(self, client, submission):
        assert client.get(own(submission, "poster")).status_code == 404

    def test_two_clicks_with_the_file_make_one_version(self, client, submission):
        action, fields = fields_of(client.get(own(submission, "change")))
        for _ in range(2):
            sent = {**fields, **WITH_WORDS, "story_video_file": upload()}
            assert client.post(action, sent).status_code == 303
        assert submission.originals.count() == 2
        assert held_files.names_of(submission) == [submission.videos.get().source.name]

    def test_where_it_is_not_asked_for_none_is_kept(self, client):
        submission, before = make.submission(), private_files()
        assert choose(client, submission, story_learned=NEW).status_code == 303
        assert not submission.original.video_hash
        assert private_files() == before

    def test_a_video_that_was_sent_can_be_replaced_when_the_form_is_gone(self, client, submission):
        ready_video(submission)
        submission.page.delete()
        assert choose(client, submission).status_code == 303
        assert submission.videos.get().transcript == "A bell."

    def test_a_story_that_is_over_keeps_no_file(self, client, submission):
        action, fields = fields_of(client.get(own(submission, "change")))
        type(submission).objects.update(state="withdrawn")
        before = private_files()
        sent = {**fields, **WITH_WORDS, "story_video_file": upload()}
        assert client.post(action, sent).status_code == 409
        assert private_files() == before


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Two clicks that arrive together are one, whichever way the video comes."""

    @pytest.mark.parametrize("is_held", [False, True])
    def test_one_version(self, is_held):
        submission = make.submission(page=make.form_page(extra=QUESTIONS))
        response = Client().get(own(submission, "change"))
        if is_held:
            response = choose(Client(), submission, story_because="")
        action, fields = fields_of(response)
        fields |= {**WITH_WORDS, "story_because": "because it helped."}
        start, found = threading.Barrier(2), []

        def click():
            start.wait()
            file = {} if is_held else {"story_video_file": upload()}
            found.append(Client().post(action, {**fields, **file}).status_code)
            connection.close()

        threads = [threading.Thread(target=click) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [303, 303]
        assert submission.originals.count() == 2
        video = submission.videos.get()
        assert video.source_hash == submission.original.video_hash


class TestComingBack:
    """The page comes back for another reason: the video waits, and so does everything typed."""

    def test_it_survives_an_error_in_another_field(self, client, submission):
        response = choose(client, submission, story_because="", story_learned=NEW)
        assert response.status_code == 200
        assert HELD in words(response)
        assert not SentVideo.objects.exists()
        assert fields_of(response)[1]["story_learned"] == NEW
        again = send(client, response, story_because="because it helped.")
        assert again.status_code == 303
        assert submission.original.video_hash == submission.videos.get().source_hash

    def test_its_captions_are_asked_for(self, client, submission):
        response = choose(client, submission, story_captions="")
        assert "Give the captions of your video" in words(response)
        assert send(client, response, story_captions=CAPTIONS).status_code == 303

    def test_captions_from_a_file_stay_as_text(self, client, submission):
        captions = SimpleUploadedFile("a.vtt", CAPTIONS.encode(), "text/vtt")
        response = choose(client, submission, story_captions_file=captions, add_person="")
        assert "My daughter was four." in fields_of(response)[1]["story_captions"]

    def test_it_waits_beside_the_hints(self, client, submission):
        captions = SimpleUploadedFile("a.vtt", CAPTIONS.encode(), "text/vtt")
        looked = choose(client, submission, story_learned=PHONE, story_captions_file=captions)
        assert "Look again at names and numbers" in words(looked)
        assert send(client, looked).status_code == 303
        assert submission.original.video_hash
        assert "My daughter was four." in submission.videos.get().captions

    def test_it_waits_while_a_person_is_added(self, client):
        people = {"field_type": "story_people", "label": "Who else?"}
        submission = make.submission(page=make.form_page(extra=[*QUESTIONS, people]))
        response = choose(client, submission, add_person="")
        assert HELD in words(response)
        assert send(client, response).status_code == 303
        assert submission.original.video_hash

    def test_another_file_takes_its_place(self, client, submission):
        response = choose(client, submission, story_because="")
        [first] = held_files.names_of(submission)
        again = {"story_because": "", "story_video_file": upload(FILM + b"\3")}
        response = send(client, response, **again)
        [second] = held_files.names_of(submission)
        assert first != second
        response = send(client, response, story_because="because it helped.")
        assert response.status_code == 303
        assert submission.videos.get().source.name == second

    def test_one_that_is_gone_is_asked_for_again(self, client, submission, monkeypatch):
        response = choose(client, submission, story_because="")
        monkeypatch.setattr(held_video, "find", lambda *_: None)
        again = send(client, response, story_because="because it helped.")
        assert again.status_code == 200
        assert str(change_page.VIDEO_LOST) in words(again)
        assert submission.originals.count() == 1
        assert send(client, again).status_code == 303

    def test_a_picture_waits_beside_it(self, client, submission):
        picture = SimpleUploadedFile("a.jpg", make.picture_bytes(), "image/jpeg")
        response = choose(client, submission, story_image=picture)
        assert HELD in words(response)
        assert send(client, response, story_image_alt="A bee.").status_code == 303
        assert submission.original.picture_hash and submission.original.video_hash


class TestTakingItOut:
    """A button takes the video out of the page; it leaves the story when the page is sent."""

    def test_the_one_that_was_sent(self, client, submission):
        choose(client, submission)
        response = press(client, own(submission, "change"), remove="video", story_learned=NEW)
        assert "Your video is taken out when you send" in words(response)
        assert submission.videos.exists()
        assert fields_of(response)[1]["story_captions"]
        assert send(client, response).status_code == 303
        assert not submission.videos.exists()
        assert submission.original.video_hash == ""
        assert submission.original.answers["story_captions"] == ""

    def test_the_one_that_waits_leaves_at_once(self, client, submission):
        response = choose(client, submission, story_because="")
        response = send(client, response, remove="video", story_because="because it helped.")
        assert HELD not in words(response)
        assert held_files.names_of(submission) == []
        assert send(client, response).status_code == 303
        assert not submission.original.video_hash

    def test_another_one_can_take_its_place(self, client, submission):
        choose(client, submission)
        old = submission.original.video_hash
        response = press(client, own(submission, "change"), remove="video")
        response = send(client, response, story_video_file=upload(FILM + b"\3"))
        assert response.status_code == 303
        assert submission.original.video_hash not in ("", old)

    def test_without_words_and_video_there_is_no_story(self, client, submission):
        empty = dict.fromkeys(("story_happened", "story_learned", "story_matters"), "")
        choose(client, submission, **empty)
        response = press(client, own(submission, "change"), remove="video")
        response = send(client, response)
        assert "Tell your story here" in words(response)
        assert submission.originals.count() == 2


class TestRefused:
    """A file that cannot be taken is said at its question, and every word stays."""

    @pytest.mark.parametrize(
        ("data", "name", "says"),
        [
            (b"no film at all", "a.mp4", "not a video that we can read"),
            (make.picture_bytes(64, 36), "a.mp4", "This file is a picture"),
            (FILM, "a.exe", "Its name should end in .mp4"),
        ],
    )
    def test_what_is_no_video(self, client, submission, data, name, says):
        before = private_files()
        response = choose(client, submission, data, name, story_learned=NEW)
        assert response.status_code == 200
        [error] = soup(response).select("#id_story_video_file-error")
        assert says in error.get_text()
        assert fields_of(response)[1]["story_learned"] == NEW
        assert submission.originals.count() == 1
        assert private_files() == before

    def test_one_that_is_too_big(self, client, submission, monkeypatch):
        monkeypatch.setattr("stories.video_intake.MAX_BYTES", 200)
        response = choose(client, submission)
        assert "Your video is larger than" in words(response)

    def test_it_is_said_when_the_page_only_changes(self, client):
        people = {"field_type": "story_people", "label": "Who else?"}
        submission = make.submission(page=make.form_page(extra=[*QUESTIONS, people]))
        response = choose(client, submission, b"no film at all", add_person="")
        assert "not a video that we can read" in words(response)

    def test_too_many_in_an_hour_wait(self, client, submission, monkeypatch):
        monkeypatch.setattr(change_page, "VIDEOS_AN_HOUR", 1)
        response = choose(client, submission, story_because="")
        again = {"story_video_file": upload(FILM + b"\3"), "story_because": "because it helped."}
        response = send(client, response, **again)
        assert "You have sent many videos in a short time." in words(response)
        assert send(client, response).status_code == 303

    @pytest.mark.parametrize(
        ("data", "says"),
        [(film(seconds=63, rate=2, sound=None, size=(64, 36)), "63 seconds"), (FILM, "damaged")],
        ids=["too long", "broken"],
    )
    def test_the_worker_finds_what_is_wrong_inside(self, client, submission, data, says):
        assert choose(client, submission, data).status_code == 303
        video_tasks.process(submission.videos.get().pk)
        assert says in submission.mails.get(kind="video_refused").body
        response = client.get(own(submission, "change"))
        assert "We cannot use this video." in words(response)
        assert says in words(response)


class TestWorking:
    """The whole way with a real file: sent with the words, made anew by the worker."""

    def test_it_becomes_ready(self, client, submission, django_capture_on_commit_callbacks):
        assert choose(client, submission, film(), "film.mov").status_code == 303
        with django_capture_on_commit_callbacks(execute=True):
            video = video_tasks.process(submission.videos.get().pk)
        assert (video.state, bool(video.source)) == ("ready", False)
        assert {*held_files.names_of(submission)} == {video.result.name, video.poster.name}
