"""What pages are built from is read once a version: never for staff, never past a change, never shared."""

import pytest
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from cms.models import CampaignSettings
from cms.page_cache import facts
from cms.page_cache.store import store
from cms.page_cache.version import version
from stories import moderation
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


class Asked(list):
    """Counts how often it was asked, and answers with what it holds."""

    def __init__(self, answer):
        self.answer = answer

    def __call__(self):
        self.append(1)
        return self.answer


class TestKept:
    def test_a_version_asks_once(self):
        asked = Asked("Ohio")
        for _ in range(3):
            with facts.building("one"):
                assert facts.kept("state", asked) == "Ohio"
        assert len(asked) == 1
        with facts.building("two"):
            facts.kept("state", asked)
        assert len(asked) == 2

    def test_elsewhere_it_is_asked_each_time(self):
        asked = Asked("Ohio")
        facts.kept("state", asked)
        facts.kept("state", asked)
        assert len(asked) == 2

    def test_it_ends_within_a_minute(self, monkeypatch):
        asked, now = Asked("Ohio"), [0.0]
        monkeypatch.setattr(facts.time, "monotonic", lambda: now[0])
        for now[0], count in ((0, 1), (59, 1), (61, 2)):
            with facts.building("one"):
                facts.kept("state", asked)
            assert len(asked) == count

    def test_what_a_page_notes_on_a_row_stays_with_it(self):
        home = make.home_page()
        for _ in range(2):
            with facts.building("one"):
                row = facts.kept(
                    "home", lambda: Page.objects.select_related("locale").get(pk=home.pk)
                )
                assert not hasattr(row, "noted") and not hasattr(row.locale, "noted")
                row.noted = row.locale.noted = True

    def test_an_error_is_no_fact(self):
        with facts.building("one"):
            with pytest.raises(ZeroDivisionError):
                facts.kept("sum", lambda: 1 / 0)
            assert facts.kept("sum", lambda: 2) == 2

    def test_a_full_shelf_forgets_what_was_used_longest_ago(self, monkeypatch):
        monkeypatch.setattr(facts, "MOST_FACTS", 2)
        first = Asked(1)
        with facts.building("one"):
            for name in ("a", "b", "a", "c"):
                facts.kept(name, first if name == "a" else Asked(2))
            facts.kept("a", first)
        assert len(first) == 1


class TestRows:
    def test_only_what_is_missing_is_read(self, django_assert_num_queries):
        home, week = make.home_page(), make.event_page()
        with facts.building("one"):
            with django_assert_num_queries(1):
                assert set(facts.kept_rows(Page, [home.pk, 999])) == {home.pk}
            with django_assert_num_queries(1):
                assert set(facts.kept_rows(Page, [home.pk, week.pk])) == {home.pk, week.pk}
            with django_assert_num_queries(0):
                facts.kept_rows(Page, [home.pk, week.pk, 999])


class TestOnce:
    def test_a_page_asks_once_and_the_next_one_again(self):
        asked = Asked("yes")
        for _ in range(2):
            with facts.building("one"):
                assert facts.once("may it", asked) == facts.once("may it", asked) == "yes"
        assert len(asked) == 2


@pytest.mark.django_db(transaction=True)
class TestPages:
    """What visitors see follows a change at once, though the pages share what they are built from."""

    def see(self, client, address):
        store.clear()
        return client.get(address).content.decode()

    def test_a_new_name_of_the_organiser(self, client):
        make.event_page()
        self.see(client, "/nhit-week/")
        settings = CampaignSettings.for_site(make.home_page().get_site())
        settings.organiser = "Lantern Health"
        settings.save()
        assert "Lantern Health" in self.see(client, "/nhit-week/")

    def test_a_page_that_is_closed_with_a_password(self, client):
        page = make.event_page()
        self.see(client, "/nhit-week/")
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
        assert 'name="password"' in self.see(client, "/nhit-week/")

    def test_a_change_that_is_taken_back_ends_nothing(self):
        settings = CampaignSettings.for_site(make.home_page().get_site())
        before = version.current()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            settings.save()
            raise ZeroDivisionError
        assert version.current() == before

    def test_an_address_is_found_at_any_depth(self, client):
        story = make.story()
        assert client.get(story.get_url()).status_code == 200
        assert client.get(story.get_url() + "more/").status_code == 404
        assert client.get("/stories/no-such-story/").status_code == 404

    def test_a_story_that_is_withdrawn_is_gone_at_once_and_gone_from_what_stands_beside_it(
        self, client
    ):
        one, other = make.story(), make.story()
        assert one.title in self.see(client, other.get_url())
        moderation.withdraw(one.submission)
        store.clear()
        assert client.get(one.get_url()).status_code == 410
        assert one.get_url() not in self.see(client, other.get_url())
        assert one.get_url() not in self.see(client, "/stories/")
