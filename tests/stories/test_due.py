"""What the tick does, that it does it once, and that one failure stops nothing else."""

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.utils import timezone

from cms.models import RateCount, TickRun
from stories import due, sender_address
from stories.models import Draft, OutboxMail, Submission
from stories.models.submission import private_storage
from tests import make

pytestmark = pytest.mark.django_db
NEW_YORK = ZoneInfo("America/New_York")


def sent_days_ago(submission, days):
    """Put the arrival of a submission into the past."""
    moment = timezone.now() - timedelta(days=days)
    Submission.objects.filter(pk=submission.pk).update(submit_time=moment)


class TestReminders:
    """An unconfirmed address is reminded once, after two days."""

    def reminders(self):
        return OutboxMail.objects.filter(kind="confirm_reminder")

    def test_once_after_two_days(self):
        sent_days_ago(make.submission(confirmed=False), 2)
        due.run()
        due.run(timezone.now() + timedelta(days=1))
        assert self.reminders().count() == 1
        assert "/confirm/" in self.reminders().get().body

    def test_not_before(self):
        sent_days_ago(make.submission(confirmed=False), 1)
        due.run()
        assert not self.reminders().exists()

    @pytest.mark.parametrize("state", ["withdrawn", "not_selected", "spam"])
    def test_not_when_it_would_change_nothing(self, state):
        sent_days_ago(make.submission(confirmed=False, state=state), 3)
        due.run()
        assert not self.reminders().exists()

    def test_not_to_a_confirmed_address(self):
        sent_days_ago(make.submission(), 3)
        due.run()
        assert not self.reminders().exists()

    def test_a_corrected_address_is_reminded_once_too(self):
        submission = make.submission(confirmed=False)
        sent_days_ago(submission, 5)
        due.run()
        OutboxMail.objects.update(sent_at=timezone.now())
        sender_address.correct_address(submission, "right@example.net", user=make.moderator())
        due.run()
        assert self.reminders().count() == 1
        for days in (2, 3):
            due.run(timezone.now() + timedelta(days=days))
        assert [mail.to for mail in self.reminders()] == [
            submission.sender_email,
            "right@example.net",
        ]


class TestDigest:
    """Once a day, from eight in the morning."""

    def test_not_in_the_night(self):
        make.moderator()
        make.submission()
        due.run(datetime(2026, 9, 23, 7, 59, tzinfo=NEW_YORK))
        assert not OutboxMail.objects.filter(kind="daily_digest").exists()

    def test_once_in_the_morning(self):
        make.moderator()
        Submission.objects.filter(pk=make.submission().pk).update(
            submit_time=datetime(2026, 9, 22, 20, 0, tzinfo=NEW_YORK)
        )
        due.run(datetime(2026, 9, 23, 8, 0, tzinfo=NEW_YORK))
        due.run(datetime(2026, 9, 23, 8, 1, tzinfo=NEW_YORK))
        assert OutboxMail.objects.filter(kind="daily_digest").count() == 1


class TestDrafts:
    """What somebody typed and never sent is erased after 30 days."""

    def test_only_expired_drafts_go(self):
        kept, expired = make.draft(), make.draft()
        Draft.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
        due.run()
        assert list(Draft.objects.all()) == [kept]


class TestScheduledStories:
    """A story goes live on its date, unless something stands against it."""

    def scheduled(self, **changes):
        page = make.story(live=False, **changes)
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
        page.refresh_from_db()
        assert not page.live
        assert Submission.objects.get(pk=page.submission_id).state == "scheduled"
        return page

    def test_it_goes_live(self):
        page = self.scheduled()
        with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
            due.run()
        page.refresh_from_db()
        assert page.live
        assert Submission.objects.get(pk=page.submission_id).state == "live"

    def test_a_refused_one_stays_a_draft_and_the_next_goes_live(self):
        editor = make.editor()
        refused, good = self.scheduled(), self.scheduled()
        refused.submission.consents.update(withdrawn_at=timezone.now())
        with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
            run = due.run()
        refused.refresh_from_db()
        good.refresh_from_db()
        assert run.ok
        assert not refused.live
        assert good.live
        assert not refused.approved_schedule
        assert OutboxMail.objects.filter(kind="schedule_refused", to=editor.email).count() == 1


class TestOrphans:
    """A picture whose story was never stored, because a process died between the two."""

    def test_it_goes_on_the_next_day_and_others_stay(self):
        kept = make.submission(picture=make.picture()).original.picture
        name = private_storage().save("left-behind/1-picture.jpg", ContentFile(b"x"))
        with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
            due.run()
        assert not private_storage().exists(name)
        assert private_storage().exists(kept.name)


class TestTheRun:
    """Every run is recorded, two never overlap, one failure stops nothing."""

    def test_a_failing_job_does_not_stop_the_others(self, monkeypatch, caplog):
        def broken(now):
            raise RuntimeError("broken")

        monkeypatch.setattr(due, "JOBS", [("broken job", broken), *due.JOBS])
        sent_days_ago(make.submission(confirmed=False), 2)
        run = due.run()
        assert not run.ok
        assert "broken job failed" in run.notes
        assert OutboxMail.objects.filter(kind="confirm_reminder").exists()

    def test_a_running_tick_is_left_alone(self):
        TickRun.objects.create(started_at=timezone.now())
        assert due.run() is None

    def test_a_dead_tick_is_taken_over(self):
        dead = TickRun.objects.create(started_at=timezone.now() - timedelta(hours=1))
        assert due.run().ok
        dead.refresh_from_db()
        assert dead.finished_at == dead.started_at
        assert not dead.ok

    def test_the_notes_name_mails_that_were_given_up(self, settings):
        settings.EMAIL_BACKEND = "tests.stories.test_emails.BrokenBackend"
        make.submission()
        make.submission()
        OutboxMail.objects.update(created_at=timezone.now() - timedelta(days=8))
        assert "2 mails given up" in due.run().notes

    def test_counters_that_are_over_go(self):
        now = timezone.now()
        RateCount.objects.create(key="over", expires_at=now)
        RateCount.objects.create(key="counting", expires_at=now + timedelta(minutes=1))
        due.run(now)
        assert [counter.key for counter in RateCount.objects.all()] == ["counting"]

    def test_the_command_says_what_it_did(self, capsys):
        call_command("tick")
        assert "Nothing was due." in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """Of two ticks that start together one does the work, from the first run on."""

    @pytest.mark.parametrize("earlier", [0, 1])
    def test_one_of_them_finds_the_other_at_work(self, earlier, monkeypatch):
        for _ in range(earlier):
            TickRun.objects.create(started_at=timezone.now(), finished_at=timezone.now())
        gate, refused, runs = threading.Barrier(2), threading.Event(), []
        monkeypatch.setattr(due, "JOBS", [("waits", lambda now: refused.wait(20) and 0)])

        def tick():
            try:
                gate.wait()
                runs.append(due.run())
                refused.set()
            finally:
                connection.close()

        threads = [threading.Thread(target=tick) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(run is None for run in runs) == [False, True]
        assert TickRun.objects.count() == earlier + 1

    def test_the_database_takes_one_unfinished_run(self):
        TickRun.objects.create()
        with pytest.raises(IntegrityError):
            TickRun.objects.create()
