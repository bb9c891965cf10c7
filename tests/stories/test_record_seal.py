"""Rule 9 of the review: the audit trail of a story cannot be edited, on both databases."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from stories import consent, moderation, record_seal, retention, signoff
from stories.models import Consent, Decision, SignOff, Submission, Topic
from tests import make
from tests.stories.unsealing import unsealed

pytestmark = pytest.mark.django_db

# What each record says, and a field that somebody would like to change.
RECORDS = {
    Decision: ("note", "Nothing was said."),
    SignOff: ("text_hash", "0" * 64),
    Consent: ("wording", "Anything goes."),
    ModelLogEntry: ("label", "Another story"),
    PageLogEntry: ("label", "Another page"),
}


def trail():
    """Return a record of each kind about one live story whose edits were answered."""
    page = make.story(story_because="#IHeartHIT because of 4 drugs.")
    make.edit(page, because="#IHeartHIT because of 5 drugs.")
    row = signoff.ask(page.submission, kinds=["grammar"], user=make.editor())
    signoff.answer(page.submission, says_yes=True, text_hash=row.text_hash)
    return {
        Decision: page.submission.decisions.first(),
        SignOff: SignOff.objects.get(),
        Consent: page.submission.consents.first(),
        ModelLogEntry: ModelLogEntry.objects.filter(object_id=str(page.submission_id)).first(),
        PageLogEntry: PageLogEntry.objects.filter(page=page.pk).first(),
    }


def execute(sql, *values):
    """Run a line that somebody types into the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture(params=RECORDS, ids=lambda model: model.__name__)
def record(request):
    """One sealed record of each kind."""
    return trail()[request.param]


class TestRule9SealedRecords:
    """Each attempt fails in the database itself and leaves the record as it was."""

    def refused(self, record, attempt):
        model = type(record)
        before = model.objects.filter(pk=record.pk).values().get()
        with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
            attempt()
        assert model.objects.filter(pk=record.pk).values().get() == before

    def test_a_decision_can_become_quiet_and_never_loud(self):
        row = trail()[Decision]
        Decision.objects.filter(pk=row.pk).update(is_quiet=True)
        self.refused(row, lambda: Decision.objects.filter(pk=row.pk).update(is_quiet=False))

    def test_save_is_refused(self, record):
        name, words = RECORDS[type(record)]
        setattr(record, name, words)
        self.refused(record, lambda: models.Model.save(record))

    def test_an_update_of_rows_is_refused(self, record):
        name, words = RECORDS[type(record)]
        rows = type(record).objects.filter(pk=record.pk)
        self.refused(record, lambda: rows.update(**{name: words}))

    def test_raw_sql_is_refused(self, record):
        name, words = RECORDS[type(record)]
        table = record._meta.db_table
        self.refused(
            record,
            lambda: execute(f"UPDATE {table} SET {name} = %s WHERE id = %s", words, record.pk),
        )

    def test_an_upsert_is_refused(self, record):
        name, words = RECORDS[type(record)]
        columns = [field.column for field in record._meta.concrete_fields]
        values = ", ".join("%s" if column == name else column for column in columns)
        table, sqlite = record._meta.db_table, connection.vendor == "sqlite"
        verb = "INSERT OR REPLACE" if sqlite else "INSERT"
        tail = "" if sqlite else f" ON CONFLICT (id) DO UPDATE SET {name} = EXCLUDED.{name}"
        sql = (
            f"{verb} INTO {table} ({', '.join(columns)}) "
            f"SELECT {values} FROM {table} WHERE id = {record.pk}{tail}"
        )
        self.refused(record, lambda: execute(sql, words))

    def test_deletion_is_refused(self, record):
        self.refused(record, record.delete)
        self.refused(record, lambda: execute(f"DELETE FROM {record._meta.db_table}"))

    def test_an_answer_a_withdrawal_and_a_moment_are_not_taken_back(self):
        records = trail()
        consent.withdraw(records[Consent].submission)
        ended = records[Consent].submission.consents.exclude(withdrawn_at=None).first()
        for row, change in (
            (records[SignOff], {"answer": "no"}),
            (records[SignOff], {"answer": "waiting", "answered_at": None}),
            (ended, {"withdrawn_at": None}),
            (ended, {"withdrawn_at": timezone.now()}),
            (records[Decision], {"at": timezone.now()}),
            (records[ModelLogEntry], {"timestamp": timezone.now()}),
        ):
            rows = type(row).objects.filter(pk=row.pk)
            self.refused(row, lambda rows=rows, change=change: rows.update(**change))

    def test_an_open_consent_is_not_given_a_later_end(self):
        row = make.submission().consents.first()
        rows = Consent.objects.filter(pk=row.pk)
        self.refused(row, lambda: rows.update(expires_on=timezone.localdate()))

    def test_nobody_becomes_the_author_of_what_others_did(self):
        row, other = trail()[Decision], make.moderator()
        rows = Decision.objects.filter(pk=row.pk)
        self.refused(row, lambda: rows.update(by=other))


