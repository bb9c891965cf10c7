"""The sender reads on the status page what we found of the post, and nothing there sounds like a condition."""

import itertools
import re

import pytest
from django.utils import timezone

from stories import post_words
from stories.models import PublishedPost
from tests import make
from tests.stories.status_reading import own, soup, words

pytestmark = pytest.mark.django_db

ADDRESS = "https://www.blog.example.net/my-story"
BOTH = ["#IHeartHIT", "#NHITWeek"]


def submission_with(state="waiting", hashtags=(), *, alone=False, **changes):
    """Return a submission whose post is in a state."""
    prompts = dict.fromkeys(("story_happened", "story_learned", "story_matters") if alone else ())
    made = make.submission(published_url=ADDRESS, **prompts, **changes)
    PublishedPost.objects.update(state=state, hashtags=list(hashtags), looked_at=timezone.now())
    made.refresh_from_db()
    return made


def read(submission):
    """Return what is said, on one line."""
    return " ".join(post_words.describe(submission, make.campaign_settings())["post_lines"])


class TestWhatWasFound:
    def test_nobody_has_looked_yet(self):
        assert read(submission_with()) == "We have not opened your post yet. We do so soon."

    def test_all_is_there(self):
        assert read(submission_with("found", BOTH)) == (
            "We found your post. It has #IHeartHIT and #NHITWeek. Thank you. "
            "The page of your story leads to it, as the place where it came out first."
        )

    def test_one_hashtag_is_missing_and_that_holds_nothing_up(self):
        said = read(submission_with("found", BOTH[:1]))
        assert "We did not see #NHITWeek in it. You may add it, if you like." in said
        assert "Your story goes on either way." in said

    def test_both_are_missing(self):
        said = read(submission_with("bare"))
        assert said.startswith("Our program opened your post. One of us looks at it, too.")
        assert "We did not see #IHeartHIT or #NHITWeek in it. You may add them" in said

    def test_it_could_not_be_opened(self):
        said = read(submission_with("unreached"))
        assert "One of us looks at it. Is the address right?" in said
        assert "did not see" not in said

    def test_a_person_has_seen_it(self):
        assert read(submission_with("confirmed", BOTH)).startswith("One of us has seen your post.")

    def test_the_reason_for_staff_is_not_told(self):
        made = submission_with("unreached")
        PublishedPost.objects.update(note="It leads to a computer behind our walls.")
        made.refresh_from_db()
        assert "walls" not in read(made)


class TestWhatFollows:
    def test_a_hidden_name_stays_hidden(self):
        said = read(submission_with("found", BOTH, story_name_shown="none"))
        assert "So the page of your story does not lead to your post." in said
        assert "empty" not in said

    def test_a_post_alone_with_a_hidden_name_is_not_enough(self):
        said = read(submission_with("found", BOTH, alone=True, story_name_shown="none"))
        assert "Please tell your story here, too." in said

    def test_a_post_alone_waits_to_be_seen(self):
        said = read(submission_with("unreached", alone=True))
        assert "So its page waits until one of us has seen it." in said

    @pytest.mark.parametrize("state", ["withdrawn", "not_selected"])
    def test_of_a_story_that_goes_no_further_nothing_is_said(self, state):
        made = submission_with("found", BOTH)
        made.state = state
        assert post_words.describe(made, make.campaign_settings()) == {}

    def test_without_a_post_there_is_nothing_to_say(self):
        assert post_words.describe(make.submission(), make.campaign_settings()) == {}


class TestThePage:
    def test_it_shows_the_post_with_its_title(self, client):
        made = submission_with("found", BOTH[:1], published_title="My <b>story</b>")
        response = client.get(own(made))
        part = soup(response).select_one(".status__post")
        assert (part.a["href"], part.a.text) == (ADDRESS, ADDRESS)
        assert part.p.text == "“My <b>story</b>”"
        assert "We did not see #NHITWeek" in words(response)

    def test_an_odd_address_is_no_link(self, client):
        made = submission_with("found", BOTH)
        PublishedPost.objects.update(url="javascript:alert(1)")
        response = client.get(own(made))
        assert soup(response).select_one(".status__post a") is None

    def test_a_story_without_a_post_has_no_such_part(self, client):
        response = client.get(own(make.submission()))
        assert soup(response).select_one(".status__post") is None


class TestTheCopy:
    @pytest.mark.parametrize("alone", [False, True])
    def test_every_sentence_is_short(self, alone):
        made = submission_with(alone=alone)
        post = made.published_post
        seen = set()
        for post.state, post.hashtags, made.name_shown in itertools.product(
            PublishedPost.State.values, ([], BOTH[:1], BOTH), ("first", "none")
        ):
            seen |= set(re.split(r"(?<=[.?!]) ", read(made)))
        assert len(seen) > 10
        assert [sentence for sentence in seen if len(sentence.split()) > 20] == []
        assert [sentence for sentence in seen if "!" in sentence] == []
