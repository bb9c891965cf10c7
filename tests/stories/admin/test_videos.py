"""The video on the desk: who may watch it, who may mend its words, what leaving it out takes away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry

from stories.models import PublicVideo, SentVideo
from tests import make
from tests.stories import video_rows

pytestmark = pytest.mark.django_db
READERS = [make.moderator, make.editor, make.privacy_staff, make.auditor, make.administrator]
FILES = ["file", "poster", "captions"]
NEW = {"captions": video_rows.CAPTIONS.replace("four", "five"), "transcript": "She was five."}


def address(video, name="file"):
    return f"/admin/submissions/videos/{video.pk}/{name}/"


@pytest.fixture
def video():
    return video_rows.ready_video(make.submission())


@pytest.fixture
def moderator(client):
    person = make.moderator()
    client.force_login(person)
    return person


@pytest.fixture(autouse=True)
def folders():
    video_rows.empty_folders()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return the context in which what waits for the commit runs."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class TestTheFiles:
    @pytest.mark.parametrize("maker", READERS)
    def test_are_for_staff_who_read_submissions(self, client, video, maker):
        client.force_login(maker())
        kinds = {}
        for name in FILES:
            response = client.get(address(video, name))
            kinds[name] = (response.status_code, response["Content-Type"].partition(";")[0])
            assert response["X-Content-Type-Options"] == "nosniff"
            assert "no-store" in response["Cache-Control"]
            assert response["Content-Security-Policy"].startswith("default-src 'none'")
            assert b"".join(response)
        assert kinds == {
            "file": (200, "video/mp4"),
            "poster": (200, "image/jpeg"),
            "captions": (200, "text/vtt"),
        }

    @pytest.mark.parametrize("name", [*FILES, "words"])
    def test_are_not_for_anybody_without_a_sign_in(self, client, video, name):
        response = client.get(address(video, name))
        assert response.status_code == 302
        assert "/admin/login/" in response.headers["Location"]

    @pytest.mark.parametrize("name", [*FILES, "words"])
    def test_are_not_for_other_staff(self, client, video, name):
        person = make.user()
        person.user_permissions.add(
            make.Group.objects.get(name="Auditors").permissions.get(codename="access_admin")
        )
        client.force_login(person)
        assert client.get(address(video, name)).status_code == 404

    def test_come_in_parts_to_players_that_ask(self, client, video, moderator):
        response = client.get(address(video), headers={"Range": "bytes=4-11"})
        assert response.status_code == 206
        assert b"".join(response) == video_rows.FILM[4:12]

    def test_of_a_draft_are_its_senders_alone(self, client, moderator):
        video = video_rows.ready_video(draft=make.draft())
        for name in [*FILES, "words"]:
            assert client.get(address(video, name)).status_code == 404

    def test_as_they_were_sent_are_shown_to_nobody(self, client, moderator):
        video = video_rows.waiting_video(make.submission())
        for name in FILES:
            assert client.get(address(video, name)).status_code == 404

    def test_that_are_gone_are_not_found(self, client, video, moderator):
        video.result.storage.delete(video.result.name)
        assert client.get(address(video)).status_code == 404

    def test_captions_that_cannot_be_shown_are_not_found(self, client, moderator):
        video = video_rows.ready_video(make.submission(), captions="hello")
        assert client.get(address(video, "captions")).status_code == 404


class TestTheDesk:
    def text(self, client, video):
        return client.get(video.submission.desk_url).content.decode()

    def test_shows_player_and_transcript(self, client, video, moderator):
        text = self.text(client, video)
        assert f'src="{address(video)}"' in text
        assert "A bell rings." in text
        assert "42 seconds, with captions and transcript" in text

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"captions": "", "transcript": ""}, "Add captions and transcript"),
            ({"state": "refused", "reason": "It is 72 seconds long."}, "It is 72 seconds long."),
            ({"state": "waiting"}, "still being checked"),
        ],
    )
    def test_says_what_is_missing(self, client, moderator, changes, words):
        assert words in self.text(client, video_rows.ready_video(make.submission(), **changes))

    def test_lets_only_moderators_change_something(self, client, video):
        client.force_login(make.auditor())
        text = self.text(client, video)
        assert f'src="{address(video)}"' in text
        assert "Leave the video out" not in text
        assert address(video, "words") not in text

    def test_without_a_video_has_no_player(self, client, moderator):
        assert "<video" not in client.get(make.submission().desk_url).content.decode()


class TestMendingTheWords:
    def test_shows_what_there_is(self, client, video, moderator):
        text = client.get(address(video, "words")).content.decode()
        assert "My daughter was four." in text
        assert "A bell rings." in text

    def test_keeps_captions_and_transcript_and_notes_who_did_it(self, client, video, moderator):
        response = client.post(address(video, "words"), NEW)
        assert response.status_code == 302
        video.refresh_from_db()
        assert (video.captions, video.transcript) == (NEW["captions"].strip(), NEW["transcript"])
        assert ModelLogEntry.objects.filter(action="stories.video_words", user=moderator).exists()

    def test_takes_a_file_in_the_place_of_the_text(self, client, video, moderator):
        srt = "1\r\n00:00:01,000 --> 00:00:02,000\r\nShe was six.\r\n"
        file = SimpleUploadedFile("a.srt", ("\ufeff" + srt).encode())
        client.post(address(video, "words"), {**NEW, "captions_file": file})
        video.refresh_from_db()
        assert video.captions == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nShe was six."

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"captions": "My daughter was four."}, "they are a transcript"),
            ({"captions": video_rows.CAPTIONS.replace("03.000", "59.000")}, "the video is over"),
            ({"captions_file": b"\xff\xfe\x00"}, "as UTF-8 text"),
            ({"captions_file": b"x" * 200_000}, "too large"),
            ({"captions_file": b"hello"}, "they are a transcript"),
        ],
    )
    def test_refuses_what_are_no_captions_and_keeps_what_was_typed(
        self, client, video, moderator, given, words
    ):
        if "captions_file" in given:
            given = {"captions_file": SimpleUploadedFile("a.vtt", given["captions_file"])}
        response = client.post(address(video, "words"), {**NEW, **given})
        text = response.content.decode()
        assert words in text
        assert "She was five." in text
        assert "<title>Error: " in " ".join(text.split()).replace("<title> ", "<title>")
        video.refresh_from_db()
        assert (video.captions, video.transcript) == (video_rows.CAPTIONS, video_rows.TRANSCRIPT)

    def test_of_a_public_story_shows_at_once(self, client, moderator):
        page = video_rows.story_with_video()
        client.post(address(page.submission.video, "words"), NEW)
        assert PublicVideo.objects.get().transcript == "She was five."
        assert "She was five." in client.get(page.url).content.decode()

    def test_of_a_public_story_cannot_be_emptied(self, client, moderator):
        page = video_rows.story_with_video()
        response = client.post(address(page.submission.video, "words"), {**NEW, "transcript": " "})
        assert "This story is public" in response.content.decode()
        assert PublicVideo.objects.get().transcript == video_rows.TRANSCRIPT

    @pytest.mark.parametrize("maker", [make.auditor, make.editor, make.privacy_staff])
    def test_is_for_moderators(self, client, video, maker):
        client.force_login(maker())
        assert client.get(address(video, "words")).status_code == 404
        assert client.post(address(video, "words"), NEW).status_code == 404
        assert client.post(address(video, "leave-out")).status_code == 404
        assert SentVideo.objects.get().captions == video_rows.CAPTIONS


class TestLeavingOut:
    def test_deletes_the_video_with_its_files(self, client, video, moderator, committed):
        with committed():
            client.post(address(video, "leave-out"))
        assert not SentVideo.objects.exists()
        assert video_rows.private_files() == set()
        assert ModelLogEntry.objects.filter(action="stories.video_out", user=moderator).exists()

    def test_takes_the_public_copy_away(self, client, moderator, committed):
        with committed():
            page = video_rows.story_with_video()
        with committed():
            client.post(address(page.submission.video, "leave-out"))
        assert not PublicVideo.objects.exists()
        assert video_rows.public_files() == set()
        assert client.get(page.url).status_code == 200

    def test_is_refused_when_nothing_would_be_left(self, client, moderator):
        nothing = {"story_happened": None, "story_learned": None, "story_matters": None}
        video = video_rows.ready_video(make.submission(**nothing))
        response = client.post(address(video, "leave-out"), follow=True)
        assert "Without the video there is no story" in response.content.decode()
        assert SentVideo.objects.exists()

    def test_is_no_link(self, client, video, moderator):
        assert client.get(address(video, "leave-out")).status_code == 405
        assert SentVideo.objects.exists()
