"""A long list is written once by the worker, for its owner alone, and leaves when its day is over or a story goes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.utils import timezone
from openpyxl import load_workbook

from stories import retention, sent_files, workbooks
from stories.models import QueueExport, Workbook
from tests import make

State = Workbook.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    # Other tests leave files behind in the folder that all share.
    for name in exported():
        storages["private"].delete(f"exports/{name}")
    return make.privacy_staff()


def rows_of(workbook):
    """Return the rows of the file below its headings."""
    with workbook.file.open("rb") as file:
        return list(load_workbook(file).active.iter_rows(min_row=2, values_only=True))


def ask(keeper, query=""):
    """Return a workbook that waits for the worker."""
    return workbooks.ask(keeper, query, total=5)


def exported():
    """Return the names of the files that lie on the private storage."""
    try:
        return storages["private"].listdir("exports")[1]
    except FileNotFoundError:
        return []


class TestRule1Writing:
    def test_holds_the_list_as_its_filters_say(self, keeper):
        confirmed = make.submission()
        make.submission(confirmed=False)
        workbook = workbooks.write(ask(keeper, "confirmed=true").pk)
        assert [row[0] for row in rows_of(workbook)] == [confirmed.number]
        assert (workbook.state, workbook.written) == (State.READY, 1)
        assert workbook.export.rows == 1

    def test_knows_whose_list_mine_is(self, keeper):
        keeper.groups.add(Group.objects.get(name="Submission moderators"))
        mine = make.submission(state="in_review", by=keeper)
        make.submission(state="in_review", by=make.moderator(name="nell"))
        workbook = workbooks.write(ask(keeper, "reader=mine").pk)
        assert [row[0] for row in rows_of(workbook)] == [mine.number]

    def test_ends_at_the_longest_list(self, keeper, monkeypatch):
        monkeypatch.setattr(workbooks, "MOST_ROWS", 2)
        for _ in range(3):
            make.submission()
        assert workbooks.write(ask(keeper).pk).written == 2

    def test_says_how_far_it_is(self, keeper, monkeypatch):
        monkeypatch.setattr(workbooks, "STEP", 2)
        for _ in range(5):
            make.submission()
        workbook, seen = ask(keeper), []
        mine = workbooks._mine
        monkeypatch.setattr(
            workbooks,
            "_mine",
            lambda row: seen.append(Workbook.objects.get(pk=row.pk).written) or mine(row),
        )
        workbooks.write(workbook.pk)
        assert seen == [0, 2, 4]

    def test_happens_once(self, keeper):
        make.submission()
        workbook = ask(keeper)
        assert workbooks.write(workbook.pk)
        assert workbooks.write(workbook.pk) is None
        assert len(exported()) == 1

    def test_is_for_those_who_still_may(self, keeper):
        workbook = ask(keeper)
        keeper.groups.clear()
        assert workbooks.write(workbook.pk).state == State.FAILED
        assert exported() == []

    def test_that_fails_is_tried_again_and_given_up_in_the_end(self, keeper, monkeypatch):
        def full(*args, **kwargs):
            raise OSError("No space left on device")

        make.submission()
        workbook = ask(keeper)
        monkeypatch.setattr(type(storages["private"]), "save", full)
        for _ in range(workbooks.MOST_ATTEMPTS):
            assert workbooks.write(workbook.pk) is None
            assert Workbook.objects.get().state == State.WAITING
        assert workbooks.write(workbook.pk).state == State.FAILED

    def test_of_a_dead_worker_is_taken_over(self, keeper):
        now = timezone.now()
        make.submission()
        workbook = ask(keeper)
        Workbook.objects.filter(pk=workbook.pk).update(claimed_at=now - workbooks.CLAIM / 2)
        assert workbooks.write(workbook.pk, now=now) is None
        Workbook.objects.filter(pk=workbook.pk).update(claimed_at=now - workbooks.CLAIM)
        assert workbooks.write(workbook.pk, now=now).state == State.READY


class TestRule1Asking:
    def test_twice_leads_to_the_file_that_is_being_written(self, keeper):
        assert ask(keeper) == ask(keeper)
        assert QueueExport.objects.count() == 1

    def test_is_possible_again_once_it_is_written(self, keeper):
        first = workbooks.write(ask(keeper).pk)
        assert ask(keeper) != first

    def test_of_one_person_holds_up_nobody_else(self, keeper):
        assert ask(keeper) != ask(make.privacy_staff(name="otto"))


class TestRule1Leaving:
    def test_comes_after_a_day(self, keeper):
        make.submission()
        workbook = workbooks.write(ask(keeper).pk)
        workbooks.look_after(now=workbook.finished_at + workbooks.KEEP - timedelta(seconds=1))
        assert len(exported()) == 1
        assert workbooks.look_after(now=workbook.finished_at + workbooks.KEEP) == 1
        assert exported() == []
        assert Workbook.objects.get().state == State.GONE

    def test_comes_with_the_erasure_of_any_story(self, keeper, django_capture_on_commit_callbacks):
        story = make.submission()
        workbooks.write(ask(keeper).pk)
        with django_capture_on_commit_callbacks(execute=True):
            retention.erase(story, reason="asked for")
        assert exported() == []
        assert Workbook.objects.get().state == State.GONE

    def test_a_story_erased_meanwhile_is_not_in_the_file(self, keeper, monkeypatch):
        """The worker has read the story already when it is erased: its file is dropped, and made anew."""
        story, other = make.submission(), make.submission()
        workbook = ask(keeper)
        save = type(storages["private"]).save

        def erased_first(storage, *args, **kwargs):
            retention.erase(story, reason="asked for")
            return save(storage, *args, **kwargs)

        with monkeypatch.context() as patched:
            patched.setattr(type(storages["private"]), "save", erased_first)
            assert workbooks.write(workbook.pk) is None
        assert exported() == []
        done = workbooks.write(workbook.pk)
        assert [row[0] for row in rows_of(done)] == [other.number]

    def test_what_waits_is_asked_for_again(self, keeper, monkeypatch):
        asked = []
        workbook = ask(keeper)
        monkeypatch.setattr(
            type(workbooks.write_workbook), "enqueue", lambda task, pk: asked.append(pk)
        )
        workbooks.look_after(now=timezone.now())
        assert asked == []
        workbooks.look_after(now=timezone.now() + workbooks.RETRY_AFTER)
        assert asked == [workbook.pk]

    def test_files_without_a_row_are_swept(self, keeper):
        make.submission()
        kept = workbooks.write(ask(keeper).pk)
        lost = workbooks.write(ask(keeper).pk)
        Workbook.objects.filter(pk=lost.pk).update(file="")
        sent_files.delete_orphans(now=timezone.now() + timedelta(days=2))
        assert exported() == [kept.file.name.rpartition("/")[2]]
