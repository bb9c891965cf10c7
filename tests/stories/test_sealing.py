"""An original is written once: every way to change it is tried, on both databases."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from stories import retention, sealing
from stories.models import ErasurePermit, Original, Submission
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    """A sealed original of a real submission."""
    return make.submission().original


def words(original):
    """Return the stored answers, read anew."""
    return Original.objects.get(pk=original.pk).answers


class TestSealedOriginal:
    """Each attempt fails in the database itself and leaves the words as they were."""

    def refused(self, original, attempt):
        before = words(original)
        with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
            attempt()
        assert words(original) == before
        assert Original.objects.get(pk=original.pk).is_intact

    def test_save_is_refused(self, original):
        original.answers = {**original.answers, "story_happened": "Something else."}
        self.refused(original, original.save)

    def test_orm_update_is_refused(self, original):
        rows = Original.objects.filter(pk=original.pk)
        self.refused(original, lambda: rows.update(text_hash="0" * 64))

    def test_bulk_update_is_refused(self, original):
        original.text_hash = "0" * 64
        self.refused(original, lambda: Original.objects.bulk_update([original], ["text_hash"]))

    def test_raw_sql_update_is_refused(self, original):
        def attempt():
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE stories_original SET answers = '{}' WHERE id = %s", [original.pk]
                )

        self.refused(original, attempt)

    def test_raw_sql_replace_is_refused(self, original):
        columns = [field.column for field in Original._meta.concrete_fields]
        new = {"version": "9", "answers": "'{}'"}
        values = ", ".join(new.get(column, column) for column in columns)
        verb = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
        tail = (
            ""
            if connection.vendor == "sqlite"
            else " ON CONFLICT (id) DO UPDATE SET answers = '{}'"
        )

        def attempt():
            with connection.cursor() as cursor:
                cursor.execute(
                    f"{verb} stories_original ({', '.join(columns)}) "
                    f"SELECT {values} FROM stories_original WHERE id = {original.pk}{tail}"
                )

        self.refused(original, attempt)

    def test_upsert_is_refused(self, original):
        copy = Original(pk=original.pk, submission=original.submission, version=1, answers={})
        copy.labels, copy.consents, copy.text_hash = [], [], ""
        self.refused(
            original,
            lambda: Original.objects.bulk_create(
                [copy], update_conflicts=True, update_fields=["answers"], unique_fields=["id"]
            ),
        )

    def test_delete_is_refused_outside_of_an_erasure(self, original):
        self.refused(original, original.delete)

    def test_delete_in_raw_sql_is_refused(self, original):
        def attempt():
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM stories_original")

        self.refused(original, attempt)

    def test_deleting_the_submission_is_refused(self, original):
        with pytest.raises(models.ProtectedError), transaction.atomic():
            original.submission.delete()
        assert words(original)


class TestAdminDoors:
    """What staff can do with the copy never reaches the original."""

    def test_saving_a_revision_leaves_it(self, original):
        submission, before = original.submission, words(original)
        submission.what_happened = "An edited text."
        submission.save_revision()
        submission.save()
        assert words(original) == before

    def test_overwriting_a_revision_leaves_it(self, original):
        """The autosave of Wagtail overwrites the newest revision of the same person."""
        submission, before = original.submission, words(original)
        revision = submission.save_revision()
        submission.what_happened = "Typed a moment later."
        submission.save_revision(overwrite_revision=revision)
        assert words(original) == before

    def test_reverting_to_a_revision_leaves_it(self, original):
        submission, before = original.submission, words(original)
        first = submission.get_latest_revision()
        submission.what_happened = "An edited text."
        submission.save_revision()
        reverted = first.as_object()
        reverted.save_revision(previous_revision=first)
        reverted.save()
        assert words(original) == before

    def test_revert_keeps_state_and_claim_of_the_row(self, original):
        submission = original.submission
        first = submission.get_latest_revision()
        moderator = make.moderator()
        Submission.objects.filter(pk=submission.pk).update(state="in_review", claimed_by=moderator)
        reverted = first.as_object()
        reverted.save()
        submission.refresh_from_db()
        assert submission.state == "in_review"
        assert submission.claimed_by == moderator

    def test_a_revision_holds_the_copy_and_nothing_of_the_sender(self, original):
        content = original.submission.get_latest_revision().content
        assert set(content) == {
            "pk",
            "title",
            "what_happened",
            "what_learned",
            "why_it_matters",
            "because",
            "topic",
        }


class TestErasure:
    """The one way out, with a permit that is closed again."""

    def test_erasing_deletes_the_original(self, original):
        retention.erase(original.submission, reason="The sender asked for it.")
        assert not Original.objects.exists()
        assert ErasurePermit.objects.get().closed_at

    def test_a_closed_permit_opens_nothing(self, original):
        retention.erase(make.submission(), reason="Another one.")
        permit = ErasurePermit.objects.get()
        ErasurePermit.objects.filter(pk=permit.pk).update(submission_id=original.submission_id)
        with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
            original.delete()


class TestSealAfterMigrations:
    """Django rebuilds a SQLite table when a field is added, and its triggers are gone."""

    def test_the_check_reports_a_missing_trigger(self, original):
        sealing.unseal(connection)
        assert [error.id for error in sealing.check_seal(None, databases=["default"])] == [
            "stories.E001"
        ]
        sealing.seal(connection)
        assert sealing.check_seal(None, databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
class TestSealAfterAddedField:
    """A migration that adds a field, then the signal that every migrate ends with."""

    def test_update_is_still_refused(self):
        original = make.submission().original
        field = models.CharField(max_length=10, default="")
        field.set_attributes_from_name("added_later")
        with connection.schema_editor() as editor:
            editor.add_field(Original, field)
        try:
            call_command("migrate", verbosity=0)
            with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
                Original.objects.filter(pk=original.pk).update(text_hash="0" * 64)
            assert sealing.missing_triggers(connection) == []
        finally:
            with connection.schema_editor() as editor:
                editor.remove_field(Original, field)
            call_command("migrate", verbosity=0)
