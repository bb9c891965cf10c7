"""Parts of the landing page and of the week's page come and go with the phase of their edition."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from events.models import Edition
from tests import make

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
# The week of make.edition is September 23 to 27, 2026, in New York: four hours behind UTC.
BEGINS = datetime(2026, 9, 23, 4, tzinfo=UTC)
ENDS = datetime(2026, 9, 28, 4, tzinfo=UTC)
PARTS = [
    ("heading", {"text": "Always here"}),
    ("heading", {"text": "Soon", "when": {"phases": ["before"]}}),
    ("heading", {"text": "Now", "when": {"phases": ["during"]}}),
    ("heading", {"text": "Thanks", "when": {"phases": ["after"]}}),
    (
        "heading",
        {"text": "Thursday", "when": {"first_day": "2026-09-24", "last_day": "2026-09-24"}},
    ),
]


def fill(page):
    """Publish a page with the parts."""
    stream = page._meta.get_field("body").stream_block
    page.body = stream.to_python([{"type": kind, "value": value} for kind, value in PARTS])
    page.save_revision().publish()
    return page


def shown(client, page, moment):
    """Return which parts a visitor reads at a moment."""
    with time_machine.travel(moment, tick=False):
        html = client.get(page.url).content.decode()
    return [value["text"] for _, value in PARTS if f">{value['text']}<" in html]


@pytest.fixture(params=["landing page", "page of the week"])
def page(request):
    if request.param == "page of the week":
        return fill(make.event_page())
    make.edition()
    return fill(make.home_page())


class TestParts:
    @pytest.mark.parametrize(
        ("moment", "part"),
        [
            (BEGINS - SECOND, "Soon"),
            (BEGINS, "Now"),
            (BEGINS + SECOND, "Now"),
            (ENDS - SECOND, "Now"),
            (ENDS, "Thanks"),
            (ENDS + SECOND, "Thanks"),
        ],
    )
    def test_change_with_the_midnight_of_the_edition(self, client, page, moment, part):
        assert shown(client, page, moment) == ["Always here", part]

    @pytest.mark.parametrize(
        ("moment", "is_there"),
        [
            (datetime(2026, 9, 24, 3, 59, 59, tzinfo=UTC), False),
            (datetime(2026, 9, 24, 4, tzinfo=UTC), True),
            (datetime(2026, 9, 25, 3, 59, 59, tzinfo=UTC), True),
            (datetime(2026, 9, 25, 4, tzinfo=UTC), False),
        ],
    )
    def test_have_days_of_the_edition_s_zone(self, client, page, moment, is_there):
        assert ("Thursday" in shown(client, page, moment)) == is_there

    def test_follow_a_phase_set_by_hand(self, client, page):
        Edition.objects.update(override="after")
        assert shown(client, page, BEGINS) == ["Always here", "Thanks"]

    def test_a_slot_can_be_limited_and_still_be_placed_into(self, client):
        story = make.story()
        # Later than the consent that the story has from today on.
        week = {"year": 2099, "starts_on": date(2099, 9, 23), "ends_on": date(2099, 9, 27)}
        page = make.event_page(edition=make.edition(**week))
        stream = page._meta.get_field("body").stream_block
        value = {"heading": "Wall", "stories": [], "when": {"phases": ["during"]}}
        page.body = stream.to_python([{"type": "story_wall", "value": value, "id": "wall"}])
        page.save_revision().publish()
        (slot,) = page.get_slots()
        slot.put([story])
        page.save_revision().publish()
        begins, ends = (moment.replace(year=2099) for moment in (BEGINS, ENDS))
        for moment, is_there in ((begins - SECOND, False), (begins, True), (ends, False)):
            with time_machine.travel(moment, tick=False):
                assert (story.url in client.get(page.url).content.decode()) == is_there


class TestTheLandingPage:
    def test_follows_its_own_edition_rather_than_the_nearest(self, client):
        page = fill(make.home_page())
        make.edition()
        page.edition = make.edition(
            year=2027, starts_on=date(2027, 9, 20), ends_on=date(2027, 9, 24)
        )
        page.save_revision().publish()
        assert shown(client, page, BEGINS) == ["Always here", "Soon"]

    def test_shows_every_phase_while_there_is_no_edition(self, client):
        page = fill(make.home_page())
        assert shown(client, page, BEGINS) == ["Always here", "Soon", "Now", "Thanks"]


class TestTheNearestEdition:
    @pytest.mark.parametrize(
        ("moment", "year"),
        [
            (datetime(2025, 1, 1, tzinfo=UTC), 2026),
            (ENDS - SECOND, 2026),
            (ENDS, 2027),
            (datetime(2030, 1, 1, tzinfo=UTC), 2027),
        ],
    )
    def test_is_the_one_that_is_on_or_the_next_or_the_last(self, moment, year):
        make.edition()
        # Over New Year, and across the first of January.
        make.edition(year=2027, starts_on=date(2027, 12, 29), ends_on=date(2028, 1, 2))
        assert Edition.objects.nearest(moment).year == year

    def test_is_none_where_there_is_none(self):
        assert Edition.objects.nearest() is None
