"""An uploaded video goes to private storage in pieces, once, and the worker is asked for it."""

import hashlib
import tracemalloc
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from stories import video_intake, video_tasks
from stories.models import Draft, SentVideo
from stories.models.submission import private_storage
from stories.video_files import MAX_BYTES, VideoRefused
from tests import make
from tests.stories.video_samples import film

pytestmark = pytest.mark.django_db

FILM = b"\0\0\0\x18ftypisom" + b"\0" * 3000
OTHER = b"\0\0\0\x18ftypmp42" + b"\1" * 3000


def upload(data=FILM, name="IMG_0042.MOV"):
    return SimpleUploadedFile(name, data, "video/quicktime")


def private_files():
    """Return every private file, by its name in the storage."""
    root = Path(settings.PRIVATE_MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def draft():
    return make.draft()


@pytest.fixture
def asked(monkeypatch):
    """Return the keys of the videos that the worker is asked for."""
    found = []
    monkeypatch.setattr(video_tasks, "ask_for", lambda video: found.append(video.pk))
    return found


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return the context in which what waits for the commit runs."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class TestKeeping:
    def test_stores_the_bytes_under_a_name_of_ours(self, draft, asked, committed):
        before = private_files()
        with committed():
            video = video_intake.keep_upload(draft, upload())
        assert private_files() - before == {video.source.name}
        assert video.source.name.endswith("/sent.mp4")
        assert "IMG_0042" not in video.source.name
        assert Path(video.source.path).read_bytes() == FILM
        assert video.source_hash == hashlib.sha256(FILM).hexdigest()
        assert video.source_bytes == len(FILM)
        assert (video.draft, video.submission, video.state) == (draft, None, "waiting")
        assert asked == [video.pk]

    def test_the_worker_is_asked_only_after_the_commit(self, draft, asked):
        video_intake.keep_upload(draft, upload())
        assert asked == []

    def test_another_file_takes_the_place_of_the_first(self, draft, asked, committed):
        with committed():
            first = video_intake.keep_upload(draft, upload())
        before = private_files()
        with committed():
            second = video_intake.keep_upload(draft, upload(OTHER))
        assert SentVideo.objects.get() == second
        assert private_files() == before - {first.source.name} | {second.source.name}

    def test_the_same_file_again_is_the_same_video(self, draft, asked, committed):
        with committed():
            first = video_intake.keep_upload(draft, upload())
        before = private_files()
        SentVideo.objects.update(state="ready")
        with committed():
            assert video_intake.keep_upload(draft, upload(name="again.mp4")) == first
        assert private_files() == before
        assert asked == [first.pk]

    def test_the_same_file_may_be_tried_once_more_after_a_refusal(self, draft, asked, committed):
        with committed():
            first = video_intake.keep_upload(draft, upload())
        SentVideo.objects.update(state="refused")
        with committed():
            second = video_intake.keep_upload(draft, upload())
        assert second.pk != first.pk
        assert second.state == "waiting"

    def test_a_file_on_disk_is_moved_and_its_bytes_never_stand_in_memory(self, draft, asked):
        file = TemporaryUploadedFile("a.mp4", "video/mp4", 0, None)
        file.write(FILM)
        for _ in range(24):
            file.write(b"\0" * 2**20)
        file.size = file.tell()
        at = Path(file.temporary_file_path())
        tracemalloc.start()
        video = video_intake.keep_upload(draft, file)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        file.close()
        assert peak < 8 * 2**20
        assert not at.exists()
        assert private_storage().size(video.source.name) == 24 * 2**20 + len(FILM)


class TestRefusing:
    @pytest.mark.parametrize(
        ("data", "name", "code"),
        [
            (b"", "a.mp4", "empty"),
            (make.picture_bytes(), "a.mp4", "wrong_type"),
            (FILM, "a.exe", "wrong_type"),
            (b"<html>", "a.mp4", "wrong_type"),
        ],
    )
    def test_the_first_bytes_and_the_name_have_to_be_those_of_a_video(
        self, draft, data, name, code
    ):
        before = private_files()
        with pytest.raises(VideoRefused) as caught:
            video_intake.keep_upload(draft, upload(data, name))
        assert caught.value.code == code
        assert not SentVideo.objects.exists()
        assert private_files() == before

    def test_a_huge_one_is_refused_before_it_is_read(self, draft):
        file = upload()
        file.size = MAX_BYTES + 1
        with pytest.raises(VideoRefused) as caught:
            video_intake.keep_upload(draft, file)
        assert caught.value.code == "too_big"
        assert "200 MB" in caught.value.message

    def test_an_earlier_video_stays(self, draft, asked):
        first = video_intake.keep_upload(draft, upload())
        with pytest.raises(VideoRefused):
            video_intake.keep_upload(draft, upload(b"%PDF", "a.mp4"))
        assert SentVideo.objects.get() == first

    def test_a_full_disk_is_said_plainly_and_leaves_nothing(self, draft, monkeypatch):
        def fail(*args, **kwargs):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(type(private_storage()), "_save", fail)
        with pytest.raises(VideoRefused) as caught:
            video_intake.keep_upload(draft, upload())
        assert caught.value.code == "not_kept"
        assert "Everything else is safe" in caught.value.message
        assert not SentVideo.objects.exists()

    def test_a_draft_that_is_gone_takes_no_video_and_leaves_no_file(self, draft):
        before = private_files()
        Draft.objects.all().delete()
        with pytest.raises(Draft.DoesNotExist):
            video_intake.keep_upload(draft, upload())
        assert private_files() == before


class TestDropping:
    def test_takes_row_and_files_away(self, draft, asked, committed):
        before = private_files()
        with committed():
            video_intake.keep_upload(draft, upload())
        with committed():
            video_intake.drop(draft)
        assert not SentVideo.objects.exists()
        assert private_files() == before

    def test_without_a_video_is_no_error(self, draft):
        video_intake.drop(draft)

    def test_leaves_the_videos_of_others_alone(self, draft, asked):
        other = video_intake.keep_upload(make.draft(), upload())
        video_intake.drop(draft)
        assert SentVideo.objects.get() == other


class TestDescribing:
    def test_a_waiting_one_does_not_hold_anybody_up(self, draft, asked):
        video = video_intake.keep_upload(draft, upload())
        status = video_intake.describe(video, "/poster/")
        assert status.state == "waiting"
        assert "You can go on" in status.sentence
        assert status.poster_url == ""

    def test_a_ready_one_says_its_length(self):
        video = SentVideo(state="ready", seconds=41.6)
        status = video_intake.describe(video, "/poster/")
        assert status.sentence == "Your video is 42 seconds long. It is ready."
        assert status.poster_url == "/poster/"

    def test_a_refused_one_says_why(self):
        video = SentVideo(state="refused", reason="Your video is 72 seconds long.")
        assert video_intake.describe(video, "/p/").sentence == "Your video is 72 seconds long."
        assert video_intake.describe(video, "/p/").poster_url == ""


class TestTheWholeWay:
    def test_a_film_from_a_phone_becomes_ready(self, draft, committed):
        with committed():
            video_intake.keep_upload(draft, SimpleUploadedFile("a.mov", film()))
        video = SentVideo.objects.get()
        assert video.state == "ready"
        assert not video.source
        assert Path(video.result.path).read_bytes()[4:8] == b"ftyp"
