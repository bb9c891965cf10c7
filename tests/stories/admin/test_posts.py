"""The desk shows where a story was published before and what is there; moderators put a person's word to it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stories import published_posts
from stories.admin.kept import KEPT
from stories.models import PublishedPost
from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "https://blog.example.net/my-story?a=1&b=2"
State = PublishedPost.State
LABELS = [("published_url", "Where?"), ("published_title", "Its title?")]
ACTIONS = ["post_confirm", "post_look"]


@pytest.fixture
def post():
    return make.submission(
        published_url=ADDRESS, published_title="My <i>story</i>", labels=LABELS
    ).published_post


def set_to(post, **values):
    """Write what was found, and return the row."""
    PublishedPost.objects.filter(pk=post.pk).update(**{"looked_at": timezone.now(), **values})
    post.refresh_from_db()
    return post


def card(client, post, user=None):
    """Return the part of the desk on the post."""
    client.force_login(user or make.moderator())
    page = BeautifulSoup(client.get(post.submission.desk_url).content, "html.parser")
    return page.select_one("#post")


def words(part):
    """Return the words of a part on one line."""
    return " ".join(part.get_text(" ").split())


class TestTheCard:
    def test_it_shows_address_and_title(self, client, post):
        part = card(client, post)
        link = part.select_one("dd a")
        assert (link["href"], link.text) == (ADDRESS, ADDRESS)
        assert set(link["rel"]) == {"noopener", "noreferrer", "nofollow"}
        assert "My <i>story</i>" in words(part)
        assert "Nobody has looked at it yet. We open it soon." in words(part)

    def test_it_says_which_hashtags_are_there(self, client, post):
        part = card(client, set_to(post, state=State.FOUND, hashtags=["#IHeartHIT"]))
        assert "#IHeartHIT: there #NHITWeek: not seen" in words(part)
        assert "desk-check--good" in part.decode()

    def test_it_says_why_it_could_not_be_opened(self, client, post):
        part = card(client, set_to(post, state=State.UNREACHABLE, note="No such page (404)."))
        assert "Please look at it yourself. No such page (404)." in words(part)
        assert "not seen" not in words(part)

    def test_it_says_when_the_next_try_comes(self, client, post):
        part = card(client, set_to(post, attempts=1, note="Nobody answers."))
        assert "It could not be opened yet. We try again soon. Nobody answers." in words(part)

    @pytest.mark.parametrize("state", ["spam", "withdrawn", "not_selected"])
    def test_it_promises_no_look_for_a_story_that_nobody_reads(self, client, state):
        post = make.submission(published_url=ADDRESS, state=state).published_post
        assert "We open posts only of stories that are being read." in words(card(client, post))

    def test_it_says_who_confirmed_it(self, client, post):
        user = make.moderator()
        published_posts.confirm(post, user=user)
        part = card(client, post)
        assert f"{user.username} saw it on" in words(part).lower()
        assert part.select("button") == []

    def test_it_says_that_a_hidden_name_keeps_the_page_from_leading_there(self, client):
        post = make.submission(published_url=ADDRESS, story_name_shown="none").published_post
        assert "the story page does not lead to the post" in words(card(client, post))

    def test_an_address_that_is_none_of_the_web_is_no_link(self, client, post):
        part = card(client, set_to(post, url="javascript:alert(1)"))
        assert part.select("dd a") == []
        assert "javascript:alert(1)" in words(part)

    def test_an_auditor_does_not_learn_where_it_stands(self, client, post):
        part = card(client, post, make.auditor())
        assert KEPT in words(part)
        assert part.select("a, button") == []
        page = client.get(post.submission.desk_url).content.decode()
        assert "blog.example.net" not in page

    def test_a_story_without_a_post_has_no_such_card(self, client):
        client.force_login(make.moderator())
        assert b'id="post"' not in client.get(make.submission().desk_url).content

    def test_a_story_told_there_alone_is_no_story_without_words(self, client):
        prompts = dict.fromkeys(("story_happened", "story_learned", "story_matters"))
        post = make.submission(published_url=ADDRESS, **prompts).published_post
        client.force_login(make.moderator())
        page = client.get(post.submission.desk_url).content.decode()
        assert "None: this story is a post of the sender’s own." in page
        assert "There is no text: the story is told in the sender’s own post." in page
        assert "nobody has seen that post yet" in page


class TestTheButtons:
    def test_a_moderator_confirms_with_the_hashtags_that_they_saw(self, client, post):
        set_to(post, state=State.UNREACHABLE)
        user = make.moderator()
        form = card(client, post, user).select_one("form.desk-form")
        names = [field["value"] for field in form.select("input[name=hashtag]")]
        assert names == ["#IHeartHIT", "#NHITWeek"]
        response = client.post(form["action"], {"hashtag": ["#NHITWeek", "<script>"]})
        assert response.url == post.submission.desk_url
        post.refresh_from_db()
        assert (post.state, post.hashtags, post.confirmed_by) == (
            State.CONFIRMED,
            ["#NHITWeek"],
            user,
        )
        history = client.get(post.submission.desk_url).content.decode()
        assert "confirmed that it is there" in history

    def test_look_again_asks_the_machine(self, client, post, settings, monkeypatch):
        settings.LOOK_AT_POSTS = True
        set_to(post, state=State.UNREACHABLE, attempts=3)
        assert "Look again" in words(card(client, post))
        response = client.post(reverse("post_look", args=[post.pk]), follow=True)
        assert "We look at the post again." in response.content.decode()
        post.refresh_from_db()
        assert (post.looked_at, post.attempts, post.state) == (None, 0, State.UNREACHABLE)

    def test_switched_off_there_is_no_such_button(self, client, post):
        assert "Look again" not in words(card(client, post))
        response = client.post(reverse("post_look", args=[post.pk]), follow=True)
        assert "Open the address yourself." in response.content.decode()

    @pytest.mark.parametrize("action", ACTIONS)
    @pytest.mark.parametrize("who", [make.auditor, make.editor, make.privacy_staff])
    def test_others_may_not(self, client, post, action, who):
        user = who()
        part = card(client, post, user)
        assert part is None or part.select("button") == []
        client.post(reverse(action, args=[post.pk]))
        post.refresh_from_db()
        assert (post.state, post.looked_at) == (State.WAITING, None)
        assert not ModelLogEntry.objects.filter(action__startswith="stories.confirm_post").exists()

    @pytest.mark.parametrize("action", ACTIONS)
    def test_visitors_are_sent_to_sign_in(self, client, post, action):
        response = client.post(reverse(action, args=[post.pk]))
        assert response.status_code == 302
        assert "/login/" in response.url
        post.refresh_from_db()
        assert post.state == State.WAITING

    @pytest.mark.parametrize("action", ACTIONS)
    def test_only_a_press_does_it(self, client, post, action):
        client.force_login(make.moderator())
        assert client.get(reverse(action, args=[post.pk])).status_code == 405
        assert client.post(reverse(action, args=[post.pk + 1])).status_code == 404
