"""Editors see a draft as of any moment, under the policy of public pages; nobody else sees a draft."""

from datetime import UTC, date, datetime

import pytest

from cms import clock
from tests import make
from tests.stories.unsealing import end_consents

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = make.event_page(
        edition=make.edition(year=2099, starts_on=date(2099, 9, 23), ends_on=date(2099, 9, 27))
    )
    stream = page._meta.get_field("body").stream_block
    page.body = stream.to_python(
        [
            {"type": "heading", "value": {"text": text, "when": {"phases": [phase]}}}
            for text, phase in (("Soon", "before"), ("Now", "during"), ("Thanks", "after"))
        ]
    )
    page.save_revision()
    return page


def frame(page, query=""):
    return f"/admin/pages/{page.pk}/as-of/page/{query}"


def outer(page, query=""):
    return f"/admin/pages/{page.pk}/as-of/{query}"


@pytest.fixture
def editor(client):
    client.force_login(make.editor())
    return client


class TestThePage:
    @pytest.mark.parametrize(
        ("at", "text", "line"),
        [
            ("2099-09-22T23:59", "Soon", "It begins tomorrow"),
            ("2099-09-23T00:00", "Now", "Happening now, day 1 of 5"),
            ("2099-09-27T23:59", "Now", "Happening now, day 5 of 5"),
            ("2099-09-28T00:00", "Thanks", "The stories go on all year"),
        ],
    )
    def test_is_the_draft_at_that_moment_on_the_clock_of_the_edition(
        self, editor, page, at, text, line
    ):
        html = editor.get(frame(page, f"?at={at}")).content.decode()
        assert [part for part in ("Soon", "Now", "Thanks") if f">{part}<" in html] == [text]
        assert line in html

    def test_is_as_it_is_now_where_the_moment_cannot_be_read(self, editor, page):
        assert ">Soon<" in editor.get(frame(page, "?at=tomorrow")).content.decode()

    def test_leaves_the_time_of_everything_else_alone(self, editor, page):
        editor.get(frame(page, "?at=2099-09-24T12:00"))
        assert clock.now().year < 2099

    def test_has_the_policy_of_public_pages_and_may_stand_in_our_own_frame(self, editor, page):
        response = editor.get(frame(page))
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'self'" in policy
        assert response["X-Frame-Options"] == "SAMEORIGIN"

    def test_a_story_whose_consent_ends_before_is_not_on_it(self, editor, page):
        story = make.story()
        end_consents(story.submission, date(2099, 9, 24))
        stream = page._meta.get_field("body").stream_block
        page.body = stream.to_python([{"type": "story_quote", "value": {"story": story.pk}}])
        page.save_revision()
        early = editor.get(frame(page, "?at=2099-09-23T12:00")).content.decode()
        late = editor.get(frame(page, "?at=2099-09-27T12:00")).content.decode()
        assert (story.url in early, story.url in late) == (True, False)


class TestTheChoice:
    def test_starts_with_now_and_offers_the_days_that_matter(self, editor, page):
        html = editor.get(outer(page)).content.decode()
        assert frame(page, "?at=") in html
        for at in ("2099-09-22T12:00", "2099-09-23T12:00", "2099-09-27T12:00", "2099-09-28T12:00"):
            assert f"?at={at}" in html
        assert "America/New_York" in html

    def test_says_how_to_go_on_when_the_moment_cannot_be_read(self, editor, page):
        html = editor.get(outer(page, "?at=tomorrow")).content.decode()
        assert "Choose a day and a time, for example" in html
        assert "<iframe" not in html

    def test_is_offered_in_the_editor(self, editor, page):
        assert outer(page) in editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()


class TestWhoMay:
    @pytest.mark.parametrize("maker", [make.moderator, make.auditor, make.privacy_staff])
    @pytest.mark.parametrize("address", [outer, frame])
    def test_those_who_do_not_edit_the_page_are_refused(self, client, page, maker, address):
        client.force_login(maker())
        assert client.get(address(page)).status_code in (302, 403)

    @pytest.mark.parametrize("address", [outer, frame])
    def test_visitors_are_asked_to_sign_in(self, client, page, address):
        response = client.get(address(page))
        assert response.status_code == 302 and "/login/" in response.url


class TestTheClock:
    def test_goes_back_when_rendering_is_over_even_by_an_error(self):
        moment = datetime(2099, 1, 1, tzinfo=UTC)
        with pytest.raises(ZeroDivisionError), clock.as_of(moment):
            assert clock.now() == moment
            1 / 0  # noqa: B018
        assert clock.now().year < 2099
