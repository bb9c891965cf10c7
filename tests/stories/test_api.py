"""The API: what the gate lets through and nothing beside, in Wagtail's form, for everybody and without a cookie."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories import api, moderation
from stories.models import StoryPage
from tests import make
from tests.stories import surfaces

pytestmark = pytest.mark.django_db

STORIES, TOPICS, IMAGES = "/api/v2/stories/", "/api/v2/topics/", "/api/v2/images/"


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content
    return json.loads(response.content)


class TestGate:
    def test_only_the_story_that_may_show_comes_out(self, client):
        made = surfaces.rows()
        found = client.get(f"{STORIES}?fields=*").content.decode()
        assert surfaces.shown(found) == {"public"}
        for name, story in made.items():
            expected = 200 if name == "public" else 404
            for address in (f"{STORIES}{story.pk}/", f"{STORIES}find/?id={story.pk}"):
                response = client.get(address, follow=True)
                assert response.status_code == expected, (name, address)
                assert surfaces.shown(response.content.decode()) <= {"public"}

    def test_a_story_that_is_withdrawn_is_gone_with_its_picture_and_its_topic(self, client):
        story = make.story(picture=make.picture(), story_image_alt="A bee.")
        story.topic = make.topic()
        story.save()
        picture = story.picture_id
        lists = (STORIES, TOPICS, IMAGES)
        assert [len(read(client, address)["items"]) for address in lists] == [1, 1, 1]
        assert read(client, f"{IMAGES}{picture}/")["alt"] == "A bee."
        moderation.withdraw(story.submission)
        assert [len(read(client, address)["items"]) for address in lists] == [0, 0, 0]
        read(client, f"{IMAGES}{picture}/", status=404)

    def test_the_picture_of_a_story_that_may_not_show_is_in_no_list(self, client):
        story = make.story(picture=make.picture())
        StoryPage.objects.filter(pk=story.pk).update(because="Nobody agreed to this.")
        assert read(client, IMAGES)["items"] == []
        read(client, f"{IMAGES}{story.picture_id}/", status=404)

    def test_each_field_is_named_and_no_other_goes_out(self, client):
        story = make.story(
            story_name="Perpetua Ashgrove",
            story_email="perpetua@example.net",
            picture=make.picture(),
        )
        content = client.get(f"{STORIES}{story.pk}/").content.decode()
        found = json.loads(content)
        assert set(found) == {
            *("id", "meta", "title", "because", "what_happened", "what_learned", "why_it_matters"),
            *("teller", "teller_note", "topic", "picture", "video", "is_sample"),
        }
        assert set(found["meta"]) == {
            *("type", "detail_url", "html_url", "card_url", "slug"),
            *("first_published_at", "last_published_at"),
        }
        row = story.submission
        for private in ("Ashgrove", "@example", str(row.ref), str(row.receipt), row.number):
            assert private not in content
        for field in ("submission", "submission_id", "owner", "path"):
            read(client, f"{STORIES}?fields={field}", status=400)

    def test_it_can_only_be_read(self, client):
        story = make.story()
        for method in ("post", "put", "patch", "delete"):
            for address in (STORIES, f"{STORIES}{story.pk}/"):
                assert getattr(client, method)(address).status_code == 405

    def test_who_is_signed_in_sees_no_more(self, client):
        surfaces.rows()
        client.force_login(make.administrator())
        assert surfaces.shown(client.get(f"{STORIES}?fields=*").content.decode()) == {"public"}


class TestPaging:
    def test_following_next_meets_every_story_once(self, client):
        made = [make.story() for _ in range(5)]
        met, address = [], f"{STORIES}?limit=2"
        while address:
            answer = read(client, address)
            assert len(answer["items"]) <= 2
            met += [item["id"] for item in answer["items"]]
            address = answer["meta"]["next"]
        assert met == [story.pk for story in reversed(made)]

    @pytest.mark.parametrize(
        "query",
        ["limit=0", "limit=51", "limit=x", "limit=99999999", "after=x", "offset=3", "tpoic=rural"],
    )
    def test_a_wrong_parameter_is_named(self, client, query):
        assert read(client, f"{STORIES}?{query}", status=400)["message"]

    def test_a_topic_leaves_its_own_stories(self, client):
        inside, _ = make.story(), make.story()
        inside.topic = make.topic()
        inside.save()
        [found] = read(client, f"{STORIES}?topic=telehealth")["items"]
        assert found["id"] == inside.pk and found["topic"]["slug"] == "telehealth"
        read(client, f"{STORIES}?topic=nothing", status=404)

    @pytest.mark.parametrize("address", [STORIES, TOPICS, IMAGES, "/api/v2/pages/"])
    def test_a_number_that_nothing_has_is_nowhere(self, client, address):
        read(client, f"{address}{2**70}/", status=404)
        read(client, f"{address}find/?id={2**70}", status=400)
        read(client, f"{address}find/?id=x", status=400)
        read(client, f"{address}find/?id=987654321", status=404)

    def test_it_costs_the_same_with_one_story_and_with_many(self, client):
        def count():
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{STORIES}?fields=*")
            return len(queries)

        make.story(picture=make.picture())
        client.get(STORIES)
        few = count()
        for _ in range(7):
            make.story(picture=make.picture())
        assert count() == few


class TestOpenToAll:
    def test_scripts_of_other_sites_and_caches_may_take_it(self, client):
        response = client.get(STORIES)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "public" in response["Cache-Control"] and "max-age=60" in response["Cache-Control"]
        assert not response.cookies and "Cookie" not in response.get("Vary", "")

    def test_nobody_asks_without_end(self, client, monkeypatch):
        monkeypatch.setattr(api, "QUESTIONS", 2)
        assert [client.get(TOPICS).status_code for _ in range(3)] == [200, 200, 429]
        response = client.get(TOPICS)
        assert 1 <= int(response["Retry-After"]) <= api.WINDOW
        assert response["Cache-Control"] == "no-store"