class TestWhatIsStillWritten:
    """The seal stands in nobody's way who does what the site does."""

    def test_a_question_gets_its_answer_and_a_consent_its_end(self):
        records = trail()
        assert records[SignOff].answer == "yes"
        moderation.withdraw(records[SignOff].submission)
        assert records[SignOff].submission.consents.exclude(withdrawn_at=None).exists()

    def test_an_account_can_be_deleted_and_what_it_did_stays(self):
        by = make.moderator()
        submission = make.submission(state="not_selected", by=by)
        by.delete()
        decision = submission.decisions.get()
        assert decision.by is None
        assert decision.kind == "refuse"
        asked = trail()[SignOff]
        asked.asked_by.delete()
        assert SignOff.objects.get(pk=asked.pk).asked_by is None

    def test_an_erasure_empties_and_deletes(self):
        records = trail()
        submission = records[Decision].submission
        retention.erase(submission, reason="The sender asked for it.")
        for model in (Decision, SignOff, Consent):
            assert not model.objects.exists()
        labels = ModelLogEntry.objects.filter(object_id=str(submission.pk)).values_list("label")
        assert {*labels} == {("Erased submission",)}
        assert {
            *PageLogEntry.objects.filter(page=records[PageLogEntry].page_id).values_list("label")
        } == {("Erased story",)}

    def test_after_an_erasure_what_is_left_is_sealed_again(self):
        records = trail()
        retention.erase(records[Decision].submission, reason="The sender asked for it.")
        for model in (ModelLogEntry, PageLogEntry):
            rows = model.objects.filter(pk=records[model].pk)
            with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
                rows.update(data={"x": 1})

    def test_the_log_of_other_things_is_wagtails(self):
        topic = ContentType.objects.get_for_model(Topic)
        entry = ModelLogEntry.objects.log_action(make.topic(), "wagtail.edit")
        assert entry.content_type == topic
        ModelLogEntry.objects.filter(pk=entry.pk).update(label="Another")
        assert ModelLogEntry.objects.get(pk=entry.pk).delete()

    def test_the_log_of_an_invented_story_can_be_dated_back(self):
        sample = make.submission(is_sample=True)
        rows = ModelLogEntry.objects.filter(object_id=str(sample.pk))
        assert rows.update(timestamp=timezone.now())
        Submission.objects.filter(pk=sample.pk).update(is_sample=False)
        with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
            rows.update(timestamp=timezone.now())


class TestRule9TheSealItself:
    """It is reported when it is missing, and put back by every migrate."""

    def missing(self):
        return record_seal.missing_triggers(connection)

    def test_it_stands(self):
        assert self.missing() == []
        assert record_seal.check_seal(None, databases=["default"]) == []

    def test_without_it_a_record_can_be_changed(self):
        row = trail()[Decision]
        with unsealed():
            assert Decision.objects.filter(pk=row.pk).update(note="Nothing was said.")
            assert len(self.missing()) == 15
            [error] = record_seal.check_seal(None, databases=["default"])
            assert error.id == "stories.E002"
        assert self.missing() == []

    def test_a_migrate_takes_it_away_only_where_it_is_in_the_way(self):
        record_seal.make_way(None, using="default", plan=[])
        assert self.missing() == []
        record_seal.make_way(None, using="default", plan=["a migration"])
        assert bool(self.missing()) is (connection.vendor == "sqlite")
        record_seal.reseal(None, using="default")
        assert self.missing() == []


@pytest.mark.django_db(transaction=True)
class TestRule9AnAddedColumn:
    """A column that a later migration adds is sealed too."""

    def test_it_cannot_be_changed(self):
        row = trail()[Decision]
        field = models.CharField(max_length=10, null=True)
        field.set_attributes_from_name("added_later")
        with connection.schema_editor() as editor:
            editor.add_field(Decision, field)
        try:
            call_command("migrate", verbosity=0)
            with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
                execute("UPDATE stories_decision SET added_later = 'x' WHERE id = %s", row.pk)
            assert record_seal.missing_triggers(connection) == []
        finally:
            record_seal.make_way(None, using="default", plan=["a migration"])
            with connection.schema_editor() as editor:
                editor.remove_field(Decision, field)
            call_command("migrate", verbosity=0)
