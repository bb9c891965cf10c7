"""Files that wait for their page lie apart for each story, and all of them can be named."""

import pytest
from django.core.files.base import ContentFile

from cms.storage import PrivateStorage
from stories import held_files
from stories.models.submission import private_storage
from tests import make

pytestmark = pytest.mark.django_db


def hold(submission):
    """Put a file where it waits for a page of this story; return its name."""
    return private_storage().save(held_files.new_name(submission, "sent.mp4"), ContentFile(b"x"))


class TestNames:
    """Each file has a name that nobody guesses, below the story that it belongs to."""

    def test_two_files_never_share_one(self):
        submission = make.submission()
        assert len({held_files.new_name(submission, "sent.mp4") for _ in range(5)}) == 5

    def test_all_of_one_story_are_found_and_none_of_another(self):
        submission, other = make.submission(), make.submission()
        mine = {hold(submission), hold(submission)}
        hold(other)
        assert set(held_files.names_of(submission)) == mine

    def test_the_picture_of_the_original_is_none_of_them(self):
        assert held_files.names_of(make.submission(picture=make.picture())) == []

    def test_before_anything_was_stored_there_are_none(self, monkeypatch, tmp_path):
        nowhere = PrivateStorage(location=tmp_path / "nothing")
        monkeypatch.setattr(held_files, "private_storage", lambda: nowhere)
        assert held_files.names_of(make.submission()) == []
