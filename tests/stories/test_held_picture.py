"""A picture that waits for its page to be sent again: found by its own story alone, and swept in the end."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from stories import held_picture, sent_files
from stories.models.submission import private_storage
from tests import make
from tests.stories.video_rows import private_files

pytestmark = pytest.mark.django_db


def upload(data=None):
    """Return a file as a browser sends it."""
    return SimpleUploadedFile("a.jpg", data or make.picture_bytes(), "image/jpeg")


class TestHolding:
    """What was cleaned comes back as it was."""

    def test_it_comes_back_whole(self):
        submission = make.submission()
        held = held_picture.hold(submission, upload())
        assert held_picture.find(submission, held.ticket).picture == held.picture

    def test_a_warning_comes_back_too(self):
        submission = make.submission()
        held = held_picture.hold(submission, upload(make.picture_bytes(700, 400)))
        assert held_picture.find(submission, held.ticket).picture.warnings == held.picture.warnings
        assert held.picture.warnings

    def test_without_a_file_there_is_none(self):
        assert held_picture.hold(make.submission(), None) is None

    def test_a_broken_file_is_not_held(self):
        assert held_picture.hold(make.submission(), upload(b"\xff\xd8\xff no picture")) is None

    def test_a_disk_that_is_full_holds_none(self, monkeypatch):
        def fail(*args, **kwargs):
            raise OSError

        monkeypatch.setattr(type(private_storage()), "save", fail)
        assert held_picture.hold(make.submission(), upload()) is None


class TestFinding:
    """The ticket is good for one story and for a while."""

    def test_another_story_cannot_use_it(self):
        held = held_picture.hold(make.submission(), upload())
        assert held_picture.find(make.submission(), held.ticket) is None

    @pytest.mark.parametrize("ticket", ["", "x", "x:y:z", "\x00"])
    def test_a_made_up_one_finds_nothing(self, ticket):
        assert held_picture.find(make.submission(), ticket) is None

    def test_an_old_one_finds_nothing(self, monkeypatch):
        submission = make.submission()
        held = held_picture.hold(submission, upload())
        monkeypatch.setattr(held_picture, "LONGEST", timedelta(seconds=-1))
        assert held_picture.find(submission, held.ticket) is None

    def test_a_file_that_is_gone_or_another_one_is_not_taken(self):
        submission, before = make.submission(), private_files()
        held = held_picture.hold(submission, upload())
        [file] = private_files() - before
        file.write_bytes(b"something else")
        assert held_picture.find(submission, held.ticket) is None
        file.unlink()
        assert held_picture.find(submission, held.ticket) is None


class TestSweeping:
    """Nobody comes back: the file goes with the orphans, after its ticket has ended."""

    def test_it_is_swept(self):
        submission = make.submission()
        held = held_picture.hold(submission, upload())
        sent_files.delete_orphans(now=timezone.now() + held_picture.LONGEST)
        assert held_picture.find(submission, held.ticket)
        sent_files.delete_orphans(now=timezone.now() + timedelta(days=2))
        assert held_picture.find(submission, held.ticket) is None
