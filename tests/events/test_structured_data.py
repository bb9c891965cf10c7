"""Search engines read the week as data that cannot break out of its element."""

import json
import re
from datetime import date

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def read(client, page):
    """Return the data on a page."""
    text = client.get(page.url).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    (event,) = [data for data in map(json.loads, found) if data["@type"] == "Event"]
    return event


def test_the_week_is_an_event_with_its_days_and_zone(client):
    page = make.event_page(intro="Five questions.")
    data = read(client, page)
    assert data["@type"] == "Event"
    assert data["name"] == str(page.edition)
    assert data["startDate"] == "2026-09-23T00:00:00-04:00"
    assert data["endDate"] == "2026-09-27T23:59:59-04:00"
    assert data["location"] == {"@type": "VirtualLocation", "url": page.address}
    assert data["description"] == "Five questions."


def test_each_end_of_the_week_has_the_offset_of_its_day(client):
    edition = make.edition(starts_on=date(2026, 10, 29), ends_on=date(2026, 11, 2))
    data = read(client, make.event_page(edition=edition))
    assert data["startDate"].endswith("-04:00") and data["endDate"].endswith("-05:00")


def test_words_cannot_end_the_element(client):
    page = make.event_page(intro="</script><script>alert(1)</script> & <!-- so")
    assert read(client, page)["description"] == page.intro
    assert "<script>alert" not in client.get(page.url).content.decode()


def test_a_page_without_an_edition_has_none(client):
    page = make.event_page()
    type(page).objects.update(edition=None)
    assert '"Event"' not in client.get(page.url).content.decode()
