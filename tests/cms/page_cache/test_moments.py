"""Kept pages turn with the phase, the end of a page and the hours of the program, to the second."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


class TestTime:
    def at(self, client, moment, path="/"):
        with time_machine.travel(moment, tick=False):
            return client.get(path)

    @pytest.mark.parametrize(
        ("zone", "midnight"),
        [
            # West of Greenwich, farther west, and half an hour off the full hour.
            ("America/Chicago", datetime(2026, 9, 23, 5, tzinfo=UTC)),
            ("Pacific/Honolulu", datetime(2026, 9, 23, 10, tzinfo=UTC)),
            ("Asia/Kolkata", datetime(2026, 9, 22, 18, 30, tzinfo=UTC)),
        ],
    )
    def test_a_kept_page_turns_with_the_phase(self, client, zone, midnight):
        second = timedelta(seconds=1)
        with time_machine.travel(midnight - 10 * second, tick=False):
            make.event_page(edition=make.edition(time_zone=zone))
        before = self.at(client, midnight - 5 * second, "/nhit-week/")
        assert before.headers["Cache-Control"] == "public, max-age=0, s-maxage=5, must-revalidate"
        last = self.at(client, midnight - second, "/nhit-week/")
        assert last.content == before.content
        assert "s-maxage=1," in last.headers["Cache-Control"]
        during = self.at(client, midnight, "/nhit-week/")
        assert during.content != before.content
        assert self.at(client, midnight + second, "/nhit-week/").content == during.content

    def test_the_banner_goes_with_its_last_day(self, client):
        words, end = "Five days of stories.", datetime(2026, 9, 26, 4, tzinfo=UTC)
        make.campaign_settings(
            banner_is_on=True, banner_text=words, banner_last_day=date(2026, 9, 25)
        )
        for seconds, shows in ((5, True), (1, True), (0, False)):
            page = self.at(client, end - timedelta(seconds=seconds))
            assert (words in page.content.decode()) == shows

    def test_it_lives_for_a_minute_and_no_longer(self, client):
        start = datetime(2026, 5, 5, 12, tzinfo=UTC)
        with time_machine.travel(start, tick=False):
            assert "s-maxage=60," in client.get("/").headers["Cache-Control"]
        with time_machine.travel(start + timedelta(seconds=59.5), tick=False):
            assert "s-maxage=0," in client.get("/").headers["Cache-Control"]
        with time_machine.travel(start + timedelta(seconds=60), tick=False):
            assert "s-maxage=60," in client.get("/").headers["Cache-Control"]

    def test_a_story_ends_at_its_last_moment(self, client):
        start = datetime(2026, 5, 5, 12, tzinfo=UTC)
        with time_machine.travel(start, tick=False):
            story = make.story()
            type(story).objects.filter(pk=story.pk).update(expire_at=start + timedelta(seconds=30))
            assert "s-maxage=30," in client.get("/stories/").headers["Cache-Control"]
            assert client.get(story.url).status_code == 200
        with time_machine.travel(start + timedelta(seconds=30), tick=False):
            assert story.title not in client.get("/stories/").content.decode()
            assert client.get(story.url).status_code == 410

    def test_so_does_any_other_page(self, client):
        start = datetime(2026, 5, 5, 12, tzinfo=UTC)
        with time_machine.travel(start, tick=False):
            page = make.event_page(expire_at=start + timedelta(seconds=30))
            assert client.get(page.url).status_code == 200
        with time_machine.travel(start + timedelta(seconds=30), tick=False):
            assert client.get(page.url).status_code == 404

    def test_an_activity_turns_when_it_begins_and_ends(self, client):
        from events.models import Activity

        page = make.event_page()
        Activity.objects.create(
            edition=page.edition,
            title="Webinar",
            day=page.edition.starts_on,
            starts_at="10:00",
            ends_at="11:00",
            state="public",
        )
        # Ten in New York.
        with time_machine.travel(datetime(2026, 9, 23, 13, 59, 50, tzinfo=UTC), tick=False):
            assert "s-maxage=10," in client.get(page.url).headers["Cache-Control"]
