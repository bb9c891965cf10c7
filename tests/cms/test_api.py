"""The endpoint of the pages, and the page that explains the API."""

import json
import re
from html import unescape

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models import StandardPage
from tests import make

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"


def page(title, **changes):
    return make.home_page().add_child(instance=StandardPage(title=title, **changes))


def titles(response):
    assert response.status_code == 200, response.content
    return {item["title"] for item in json.loads(response.content)["items"]}


class TestPages:
    def test_public_pages_are_listed_and_stories_are_not(self, client):
        story = make.story()
        page("About us")
        page("A draft", live=False)
        closed = page("For members")
        PageViewRestriction.objects.create(
            page=closed, restriction_type=PageViewRestriction.PASSWORD, password="secret"
        )
        over = page("Over")
        Page.objects.filter(pk=over.pk).update(expire_at=timezone.now())
        found = titles(client.get(PAGES))
        assert "About us" in found
        assert not found & {"A draft", "For members", "Over", story.title}
        for hidden in (story, closed, over):
            assert client.get(f"{PAGES}{hidden.pk}/").status_code == 404
        typed = client.get(f"{PAGES}?type=stories.StoryPage")
        assert titles(typed) == set()

    def test_a_password_that_one_visitor_typed_opens_nothing_here(self, client):
        closed = page("For members")
        rule = PageViewRestriction.objects.create(
            page=closed, restriction_type=PageViewRestriction.PASSWORD, password="secret"
        )
        address = f"/_util/authenticate_with_password/{rule.pk}/{closed.pk}/"
        client.post(address, {"password": "secret", "return_url": closed.url})
        assert client.get(closed.url).status_code == 200
        response = client.get(PAGES)
        assert "For members" not in titles(response)
        assert "Cookie" not in response.get("Vary", "")

    def test_what_stands_in_a_page_stays_there(self, client):
        about = page("About us", intro="Not to be sent.")
        response = client.get(f"{PAGES}{about.pk}/?fields=*")
        assert response.status_code == 200
        assert "Not to be sent." not in response.content.decode()
        for field in ("body", "owner", "intro", "url_path"):
            assert client.get(f"{PAGES}?fields={field}&type=home.StandardPage").status_code == 400

    @pytest.mark.parametrize(
        "query", ["limit=51", "offset=1001", "limit=-1", "offset=x", "search=a"]
    )
    def test_nobody_skips_through_the_whole_table(self, client, query):
        assert client.get(f"{PAGES}?{query}").status_code == 400


class TestDocs:
    def test_every_example_of_the_page_works(self, client):
        story = make.story()
        story.topic = make.topic()
        story.save()
        response = client.get("/api/v2/docs/")
        assert response.status_code == 200
        content = unescape(response.content.decode())
        asked = re.findall(r'curl "?(http://127\.0\.0\.1:8000/[^"<\s]+)', content)
        assert len(asked) == 5
        for address in asked:
            assert client.get(address).status_code == 200, address

    def test_the_example_has_the_fields_of_a_real_answer(self, client):
        make.story()
        content = unescape(client.get("/api/v2/docs/").content.decode())
        example = json.loads(re.search(r'<code>(\{\s+"meta".*?)</code>', content, re.DOTALL)[1])
        [real] = json.loads(client.get("/api/v2/stories/").content)["items"]
        [shown] = example["items"]
        assert (set(shown), set(shown["meta"])) == (set(real), set(real["meta"]))
