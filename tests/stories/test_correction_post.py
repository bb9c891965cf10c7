"""Correcting where the story was published before: its address and its title, as a new version like any other."""

import pytest

from stories import published_posts
from stories.models import PublishedPost
from tests import make
from tests.stories.status_reading import fields_of, own, press, soup, words

pytestmark = pytest.mark.django_db

ADDRESS, OTHER = "https://blog.example.net/my-story", "https://blog.example.net/my-real-story"
PROMPTS = ("story_happened", "story_learned", "story_matters")
State = PublishedPost.State


@pytest.fixture
def submission():
    """A story that is told in the sender's own post alone, which a person has seen."""
    alone = dict.fromkeys(PROMPTS)
    made = make.submission(published_url=ADDRESS, published_title="My story", **alone)
    published_posts.confirm(made.published_post, user=make.moderator())
    return made


def error_at(response, name):
    """Return the message at a question."""
    [error] = soup(response).select(f"#id_{name}-error")
    return error.get_text()


class TestCorrecting:
    """Both are offered to those who gave a post, and the new version holds what they say now."""

    def test_both_are_there(self, client, submission):
        _, fields = fields_of(client.get(own(submission, "change")))
        assert (fields["published_url"], fields["published_title"]) == (ADDRESS, "My story")

    def test_who_gave_no_post_is_not_asked(self, client):
        post = {"field_type": "published_url", "label": "Where?"}
        submission = make.submission(page=make.form_page(extra=[post]), published_url="")
        _, fields = fields_of(client.get(own(submission, "change")))
        assert "published_url" not in fields

    def test_another_address_is_looked_at_anew(self, client, submission):
        response = press(client, own(submission, "change"), published_url=OTHER)
        assert response.status_code == 303
        assert submission.original.answers["published_url"] == OTHER
        assert submission.originals.get(version=1).answers["published_url"] == ADDRESS
        post = PublishedPost.objects.get()
        assert (post.url, post.title, post.state) == (OTHER, "My story", State.WAITING)
        assert post.confirmed_by is None
        assert "the address of the post" in submission.flags.get(kind="corrected").reason

    def test_another_title_needs_no_look(self, client, submission):
        press(client, own(submission, "change"), published_title="My real story")
        assert submission.original.answers["published_title"] == "My real story"
        post = PublishedPost.objects.get()
        assert (post.title, post.state) == ("My real story", State.CONFIRMED)

    def test_other_words_leave_the_post_alone(self, client, submission):
        press(client, own(submission, "change"), story_learned="Rain.")
        assert PublishedPost.objects.get().state == State.CONFIRMED

    def test_it_can_be_taken_out_and_put_back(self, client, submission):
        gone = {"published_url": "", "published_title": "", "story_learned": "Rain."}
        assert press(client, own(submission, "change"), **gone).status_code == 303
        assert not PublishedPost.objects.exists()
        assert press(client, own(submission, "change"), published_url=OTHER).status_code == 303
        assert PublishedPost.objects.get().url == OTHER

    def test_a_live_page_comes_down_and_waits_for_a_look(self, client):
        told = dict.fromkeys(PROMPTS[1:])
        story = make.story(published_url=ADDRESS, **told)
        press(client, own(story.submission, "change"), published_url=OTHER)
        assert client.get(story.url).status_code == 404

    def test_the_desk_shows_the_new_one(self, client, submission):
        press(client, own(submission, "change"), published_url=OTHER)
        client.force_login(make.moderator())
        page = client.get(submission.desk_url)
        [card] = soup(page).select("#post")
        assert card.select_one("dd a")["href"] == OTHER
        assert "Nobody has looked at it yet." in card.get_text()
        assert "the address of the post" in soup(page).select_one("#versions").get_text()

    def test_staff_who_may_not_know_senders_learn_no_address(self, client, submission):
        press(client, own(submission, "change"), published_url=OTHER)
        client.force_login(make.auditor())
        assert b"blog.example.net" not in client.get(submission.desk_url).content


class TestRefused:
    """What is no address, or would leave no story, is said at its question; every word stays."""

    @pytest.mark.parametrize("url", ["my post", "ftp://example.net/x", "https://a:b@example.net/"])
    def test_what_is_no_address(self, client, submission, url):
        typed = {"published_url": url, "story_learned": "Rain."}
        response = press(client, own(submission, "change"), **typed)
        assert "Give the whole web address of your post" in error_at(response, "published_url")
        assert {name: fields_of(response)[1][name] for name in typed} == typed
        assert submission.originals.count() == 1

    def test_without_post_and_words_there_is_no_story(self, client, submission):
        response = press(client, own(submission, "change"), published_url="", published_title="")
        assert "Tell your story here" in words(response)
        assert PublishedPost.objects.get().state == State.CONFIRMED
        assert submission.originals.count() == 1

    def test_a_story_that_is_over_gives_the_address_back(self, client, submission):
        action, fields = fields_of(client.get(own(submission, "change")))
        type(submission).objects.update(state="withdrawn")
        response = client.post(action, {**fields, "published_url": OTHER})
        assert response.status_code == 409
        assert OTHER in response.content.decode()
