"""Correcting: new words are a new version, the sealed ones stay, and nothing public outlives them."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from stories import correction, intake, moderation, promotion, signoff
from stories.models import Flag, Original, OutboxMail
from stories.next_version import NOTE, NOTE_LABEL, Correction
from tests import make

pytestmark = pytest.mark.django_db

WORDS = "It was five minutes later, and she told me so herself."


def correct(submission, *, version=1, knows=False, picture=None, note="", **answers):
    """Send new words for a submission."""
    given = Correction(answers or {"story_learned": WORDS}, picture=picture, note=note)
    return correction.correct(submission, given, version=version, knows=knows)


class TestTheVersion:
    """What was sent stays, sealed; the new words stand beside it."""

    def test_the_first_one_stays_as_it_was(self):
        submission = make.submission()
        first = submission.original
        second = correct(submission)
        assert (first.version, second.version) == (1, 2)
        assert Original.objects.get(pk=first.pk).texts == first.texts
        assert second.texts == {**first.texts, "what_learned": WORDS}
        assert second.is_intact
        assert second.answers["story_name"] == first.answers["story_name"]
        assert second.consents == first.consents

    def test_both_are_sealed(self):
        submission = make.submission()
        correct(submission)
        for original in submission.originals.all():
            with pytest.raises(DatabaseError), transaction.atomic():
                Original.objects.filter(pk=original.pk).update(text_hash="x")
            with pytest.raises(DatabaseError), transaction.atomic():
                Original.objects.filter(pk=original.pk).delete()

    def test_the_copy_holds_the_new_words(self):
        submission = make.submission(state="in_review")
        submission.what_happened = "An editor shortened this."
        submission.save()
        submission.save_revision()
        correct(submission)
        submission.refresh_from_db()
        assert submission.what_learned == WORDS
        assert submission.is_true_to_original
        assert submission.get_latest_revision_as_object().what_learned == WORDS

    def test_the_same_correction_twice_is_one_version(self):
        submission = make.submission()
        assert correct(submission) == correct(submission)
        assert submission.originals.count() == 2
        assert OutboxMail.objects.filter(kind="story_corrected").count() == 0

    def test_other_words_for_a_version_that_is_over_are_refused(self):
        submission = make.submission()
        correct(submission)
        with pytest.raises(correction.ChangedSince):
            correct(submission, story_learned="Something else.")
        with pytest.raises(correction.ChangedSince):
            correct(submission, version=7)
        assert submission.originals.count() == 2

    def test_the_same_words_again_are_nothing_new(self):
        submission = make.submission()
        with pytest.raises(correction.NothingNew):
            correct(submission, story_learned=submission.what_learned)
        with pytest.raises(correction.NothingNew):
            correct(submission, story_learned=submission.what_learned, note="Please hurry.")

    def test_the_first_words_can_come_back(self):
        submission = make.submission()
        correct(submission)
        third = correct(submission, version=2, story_learned=submission.what_learned)
        assert third.version == 3
        assert third.texts == submission.originals.get(version=1).texts


class TestTheReview:
    """The words are read again, by the step that asked or from the first step on."""

    def test_an_answer_goes_to_the_step_that_asked(self):
        moderator = make.moderator()
        submission = make.submission(state="received")
        moderation.decide(submission, "approve", user=moderator)
        step = submission.current_workflow_task
        moderation.decide(submission, "changes", user=moderator, grounds=["grammar"], note="Why?")
        correct(submission)
        submission.refresh_from_db()
        assert submission.state == "received"
        assert submission.claimed_by is None
        assert submission.current_workflow_task == step
        assert submission.current_workflow_task_state.status == "in_progress"

    def test_an_answer_may_be_a_note_alone(self):
        submission = make.submission(state="changes_requested")
        original = correct(
            submission, story_learned=submission.what_learned, note="She said yes on Monday."
        )
        submission.refresh_from_db()
        assert submission.state == "received"
        assert dict(original.questions)[NOTE_LABEL] == "She said yes on Monday."

    def test_a_note_belongs_to_one_version(self):
        submission = make.submission()
        correct(submission, note="I was wrong about the day.", story_learned=WORDS)
        third = correct(submission, version=2, story_learned="Yet other words.")
        assert NOTE not in third.answers
        assert NOTE_LABEL not in dict(third.questions)

    def test_a_decision_on_the_old_words_comes_too_late(self):
        moderator = make.moderator()
        submission = make.submission(state="in_review", by=moderator)
        seen = submission.current_workflow_task_state.pk
        correct(submission)
        with pytest.raises(moderation.AlreadyDecided):
            moderation.decide(submission, "approve", user=moderator, step=seen)

    @pytest.mark.parametrize("state", ["approved", "awaiting_sign_off"])
    def test_a_decided_story_begins_at_the_first_step(self, state):
        submission = make.submission(state=state)
        correct(submission)
        submission.refresh_from_db()
        assert submission.state == "received"
        first = submission.get_workflow().tasks.order_by("workflow_tasks__sort_order").first()
        assert submission.current_workflow_task.pk == first.pk

    def test_what_is_held_stays_held(self):
        submission = make.submission(state="spam")
        correct(submission)
        submission.refresh_from_db()
        assert submission.state == "spam"
        assert submission.original.version == 2

    def test_a_refusal_that_can_be_mended_is_read_again(self):
        submission = make.submission(state="not_selected")
        correct(submission)
        submission.refresh_from_db()
        assert submission.state == "received"

    @pytest.mark.parametrize("state", ["withdrawn", "not_selected"])
    def test_what_is_over_stays_over(self, state):
        submission = make.submission(state="withdrawn" if state == "withdrawn" else "in_review")
        if state == "not_selected":
            by = submission.claimed_by
            moderation.decide(submission, "refuse", user=by, grounds=["substance", "grammar"])
            submission.refresh_from_db()
        assert not correction.may_correct(submission)
        with pytest.raises(correction.NotOpen):
            correct(submission)
        assert submission.originals.count() == 1


class TestThePage:
    """A page comes down, keeps its address, and shows the new words once they are approved."""

    def test_nobody_is_surprised(self):
        story = make.story()
        with pytest.raises(correction.WouldComeDown):
            correct(story.submission)
        story.refresh_from_db()
        assert story.live
        assert story.submission.originals.count() == 1

    def test_it_leaves_the_site_at_once(self, client, django_capture_on_commit_callbacks):
        story = make.story(picture=make.picture())
        url, picture = story.url, story.picture.file.url
        with django_capture_on_commit_callbacks(execute=True):
            correct(story.submission, knows=True)
        assert client.get(url).status_code == 404
        assert client.get(picture).status_code == 404
        assert url not in client.get("/stories/").content.decode()

    def test_the_draft_holds_the_new_words_and_what_editors_chose(self):
        story = make.story()
        draft = story.get_latest_revision_as_object()
        draft.title, draft.search_description = "An editor’s title", "In one line"
        draft.save_revision()
        row = signoff.ask(story.submission, kinds=["title"], user=make.editor())
        signoff.answer(story.submission, says_yes=True, text_hash=row.text_hash)
        draft.get_latest_revision().publish()
        correct(story.submission, knows=True)
        draft = type(story).objects.get(pk=story.pk).get_latest_revision_as_object()
        assert draft.what_learned == WORDS
        assert draft.title == "An editor’s title"
        assert draft.search_description == "In one line"

    def test_a_new_title_of_the_sender_is_the_pages(self):
        story = make.story()
        correct(story.submission, knows=True, story_title="A better title")
        draft = type(story).objects.get(pk=story.pk).get_latest_revision_as_object()
        assert draft.title == "A better title"

    def test_the_same_page_is_published_again(self, client):
        story = make.story(picture=make.picture())
        correct(story.submission, knows=True)
        moderator, editor = make.moderator(), make.editor()
        submission = story.submission
        submission.refresh_from_db()
        with pytest.raises(promotion.PromotionRefused):
            promotion.publish(story, user=editor)
        while submission.state != "approved":
            moderation.decide(submission, "approve", user=moderator)
            submission.refresh_from_db()
        page = promotion.promote(submission, user=editor)
        assert page.pk == story.pk
        promotion.publish(page, user=editor)
        submission.refresh_from_db()
        assert submission.state == "live"
        shown = client.get(story.url)
        assert WORDS in shown.content.decode()
        assert type(story).objects.get(pk=story.pk).picture is not None

    def test_a_date_to_go_live_is_taken_away(self):
        story = make.story(live=False)
        story.go_live_at = timezone.now() + timedelta(days=3)
        story.save_revision().publish(user=make.editor())
        submission = story.submission
        submission.refresh_from_db()
        assert submission.state == "scheduled"
        correct(submission, knows=True)
        story = type(story).objects.get(pk=story.pk)
        assert not story.approved_schedule
        submission.refresh_from_db()
        assert submission.state == "received"


class TestThePicture:
    """A new picture replaces the one shown; the one sent before stays with its version."""

    def test_each_version_keeps_its_own(self):
        submission = make.submission(picture=make.picture())
        first = submission.original
        second = correct(submission, picture=make.picture(1300, 700), story_image_alt="A nurse.")
        assert second.picture.name != first.picture.name
        assert second.picture.storage.exists(first.picture.name)
        assert second.picture.storage.exists(second.picture.name)
        assert (second.picture_width, second.picture_height) == (1300, 700)
        submission.refresh_from_db()
        assert submission.picture_alt == "A nurse."

    def test_without_a_new_one_the_old_one_goes_on(self):
        submission = make.submission(picture=make.picture())
        second = correct(submission)
        assert second.picture.name == submission.originals.get(version=1).picture.name
        assert second.picture_hash

    def test_the_same_one_again_is_no_change(self):
        submission = make.submission(picture=make.picture())
        with pytest.raises(correction.NothingNew):
            correct(submission, picture=make.picture(), story_learned=submission.what_learned)

    def test_a_refused_correction_leaves_no_file(self, monkeypatch):
        submission = make.submission()
        storage = Original._meta.get_field("picture").storage
        before = set(storage.listdir("")[0])

        def fail(*args, **kwargs):
            raise ZeroDivisionError

        monkeypatch.setattr(moderation, "read_again", fail)
        with pytest.raises(ZeroDivisionError):
            correct(submission, picture=make.picture())
        assert {
            name for name in set(storage.listdir("")[0]) - before if storage.listdir(name)[1]
        } == set()
        assert submission.originals.count() == 1

    def test_the_flag_that_it_is_missing_is_settled(self):
        submission = make.submission(labels=[("story_image", "A picture")])
        assert submission.flags.get(kind="missing_picture").verdict == "open"
        correct(submission, picture=make.picture(800, 420))
        assert submission.flags.get(kind="missing_picture").verdict == "dismissed"
        assert submission.flags.get(kind="smaller_than_wanted").verdict == "open"

    def test_a_yes_to_it_is_recorded(self):
        submission = make.submission()
        given = Correction(
            {},
            picture=make.picture(),
            agreement=intake.Agreement("image", "You can use my picture.", True),
        )
        original = correction.correct(submission, given, version=1)
        assert submission.consents.get(scope="image").wording == "You can use my picture."
        assert original.consents[-1] == {
            "scope": "image",
            "wording": "You can use my picture.",
            "given": True,
        }


class TestWhatModeratorsSee:
    """A correction is flagged, told to those who dealt with the story, and in the history."""

    def test_a_flag_says_what_changed(self):
        submission = make.submission()
        correct(submission, story_title="Other", story_learned=WORDS)
        reason = submission.flags.get(kind="corrected").reason
        assert reason == "The sender has changed this since version 1: the title, what was learned."

    def test_flags_follow_their_words(self):
        words = "See what happened at www.example.com and www.example.org and www.example.net."
        submission = make.submission(story_happened=words)
        flag = submission.flags.get(kind="many_links")
        correct(submission, story_happened=f"First of all. {words}")
        flag.refresh_from_db()
        assert flag.start == words.index("www") + len("First of all. ")
        correct(submission, version=2, story_happened="Nothing to see.")
        flag = Flag.objects.filter(pk=flag.pk).get()
        assert (flag.start, flag.verdict) == (None, "dismissed")

    def test_new_words_are_screened(self):
        submission = make.submission()
        correct(submission, story_happened="Visit our website today. It is only $20.")
        assert {"offer", "call_to_action"} <= set(submission.flags.values_list("kind", flat=True))

    def test_who_read_it_gets_a_mail(self):
        moderator = make.moderator()
        submission = make.submission(state="in_review", by=moderator)
        correct(submission)
        mail = OutboxMail.objects.get(kind="story_corrected")
        assert mail.to == moderator.email
        assert submission.desk_url in mail.body
        assert WORDS not in mail.body

    def test_who_made_the_page_gets_one_too(self):
        editor = make.editor()
        story = make.story(by=editor)
        correct(story.submission, knows=True)
        body = OutboxMail.objects.get(kind="story_corrected", to=editor.email).body
        assert "It came down at once" in body
