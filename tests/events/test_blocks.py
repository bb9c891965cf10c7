"""Stories of an edition: first published between the end of one week and the end of the next."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.models import Edition
from home.models import HomePage
from stories.models import StoryPage
from tests import make
from tests.stories.hosting import host

pytestmark = pytest.mark.django_db


def published(at):
    story = make.story()
    StoryPage.objects.filter(pk=story.pk).update(first_published_at=at)
    return story


class TestSpan:
    """Whose year a moment belongs to."""

    def test_it_begins_with_the_end_of_the_week_before_and_ends_with_its_own(self):
        make.edition(year=2025, starts_on=date(2025, 9, 22), ends_on=date(2025, 9, 26))
        edition = make.edition()
        begins_at, ends_at = edition.stories_span
        # Midnight in New York, in summer.
        assert begins_at == datetime(2025, 9, 27, 4, tzinfo=UTC)
        assert ends_at == datetime(2026, 9, 28, 4, tzinfo=UTC)

    def test_the_first_one_has_no_beginning(self):
        assert make.edition().stories_span[0] is None

    def test_a_week_ends_in_its_own_time_zone(self):
        edition = make.edition(time_zone="Pacific/Honolulu")
        assert edition.is_over_at == datetime(2026, 9, 28, 10, tzinfo=UTC)


class TestBlock:
    def test_only_stories_of_the_edition_show(self, client):
        make.edition(year=2025, starts_on=date(2025, 9, 22), ends_on=date(2025, 9, 26))
        edition = make.edition()
        begins_at, ends_at = edition.stories_span
        second = timedelta(seconds=1)
        before, first = published(begins_at - second), published(begins_at)
        last, after = published(ends_at - second), published(ends_at)
        host(("edition_stories", {"heading": "This year", "count": 6, "edition": edition}))
        content = client.get("/").content.decode()
        assert [story.slug in content for story in (before, first, last, after)] == [
            False,
            True,
            True,
            False,
        ]

    def test_without_a_choice_it_follows_the_page(self, client):
        old = make.edition(year=2025, starts_on=date(2025, 9, 22), ends_on=date(2025, 9, 26))
        make.edition(year=2099, starts_on=date(2099, 9, 21), ends_on=date(2099, 9, 25))
        story = published(old.stories_span[1] - timedelta(days=1))
        page = host(("edition_stories", {"heading": "This year", "count": 3}))
        assert story.slug not in client.get("/").content.decode()
        HomePage.objects.filter(pk=page.pk).update(edition=old)
        assert story.slug in client.get("/").content.decode()

    def test_without_any_edition_it_hides(self, client):
        make.story()
        assert not Edition.objects.exists()
        host(("edition_stories", {"heading": "This year", "count": 3}))
        assert "This year" not in client.get("/").content.decode()
