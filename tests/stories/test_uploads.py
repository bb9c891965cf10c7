"""What may reach the disk while a story is still being received."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.pictures import MAX_BYTES
from stories import uploads, video_intake
from stories.models import Draft, SentVideo, Submission
from stories.uploads import CaptionsLimitHandler, PictureLimitHandler, VideoLimitHandler
from tests import make
from tests.stories.form_reading import CHECK, STEP, summary
from tests.stories.video_samples import film

pytestmark = pytest.mark.django_db

MEGABYTE = 2**20
VIDEO = (
    {"field_type": "story_video_file", "label": "A video of up to sixty seconds"},
    {"field_type": "story_captions", "label": "Its captions"},
    {"field_type": "story_transcript", "label": "Its transcript"},
)


class TestTheLimits:
    @pytest.mark.parametrize(
        ("handler", "name", "most"),
        [
            (PictureLimitHandler(), "story_image", MAX_BYTES),
            (VideoLimitHandler(), "story_video_file", 200 * MEGABYTE),
            (CaptionsLimitHandler(), "story_captions_file", MEGABYTE),
        ],
    )
    def test_beyond_them_nothing_is_passed_on(self, handler, name, most):
        handler.field_name = name
        assert handler.receive_data_chunk(b"x", 0) == b"x"
        assert handler.receive_data_chunk(b"x", most) == b"x"
        assert handler.receive_data_chunk(b"x", most + 1) is None
        # Other files are left to their own rules.
        handler.field_name = "file"
        assert handler.receive_data_chunk(b"x", 2**40) == b"x"

    def test_each_of_them_is_switched_on(self, settings):
        for handler in (PictureLimitHandler, VideoLimitHandler, CaptionsLimitHandler):
            assert f"stories.uploads.{handler.__name__}" in settings.FILE_UPLOAD_HANDLERS[:3]


class TestAHugePicture:
    def test_is_refused_and_every_word_kept(self, client):
        make.form_page()
        huge = b"\xff\xd8\xff" + b"\x00" * (MAX_BYTES + MEGABYTE)
        data = make.form_post(story_image_alt="A bee")
        data["story_image"] = SimpleUploadedFile("bee.jpg", huge, "image/jpeg")
        response = client.post(STEP, data)
        assert response.status_code == 200
        assert "larger than 15 MB" in response.content.decode()
        draft = Draft.objects.get()
        assert "bee stung her" in draft.answers["story_happened"]
        assert not draft.picture


class TestAVideo:
    @pytest.fixture(autouse=True)
    def page(self):
        return make.form_page(extra=VIDEO)

    def send(self, client, data, name="IMG_0042.MOV", **answers):
        posted = make.form_post(**answers)
        posted["story_video_file"] = SimpleUploadedFile(name, data, "video/quicktime")
        return client.post(STEP, posted)

    def test_too_large_is_cut_off_on_its_way_and_refused_and_every_word_kept(
        self, client, monkeypatch
    ):
        monkeypatch.setattr(uploads.VideoLimitHandler, "most_bytes", MEGABYTE)
        monkeypatch.setattr(video_intake, "MAX_BYTES", MEGABYTE)
        arrived = []
        real = video_intake.keep_upload
        monkeypatch.setattr(
            video_intake,
            "keep_upload",
            lambda draft, file: arrived.append(file.size) or real(draft, file),
        )
        response = self.send(client, film() + b"\0" * 5 * MEGABYTE)
        assert response.status_code == 200
        assert "larger than 1 MB" in response.content.decode()
        assert [href for href, _ in summary(response)] == ["#id_story_video_file"]
        assert "bee stung her" in Draft.objects.get().answers["story_happened"]
        assert not SentVideo.objects.exists()
        assert arrived[0] < 1.2 * MEGABYTE

    def test_that_is_none_is_refused_in_plain_words(self, client):
        response = self.send(client, b"%PDF-1.7", "film.mp4")
        assert "This file is a PDF" in response.content.decode()
        assert not SentVideo.objects.exists()

    def test_is_kept_with_the_draft_and_goes_over_to_the_story(
        self, client, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            response = self.send(client, film(), story_transcript="My daughter was four.")
        assert response.status_code == 303
        video = SentVideo.objects.get()
        assert (video.state, video.draft) == ("ready", Draft.objects.get())
        assert "Your video is 2 seconds long" in client.get(STEP).content.decode()
        client.post(CHECK)
        submission = Submission.objects.get()
        assert submission.video == video
        assert submission.video.transcript == "My daughter was four."
        assert submission.original.video_hash == video.source_hash

    def test_that_was_refused_by_the_worker_says_so_on_its_page(
        self, client, django_capture_on_commit_callbacks
    ):
        long = film(rate=1, seconds=61, size=(64, 36), sound=None)
        with django_capture_on_commit_callbacks(execute=True):
            self.send(client, long)
        assert SentVideo.objects.get().state == "refused"
        text = client.get(STEP).content.decode()
        assert "We cannot use this video." in text
        assert "Your video is 61 seconds long. Sixty is the limit." in text
        assert "We have your video" not in text
