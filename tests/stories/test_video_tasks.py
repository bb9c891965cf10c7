"""Each video that was sent is encoded once, or refused with the reason, whatever becomes of the workers."""

import uuid
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.utils import timezone

from stories import sent_files, video_tasks
from stories.models import OutboxMail, SentVideo
from stories.models.submission import private_storage
from stories.video_child import EncoderFailed
from stories.video_encoding import EncodedVideo
from stories.video_files import VideoRefused
from tests import make
from tests.stories.video_samples import SECRETS, film, order_of_boxes

pytestmark = pytest.mark.django_db

TOO_LONG = "Your video is 72 seconds long. Sixty is the limit. Shorten it and choose it again."


def sent_video(data=b"a film", **changes):
    """Return a video that waits, its file on private storage."""
    name = private_storage().save(f"{uuid.uuid4()}/sent.mov", ContentFile(data))
    row = {"source": name, "source_hash": "a" * 64, "source_bytes": len(data), **changes}
    return SentVideo.objects.create(**row)


def names_beside(video):
    """Return the names of all files in the folder of a video."""
    return private_storage().listdir(Path(video.source.name).parent.name)[1]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return the context in which what waits for the commit runs."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def encoder(monkeypatch):
    """Put a quick encoder in the place of the real one; what it should raise can be set."""

    class Encoder:
        error = None
        calls = 0
        meanwhile = None

        def __call__(self, source, target, poster):
            self.calls += 1
            assert Path(source).exists()
            if self.meanwhile:
                self.meanwhile()
            if self.error:
                raise self.error
            Path(target).write_bytes(b"new film")
            Path(poster).write_bytes(b"poster")
            return EncodedVideo(41.6, 1280, 720, 8, True)

    encoder = Encoder()
    monkeypatch.setattr(video_tasks, "encode_in_child", encoder)
    return encoder


class TestAGoodVideo:
    def test_becomes_ready_and_the_sent_file_is_gone(self, encoder, committed):
        video = sent_video()
        folder, name = Path(settings.PRIVATE_MEDIA_ROOT) / video.source.name, video.source.name
        with committed():
            video_tasks.process(video.pk)
        video.refresh_from_db()
        assert (video.state, video.source.name, video.reason) == ("ready", "", "")
        assert (video.seconds, video.width, video.height) == (41.6, 1280, 720)
        assert Path(video.result.path).read_bytes() == b"new film"
        assert Path(video.poster.path).read_bytes() == b"poster"
        assert video.finished_at
        assert not folder.exists()
        assert Path(video.result.name).parent == Path(name).parent

    def test_is_worked_on_once(self, encoder):
        video = sent_video()
        assert video_tasks.process(video.pk).state == "ready"
        assert video_tasks.process(video.pk) is None
        assert encoder.calls == 1

    def test_is_taken_by_one_of_two_workers(self, encoder):
        video = sent_video()
        encoder.meanwhile = lambda: video_tasks.process(video.pk)
        video_tasks.process(video.pk)
        assert encoder.calls == 1

    def test_that_was_taken_away_meanwhile_leaves_no_file(self, encoder, committed):
        video = sent_video()
        encoder.meanwhile = lambda: SentVideo.objects.all().delete()
        assert video_tasks.process(video.pk) is None
        assert names_beside(video) == ["sent.mov"]

    def test_keeps_the_submission_that_it_was_handed_to_meanwhile(self, encoder):
        submission = make.submission()
        video = sent_video(draft=make.draft())
        encoder.meanwhile = lambda: SentVideo.objects.update(draft=None, submission=submission)
        video_tasks.process(video.pk)
        assert submission.video.state == "ready"

    def test_that_is_not_there_is_nothing_to_do(self, encoder):
        assert video_tasks.process(404) is None

    def test_from_a_phone_leaves_all_its_secrets_behind(self, committed):
        video = sent_video(film(turn=90))
        with committed():
            video_tasks.process(video.pk)
        video.refresh_from_db()
        data = Path(video.result.path).read_bytes()
        assert video.state == "ready"
        assert (video.width, video.height) == (320, 180)
        assert not [secret for secret in SECRETS if secret.encode() in data]
        boxes = order_of_boxes(data)
        assert boxes.index("moov") < boxes.index("mdat")
        assert Path(video.result.path).stat().st_mode & 0o077 == 0


