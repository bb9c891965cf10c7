"""The video that was sent becomes public with its story, with captions and transcript, and leaves with it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from stories import consent, moderation, promotion, public_videos, retention
from stories.models import PublicVideo, SentVideo, StoryPage
from stories.showing import Surface
from tests import make
from tests.stories.video_rows import (
    CAPTIONS,
    FILM,
    TRANSCRIPT,
    empty_folders,
    private_files,
    public_files,
    ready_video,
    story_with_video,
    waiting_video,
)

pytestmark = pytest.mark.django_db

OTHER_CAPTIONS = CAPTIONS.replace("four", "five")


@pytest.fixture(autouse=True)
def folders():
    empty_folders()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return the context in which what waits for the commit runs."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class TestWhatStandsInTheWay:
    """A story with an uploaded video is published with all of it or not at all."""

    def test_nothing_without_a_video(self):
        assert public_videos.obstacles(make.submission()) == []

    def test_nothing_when_all_is_there(self):
        submission = make.submission(state="approved")
        ready_video(submission)
        assert consent.obstacles(submission, submission.texts) == []

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"captions": ""}, "no captions yet"),
            ({"captions": " \n"}, "no captions yet"),
            ({"captions": "My daughter."}, "cannot be shown"),
            ({"transcript": ""}, "no transcript yet"),
            ({"state": "waiting"}, "still being checked"),
            ({"state": "working"}, "still being checked"),
            ({"state": "refused", "reason": "It is 72 seconds long."}, "It is 72 seconds long."),
        ],
    )
    def test_each_thing_that_is_missing_is_said(self, changes, words):
        submission = make.submission(state="approved")
        ready_video(submission, **changes)
        (reason,) = consent.obstacles(submission, submission.texts)
        assert words in reason

    def test_no_page_is_made_before(self):
        submission = make.submission(state="approved")
        ready_video(submission, captions="")
        with pytest.raises(promotion.PromotionRefused, match="no captions yet"):
            promotion.promote(submission, user=make.editor())

    def test_no_door_publishes_the_page_before(self):
        page = story_with_video(live=False, transcript="")
        with pytest.raises(ValidationError, match="no transcript yet"):
            page.get_latest_revision().publish()
        page = StoryPage.objects.get(pk=page.pk)
        page.live = True
        with pytest.raises(ValidationError, match="no transcript yet"):
            page.save()
        assert public_files() == set()
        assert not PublicVideo.objects.exists()


class TestGoingPublic:
    def test_a_draft_has_no_public_copy(self):
        before = public_files()
        page = story_with_video(live=False)
        assert page.video is None
        assert public_files() == before

    def test_three_files_become_public_under_names_that_nobody_guesses(self):
        before = public_files()
        page = story_with_video()
        files = {path.suffix: path for path in public_files() - before}
        assert files.keys() == {".mp4", ".jpg", ".vtt"}
        assert files[".mp4"].read_bytes() == FILM
        assert files[".vtt"].read_text() == CAPTIONS
        assert len({path.stem for path in files.values()}) == 3
        for path in files.values():
            assert len(path.stem) == 32
            assert page.submission.number.lower() not in path.stem
        shown = page.video
        assert (shown.width, shown.height, shown.seconds) == (1280, 720, 42)
        assert shown.transcript == TRANSCRIPT

    def test_publishing_again_keeps_the_files(self, committed):
        with committed():
            page = story_with_video()
        before = public_files()
        with committed():
            page.save_revision().publish()
        assert public_files() == before

    def test_mended_words_are_public_at_once(self, committed):
        with committed():
            page = story_with_video()
        old = page.video
        SentVideo.objects.update(captions=OTHER_CAPTIONS, transcript="She was five.")
        with committed():
            public_videos.refresh(page.submission)
        new = StoryPage.objects.get(pk=page.pk).video
        assert new.transcript == "She was five."
        assert (new.url, new.poster_url) == (old.url, old.poster_url)
        assert new.captions_url != old.captions_url
        assert {path.suffix for path in public_files()} == {".mp4", ".jpg", ".vtt"}
        assert len(public_files()) == 3

    def test_another_video_takes_the_place_of_the_first(self, committed):
        with committed():
            page = story_with_video()
        old = page.video
        ready_video(page.submission, finished_at=timezone.now(), seconds=12.0)
        with committed():
            public_videos.refresh(page.submission)
        assert page.video.url != old.url
        assert page.video.seconds == 12
        assert len(public_files()) == 3

    def test_a_save_that_fails_leaves_nothing(self, monkeypatch, committed):
        page = story_with_video(live=False)
        before = public_files()
        page.live = True
        monkeypatch.setattr(StoryPage, "full_clean", lambda *a, **kw: 1 / 0)
        with pytest.raises(ZeroDivisionError), committed():
            page.save()
        assert public_files() == before
        assert not PublicVideo.objects.exists()


class TestLeaving:
    @pytest.fixture
    def page(self, committed):
        with committed():
            return story_with_video()

    def leaves(self, page, action, committed):
        with committed():
            action()
        assert not PublicVideo.objects.exists()
        assert public_files() == set()

    def test_with_the_page(self, page, committed):
        user = make.administrator()
        self.leaves(page, lambda: UnpublishPageAction(page, user=user).execute(), committed)
        assert page.submission.video.state == "ready"

    def test_with_a_withdrawal(self, page, committed):
        self.leaves(page, lambda: moderation.withdraw(page.submission), committed)

    def test_with_a_deleted_page(self, page, committed):
        self.leaves(page, page.delete, committed)

    def test_with_an_erasure_and_its_private_files(self, page, committed):
        waiting_video(page.submission)
        self.leaves(page, lambda: retention.erase(page.submission, reason="Asked for"), committed)
        assert private_files() == set()
        assert not SentVideo.objects.exists()


class TestThePage:
    def test_shows_a_player_that_loads_nothing_by_itself(self, client):
        page = story_with_video()
        text = client.get(page.url).content.decode()
        tag = text[text.index("<video") : text.index("</video>")]
        for part in ("controls", 'preload="none"', "poster=", 'width="1280"', 'height="720"'):
            assert part in tag
        assert 'kind="captions"' in tag
        assert 'srclang="en"' in tag
        assert " default" in tag
        assert "autoplay" not in tag
        assert page.video.url in tag
        assert "<p>A bell rings.</p>" in text

    def test_files_are_answered_under_the_public_policy(self, client):
        shown = story_with_video().video
        kinds = {"url": "video/mp4", "poster_url": "image/jpeg", "captions_url": "text/vtt"}
        for name, kind in kinds.items():
            response = client.get(getattr(shown, name), headers={"Range": "bytes=0-3"})
            assert response.status_code == 206
            assert response["Content-Type"].partition(";")[0] == kind
            assert len(b"".join(response)) == 4
        assert "media-src 'self'" in client.get("/")["Content-Security-Policy"]

    def test_a_story_without_a_video_has_no_player(self, client):
        assert "<video" not in client.get(make.story().url).content.decode()

    def test_a_card_says_that_there_is_one(self):
        from stories import cards

        story_with_video()
        (card,) = cards.make_cards(StoryPage.objects.showable(Surface.LIST).for_cards())
        assert card.has_video

    def test_the_preview_of_a_draft_plays_the_private_file(self, client):
        page = story_with_video(live=False)
        client.force_login(make.administrator())
        response = client.get(f"/admin/submissions/story/{page.submission.pk}/")
        text = response.content.decode()
        assert f'src="/admin/submissions/videos/{page.submission.video.pk}/file/"' in text
