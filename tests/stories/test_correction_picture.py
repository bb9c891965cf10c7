"""Correcting the picture: taken out, or showing another part, as a new version like any other."""

import pytest

from stories import correction, moderation, promotion
from stories.next_version import Correction
from tests import make

pytestmark = pytest.mark.django_db

WORDS = "It was five minutes later, and she told me so herself."


def correct(submission, *, version=1, knows=False, picture=None, note="", **answers):
    """Send new words for a submission."""
    given = Correction(answers or {"story_learned": WORDS}, picture=picture, note=note)
    return correction.correct(submission, given, version=version, knows=knows)


class TestTakingThePictureOut:
    """No picture any more, with all that was said of it; the one sent before stays sealed."""

    def test_the_next_version_has_none(self):
        submission = make.submission(
            picture=make.picture(), story_image_alt="A bee.", story_image_credit="Renee"
        )
        given = Correction({}, removes_picture=True)
        second = correction.correct(submission, given, version=1)
        assert not second.picture and not second.picture_hash
        submission.refresh_from_db()
        assert (submission.picture_alt, submission.picture_credit) == ("", "")
        assert submission.flags.get(kind="missing_picture").reason == correction.PICTURE_OUT
        first = submission.originals.get(version=1)
        assert first.picture.storage.exists(first.picture.name)
        assert correction.correct(submission, given, version=1) == second

    def test_the_page_shows_none_when_it_comes_back(self, client):
        story = make.story(picture=make.picture(), story_image_alt="A bee.")
        submission = story.submission
        correction.correct(submission, Correction({}, removes_picture=True), version=1, knows=True)
        submission.refresh_from_db()
        moderator = make.moderator()
        while submission.state != "approved":
            moderation.decide(submission, "approve", user=moderator)
            submission.refresh_from_db()
        promotion.publish(story, user=make.editor())
        assert type(story).objects.get(pk=story.pk).picture is None


class TestWhichPartShows:
    CROP = {"left": 0.1, "top": 0, "width": 0.8, "height": 0.9, "focus_x": 0.5, "focus_y": 0.4}

    def test_it_is_kept_with_the_version(self):
        submission = make.submission(picture=make.picture(), story_image_alt="A bee.")
        given = Correction({}, crop=self.CROP)
        second = correction.correct(submission, given, version=1)
        assert second.answers["story_image_crop"] == "0.1 0 0.8 0.9 0.5 0.4"
        submission.refresh_from_db()
        assert submission.picture_crop == self.CROP
        reason = submission.flags.get(kind="corrected").reason
        assert "which part of the picture shows" in reason

    def test_words_alone_leave_it_as_it_is(self):
        submission = make.submission(picture=make.picture(), story_image_alt="A bee.")
        correction.correct(submission, Correction({}, crop=self.CROP), version=1)
        correct(submission, version=2)
        submission.refresh_from_db()
        assert submission.picture_crop == self.CROP

    def test_a_new_picture_shows_as_it_is(self):
        submission = make.submission(picture=make.picture(), story_image_alt="A bee.")
        correction.correct(submission, Correction({}, crop=self.CROP), version=1)
        correct(submission, version=2, picture=make.picture(1300, 700), story_image_alt="A dog.")
        submission.refresh_from_db()
        assert submission.picture_crop == {}

    def test_nobody_chose_is_no_change(self):
        submission = make.submission(picture=make.picture(), story_image_alt="A bee.")
        with pytest.raises(correction.NothingNew):
            correction.correct(submission, Correction({}, crop={}), version=1)
