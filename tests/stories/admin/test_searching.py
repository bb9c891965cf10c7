"""The search of the queue finds numbers, addresses and words, by an index where there is one, and never breaks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stories.admin import queue, searching, selecting
from stories.admin.searching import Search
from stories.admin.selecting import Selection
from stories.models import Submission
from tests import make

QUEUE = "/admin/submissions/"
pytestmark = pytest.mark.django_db


def found(typed, **changes):
    """Return the keys of the submissions that a search finds, oldest first."""
    search = Search(typed, **changes)
    selection = Selection(sought=search.condition, weekly=search.weekly)
    return [pk for _, pk in selection.keys(50)]


class TestRule1Words:
    def test_are_found_wherever_the_copy_or_the_sender_has_them(self):
        story = make.submission(story_happened="A bee came.", story_name="Ines Okafor")
        Submission.objects.filter(pk=story.pk).update(title="Wings")
        make.submission(story_happened="A wasp came.")
        for typed in ("bee", "BEE okafor", "wings", "okafor wings"):
            assert found(typed) == [story.pk]
        assert found("bee wasp") == []

    def test_are_those_of_the_copy_as_it_is_now(self):
        story = make.submission(story_happened="A bee came.")
        Submission.objects.filter(pk=story.pk).update(what_happened="A wasp came.")
        assert found("bee") == []
        assert found("wasp") == [story.pk]

    def test_between_quotation_marks_stand_side_by_side(self):
        story = make.submission(story_happened="A home visit came.")
        make.submission(story_happened="A visit at home came.")
        assert found('"home visit"') == [story.pk]

    def test_with_a_star_are_beginnings(self):
        story = make.submission(story_happened="The nursing home's papers came.")
        assert found("nurs*") == found("pap* home") == found("nurs* pap*") == [story.pk]
        assert found("nurs* zebra") == []

    @pytest.mark.parametrize(
        "typed",
        ["'", "''*", "\\*", "a\\*", "*", "a:*", "!*", "& | !", "((", '"', '"a', "-", "a b or", "\0"]
        + ["x" * 5000, "x" * 300 + "*", "<-> *", "%", "_", "a'b*", "\\'*", "💙", "💙*", "or", " "],
    )
    def test_are_never_an_error(self, typed):
        make.submission()
        found(typed)
        Selection(sought=Search(typed).condition, weekly=Search(typed).weekly).count(5)

    def test_of_a_very_long_text_keep_no_story_out(self):
        story = make.submission()
        words = " ".join(f"word{number}" for number in range(400_000))
        Submission.objects.filter(pk=story.pk).update(what_happened=words, because=words)
        assert found("word1") == [story.pk]


class TestRule1RareAndFrequentWords:
    @pytest.fixture(autouse=True)
    def short_stretch(self, monkeypatch, on_postgresql):
        """Make the list longer than what is walked along; three weeks lie between two stories."""
        monkeypatch.setattr(selecting, "STRETCH", 2)
        monkeypatch.setattr(selecting, "TIMES_ASKED", 0)
        now = timezone.now()
        self.stories = [
            make.submission(
                story_happened="A bee came." if number > 4 else "A wasp came.",
                now=now - timedelta(days=21 * (9 - number)),
            )
            for number in range(9)
        ]
        self.bees = [story.pk for story in self.stories[5:]]

    def select(self, typed, **more):
        search = Search(typed)
        return Selection(sought=search.condition, weekly=search.weekly, **more)

    @pytest.mark.parametrize("typed", ["bee", "bee*", "came"])
    def test_are_found_in_order_from_any_place(self, typed):
        keys = [story.pk for story in self.stories] if typed == "came" else self.bees
        for newest_first in (False, True):
            ordered = keys[::-1] if newest_first else keys
            places = self.select(typed).keys(50, newest_first=newest_first)
            assert [pk for _, pk in places] == ordered
            for at, place in enumerate(places):
                for most in (1, 50):
                    beyond = self.select(typed).keys(most, after=place, newest_first=newest_first)
                    assert [pk for _, pk in beyond] == ordered[at + 1 :][:most]
                    ahead = self.select(typed).keys(most, before=place, newest_first=newest_first)
                    assert [pk for _, pk in ahead] == ordered[:at][-most:]

    @pytest.mark.parametrize("typed", ["bee", "bee*"])
    def test_are_counted_and_narrowed_down(self, typed):
        assert self.select(typed).count(50) == 4
        assert self.select(typed).count(3) == 3
        known = self.select(typed)
        known.keys(2)
        assert known.reckon(50) == (4, True)
        assert self.select(typed).reckon(50) == (0, False)
        refused = self.stories[6]
        Submission.objects.filter(pk=refused.pk).update(state="not_selected")
        waiting = self.select(typed, states=tuple(Submission.WAITING))
        assert [pk for _, pk in waiting.keys(50)] == [pk for pk in self.bees if pk != refused.pk]
        assert [pk for chunk in waiting.walk(1) for _, pk in chunk] == [
            pk for pk in self.bees if pk != refused.pk
        ]


class TestRule1TheIndex:
    @pytest.mark.parametrize(
        ("typed", "index"), [("bee", "queue_words"), ("nurs*", "queue_words")]
        + [("ines@", "queue_email"), ("IHH-22", "stories_submission_number")],
    )  # fmt: skip
    def test_answers_each_kind_of_search(self, on_postgresql, typed, index):
        search = Search(typed)
        with connection.cursor() as cursor:
            # A table of a few rows is read as a whole unless that is forbidden.
            cursor.execute("SET LOCAL enable_seqscan = off")
            statement, given = Selection(sought=search.condition, weekly=search.weekly).counted(9)
            cursor.execute(f"EXPLAIN {statement}", given)
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert f"Index Scan on {index}" in plan or f"Index Scan using {index}" in plan


class TestRule1Numbers:
    def test_are_found_from_their_beginning_and_without_it(self):
        story = make.submission()
        Submission.objects.filter(pk=story.pk).update(number="IHH-4K7Q-29")
        make.submission()
        for typed in ("ihh-4k7q-29", "IHH-4K7", " 4k7q-29 ", "4K7Q-"):
            assert found(typed) == [story.pk]

    def test_are_told_from_words(self):
        assert not Search("take-up").number
        assert not Search("4K7Q").number


class TestRule1Addresses:
    def test_are_found_from_their_beginning_whatever_the_case(self):
        story = make.submission(story_email="Ines.Okafor@example.org")
        make.submission(story_email="inesxokafor@example.org")
        assert found("ines.okafor@") == found("INES.OKAFOR@example.org") == [story.pk]
        assert found("ines%@") == []

    def test_are_for_those_who_may_know_them(self, client):
        story = make.submission(story_email="ines.okafor@example.org")
        for maker, is_told in (
            (make.moderator, True),
            (make.privacy_staff, True),
            (make.auditor, False),
            (make.editor, False),
        ):
            client.force_login(maker())
            page = client.get(f"{QUEUE}?q=ines.okafor@example.org")
            assert (story in page.context["object_list"]) == is_told
            assert ("are kept from your group" in page.content.decode()) != is_told
            # No word of an address is a word of the story.
            assert not client.get(f"{QUEUE}?q=okafor*").context["object_list"]


class TestRule1OnSQLite:
    def test_the_newest_are_searched_and_that_is_said(self, client, monkeypatch, on_sqlite):
        monkeypatch.setattr(searching, "MOST_READ", 2)
        monkeypatch.setattr(queue, "MOST_READ", 2)
        now = timezone.now()
        stories = [
            make.submission(story_happened="A bee came.", now=now - timedelta(days=days))
            for days in (3, 2, 1)
        ]
        client.force_login(make.moderator())
        page = client.get(f"{QUEUE}?q=bee")
        assert page.context["object_list"] == stories[1:]
        assert "in the newest 2 stories" in page.content.decode()
        page = client.get(f"{QUEUE}?q={stories[0].number}")
        assert page.context["object_list"] == stories[:1]
        assert "in the newest" not in page.content.decode()


class TestRule1Budget:
    @pytest.mark.parametrize("query", ["", "?q=list&state=all"])
    def test_a_page_asks_fifteen_times_at_most(self, client, query):
        client.force_login(make.moderator())
        # SQLite is asked where the stories end that are read for words.
        most = 15 + bool(query and connection.vendor == "sqlite")
        for stories in (1, 51):
            while Submission.objects.count() < stories:
                make.submission()
            client.get(QUEUE + query)
            with CaptureQueriesContext(connection) as asked:
                client.get(QUEUE + query)
            assert len(asked) <= most
