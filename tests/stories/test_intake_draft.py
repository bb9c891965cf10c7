"""A sent draft hands over its files and leaves, or stays whole; with the terms, people and hints of its story."""

import threading
import uuid
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from stories import emails, intake, repeats, sent_files
from stories.models import Consent, Draft, Original, PublishedPost, SentVideo, Submission
from stories.models.submission import private_storage
from tests import make

pytestmark = pytest.mark.django_db

Hint = namedtuple("Hint", "kind field start end reason key")
SHA = "a" * 64


def stored_files():
    """Return the names of all private files."""
    root = Path(settings.PRIVATE_MEDIA_ROOT)
    return sorted(str(file.relative_to(root)) for file in root.rglob("*") if file.is_file())


@pytest.fixture(autouse=True)
def no_files():
    """Begin without private files."""
    for name in stored_files():
        (Path(settings.PRIVATE_MEDIA_ROOT) / name).unlink()


@pytest.fixture
def draft():
    """A draft with a picture and a video."""
    made = make.draft()
    made.picture = private_storage().save(f"{uuid.uuid4()}/1-picture.jpg", ContentFile(b"jpeg"))
    made.picture_hash, made.picture_width, made.picture_height = SHA, 700, 400
    made.picture_warnings = [["smaller_than_wanted", "It is small."]]
    made.save()
    SentVideo.objects.create(draft=made, source_hash="b" * 64, source_bytes=12)
    return made


def send(draft, **options):
    """Send a draft with the usual answers."""
    changes = options.pop("answers", {})
    return intake.receive(
        make.form_page(),
        make.answers(**changes),
        receipt=draft.form_id,
        labels=[("story_image", "A picture"), ("story_people", "Who else?")],
        agreements=options.pop(
            "agreements",
            [*make.agreements(), intake.Agreement("image", "You can use my picture.", True)],
        ),
        draft=draft,
        **options,
    )


class TestTheFilesOfADraft:
    def test_the_picture_goes_over_under_its_name_and_the_draft_leaves(self, draft):
        name = draft.picture.name
        original = send(draft).original
        assert original.picture.name == name
        assert (original.picture_hash, original.picture_width) == (SHA, 700)
        assert original.answers["story_image"] == "700 by 400 pixels"
        assert stored_files() == [name]
        assert not Draft.objects.exists()

    def test_its_warnings_become_flags(self, draft):
        kinds = {flag.kind for flag in send(draft).flags.all()}
        assert "smaller_than_wanted" in kinds
        assert "missing_picture" not in kinds

    def test_the_video_goes_over_with_its_words(self, draft):
        submission = send(
            draft, answers={"story_captions": "WEBVTT", "story_transcript": "A bell rings."}
        )
        video = submission.videos.get()
        assert video.draft is None
        assert (video.captions, video.transcript) == ("WEBVTT", "A bell rings.")
        assert submission.original.video_hash == "b" * 64
        assert submission.original.answers["story_transcript"] == "A bell rings."

    def test_a_draft_without_files_misses_its_picture(self):
        submission = send(make.draft())
        assert submission.flags.filter(kind="missing_picture").exists()
        assert not submission.original.picture

    def test_the_chosen_part_of_the_picture_is_kept_twice(self, draft):
        crop = {"left": 0, "top": 0.1, "width": 1, "height": 0.5, "focus_x": 0.5, "focus_y": 0.25}
        submission = send(draft, crop=crop)
        assert submission.picture_crop == crop
        assert submission.original.answers["story_image_crop"] == "0 0.1 1 0.5 0.5 0.25"

    def test_mails_and_links_of_the_draft_leave_with_it(self, draft):
        draft.links.create(digest="c" * 64)
        send(draft)
        assert not draft.links.exists()


