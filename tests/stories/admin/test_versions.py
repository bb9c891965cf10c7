"""The versions of a story on the desk: what the sender changed, side by side, with the note on it."""

import pytest

from stories import correction
from stories.admin import versions
from tests import make

pytestmark = pytest.mark.django_db


def correct(submission, version=1, *, note="", picture=None, **answers):
    """Send new words for a version of a story."""
    given = correction.Correction(answers, note=note, picture=picture)
    return correction.correct(submission, given, version=version)


class TestRule3Changes:
    def test_a_story_that_came_once_has_none(self):
        assert versions.changes(make.submission(), with_address=True) == []

    def test_the_newest_comes_first(self):
        submission = make.submission()
        correct(submission, story_title="Two")
        correct(submission, 2, story_title="Three")
        found = versions.changes(submission, with_address=True)
        assert [change["version"] for change in found] == [3, 2]

    def test_only_what_changed_is_compared(self):
        submission = make.submission(story_learned="A record that travels.")
        correct(submission, story_learned="A record that travels far.", story_image_alt="A bee.")
        [change] = versions.changes(submission, with_address=True)
        [difference] = change["differences"]
        assert difference["label"] == "What I learned"
        assert "".join(words for words, _ in difference["before"]) == "A record that travels."
        assert "".join(words for words, _ in difference["after"]) == "A record that travels far."
        assert [words for words, changed in difference["before"] if changed] == ["travels."]
        assert change["others"] == ["what the picture shows"]

    def test_a_new_picture_is_named(self):
        submission = make.submission()
        correct(submission, picture=make.picture(), story_image_alt="A bee.")
        [change] = versions.changes(submission, with_address=True)
        assert change["others"][0] == "the picture"

    def test_a_way_to_reach_the_sender_stays_with_those_who_write_to_them(self):
        submission = make.submission()
        correct(submission, story_title="Two", note="Call me: 937 555 0134.")
        [told] = versions.changes(submission, with_address=True)
        [kept] = versions.changes(submission, with_address=False)
        assert "937 555 0134" in told["note"]
        assert "937" not in kept["note"]


class TestRule3OnTheDesk:
    def test_moderators_see_what_changed(self, client):
        submission = make.submission()
        correct(submission, note="As you asked.", story_learned="It was <b>five</b> minutes later.")
        client.force_login(make.moderator())
        text = client.get(submission.desk_url).content.decode()
        assert "The sender has changed this story" in text
        assert "Version 2" in text
        assert "As you asked." in text
        assert "<b>five</b>" not in text
        assert "The sender has changed this since version 1: what was learned." in text
        assert "Sent version 2" in text

    def test_a_story_that_came_once_looks_as_before(self, client):
        submission = make.submission()
        client.force_login(make.moderator())
        text = client.get(submission.desk_url).content.decode()
        assert "The sender has changed this story" not in text
