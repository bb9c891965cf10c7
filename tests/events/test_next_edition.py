"""Next year's edition has the structure of this one and none of its stories; the old one stays as it is."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from events import next_edition
from events.models import Edition, EventPage
from stories.models import Placement
from tests import make

pytestmark = pytest.mark.django_db


class TestTheDays:
    @given(st.dates(min_value=date(2000, 1, 1), max_value=date(2200, 1, 1)))
    def test_are_the_same_of_the_week_in_the_next_year(self, day):
        found = next_edition.next_start(day)
        assert found.weekday() == day.weekday()
        assert found.year == day.year + 1
        assert timedelta(364) <= found - day <= timedelta(371)

    @pytest.mark.parametrize(
        ("first", "last", "next_first", "next_last"),
        [
            # A leap day in the week, and a week across New Year.
            ((2028, 2, 28), (2028, 3, 1), (2029, 2, 26), (2029, 2, 28)),
            ((2026, 12, 30), (2027, 1, 3), (2027, 12, 29), (2028, 1, 2)),
            ((2027, 1, 1), (2027, 1, 1), (2028, 1, 7), (2028, 1, 7)),
        ],
    )
    def test_move_together(self, first, last, next_first, next_last):
        edition = make.edition(
            year=first[0], starts_on=date(*first), ends_on=date(*last), time_zone="Asia/Kolkata"
        )
        made = next_edition.make_next(edition, user=make.editor()).edition
        assert (made.starts_on, made.ends_on) == (date(*next_first), date(*next_last))
        days = [row.day for row in made.day_questions.all()]
        assert days[0] == made.starts_on and days[-1] == made.ends_on
        assert (made.year, made.time_zone) == (edition.year + 1, "Asia/Kolkata")


@pytest.fixture
def page():
    """A page of the week with a placed story, a part for one day and a recap."""
    story = make.story()
    page = make.event_page(title="Health IT Week 2026", recap="Five days, five questions.")
    stream = page._meta.get_field("body").stream_block
    day = {"first_day": "2026-09-24", "last_day": "2026-09-24"}
    page.body = stream.to_python(
        [
            {"type": "story_quote", "value": {"story": story.pk}, "id": "quote"},
            {"type": "heading", "value": {"text": "Thursday", "when": day}},
            {"type": "recap", "value": {"heading": "It was good", "text": "<p>Thanks.</p>"}},
        ]
    )
    page.save_revision().publish()
    return page


class TestItsPage:
    def test_is_a_draft_beside_the_old_one(self, page):
        made = next_edition.make_next(page.edition, user=make.editor())
        (draft,) = made.pages
        assert (draft.live, draft.title, draft.slug) == (
            False,
            "Health IT Week 2027",
            "nhit-week-2027",
        )
        assert draft.edition == made.edition
        assert draft.get_parent().pk == page.get_parent().pk

    def test_holds_the_blocks_and_no_story(self, page):
        (draft,) = next_edition.make_next(page.edition, user=make.editor()).pages
        for version in (draft, draft.get_latest_revision_as_object()):
            assert [child.block_type for child in version.body] == ["story_quote", "heading"]
            assert [slot.stories for slot in version.get_slots()] == [()]
            assert version.recap == ""
            assert version.body[1].value["when"]["first_day"] == date(2027, 9, 23)

    def test_leaves_the_old_one_with_its_stories_and_its_address(self, client, page):
        placed = list(Placement.objects.values())
        next_edition.make_next(page.edition, user=make.editor())
        page = EventPage.objects.get(pk=page.pk)
        (slot,) = page.get_slots()
        assert len(slot.stories) == 1
        assert client.get("/nhit-week/").status_code == 200
        assert list(Placement.objects.values()) == placed

    def test_has_a_free_address_where_the_first_one_is_taken(self, page):
        first = next_edition.make_next(page.edition, user=make.editor())
        first.edition.delete() if not first.edition.pages.exists() else first.pages[0].delete()
        first.edition.delete()
        make.event_page(slug="nhit-week-2027", edition=make.edition(year=2030))
        (draft,) = next_edition.make_next(page.edition, user=make.editor()).pages
        assert draft.slug == "nhit-week-2027-1"


class TestOnce:
    def test_a_second_time_leads_to_the_first(self, page):
        made = next_edition.make_next(page.edition, user=make.editor()).edition
        with pytest.raises(next_edition.EditionExists) as there:
            next_edition.make_next(page.edition, user=make.editor())
        assert there.value.edition == made
        assert Edition.objects.count() == 2

    @pytest.mark.parametrize("maker", [make.moderator, make.auditor, make.privacy_staff])
    def test_others_cannot(self, maker):
        with pytest.raises(PermissionDenied):
            next_edition.make_next(make.edition(), user=maker())
        assert Edition.objects.count() == 1


class TestTheScreen:
    def test_says_what_comes_and_makes_it(self, client, page):
        client.force_login(make.editor())
        address = f"/admin/editions/{page.edition.pk}/next/"
        assert address in client.get("/admin/snippets/events/edition/").content.decode()
        html = client.get(address).content.decode()
        assert "Wednesday, September 22, 2027" in html
        assert Edition.objects.count() == 1
        response = client.post(address, follow=True)
        assert "is made. Look at its days now." in response.content.decode()
        assert Edition.objects.count() == 2
        assert "Here it is." in client.post(address, follow=True).content.decode()

    @pytest.mark.parametrize("maker", [make.moderator, make.auditor, make.privacy_staff])
    def test_is_not_for_others(self, client, maker):
        edition = make.edition()
        client.force_login(maker())
        for method in (client.get, client.post):
            assert method(f"/admin/editions/{edition.pk}/next/").status_code in (302, 403)
        assert Edition.objects.count() == 1
