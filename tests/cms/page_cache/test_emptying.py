"""What ends a kept page, and what does not."""

import pytest
from django.db import connection
from wagtail.models import PageViewRestriction

from cms.page_cache import emptying
from cms.page_cache.version import version
from stories import moderation
from tests import make
from tests.cms.page_cache.asking import built, is_kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


class TestChanges:
    @pytest.fixture
    def ends(self, client, django_capture_on_commit_callbacks):
        """Say whether a change ends the kept landing page."""

        def ends(change):
            assert is_kept(client)
            # The transaction of the test is never stored, so what was asked for before still waits.
            connection.run_on_commit.clear()
            with django_capture_on_commit_callbacks(execute=True):
                change()
            return built(client)[0]

        return ends

    def test_publishing_a_page(self, ends):
        revision = make.home_page().save_revision()
        assert ends(revision.publish)

    def test_saving_a_draft_ends_nothing(self, ends):
        assert not ends(make.home_page().save_revision)

    def test_taking_a_page_down(self, ends):
        assert ends(make.event_page().unpublish)

    def test_settings(self, ends):
        assert ends(lambda: make.campaign_settings(tagline="Other words"))

    def test_a_withdrawal(self, ends):
        submission = make.story().submission
        assert ends(lambda: moderation.withdraw(submission))

    def test_a_person_in_the_story_who_says_no(self, ends):
        submission = make.story().submission
        person = submission.protected_parties.create(relation="a nurse", basis="yes")
        assert ends(person.save)

    def test_the_edition(self, ends):
        assert ends(make.edition)

    def test_a_topic(self, ends):
        assert ends(make.topic)

    def test_a_restriction(self, ends):
        page = make.event_page()
        assert ends(lambda: PageViewRestriction.objects.create(page=page, restriction_type="login"))

    def test_a_story_that_arrives_ends_nothing(self, ends):
        make.form_page()
        assert not ends(make.submission)

    def test_many_writes_end_it_once(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks() as callbacks:
            emptying.empty()
            emptying.empty()
        assert callbacks.count(emptying._empty) == 1

    def test_a_page_that_was_built_before_a_change_is_not_kept_after_it(self, client, monkeypatch):
        """The change comes while the page is being built."""
        from cms.page_cache import middleware

        make_entry = middleware.make_entry

        def change_meanwhile(*arguments):
            version.renew()
            return make_entry(*arguments)

        monkeypatch.setattr(middleware, "make_entry", change_meanwhile)
        client.get("/")
        monkeypatch.undo()
        assert built(client)[0]
