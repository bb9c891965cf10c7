"""Correcting the video: another file, other words beside it, or none, as a new version like any other."""

import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from stories import correction, held_files, held_video, moderation, promotion, video_tasks
from stories.models import PublicVideo, SentVideo
from stories.models.submission import private_storage
from stories.next_version import Correction
from stories.video_encoding import EncodedVideo
from stories.video_files import VideoRefused
from tests import make
from tests.stories.video_rows import CAPTIONS, TRANSCRIPT, private_files, public_files, ready_video

pytestmark = pytest.mark.django_db

FILM = b"\0\0\0\x18ftypisom" + b"\2" * 300
TOO_LONG = "Your video is 72 seconds long. Sixty is the limit. Shorten it and choose it again."
WORDS = {"story_captions": CAPTIONS, "story_transcript": TRANSCRIPT}


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


def hold(submission, data=FILM):
    """Return a video that waits for its words."""
    return held_video.hold(submission, SimpleUploadedFile("a.mp4", data, "video/mp4"))


def with_video(**changes):
    """Return a submission whose first version came with a video, and that video, ready."""
    submission = make.submission(story_video_file="A video file", **WORDS)
    # Sealed rows take no change: the second version is the one that has the video.
    held = hold(submission, b"\0\0\0\x18ftypisom" + uuid.uuid4().bytes)
    correction.correct(submission, Correction({}, video=held), version=1)
    submission.refresh_from_db()
    submission.videos.all().delete()
    return submission, ready_video(submission, source_hash=held.sha256, **changes)


def send(submission, *, version=2, knows=False, answers=None, **given):
    """Send a correction."""
    correction_given = Correction(answers or {}, **given)
    return correction.correct(submission, correction_given, version=version, knows=knows)


def approve(submission):
    """Take the decisions that lead to the approval."""
    submission.refresh_from_db()
    moderator = make.moderator()
    while submission.state != "approved":
        moderation.decide(submission, "approve", user=moderator)
        submission.refresh_from_db()


class TestAnotherFile:
    """The next version carries the hash of the file as sent; the one before stays as it is."""

    def test_a_story_without_a_video_gets_one(self, asked, committed):
        submission = make.submission()
        held = hold(submission)
        with committed():
            second = send(submission, version=1, answers=WORDS, video=held)
        video = submission.videos.get()
        assert second.video_hash == held.sha256 == video.source_hash
        assert second.answers["story_video_file"] == "A video file"
        assert (video.state, video.source.name) == ("waiting", held.name)
        assert (video.captions, video.transcript) == (CAPTIONS, TRANSCRIPT)
        assert asked == [video.pk]
        assert submission.originals.get(version=1).video_hash == ""
        assert "the video file" in submission.flags.get(kind="corrected").reason

    def test_it_takes_the_place_of_the_old_one_whose_files_leave(self, asked, committed):
        submission, old = with_video()
        sealed = submission.originals.get(version=2).video_hash
        before, held = private_files(), hold(submission)
        with committed():
            third = send(submission, video=held)
        assert third.video_hash == held.sha256
        assert submission.originals.get(version=2).video_hash == sealed != held.sha256
        assert submission.videos.get().source.name == held.name
        assert len(before - private_files()) == len(old.file_names) == 2

    def test_words_that_are_not_new_go_along(self, asked):
        submission, _ = with_video()
        send(submission, video=hold(submission))
        assert submission.video.transcript == TRANSCRIPT

    def test_the_same_file_again_is_nothing_new(self, asked):
        submission, old = with_video()
        data = hold(submission, FILM)
        send(submission, video=data)
        SentVideo.objects.update(state="ready")
        with pytest.raises(correction.NothingNew):
            send(submission, version=3, video=hold(submission, FILM))
        assert submission.originals.count() == 3

    @pytest.mark.parametrize("gone", ["refused", "left out"])
    def test_the_same_file_may_be_tried_once_more(self, asked, gone):
        submission = make.submission()
        send(submission, version=1, video=hold(submission))
        if gone == "refused":
            SentVideo.objects.update(state="refused")
        else:
            SentVideo.objects.all().delete()
        third = send(submission, version=2, video=hold(submission))
        assert third.version == 3
        assert submission.videos.get().state == "waiting"
        assert send(submission, version=2, video=hold(submission)) == third

    def test_two_clicks_are_one_version(self, asked, committed):
        submission, _ = with_video()
        first, second = hold(submission), hold(submission)
        with committed():
            made = send(submission, video=first)
            assert send(submission, video=second) == made
            assert send(submission, video=first) == made
        assert submission.videos.count() == 1

    def test_the_worker_that_is_at_the_old_one_changes_nothing(self, asked, committed, monkeypatch):
        submission = make.submission()
        send(submission, version=1, video=hold(submission))
        old = submission.video

        def encode(source, *targets):
            for target in targets:
                Path(target).write_bytes(b"made of the old one")
            send(submission, version=2, video=hold(submission, FILM + b"\3"))
            return EncodedVideo(41.6, 1280, 720, 8, True)

        monkeypatch.setattr(video_tasks, "encode_in_child", encode)
        with committed():
            assert video_tasks.process(old.pk) is None
        new = submission.videos.get()
        assert (new.state, new.pk != old.pk) == ("waiting", True)
        assert held_files.names_of(submission) == [new.source.name]

    def test_a_failure_leaves_the_story_as_it_was(self, asked, committed, monkeypatch):
        submission, old = with_video()
        held = hold(submission)
        monkeypatch.setattr(correction.emails, "story_corrected", fail)
        with pytest.raises(OSError), committed():
            send(submission, video=held)
        assert submission.videos.get() == old
        assert held_video.find(submission, held.ticket)
        assert private_storage().exists(old.result.name)


