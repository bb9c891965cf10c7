"""A scheduled page can be given another moment, by those who may publish it, and by no other rule than before."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cms.models import TickRun
from events import moving
from stories import consent, promotion
from stories.models import StoryPage
from tests import make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def soon():
    return timezone.now().replace(microsecond=0) + DAY


@pytest.fixture
def page(soon):
    """A page of the week that goes live tomorrow."""
    page = make.event_page(live=False)
    page.go_live_at = soon
    page.save_revision().publish()
    return page


@pytest.fixture
def story(soon):
    """A story that goes live tomorrow."""
    story = make.story(live=False)
    story.go_live_at = soon
    story.save_revision()
    return promotion.publish(story, user=make.editor())


def due(page):
    return moving.scheduled_revision(page).approved_go_live_at


class TestMoving:
    def test_a_page_waits_for_the_new_moment_alone(self, page, soon):
        moved = moving.move(page, user=make.editor(), to=soon + DAY)
        assert (moved.live, due(page), moved.go_live_at) == (False, soon + DAY, soon + DAY)
        assert page.revisions.filter(approved_go_live_at__isnull=False).count() == 1

    def test_a_story_does_too(self, story, soon):
        moving.move(story, user=make.editor(), to=soon + DAY)
        assert due(story) == soon + DAY
        assert not StoryPage.objects.get(pk=story.pk).live

    def test_a_story_without_consent_stays_where_it_is(self, story, soon):
        consent.withdraw(story.submission)
        with pytest.raises(promotion.PromotionRefused):
            moving.move(story, user=make.editor(), to=soon + DAY)

    def test_a_moment_that_is_over_is_refused(self, page, soon):
        with pytest.raises(moving.MoveRefused, match="still to come"):
            moving.move(page, user=make.editor(), to=timezone.now() - DAY)
        assert due(page) == soon

    def test_a_moment_after_the_page_comes_down_is_refused(self, page, soon):
        page.expire_at = soon + DAY
        page.save_revision().publish()
        with pytest.raises(moving.MoveRefused, match="comes down before that"):
            moving.move(page, user=make.editor(), to=soon + 2 * DAY)

    def test_newer_words_are_not_lost(self, page, soon):
        page.intro = "Newer"
        page.save_revision()
        with pytest.raises(moving.MoveRefused, match="newer words"):
            moving.move(page, user=make.editor(), to=soon + DAY)

    def test_a_live_page_waits_for_nothing(self, soon):
        with pytest.raises(moving.MoveRefused, match="no moment"):
            moving.move(make.event_page(), user=make.editor(), to=soon)

    @pytest.mark.parametrize("maker", [make.moderator, make.auditor, make.privacy_staff])
    def test_others_cannot(self, page, soon, maker):
        with pytest.raises(PermissionDenied):
            moving.move(page, user=maker(), to=soon + DAY)


class TestTheScreens:
    def test_the_calendar_leads_to_the_move_and_back(self, client, page, soon):
        client.force_login(make.editor())
        address = f"/admin/calendar/move/{page.pk}/"
        assert address in client.get("/admin/calendar/").content.decode()
        assert 'type="datetime-local"' in client.get(address).content.decode()
        to = timezone.localtime(soon + DAY)
        response = client.post(address, {"to": f"{to:%Y-%m-%dT%H:%M}"}, follow=True)
        assert "goes live on" in response.content.decode()
        assert due(page) == to.replace(second=0, microsecond=0)

    @pytest.mark.parametrize("to", ["", "tomorrow", "2001-01-01T10:00"])
    def test_what_was_typed_stays_beside_the_reason(self, client, page, soon, to):
        client.force_login(make.editor())
        response = client.post(f"/admin/calendar/move/{page.pk}/", {"to": to})
        assert response.status_code == 422
        html = response.content.decode()
        assert to in html and "Choose" in html
        assert due(page) == soon

    def test_it_says_loudly_that_nothing_is_published_on_schedule(self, client):
        client.force_login(make.editor())
        assert "Nothing is published on schedule" in client.get("/admin/calendar/").content.decode()
        now = timezone.now()
        TickRun.objects.create(started_at=now, finished_at=now, ok=True)
        html = client.get("/admin/calendar/").content.decode()
        assert "Nothing is published on schedule" not in html
        assert "The clock of the site runs." in html

    @pytest.mark.parametrize("query", ["?from=never", "?from=0001-01-01", "?from=2026-02-30"])
    def test_a_week_that_cannot_be_read_is_this_one(self, client, query):
        client.force_login(make.editor())
        assert "plan__now" in client.get(f"/admin/calendar/{query}").content.decode()

    def test_weeks_far_away_can_be_read(self, client):
        client.force_login(make.editor())
        html = client.get("/admin/calendar/?from=2031-05-05").content.decode()
        assert "May 5 to May 11, 2031" in html
        assert "plan__now" not in html

    @pytest.mark.parametrize("maker", [make.moderator, make.auditor, make.privacy_staff])
    def test_those_who_edit_no_page_see_none_of_it(self, client, page, maker):
        client.force_login(maker())
        assert "/admin/calendar/" not in client.get("/admin/").content.decode()
        for address in ("/admin/calendar/", f"/admin/calendar/move/{page.pk}/"):
            assert client.get(address).status_code in (302, 403)