class TestARefusedVideo:
    def test_says_why_and_the_sent_file_is_gone(self, encoder, committed):
        encoder.error = VideoRefused("too_long", TOO_LONG)
        video = sent_video()
        with committed():
            video_tasks.process(video.pk)
        assert names_beside_gone(video)
        video.refresh_from_db()
        assert (video.state, video.reason) == ("refused", TOO_LONG)
        assert (video.source.name, video.result.name, video.poster.name) == ("", "", "")

    def test_of_a_draft_tells_nobody(self, encoder):
        encoder.error = VideoRefused("too_long", TOO_LONG)
        video_tasks.process(sent_video(draft=make.draft()).pk)
        assert not OutboxMail.objects.exists()

    def test_of_a_story_is_flagged_and_mailed_once(self, encoder):
        encoder.error = VideoRefused("too_long", TOO_LONG)
        submission = make.submission()
        video = sent_video(submission=submission)
        video_tasks.process(video.pk)
        video.refresh_from_db()
        assert not video_tasks.tell_refused(video)
        flag = submission.flags.get(kind="video_refused")
        assert "72 seconds long" in flag.reason
        mail = submission.mails.get(kind="video_refused")
        assert TOO_LONG in mail.body
        assert mail.to == submission.sender_email

    def test_that_was_sent_all_the_same_is_told_when_it_is_due(self, encoder):
        submission = make.submission()
        sent_video(submission=submission, state="refused", reason=TOO_LONG)
        assert video_tasks.look_after() == 1
        assert video_tasks.look_after() == 0
        assert submission.flags.filter(kind="video_refused").count() == 1
        assert submission.mails.filter(kind="video_refused").count() == 1


class TestAWorkerThatFails:
    def test_puts_the_video_back(self, encoder):
        encoder.error = EncoderFailed("The encoder ended with -9.")
        video = video_tasks.process(sent_video().pk)
        assert (video.state, video.attempts, video.reason) == ("waiting", 1, "")
        assert names_beside(video) == ["sent.mov"]
        encoder.error = None
        assert video_tasks.process(video.pk).state == "ready"

    def test_gives_up_after_some_attempts_in_plain_words(self, encoder):
        encoder.error = EncoderFailed("The encoder ended with -9.")
        video = sent_video()
        for _ in range(video_tasks.MOST_ATTEMPTS):
            assert video_tasks.process(video.pk).state == "waiting"
        done = video_tasks.process(video.pk)
        assert (done.state, done.reason) == ("refused", video_tasks.GIVEN_UP)
        assert encoder.calls == video_tasks.MOST_ATTEMPTS

    def test_and_died_is_followed_by_another_and_cannot_write_over_it(self, encoder):
        start = timezone.now()
        video = sent_video()
        later = start + video_tasks.CLAIM + timedelta(seconds=1)
        # The first one comes back after all, when the second one is done.
        encoder.meanwhile = lambda: (
            setattr(encoder, "meanwhile", None),
            video_tasks.process(video.pk, now=later),
        )
        assert video_tasks.process(video.pk, now=start) is None
        video.refresh_from_db()
        assert (video.state, video.attempts) == ("ready", 2)
        kept = {Path(name).name for name in (video.result.name, video.poster.name)}
        assert set(private_storage().listdir(Path(video.result.name).parent.name)[1]) - kept <= {
            "sent.mov"
        }


class TestWhatIsDue:
    @pytest.fixture
    def asked(self, monkeypatch):
        found = []
        queue = SimpleNamespace(enqueue=found.append)
        monkeypatch.setattr(video_tasks, "process_video", queue)
        return found

    def test_asks_for_those_that_nobody_was_asked_for(self, asked):
        now = timezone.now()
        old = sent_video(created_at=now - timedelta(minutes=2))
        sent_video(created_at=now)
        assert video_tasks.look_after(now=now) == 1
        assert asked == [old.pk]

    def test_asks_for_those_whose_worker_died(self, asked):
        now = timezone.now()
        dead = sent_video(state="working", claimed_at=now - video_tasks.CLAIM)
        sent_video(state="working", claimed_at=now - timedelta(minutes=1))
        sent_video(state="ready")
        video_tasks.look_after(now=now)
        assert asked == [dead.pk]

    def test_waits_before_it_asks_once_more(self, asked):
        now = timezone.now()
        sent_video(claimed_at=now - timedelta(minutes=1), created_at=now - timedelta(hours=1))
        failed = sent_video(claimed_at=now - timedelta(minutes=6))
        video_tasks.look_after(now=now)
        assert asked == [failed.pk]

    def test_does_not_fill_a_queue_that_stands_still(self, asked):
        now = timezone.now()
        video = sent_video(created_at=now - timedelta(hours=1))
        for _ in range(3):
            video_tasks.look_after(now=now)
        assert asked == [video.pk]
        cache.clear()
        video_tasks.look_after(now=now)
        assert asked == [video.pk, video.pk]


class TestOrphans:
    def test_files_without_a_row_leave_after_a_day_and_others_stay(self, encoder):
        waiting = sent_video()
        ready = sent_video()
        video_tasks.process(ready.pk)
        ready.refresh_from_db()
        lost = sent_video()
        SentVideo.objects.filter(pk=lost.pk).delete()
        private_storage().save(f"{Path(lost.source.name).parent}/video-1.mp4", ContentFile(b"x"))
        assert sent_files.delete_orphans() == 0
        later = timezone.now() + timedelta(days=2)
        sent_files.delete_orphans(now=later)
        assert not private_storage().exists(lost.source.name)
        assert not private_storage().exists(Path(lost.source.name).parent)
        for name in (waiting.source.name, ready.result.name, ready.poster.name):
            assert private_storage().exists(name)


def names_beside_gone(video):
    """Say whether the whole folder of a video is gone."""
    return not private_storage().exists(Path(video.source.name).parent.name)