class TestTakingItOut:
    """No video any more, with all that was said of it; what was sent before stays sealed."""

    def test_the_next_version_has_none(self, asked, committed):
        submission, old = with_video()
        with committed():
            third = send(submission, removes_video=True)
        assert third.video_hash == ""
        assert {third.answers[name] for name in ("story_video_file", *WORDS)} == {""}
        assert submission.originals.get(version=2).answers["story_transcript"] == TRANSCRIPT
        assert not submission.videos.exists()
        assert not private_storage().exists(old.result.name)
        assert send(submission, removes_video=True) == third


class TestWordsBesideIt:
    """Captions and transcript change without the file."""

    def test_they_reach_the_video(self, asked):
        submission, old = with_video()
        third = send(submission, answers={"story_transcript": "A bell."})
        old.refresh_from_db()
        assert (old.transcript, old.captions, old.state) == ("A bell.", CAPTIONS, "ready")
        assert third.video_hash == submission.originals.get(version=2).video_hash

    def test_what_staff_mended_stays_unless_the_sender_changes_it(self, asked):
        submission, old = with_video(captions="WEBVTT\n\n00:01.000 --> 00:02.000\nMended.\n")
        send(submission, answers={"story_transcript": "A bell."})
        old.refresh_from_db()
        assert "Mended." in old.captions

    def test_a_transcript_that_advertises_is_flagged(self, asked):
        submission, _ = with_video()
        words = "A bell. Order now and get 50% off with the code BEE."
        send(submission, answers={"story_transcript": words})
        [flag] = submission.flags.filter(field="story_transcript", kind="offer")
        assert "50% off" in words[flag.start : flag.end]


class TestPublishing:
    """The old public copy comes down at once; the new one goes up with captions and transcript only."""

    @pytest.fixture
    def story(self, asked, committed):
        submission, _ = with_video()
        approve(submission)
        make.index_page()
        with committed():
            page = promotion.promote(submission, user=make.editor())
            page.get_latest_revision().publish()
        page.refresh_from_db()
        return page

    @pytest.mark.parametrize("given", [{"video": True}, {"removes_video": True}])
    def test_the_public_copy_comes_down_with_the_page(self, story, client, committed, given):
        submission = story.submission
        before = public_files()
        assert PublicVideo.objects.get().video.name
        if "video" in given:
            given = {"video": hold(submission)}
        with committed():
            send(submission, knows=True, **given)
        assert not PublicVideo.objects.exists()
        assert len(before - public_files()) == 3
        assert client.get(story.url).status_code == 404

    def test_the_new_one_goes_up_once_it_is_ready_and_has_its_words(self, story, committed):
        submission = story.submission
        answers = {"story_captions": "", "story_transcript": ""}
        send(submission, knows=True, video=hold(submission), answers=answers)
        approve(submission)
        with pytest.raises(promotion.PromotionRefused, match="still being checked"):
            promotion.publish(story, user=make.editor())
        video = submission.video
        ready = ready_video()
        for name in ("result", "poster", "seconds", "width", "height", "finished_at", "state"):
            setattr(video, name, getattr(ready, name))
        video.save()
        with pytest.raises(promotion.PromotionRefused, match="no captions"):
            promotion.publish(story, user=make.editor())
        SentVideo.objects.filter(pk=video.pk).update(captions=CAPTIONS, transcript=TRANSCRIPT)
        promotion.publish(story, user=make.editor())
        assert PublicVideo.objects.get().transcript == TRANSCRIPT


class TestRefused:
    """A new file that the worker cannot take is told like the first one, whatever was told before."""

    def test_the_sender_hears_of_each_file(self, asked, monkeypatch):
        monkeypatch.setattr(video_tasks, "encode_in_child", refuse)
        submission = make.submission()
        send(submission, version=1, video=hold(submission))
        video_tasks.process(submission.video.pk)
        send(submission, version=2, video=hold(submission, FILM + b"\3"))
        [old] = submission.flags.filter(kind="video_refused")
        assert old.verdict == "dismissed"
        video_tasks.process(submission.video.pk)
        assert submission.flags.filter(kind="video_refused", verdict="open").count() == 1
        assert submission.mails.filter(kind="video_refused").count() == 2
        assert video_tasks.look_after() == 0

    def test_a_refusal_that_was_not_told_yet_is_told_when_it_is_due(self, asked, monkeypatch):
        monkeypatch.setattr(video_tasks, "encode_in_child", refuse)
        submission = make.submission()
        send(submission, version=1, video=hold(submission))
        video_tasks.process(submission.video.pk)
        send(submission, version=2, video=hold(submission, FILM + b"\3"))
        SentVideo.objects.update(state="refused", reason=TOO_LONG)
        assert video_tasks.look_after() == 1
        assert submission.mails.filter(kind="video_refused").count() == 2


def refuse(*args):
    """Stand in for an encoder that measures the video."""
    raise VideoRefused("too_long", TOO_LONG)


def fail(*args, **kwargs):
    """Stand in for anything that breaks."""
    raise OSError
