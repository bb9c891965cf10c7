"""The figures of the review count what came and what became of it, and measure what people waited."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from stories import moderation, retention
from stories.admin.figures import Period, figures_of
from stories.models import Arrival, Submission
from tests import make
from tests.stories.unsealing import unsealed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 25, 16, 0, tzinfo=UTC)
DAYS = Period(date(2026, 9, 1), date(2026, 9, 25))


def ago(**span):
    return NOW - timedelta(**span)


def figures(**changes):
    return figures_of(DAYS, now=NOW, **changes)


def refuse(story, at, *grounds, kind="refuse"):
    moderation.decide(
        story, kind, user=make.moderator(), grounds=grounds, note="Please look again.", now=at
    )


class TestRule9ThePeriod:
    def test_its_first_and_last_day_count_whole(self):
        begin, end = DAYS.moments
        for moment in (begin, end - timedelta(seconds=1)):
            make.submission(now=moment)
        for moment in (begin - timedelta(seconds=1), end):
            make.submission(now=moment)
        assert figures().came == 2

    @pytest.mark.parametrize(
        ("last", "unit", "starts"),
        [
            (date(2026, 9, 3), "day", 3),
            (date(2026, 11, 1), "week", 9),
            (date(2027, 8, 31), "month", 12),
        ],
    )
    def test_is_cut_into_as_many_pieces_as_can_be_read(self, last, unit, starts):
        period = Period(date(2026, 9, 1), last)
        assert period.unit == unit
        assert len(period.starts) == starts

    def test_each_piece_counts_its_own_and_empty_ones_count_nought(self):
        make.submission(now=ago(days=2))
        make.submission(now=ago(days=2))
        make.submission(now=ago(days=30))
        weeks = figures_of(Period(date(2026, 8, 20), date(2026, 9, 25)), now=NOW).over_time
        assert weeks == {
            date(2026, 8, 17): 0,
            date(2026, 8, 24): 1,
            date(2026, 8, 31): 0,
            date(2026, 9, 7): 0,
            date(2026, 9, 14): 0,
            date(2026, 9, 21): 2,
        }


class TestRule9HowFarTheyCame:
    def test_each_step_counts_those_that_reached_it(self):
        make.submission(now=ago(days=1), confirmed=False)
        for state in ("received", "in_review", "not_selected", "approved", "live", "withdrawn"):
            make.submission(now=ago(days=1), state=state)
        found = figures()
        assert (found.came, found.confirmed, found.read) == (7, 6, 4)
        assert found.stand(*Submission.PUBLISHABLE) == 2
        assert found.stand("live") == 1
        assert found.states == {
            "received": 2,
            "in_review": 1,
            "not_selected": 1,
            "approved": 1,
            "live": 1,
            "withdrawn": 1,
        }

    def test_sample_stories_are_counted_apart(self):
        make.submission(now=ago(days=1))
        for _ in range(2):
            make.submission(now=ago(days=1), is_sample=True, state="in_review")
        real, samples = figures(), figures(is_sample=True)
        assert (real.came, real.is_waiting, real.others) == (1, 1, 2)
        assert (samples.came, samples.is_waiting, samples.others) == (2, 2, 1)
        assert samples.read == 2
        assert sum(real.over_time.values()) == 1
        assert real.to_first_reading is None

    def test_decisions_on_sample_stories_are_none_on_real_ones(self):
        sample = make.submission(now=ago(days=2), is_sample=True)
        refuse(sample, ago(days=1), "grammar")
        assert figures().grounds["grammar"] == (0, 0)
        assert figures(is_sample=True).grounds["grammar"] == (0, 1)

    def test_ways_and_topics_are_counted_with_what_has_none(self):
        for channel in ("mail", "mail", "booth", None):
            story = make.submission(now=ago(days=1))
            if channel:
                Arrival.objects.create(submission=story, channel=channel, consent_given="On paper.")
        Submission.objects.filter(pk=story.pk).update(topic=make.topic("Telehealth"))
        found = figures()
        assert found.channels == {None: 1, "booth": 1, "mail": 2}
        assert sum(found.topics.values()) == 4
        assert found.topics["Telehealth"] >= 1

    def test_a_decision_counts_at_each_of_its_grounds(self):
        refuse(make.submission(now=ago(days=2)), ago(days=1), "promotional", "grammar")
        refuse(make.submission(now=ago(days=2)), ago(days=1), "grammar", "promotional")
        refuse(make.submission(now=ago(days=2)), ago(days=1), "grammar", kind="changes")
        refuse(make.submission(now=ago(days=60)), ago(days=1), "grammar")
        grounds = figures().grounds
        assert grounds["grammar"] == (1, 2)
        assert grounds["promotional"] == (0, 2)
        assert grounds["substance"] == (0, 0)

    def test_an_erased_story_is_only_an_erasure(self):
        retention.erase(make.submission(now=ago(days=3)), reason="Asked for", now=ago(days=1))
        assert (figures().came, figures().erased) == (0, 1)


class TestRule9TheWaits:
    def test_the_median_lies_in_the_middle(self):
        for hours in (1, 30, 200):
            story = make.submission(now=ago(days=20))
            refuse(story, ago(days=20) + timedelta(hours=hours), "grammar")
        assert figures().to_first_decision == timedelta(hours=30)

    def test_of_an_even_number_it_is_between_the_middle_two(self):
        for hours in (1, 30, 40, 200):
            story = make.submission(now=ago(days=20))
            refuse(story, ago(days=20) + timedelta(hours=hours), "grammar")
        found = figures()
        assert (found.decided, found.to_first_decision) == (4, timedelta(hours=35))

    def test_the_first_of_several_decisions_counts(self):
        story = make.submission(now=ago(days=10))
        for hours in (5, 50):
            moderation.decide(
                story,
                "approve",
                user=make.moderator(),
                now=ago(days=10) + timedelta(hours=hours),
            )
        assert figures().to_first_decision == timedelta(hours=5)

    def test_who_takes_a_story_has_read_it_first(self):
        story = make.submission(now=ago(days=10))
        moderation.claim(story, user=make.moderator(), now=ago(days=10) + timedelta(hours=2))
        found = figures()
        assert (found.read, found.to_first_reading) == (1, timedelta(hours=2))
        assert (found.decided, found.to_first_decision) == (0, None)

    def test_reading_and_deciding_are_measured_apart(self):
        story, sent = make.submission(now=ago(days=10)), ago(days=10)
        moderation.claim(story, user=make.moderator(), now=sent + timedelta(hours=2))
        refuse(story, sent + timedelta(hours=5), "grammar")
        found = figures()
        assert found.to_first_reading == timedelta(hours=2)
        assert found.to_first_decision == timedelta(hours=5)

    def test_a_reading_counts_after_the_story_was_given_back(self):
        story, moderator = make.submission(now=ago(days=10)), make.moderator()
        moderation.claim(story, user=moderator, now=ago(days=10) + timedelta(hours=2))
        moderation.release(story, user=moderator)
        with unsealed():
            ModelLogEntry.objects.filter(action="stories.claim").update(
                timestamp=ago(days=10) + timedelta(hours=2)
            )
        assert figures().to_first_reading == timedelta(hours=2)

    def test_a_decision_without_a_claim_is_a_reading(self):
        refuse(make.submission(now=ago(days=10)), ago(days=9), "grammar")
        assert figures().to_first_reading == timedelta(days=1)

    def test_what_nobody_read_is_not_measured(self):
        make.submission(now=ago(days=10))
        found = figures()
        assert (found.read, found.to_first_reading, found.to_first_decision) == (0, None, None)


class TestRule9WhatWaits:
    def test_is_counted_by_its_age_whatever_the_period(self):
        for span in ({"hours": 23}, {"days": 1}, {"days": 3}, {"days": 13}, {"days": 300}):
            make.submission(now=ago(**span))
        moderation.claim(make.submission(now=ago(days=2)), user=make.moderator())
        found = figures()
        assert [*found.waiting.values()] == [(1, 1), (2, 1), (1, 1), (1, 1), (1, 1)]
        assert found.is_waiting == 6
        assert found.oldest_at == ago(days=300)

    def test_what_waits_for_others_is_told_apart(self):
        for state in ("changes_requested", "approved", "live", "spam"):
            make.submission(state=state, now=ago(days=60))
        found = figures()
        assert (found.is_waiting, found.for_sender, found.for_page) == (0, 1, 1)


class TestRule9TheCost:
    def test_is_the_same_at_one_and_at_fifty(self):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                figures()
            return len(queries)

        refuse(make.submission(now=ago(days=3)), ago(days=2), "grammar")
        refuse(make.submission(now=ago(days=3)), ago(days=1), "promotional")
        figures()
        at_one = cost()
        for number in range(50):
            story = make.submission(now=ago(days=number))
            if number % 2:
                refuse(story, NOW, "grammar")
        assert cost() == at_one
        assert at_one <= 10
