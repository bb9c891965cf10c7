"""A video that waits for its words: streamed to its own story's place, and found by that story alone."""

import hashlib
import tracemalloc
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import timezone

from stories import held_files, held_video, sent_files
from stories.models import SentVideo
from stories.models.submission import private_storage
from stories.video_files import VideoRefused
from tests import make
from tests.stories.video_rows import private_files, waiting_video

pytestmark = pytest.mark.django_db

FILM = b"\0\0\0\x18ftypisom" + b"\0" * 3000


def upload(data=FILM, name="IMG_0042.MP4"):
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, data, "video/mp4")


class TestHolding:
    """The file lies on private storage, and no row names it before the words are sent."""

    def test_it_comes_back_as_it_was(self):
        submission, before = make.submission(), private_files()
        held = held_video.hold(submission, upload())
        assert held_video.find(submission, held.ticket) == held
        assert held.sha256 == hashlib.sha256(FILM).hexdigest()
        assert private_files() - before == {Path(private_storage().path(held.name))}
        assert Path(private_storage().path(held.name)).read_bytes() == FILM
        assert not SentVideo.objects.exists()
        assert held_files.names_of(submission) == [held.name]

    def test_a_long_file_never_stands_in_memory(self):
        file = TemporaryUploadedFile("a.mp4", "video/mp4", 0, None)
        file.write(FILM)
        for _ in range(24):
            file.write(b"\0" * 2**20)
        file.size = file.tell()
        tracemalloc.start()
        held = held_video.hold(make.submission(), file)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        file.close()
        assert peak < 8 * 2**20
        assert private_storage().size(held.name) == held.size > 24 * 2**20

    @pytest.mark.parametrize(
        ("file", "code"),
        [
            (upload(b"not a film at all"), "wrong_type"),
            (upload(b""), "empty"),
            (upload(name="film.exe"), "wrong_type"),
        ],
    )
    def test_what_is_no_video_is_refused_and_leaves_nothing(self, file, code):
        before = private_files()
        with pytest.raises(VideoRefused) as refused:
            held_video.hold(make.submission(), file)
        assert refused.value.code == code
        assert private_files() == before

    def test_one_that_is_too_big_is_refused(self):
        file = upload()
        file.size = 201 * 2**20
        with pytest.raises(VideoRefused) as refused:
            held_video.hold(make.submission(), file)
        assert refused.value.code == "too_big"


class TestFinding:
    """The ticket is good for one story and for a while."""

    def test_another_story_cannot_use_it(self):
        held = held_video.hold(make.submission(), upload())
        assert held_video.find(make.submission(), held.ticket) is None

    @pytest.mark.parametrize("ticket", ["", "x", "x:y:z", "\x00"])
    def test_a_made_up_one_finds_nothing(self, ticket):
        assert held_video.find(make.submission(), ticket) is None

    def test_an_old_one_finds_nothing(self, monkeypatch):
        submission = make.submission()
        held = held_video.hold(submission, upload())
        monkeypatch.setattr(held_video, "LONGEST", timedelta(seconds=-1))
        assert held_video.find(submission, held.ticket) is None

    def test_a_file_that_is_gone_is_not_taken(self):
        submission = make.submission()
        held = held_video.hold(submission, upload())
        private_storage().delete(held.name)
        assert held_video.find(submission, held.ticket) is None

    def test_the_video_that_the_story_has_by_now_is_found_without_its_file(self):
        submission = make.submission()
        held = held_video.hold(submission, upload())
        private_storage().delete(held.name)
        waiting_video(submission, source_hash=held.sha256)
        assert held_video.find(submission, held.ticket) == held


class TestLettingGo:
    """Nobody needs it: the file goes. It became the video of the story: the file stays."""

    def test_one_that_was_not_taken_leaves_with_its_folder(self):
        submission = make.submission()
        held = held_video.hold(submission, upload())
        held_video.drop(held)
        assert held_files.names_of(submission) == []
        assert not private_storage().exists(held.name.partition("/")[0])

    def test_one_that_was_taken_stays(self):
        submission = make.submission()
        held = held_video.hold(submission, upload())
        waiting_video(submission, source=held.name)
        held_video.drop(held)
        sent_files.delete_orphans(now=timezone.now() + timedelta(days=2))
        assert private_storage().exists(held.name)

    def test_one_that_nobody_comes_back_for_is_swept(self):
        submission = make.submission()
        held = held_video.hold(submission, upload())
        sent_files.delete_orphans(now=timezone.now() + held_video.LONGEST)
        assert held_video.find(submission, held.ticket)
        sent_files.delete_orphans(now=timezone.now() + timedelta(days=2))
        assert held_video.find(submission, held.ticket) is None