class TestExactlyOnce:
    def test_a_failure_leaves_the_draft_whole(self, draft, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError("the mail template is broken")

        name = draft.picture.name
        monkeypatch.setattr(emails, "received", fail)
        with pytest.raises(RuntimeError):
            send(draft)
        kept = Draft.objects.get()
        assert kept.picture.name == name
        assert kept.video.submission is None
        assert stored_files() == [name]
        assert not Submission.objects.exists()

    def test_sent_again_it_is_the_same_story(self, draft):
        first = send(draft)
        assert send(draft).pk == first.pk
        assert Original.objects.count() == 1

    def test_a_draft_that_was_erased_meanwhile_is_named(self, draft):
        Draft.objects.all().delete()
        with pytest.raises(intake.DraftGone):
            send(draft)

    def test_the_files_of_a_draft_tell_one_story_from_another(self, draft):
        answers = make.answers()
        boxes = make.agreements()
        submission = intake.receive(
            make.form_page(), answers, receipt=draft.form_id, agreements=boxes, draft=draft
        )
        files = {"picture_hash": SHA, "video_hash": "b" * 64}
        assert repeats.find_repeat(answers, boxes, **files) == submission
        for other in ({}, {**files, "video_hash": ""}, {**files, "picture_hash": "d" * 64}):
            assert repeats.find_repeat(answers, boxes, **other) is None


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_four_clicks_make_one_story(self, draft):
        answers, page = make.answers(), make.form_page()
        together = threading.Barrier(4)

        def click(_):
            together.wait()
            try:
                return intake.receive(page, answers, receipt=draft.form_id, draft=draft).pk
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            made = set(pool.map(click, range(4)))
        assert len(made) == 1
        assert Original.objects.count() == Submission.objects.count() == 1
        assert not Draft.objects.exists()
        assert stored_files() == [Original.objects.get().picture.name]


class TestOrphans:
    def test_the_picture_of_a_draft_is_none(self, draft):
        later = timezone.now() + timedelta(days=2)
        assert sent_files.delete_orphans(now=later) == 0
        assert stored_files() == [draft.picture.name]
        Draft.objects.all().delete()
        assert sent_files.delete_orphans(now=later) == 1


class TestTerms:
    def test_until_ends_what_is_used_and_nothing_else(self, draft):
        now = timezone.now()
        consents = send(draft, now=now, answers={"consent_until": "12"}).consents
        today = timezone.localdate(now)
        ends = {row.scope: row.expires_on for row in consents.all()}
        assert ends["publish"] == ends["image"]
        assert ends["publish"].year == today.year + 1
        assert ends["truth"] is ends["contact"] is ends["alter"] is None

    @pytest.mark.parametrize("until", ["open", None])
    def test_without_an_end_they_are_open(self, draft, until):
        consents = send(draft, answers={"consent_until": until}).consents
        assert not consents.exclude(expires_on=None).exists()

    def test_the_chosen_words_are_sealed(self, draft):
        original = send(draft, answers={"consent_until": "24"}).original
        words = {box["scope"]: box["wording"] for box in original.consents}
        assert words["until"] == "For two years"
        assert words["name_shown"] == "My first name only"

    def test_a_picture_that_was_not_sent_is_not_agreed_to(self):
        assert not send(make.draft()).consents.filter(scope=Consent.Scope.IMAGE).exists()


class TestPeople:
    PEOPLE = [
        {"relation": "my daughter", "basis": "guardian", "email": ""},
        {"relation": "my neighbor", "basis": "asked", "email": "sam@example.org"},
    ]

    def test_each_gets_a_row(self, draft):
        submission = send(draft, answers={"story_people": self.PEOPLE})
        rows = submission.protected_parties.all()
        assert [(row.relation, row.basis, row.email, row.version) for row in rows] == [
            ("my daughter", "guardian", "", 1),
            ("my neighbor", "asked", "sam@example.org", 1),
        ]
        assert submission.original.answers["story_people"] == self.PEOPLE

    def test_a_story_of_oneself_has_none(self, draft):
        assert not send(draft, answers={"story_people": []}).protected_parties.exists()


class TestHints:
    def test_what_the_sender_said_travels_with_the_hint(self, draft):
        hint = Hint("name", "story_happened", 0, 3, "This may be a name.", "k")
        flag = send(draft, hints=[(hint, "allowed")]).flags.get(kind="privacy_name")
        assert (flag.field, flag.start, flag.end) == ("story_happened", 0, 3)
        assert flag.reason == "This may be a name. The sender saw this hint and may share it."

    def test_a_hint_holds_nothing(self, draft):
        hint = Hint("name", "story_happened", 0, 3, "This may be a name.", "k")
        assert send(draft, hints=[(hint, "keep")]).state == Submission.State.RECEIVED


class TestPublishedAlready:
    def test_the_post_is_kept_to_be_looked_at(self, draft):
        submission = send(
            draft,
            answers={"published_url": "https://example.com/a", "published_title": "My post"},
        )
        post = submission.published_post
        assert (post.url, post.title, post.state) == (
            "https://example.com/a",
            "My post",
            PublishedPost.State.WAITING,
        )

    def test_without_an_address_there_is_none(self, draft):
        send(draft)
        assert not PublishedPost.objects.exists()
