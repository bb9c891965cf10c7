"""One sending makes everything once: rows, consents, seal, flags, review, mail, file; or nothing."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import WorkflowState

from stories import emails, intake, sent_files
from stories.models import Consent, Flag, Original, OutboxMail, Submission
from stories.sealed_rows import version_of
from tests import make

pytestmark = pytest.mark.django_db


def stored_files():
    """Return the names of all private files."""
    root = Path(settings.PRIVATE_MEDIA_ROOT)
    return sorted(str(file.relative_to(root)) for file in root.rglob("*") if file.is_file())


@pytest.fixture(autouse=True)
def no_files():
    """Begin without private files."""
    for name in stored_files():
        (Path(settings.PRIVATE_MEDIA_ROOT) / name).unlink()


class TestWhatOneStoryMakes:
    def test_the_copy_begins_as_exactly_what_was_sent(self):
        submission = make.submission(
            story_title="Bee", story_because="#IHeartHIT because it works."
        )
        assert submission.title == "Bee"
        assert submission.because == "#IHeartHIT because it works."
        assert submission.is_true_to_original
        assert submission.original.is_intact

    def test_the_sender_is_on_the_row(self):
        submission = make.submission(
            story_name="Renee Ochoa", story_email="renee@example.org", story_name_shown="full"
        )
        assert (submission.sender_name, submission.sender_email) == (
            "Renee Ochoa",
            "renee@example.org",
        )
        assert submission.teller == "Renee Ochoa"

    def test_it_is_never_live_and_waits_in_the_queue(self):
        submission = make.submission()
        assert not submission.live
        assert submission in Submission.objects.waiting()
        assert submission.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
        assert submission.latest_revision is not None

    def test_extra_questions_go_to_form_data(self):
        submission = make.submission(q_role="Nurse", q_years=["1", "2"])
        assert submission.form_data == {"q_role": "Nurse", "q_years": ["1", "2"]}

    def test_the_topic_is_found_by_its_name(self):
        topic = make.topic("Telehealth")
        assert make.submission(story_topic="Telehealth").topic == topic
        assert make.submission(story_topic="No such topic").topic is None

    def test_the_original_keeps_answers_labels_and_wording(self):
        submission = make.submission(consents=("truth", "contact", "alter"))
        original = submission.original
        assert original.version == 1
        assert original.answers["story_name"] == "Renee Ochoa"
        assert ["story_because", "Finish the sentence"] in original.labels
        publish = next(box for box in original.consents if box["scope"] == "publish")
        assert publish == {
            "scope": "publish",
            "wording": "You can publish it on this site.",
            "given": False,
        }

    def test_only_ticked_boxes_become_consents(self):
        submission = make.submission(consents=("truth", "contact", "alter"))
        assert {row.scope for row in submission.consents.all()} == {"truth", "contact", "alter"}

    def test_the_consent_to_publish_keeps_how_the_name_is_shown(self):
        consent = make.submission(story_name_shown="first").consents.get(
            scope=Consent.Scope.PUBLISH
        )
        assert consent.name_shown == "first"
        assert consent.wording == "You can publish it on this site."
        assert consent.wording_version == version_of(consent.wording)

    def test_neither_address_nor_browser_of_the_sender_has_a_column(self):
        columns = {field.name for field in Submission._meta.fields}
        assert not {name for name in columns if "ip" in name.split("_") or "agent" in name}


class TestMails:
    def test_the_sender_gets_one_mail_with_the_link_after_commit(
        self, django_capture_on_commit_callbacks
    ):
        make.form_page()
        with django_capture_on_commit_callbacks(execute=True):
            submission = make.submission(confirmed=False, story_email="renee@example.org")
        sent = [message for message in mail.outbox if message.to == ["renee@example.org"]]
        assert len(sent) == 1
        assert "/share-your-story/confirm/" in sent[0].body
        assert submission.number in sent[0].subject

    def test_moderators_hear_of_the_first_waiting_story_only(self):
        make.moderator()
        make.submission()
        make.submission()
        assert OutboxMail.objects.filter(kind="first_waiting").count() == 1

    def test_held_spam_calls_nobody_but_its_sender_reads_received(self):
        make.moderator()
        submission = make.submission(state="spam")
        assert not OutboxMail.objects.filter(kind="first_waiting").exists()
        assert OutboxMail.objects.filter(kind="received", submission=submission).exists()


class TestScreening:
    def test_a_filled_honeypot_is_held_and_not_discarded(self):
        submission = make.submission(honeypot="Buy now")
        assert submission.state == Submission.State.SPAM
        assert submission.flags.filter(kind="honeypot").exists()
        assert submission.current_workflow_state is None

    def test_a_form_sent_within_a_second_is_held(self):
        now = timezone.now()
        submission = intake.receive(
            make.form_page(),
            make.answers(),
            receipt=uuid.uuid4(),
            made_at=now - timedelta(seconds=1),
            now=now,
        )
        assert submission.state == Submission.State.SPAM

    def test_a_hint_marks_its_place_in_the_answer(self):
        said = "It helped us. Click here to see it."
        submission = make.submission(story_learned=said)
        flag = submission.flags.get(kind="call_to_action")
        assert flag.field == "story_learned"
        assert said[flag.start : flag.end] == "Click here"
        assert submission.state == Submission.State.RECEIVED

    def test_the_email_address_is_no_link_in_the_story(self):
        submission = make.submission(story_email="renee@example.com")
        assert not submission.flags.exists()

    def test_the_same_words_again_are_flagged(self):
        make.submission(story_happened="One.")
        again = make.submission(story_happened="One.")
        assert again.flags.filter(kind="same_text").exists()

    def test_a_small_picture_and_a_missing_one_are_flagged(self):
        labels = [("story_image", "A picture")]
        small = make.submission(picture=make.picture(700, 400), labels=labels)
        assert small.flags.filter(kind="smaller_than_wanted").exists()
        assert make.submission(labels=labels).flags.filter(kind="missing_picture").exists()

    def test_a_form_without_a_picture_question_misses_none(self):
        assert not make.submission(labels=[("story_name", "Your name")]).flags.exists()


class TestPicture:
    def test_it_lies_on_private_storage_under_a_name_of_ours(self):
        picture = make.picture()
        submission = make.submission(picture=picture)
        original = submission.original
        assert original.picture.name == f"{submission.ref}/1-picture.jpg"
        assert original.picture_hash == picture.sha256
        assert (original.picture_width, original.picture_height) == (1200, 630)
        with original.picture.open() as file:
            assert file.read() == picture.data

    def test_a_failure_leaves_neither_row_nor_file(self, monkeypatch):
        page = make.form_page()

        def fail(*args, **kwargs):
            raise RuntimeError("the mail template is broken")

        monkeypatch.setattr(emails, "received", fail)
        with pytest.raises(RuntimeError):
            make.submission(page=page, picture=make.picture())
        assert not Submission.objects.exists()
        assert not Original.objects.exists()
        assert stored_files() == []

    def test_a_storage_that_is_full_leaves_no_row(self, monkeypatch):
        page = make.form_page()

        class Full:
            def save(self, name, content):
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(sent_files, "private_storage", Full)
        with pytest.raises(OSError, match="No space"):
            make.submission(page=page, picture=make.picture())
        assert not Submission.objects.exists()

    def test_no_file_is_written_inside_the_transaction(self, monkeypatch):
        page, seen = make.form_page(), []
        depth = len(connection.savepoint_ids)
        storage = sent_files.private_storage()
        save = storage.save

        class Watching:
            def save(self, name, content):
                seen.append(len(connection.savepoint_ids))
                return save(name, content)

        monkeypatch.setattr(sent_files, "private_storage", Watching)
        make.submission(page=page, picture=make.picture())
        assert seen == [depth]


class TestExactlyOnce:
    def test_the_same_receipt_returns_the_same_submission(self):
        receipt = uuid.uuid4()
        first = make.submission(receipt=receipt)
        second = make.submission(receipt=receipt, story_title="Another one")
        assert first.pk == second.pk
        assert Original.objects.count() == 1
        assert OutboxMail.objects.filter(kind="received").count() == 1

    def test_two_at_once_end_in_one_row_and_one_file(self, monkeypatch):
        receipt, page = uuid.uuid4(), make.form_page()
        store = intake._store

        def be_second(*args):
            # Between looking and writing, the other request has written.
            monkeypatch.setattr(intake, "_store", store)
            make.submission(page=page, receipt=receipt, story_title="The faster one")
            return store(*args)

        monkeypatch.setattr(intake, "_store", be_second)
        submission = make.submission(page=page, receipt=receipt, picture=make.picture())
        assert submission.title == "The faster one"
        assert Submission.objects.count() == 1
        assert stored_files() == []

    def test_a_number_that_is_taken_is_drawn_again(self, monkeypatch):
        taken = make.submission().number
        field = Submission._meta.get_field("number")
        numbers = iter([taken, "IHH-2345-67"])
        monkeypatch.setattr(field, "_get_default", lambda: next(numbers))
        assert make.submission().number == "IHH-2345-67"

    def test_a_broken_rule_of_the_database_is_not_swallowed(self, monkeypatch):
        page = make.form_page()

        def fail(*args):
            raise IntegrityError("something else")

        monkeypatch.setattr(intake, "_store", fail)
        with pytest.raises(IntegrityError):
            make.submission(page=page)


class TestOrphans:
    def test_a_picture_without_rows_is_deleted_after_a_day(self):
        kept = make.submission(picture=make.picture()).original.picture.name
        sent_files.private_storage().save(f"{uuid.uuid4()}/1-picture.jpg", ContentFile(b"x"))
        assert sent_files.delete_orphans() == 0
        assert sent_files.delete_orphans(now=timezone.now() + timedelta(days=2)) == 1
        assert stored_files() == [kept]

    def test_what_is_no_picture_of_a_story_is_left_alone(self):
        sent_files.private_storage().save("exports/2026.csv", ContentFile(b"x"))
        assert sent_files.delete_orphans(now=timezone.now() + timedelta(days=2)) == 0


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_four_threads_with_one_receipt_make_one_story(self):
        page, receipt = make.form_page(), uuid.uuid4()
        answers, picture = make.answers(), make.picture()
        together = threading.Barrier(4)

        def send(_):
            together.wait()
            try:
                return intake.receive(page, answers, receipt=receipt, picture=picture).pk
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            made = set(pool.map(send, range(4)))
        assert len(made) == 1
        assert Original.objects.count() == Submission.objects.count() == 1
        assert OutboxMail.objects.filter(kind="received").count() == 1
        assert stored_files() == [Original.objects.get().picture.name]


class TestOddWords:
    @hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(words=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80))
    def test_stored_is_what_was_handed_over(self, words):
        submission = make.submission(story_happened=words, confirmed=False)
        assert submission.what_happened == words
        assert submission.original.answers["story_happened"] == words
        assert Flag.objects.filter(submission=submission).count() == submission.flags.count()
