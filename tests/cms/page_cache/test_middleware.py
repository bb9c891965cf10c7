"""Kept pages: who gets one, and what is never kept."""

import gzip
import threading

import brotli
import pytest
from django.db import connection
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.page_cache.store import store
from cms.page_cache.version import version
from stories import moderation
from tests import make
from tests.cms.page_cache.asking import built, is_kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


class TestAnonymousVisitors:
    def test_get_the_page_without_a_query(self, client):
        first = client.get("/")
        was_built, second = built(client)
        assert not was_built
        assert second.content == first.content

    def test_get_every_type_of_page(self, client):
        story = make.story()
        make.event_page()
        for path in ("/", "/stories/", story.url, "/nhit-week/", "/nhit-week/partners/"):
            assert is_kept(client, path), path

    def test_get_the_headers_of_a_built_page(self, client):
        first, second = client.get("/"), client.get("/")
        assert {**first.headers} == {**second.headers}
        assert "Content-Security-Policy" in second.headers
        assert second.headers["X-Content-Type-Options"] == "nosniff"
        assert second.headers["Vary"] == "Accept-Encoding, Cookie"

    def test_have_a_draft_or_another_cookie_and_get_it_too(self, client):
        client.cookies["analytics"] = "1"
        assert is_kept(client)

    def test_hear_that_they_have_it_already(self, client):
        tag = client.get("/", headers={"Accept-Encoding": "br"}).headers["ETag"]
        for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
            answer = client.get("/", headers={"If-None-Match": known})
            assert answer.status_code == 304
            assert answer.content == b""
        assert client.get("/", headers={"If-None-Match": '"x"'}).status_code == 200

    def test_ask_for_the_head_alone(self, client):
        whole = client.get("/")
        head = client.head("/")
        assert head.content == b""
        assert head.headers["Content-Length"] == str(len(whole.content))
        assert head.headers["ETag"] == whole.headers["ETag"]

    @pytest.mark.parametrize(
        ("accepted", "encoding", "unpack"),
        [
            ("gzip, deflate, br", "br", brotli.decompress),
            ("gzip, br;q=0", "gzip", gzip.decompress),
            ("", None, bytes),
            ("identity", None, bytes),
            ("gzip;q=x", None, bytes),
        ],
    )
    def test_get_what_they_can_unpack(self, client, accepted, encoding, unpack):
        plain = client.get("/").content
        answer = client.get("/", headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == encoding
        assert unpack(answer.content) == plain


class TestOthers:
    """They get a page of their own, and nobody else gets theirs."""

    def test_somebody_signed_in_gets_no_kept_page_and_leaves_none(self, client):
        staff = Client()
        staff.force_login(make.staff("Campaign editors"))
        _, own = built(staff)
        assert b"wagtail-userbar" in own.content
        assert own.headers["Cache-Control"] == "private, no-cache"
        assert b"wagtail-userbar" not in client.get("/").content
        assert built(staff)[0]

    @pytest.mark.parametrize("headers", [{"Authorization": "Basic eDp5"}, {"Cookie": "messages=x"}])
    def test_so_does_whoever_brings_something_of_their_own(self, client, headers):
        client.get("/")
        assert built(client, headers=headers)[0]

    def test_the_form_is_never_kept(self, client):
        make.form_page()
        answer = client.get("/share-your-story/")
        assert "no-store" in answer.headers["Cache-Control"]
        assert not is_kept(client, "/share-your-story/")

    def test_an_address_with_a_token_is_never_kept(self, client):
        client.get("/my-story/abc/")
        assert not store._pages

    def test_a_page_behind_a_password_is_never_kept(self, client):
        page = make.event_page()
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
        assert b'name="password"' in client.get("/nhit-week/").content
        assert not store._pages

    def test_nor_for_those_who_know_the_password(self, client):
        page = make.event_page()
        lock = PageViewRestriction.objects.create(
            page=page, restriction_type="password", password="x"
        )
        session = client.session
        session[lock.passed_view_restrictions_session_key] = [lock.pk]
        session.save()
        client.get("/nhit-week/")
        assert not store._pages

    def test_a_preview_is_never_kept(self):
        editor = Client()
        editor.force_login(make.staff("Campaign editors"))
        home = make.home_page()
        home.save_revision()
        editor.get(f"/admin/pages/{home.pk}/as-of/page/?at=2026-09-24T09:00")
        assert not store._pages

    def test_a_story_that_was_taken_down_is_not_kept(self, client):
        story = make.story()
        moderation.withdraw(story.submission)
        assert client.get(story.url).status_code == 410
        assert not store._pages


def tell_of_telehealth():
    """Publish a story about telehealth, and one about nothing."""
    make.story()
    page = make.story()
    type(page).objects.filter(pk=page.pk).update(topic=make.topic())


class TestAddresses:
    def test_what_trackers_add_makes_no_entry_and_is_printed_nowhere(self, client):
        first = client.get("/?utm_source=quokka&fbclid=1")
        assert b"quokka" not in first.content
        assert not built(client, "/?utm_campaign=x")[0]
        assert not built(client)[0]
        assert len(store._pages) == 1

    def test_what_a_page_does_not_read_is_neither_kept_nor_met_by_others(self, client):
        client.get("/?quokka=1")
        assert not store._pages
        assert "private" in client.get("/?quokka=1").headers["Cache-Control"]

    def test_what_it_reads_makes_an_entry_of_its_own(self, client):
        tell_of_telehealth()
        all_of_them = client.get("/stories/").content
        assert is_kept(client, "/stories/?topic=telehealth")
        assert client.get("/stories/?topic=telehealth").content != all_of_them
        assert client.get("/stories/").content == all_of_them

    def test_its_tracker_goes_and_its_topic_stays(self, client):
        tell_of_telehealth()
        client.get("/stories/?topic=telehealth")
        was_built, answer = built(client, "/stories/?utm_id=1&topic=telehealth")
        assert not was_built
        assert answer.content == client.get("/stories/?topic=telehealth").content

    def test_a_host_that_is_not_ours_is_refused_and_not_kept(self, client):
        assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
        assert not store._pages

    def test_headers_that_name_another_host_change_nothing(self, client):
        asked = {
            "X-Forwarded-Host": "evil.example",
            "X-Original-URL": "/evil",
            "Forwarded": "host=evil",
        }
        first = client.get("/", headers=asked)
        assert b"evil" not in first.content
        assert client.get("/").content == first.content

    def test_each_host_has_its_own(self, client):
        client.get("/")
        assert built(client, headers={"Host": "localhost"})[0]

    def test_http_and_https_are_kept_apart(self, client):
        client.get("/")
        assert built(client, secure=True)[0]

    def test_a_long_query_is_not_kept(self, client):
        client.get(f"/stories/?topic={'a' * 500}")
        assert not store._pages


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def test_one_builds_and_the_others_wait(self, monkeypatch):
        from cms.page_cache.middleware import PageCacheMiddleware

        builds = []
        build_alone = PageCacheMiddleware.build_alone

        def count(self, *arguments):
            builds.append(1)
            return build_alone(self, *arguments)

        monkeypatch.setattr(PageCacheMiddleware, "build_alone", count)
        answers, start = [], threading.Barrier(6)
        # The first visitor of all makes rows, and what is written ends what is kept.
        Client().get("/")
        version.renew()
        builds.clear()

        def ask():
            start.wait()
            answers.append(Client().get("/"))
            connection.close()

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(builds) == 1
        assert len({answer.content for answer in answers}) == 1
