"""Search of the public words: an index of our own on PostgreSQL, a capped and honest one on SQLite."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stories import consent, word_search
from stories.models import StoryPage
from tests import make

pytestmark = pytest.mark.django_db


def found(client, query, **more):
    """Return the slugs on the page that a query finds, in their order; more: what else the address asks."""
    content = client.get("/stories/", {"q": query, **more}).content.decode()
    pages = StoryPage.objects.all()
    places = {page.slug: content.find(f"/stories/{page.slug}/") for page in pages}
    return sorted((slug for slug, at in places.items() if at >= 0), key=places.get)


class TestWords:
    def test_every_word_of_the_page_is_found_and_only_together(self, client):
        story = make.story(story_happened="A lobster came by telephone.", story_about="Ivy’s mom")
        make.story(story_happened="A letter came by mail.")
        for query in ("lobster", "LOBSTER telephone", '"by telephone"', "lobster -letter"):
            assert found(client, query) == [story.slug], query
        assert found(client, "lobster letter") == []

    def test_title_and_name_are_words_of_the_page(self, client):
        story = make.story(story_title="Chowder on Tuesday", story_name="Wilhelmina Roe")
        make.story()
        assert found(client, "chowder") == [story.slug]
        assert found(client, "wilhelmina") == [story.slug]

    def test_what_the_page_does_not_print_is_never_found(self, client):
        story = make.story(
            story_name="Wilhelmina Roe", story_name_shown="none", story_email="w@example.org"
        )
        assert story.slug not in found(client, "wilhelmina")
        assert found(client, "w@example.org") == []

    def test_a_draft_and_a_withdrawn_story_are_never_found(self, client):
        make.story(live=False, story_happened="A lobster came.")
        gone = make.story(story_happened="A lobster left.")
        consent.withdraw(gone.submission)
        assert found(client, "lobster") == []

    def test_filters_and_words_go_together(self, client):
        story = make.story(story_happened="A lobster came.", story_audience="patient")
        make.story(story_happened="A lobster left.")
        content = client.get("/stories/?q=lobster&audience=patient").content.decode()
        assert content.count("<article") == 1 and story.slug in content

    @pytest.mark.parametrize(
        "query", ["'", '"', "-", "\\", "%", "a:*", "& |", "\x00", "((", "<b>", "_"]
    )
    def test_nothing_that_is_typed_breaks(self, client, query):
        make.story()
        answer = client.get("/stories/", {"q": query})
        assert answer.status_code == 200 and "<b>" not in answer.content.decode()

    def test_it_says_when_nothing_is_found(self, client):
        make.story()
        content = client.get("/stories/?q=zebra").content.decode()
        assert "No story found: “zebra”" in content and "Try fewer words" in content

    def test_queries_stay_the_same_and_few(self, client):
        make.story()
        client.get("/stories/?q=penicillin")
        with CaptureQueriesContext(connection) as one:
            client.get("/stories/?q=penicillin")
        for _ in range(30):
            make.story()
        with CaptureQueriesContext(connection) as many:
            content = client.get("/stories/?q=penicillin").content.decode()
        assert content.count("<article") == 24
        assert len(many) == len(one)


@pytest.mark.usefixtures("on_sqlite")
class TestCap:
    """SQLite has no index of words."""

    def test_only_the_newest_are_read_and_the_page_says_so(self, client, monkeypatch):
        monkeypatch.setattr(word_search, "MOST_READ", 2)
        old, *_ = [make.story() for _ in range(3)]
        StoryPage.objects.filter(pk=old.pk).update(
            first_published_at=timezone.now() - timedelta(days=1)
        )
        content = client.get("/stories/?q=penicillin").content.decode()
        assert "Only the newest 2 stories were searched." in content
        assert content.count("<article") == 2 and old.slug not in content

    def test_best_match_is_not_offered(self, client):
        make.story()
        assert "Best match" not in client.get("/stories/?q=penicillin").content.decode()


@pytest.mark.usefixtures("on_postgresql")
class TestIndex:
    """PostgreSQL has one of our own."""

    def test_another_form_of_the_word_is_found(self, client):
        story = make.story(story_happened="Two pharmacies called.")
        assert found(client, "pharmacy") == [story.slug]

    def test_the_best_match_comes_first(self, client):
        often = make.story(story_title="Lobster, lobster", story_happened="Lobster.")
        once = make.story(story_happened="There was a lobster among many other words of the day.")
        assert found(client, "lobster") == [often.slug, once.slug]
        newest = client.get("/stories/?q=lobster&sort=newest").content.decode()
        assert newest.index(once.slug) < newest.index(often.slug)

    def test_ranks_are_compared_among_the_newest_and_the_page_says_so(self, client, monkeypatch):
        monkeypatch.setattr(word_search, "MOST_RANKED", 2)
        for _ in range(3):
            make.story()
        content = client.get("/stories/?q=penicillin").content.decode()
        assert "Showing the best of the newest 2 stories with these words." in content

    def test_a_title_that_changes_alone_is_found_by_its_new_words(self, client):
        story = make.story()
        StoryPage.objects.filter(pk=story.pk).update(title="Chowder")
        rows, _ = word_search.look_for(StoryPage.objects.all(), "chowder")
        assert list(rows) == [story]

    def test_the_plan_uses_the_index(self):
        make.story()
        with connection.cursor() as cursor:
            # One row is found faster by any way; what is left is whether the index can be the way.
            for way in ("seqscan", "indexscan", "nestloop"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        assert "story_words" in word_search.matching(StoryPage, "zebra").explain()

    @pytest.mark.parametrize("most_named", [0, 1, 2])
    def test_rare_and_common_words_are_found_alike(self, client, monkeypatch, most_named):
        monkeypatch.setattr(word_search, "MOST_NAMED", most_named)
        hidden = make.story(live=False, story_happened="A zebra.")
        first, second = (make.story(story_happened=f"A zebra and {more}.") for more in "ab")
        assert hidden.slug not in found(client, "zebra")
        assert sorted(found(client, "zebra")) == sorted([first.slug, second.slug])
        assert found(client, "zebra", sort="newest") == [second.slug, first.slug]
        assert found(client, "giraffe") == []
