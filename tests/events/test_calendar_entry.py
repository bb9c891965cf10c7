"""What stands in other people's calendars keeps its name, and counts its changes."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine

from events.models import Activity
from tests import make
from tests.events import week

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 9, 2, 12, tzinfo=UTC)


class TestChanges:
    @pytest.mark.parametrize(
        ("name", "value"),
        [("title", "Another"), ("starts_at", time(9)), ("day", date(2026, 9, 25)), ("place", "X")],
    )
    def test_a_change_counts_and_keeps_the_name(self, name, value):
        activity = week.activity()
        uid = activity.uid
        setattr(activity, name, value)
        with time_machine.travel(LATER, tick=False):
            activity.save()
        activity.refresh_from_db()
        assert (activity.uid, activity.sequence, activity.changed_at) == (uid, 1, LATER)

    def test_saving_without_a_change_counts_nothing(self):
        activity = week.activity()
        changed_at = activity.changed_at
        activity.link_label = "Listen in"
        activity.save()
        activity.refresh_from_db()
        assert (activity.sequence, activity.changed_at) == (0, changed_at)

    def test_an_older_copy_that_is_saved_takes_the_next_number(self):
        first = week.activity()
        second = Activity.objects.get(pk=first.pk)
        first.title = "One"
        first.save()
        second.title = "Two"
        second.save()
        assert (first.sequence, second.sequence) == (1, 2)

    def test_a_save_of_some_fields_writes_the_number_too(self):
        activity = week.activity()
        activity.title = "Another"
        activity.save(update_fields=["title"])
        activity.refresh_from_db()
        assert activity.sequence == 1

    def test_a_copy_is_another_entry(self):
        activity = week.activity()
        activity.title = "Changed"
        activity.save()
        copy = Activity.objects.get(pk=activity.pk)
        copy.pk, copy._state.adding = None, True
        copy.save()
        assert copy.uid != activity.uid and copy.sequence == 0

    def test_an_edition_that_moves_counts_as_well(self):
        edition = make.edition()
        edition.hashtag = "#Other"
        edition.save()
        assert edition.sequence == 0
        edition.time_zone = "Asia/Kolkata"
        edition.save()
        assert edition.sequence == 1
