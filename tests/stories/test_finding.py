"""What is looked for: read from an address, written back as the one address of it."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from stories.finding import read_wanted
from stories.models import StoryPage
from tests import make

pytestmark = pytest.mark.django_db


def wanted(query):
    return read_wanted(dict(parse_qsl(query.lstrip("?"), keep_blank_values=True)))


class TestAddress:
    def test_everything_together_has_one_address(self):
        make.topic("Rural care")
        mixed = "sort=oldest&year=2026&q= night++nurse &topic=rural-care&state=OH&audience=patient"
        one = "?q=night+nurse&topic=rural-care&audience=patient&state=OH&year=2026&sort=oldest"
        assert wanted(mixed).address == one
        assert wanted(one).address == one

    def test_what_is_usual_is_not_said(self):
        assert wanted("sort=newest").address == ""
        assert wanted("q=nurse&sort=best").address == "?q=nurse"
        assert wanted("sort=best&topic=").address == ""

    @pytest.mark.parametrize("query", ["q=" + "x" * 5000, "q=%00nurse", "q=%20%20", "sort=%27"])
    def test_odd_words_never_break(self, query):
        assert len(wanted(query).q) <= 100

    @pytest.mark.parametrize(
        "query",
        ["state=XX", "audience=none", "medium=smell", "year=19", "year=٢٠٢٦", "language=xx"],
    )
    def test_what_there_is_none_of_is_not_found(self, query):
        with pytest.raises(Http404):
            wanted(query)

    def test_empty_fields_of_a_form_are_taken_out_of_the_address(self, client):
        make.index_page()
        answer = client.get("/stories/?q=nurse&audience=&state=OH&sort=")
        assert (answer.status_code, answer["Location"]) == (302, "/stories/?q=nurse&state=OH")
        assert client.get(answer["Location"]).status_code == 200

    def test_a_list_of_several_things_is_kept_from_search_engines(self, client):
        make.story(story_audience="patient", story_topic=make.topic("Records").name)
        assert "noindex" not in client.get("/stories/?topic=records").content.decode()
        content = client.get("/stories/?topic=records&audience=patient").content.decode()
        assert "noindex" in content
        assert 'stories/?topic=records&amp;audience=patient">' in content


class TestNarrowing:
    def found(self, query):
        return set(wanted(query).narrow(StoryPage.objects.all()))

    def test_each_filter_and_all_of_them(self):
        story = make.story(story_audience="patient", story_topic=make.topic("Records").name)
        StoryPage.objects.filter(pk=story.pk).update(language="es")
        other = make.story(story_audience="family", story_place="Austin, Texas")
        parts = ["audience=patient", "state=OH", "topic=records", "language=es", "medium=text"]
        for part in parts[:-1]:
            assert self.found(part) == {story}, part
        assert self.found("&".join(parts)) == {story}
        assert self.found("audience=patient&state=TX") == set()
        assert self.found("") == {story, other}

    def test_a_year_begins_in_the_time_zone_of_the_site(self, settings):
        settings.TIME_ZONE = "America/New_York"
        story = make.story()
        for at, year in (
            (datetime(2026, 1, 1, 4, 59, tzinfo=UTC), 2025),
            (datetime(2026, 1, 1, 5, 0, tzinfo=UTC), 2026),
        ):
            StoryPage.objects.filter(pk=story.pk).update(first_published_at=at)
            assert [bool(self.found(f"year={one}")) for one in (2025, 2026)] == [
                year == 2025,
                year == 2026,
            ]
        assert timezone.get_default_timezone_name() == "America/New_York"


class TestChoices:
    """Only what leads to a story is offered."""

    def choices(self, query="", name="state"):
        page = make.index_page()
        request = RequestFactory().get(f"/stories/{query}")
        listing = page.get_context(request)["listing"]
        return next(
            (
                [one.value for one in facet.choices]
                for facet in listing.facets
                if facet.name == name
            ),
            None,
        )

    def test_a_state_without_a_story_to_show_is_not_offered(self):
        make.story(story_place="Dayton, Ohio")
        make.story(story_place="Austin, Texas")
        make.story(story_place="Boise, Idaho", live=False)
        assert self.choices() == ["OH", "TX"]

    def test_one_choice_alone_is_none(self):
        make.story(story_place="Dayton, Ohio")
        assert self.choices() is None

    def test_what_is_chosen_stays_in_sight_without_a_story(self, client):
        make.story()
        assert "ID" in self.choices("?state=ID")
        content = client.get("/stories/?state=ID").content.decode()
        assert "No story found: Idaho" in content and '<option value="ID" selected>' in content
