"""Every edit has a kind: certain ones by themselves, the others by a person, and each is kept once with who and when."""

import pytest
from django.core.exceptions import PermissionDenied

from stories import edits, retention
from stories.models import CopyEdit, Submission
from tests import make

pytestmark = pytest.mark.django_db
SENT = "Ivy was four when the bee stung her. The day was hot. She did not cry.\n\nWe waited their."


def edited(words=None, **texts):
    """Return a story whose copy was changed, read anew."""
    made = make.submission(story_happened=SENT)
    given = {"what_happened": words} if words is not None else {}
    make.edit(made, **given, **texts)
    return Submission.objects.get(pk=made.pk)


def pieces(submission):
    return [piece for part in edits.parts_of(submission) for piece in part.pieces]


def kind_of(words):
    (piece,) = pieces(edited(words))
    return piece.kind


def typed(submission, kind):
    return {piece.key: kind for piece in pieces(submission)}


class TestRule3Suggestions:
    def test_signs_and_capitals_are_grammar(self):
        assert kind_of(SENT.replace("hot. She", "hot; she")) == "grammar"

    def test_a_whole_sentence_taken_out_is_length(self):
        assert kind_of(SENT.replace("The day was hot. ", "")) == "length"

    def test_a_sentence_with_a_fact_is_for_the_editor(self):
        assert kind_of(SENT.replace("Ivy was four when the bee stung her. ", "")) == ""

    def test_a_changed_fact_is_for_the_editor(self):
        assert kind_of(SENT.replace("four", "five")) == ""
        assert kind_of(SENT.replace("She did not cry", "She did cry")) == ""

    def test_another_word_is_for_the_editor(self):
        assert kind_of(SENT.replace("their", "there")) == ""

    def test_a_number_with_another_point_is_no_grammar(self):
        made = make.submission(story_happened="It took 1.5 hours.")
        make.edit(made, what_happened="It took 15 hours.")
        (piece,) = pieces(Submission.objects.get(pk=made.pk))
        assert piece.kind == ""

    def test_a_title_is_a_title(self):
        (piece,) = pieces(edited(title="The screen that spoke up"))
        assert (piece.field, piece.kind) == ("title", "title")

    def test_another_picture_on_the_page_is_a_crop(self):
        page = make.story(live=False, picture=make.picture())
        page.show_sent_picture = False
        page.save_revision()
        (piece,) = pieces(Submission.objects.get(pk=page.submission_id))
        assert (piece.kind, piece.before, piece.after) == (
            "crop",
            edits.SENT_PICTURE,
            edits.NO_PICTURE,
        )

    def test_own_words_are_no_edit(self):
        assert pieces(make.submission()) == []

    def test_the_page_that_promotion_makes_is_no_edit(self):
        page = make.story(live=False, story_title=None)
        assert pieces(Submission.objects.get(pk=page.submission_id)) == []

    def test_the_draft_of_the_page_counts(self):
        page = make.story(story_happened=SENT)
        make.edit(page, what_happened=SENT.replace("their", "there"))
        (piece,) = pieces(Submission.objects.get(pk=page.submission_id))
        assert (piece.before, piece.after) == ("their.", "there.")


class TestRule3Recording:
    def test_who_and_when_and_what_are_kept(self):
        submission, person = edited(SENT.replace("their", "there")), make.moderator()
        (row,) = edits.record(submission, typed(submission, "grammar"), user=person)
        assert (row.field, row.before, row.after) == ("what_happened", "their.", "there.")
        assert (row.kind, row.by, row.version) == ("grammar", person, 1)
        assert row.revision == submission.latest_revision
        assert row.at

    def test_what_is_certain_is_kept_without_a_word(self):
        submission = edited(SENT.replace("The day was hot. ", "").replace("their", "there"))
        rows = edits.record(submission, {}, user=make.moderator())
        assert [row.kind for row in rows] == ["length"]
        assert [piece.before for piece in edits.untyped(edits.parts_of(submission))] == ["their."]

    def test_the_same_again_writes_nothing(self):
        submission = edited(SENT.replace("their", "there"))
        edits.record(submission, typed(submission, "grammar"), user=make.moderator())
        assert edits.record(submission, typed(submission, "grammar"), user=make.editor()) == []

    def test_another_kind_is_a_row_more_and_counts(self):
        submission = edited(SENT.replace("their", "there"))
        edits.record(submission, typed(submission, "grammar"), user=make.moderator())
        edits.record(submission, typed(submission, "privacy"), user=make.editor())
        assert [row.kind for row in CopyEdit.objects.all()] == ["grammar", "privacy"]
        assert edits.kinds_of(edits.parts_of(submission)) == ["privacy"]

    def test_a_row_is_never_written_over(self):
        submission = edited(SENT.replace("their", "there"))
        (row,) = edits.record(submission, typed(submission, "grammar"), user=make.moderator())
        row.kind = "length"
        with pytest.raises(TypeError):
            row.save()

    def test_an_invented_kind_is_none(self):
        submission = edited(SENT.replace("their", "there"))
        assert edits.record(submission, typed(submission, "nonsense"), user=make.moderator()) == []

    @pytest.mark.parametrize("who", [make.moderator, make.editor, make.administrator])
    def test_those_who_edit_may(self, who):
        submission = edited(SENT.replace("their", "there"))
        assert edits.record(submission, typed(submission, "grammar"), user=who())

    @pytest.mark.parametrize("who", [make.auditor, make.privacy_staff, make.user])
    def test_nobody_else_may(self, who):
        submission = edited(SENT.replace("their", "there"))
        with pytest.raises(PermissionDenied):
            edits.record(submission, typed(submission, "grammar"), user=who())
        assert not CopyEdit.objects.exists()

    def test_they_are_erased_with_the_story(self):
        submission = edited(SENT.replace("their", "there"))
        edits.record(submission, typed(submission, "grammar"), user=make.moderator())
        retention.erase(submission, reason="Asked for it.", user=make.privacy_staff())
        assert not CopyEdit.objects.exists()
