"""A post that a sender published before is looked at once, judged by its hashtags, and confirmed by people."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stories import consent, due, moderation, promotion, published_posts
from stories.guarded_fetch import MOST_BYTES, NoAnswer, NotThere, ReadPage
from stories.models import PublishedPost
from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "https://blog.example.net/my-story"
BOTH = "<p>It helped. #ihearthit #NHITWeek</p>"
State = PublishedPost.State


@pytest.fixture
def web(monkeypatch, settings):
    """Put one page in the place of the web; `failure` is raised instead, `meanwhile` called before."""
    settings.LOOK_AT_POSTS = True

    class Web:
        page, failure, meanwhile = BOTH, None, None
        asked = []
        is_whole = True

        def __call__(self, url, *, user_agent):
            self.asked = [*self.asked, (url, user_agent)]
            if self.meanwhile:
                self.meanwhile()
            if self.failure:
                raise self.failure
            return ReadPage(url, "text/html", "utf-8", self.page.encode(), self.is_whole)

    web = Web()
    monkeypatch.setattr(published_posts, "fetch", web)
    return web


def sent_post(**changes) -> PublishedPost:
    """Return the post of a new submission."""
    given = {"published_url": ADDRESS, "published_title": "My story", **changes}
    return make.submission(**given).published_post


def only_post(**changes) -> PublishedPost:
    """Return the post of a submission that has neither words nor a video beside it."""
    prompts = ("story_happened", "story_learned", "story_matters")
    return sent_post(**dict.fromkeys(prompts), **changes)


class TestLooking:
    @pytest.mark.parametrize(
        ("page", "state", "tags"),
        [
            (BOTH, State.FOUND, ["#IHeartHIT", "#NHITWeek"]),
            ("<p>#NHITWeek</p>", State.FOUND, ["#NHITWeek"]),
            ("<p>Hello</p><script>#IHeartHIT</script>", State.NO_HASHTAG, []),
        ],
    )
    def test_it_says_which_hashtags_stand_there(self, web, page, state, tags):
        web.page = page
        now = timezone.now()
        post = published_posts.look(sent_post(), now=now)
        assert (post.state, post.hashtags, post.note) == (state, tags, "")
        assert post.looked_at == now

    def test_it_asks_for_the_address_that_was_sent_and_says_who_asks(self, web, settings):
        settings.WAGTAILADMIN_BASE_URL = "https://stories.example.org"
        published_posts.look(sent_post())
        assert web.asked == [(ADDRESS, "StoryPostReader/1.0 (+https://stories.example.org)")]

    def test_the_hashtags_are_those_of_the_settings(self, web):
        make.campaign_settings(hashtag="#Another", week_hashtag="")
        web.page = "#another #NHITWeek"
        assert published_posts.look(sent_post()).hashtags == ["#Another"]

    def test_a_page_that_was_cut_says_so(self, web):
        web.is_whole = False
        web.page = "x" * MOST_BYTES
        assert published_posts.look(sent_post()).note == published_posts.LONG

    def test_it_is_opened_once(self, web):
        post = sent_post()
        published_posts.look(post)
        assert published_posts.look(post) is None
        assert len(web.asked) == 1

    def test_of_two_workers_one_opens_it(self, web):
        post = sent_post()
        web.meanwhile = lambda: published_posts.look(post)
        published_posts.look(post)
        assert len(web.asked) == 1

    def test_two_that_read_the_same_row_open_it_once(self, web, monkeypatch):
        post = sent_post()
        rows = SimpleNamespace(filter=lambda **_: SimpleNamespace(first=lambda: post))
        monkeypatch.setattr(published_posts, "_waiting", lambda now: rows)
        assert published_posts.look(post).state == State.FOUND
        assert published_posts.look(post) is None
        assert len(web.asked) == 1

    def test_an_erased_one_is_nothing_to_do(self, web):
        post = sent_post()
        web.meanwhile = lambda: PublishedPost.objects.all().delete()
        assert published_posts.look(post) is None
        published_posts.look_at_post.func(post.pk)


class TestWhatCannotBeOpened:
    def test_a_person_has_to_look(self, web):
        web.failure = NotThere("The site says that there is no such page (404).")
        post = published_posts.look(sent_post())
        assert post.state == State.UNREACHABLE
        assert post.note == "The site says that there is no such page (404)."

    def test_what_may_pass_is_tried_three_times(self, web):
        web.failure = NoAnswer("Nobody answers.")
        post, now = sent_post(), timezone.now()
        states = []
        for _ in range(5):
            done = published_posts.look(post, now=now)
            states.append(done and done.state)
            now += published_posts.RETRY_AFTER
        assert states == [State.WAITING, State.WAITING, State.UNREACHABLE, None, None]
        assert len(web.asked) == 3

    def test_not_before_its_time(self, web):
        web.failure = NoAnswer("Nobody answers.")
        post, now = sent_post(), timezone.now()
        published_posts.look(post, now=now)
        soon = now + published_posts.RETRY_AFTER - timedelta(seconds=1)
        assert published_posts.look(post, now=soon) is None

    def test_a_page_that_ends_every_worker_is_given_up(self, web):
        post = sent_post()
        PublishedPost.objects.update(attempts=published_posts.MOST_ATTEMPTS)
        done = published_posts.look(post)
        assert (done.state, done.note) == (State.UNREACHABLE, published_posts.GIVEN_UP)
        assert web.asked == []

    def test_switched_off_nothing_is_opened(self, web, settings):
        settings.LOOK_AT_POSTS = False
        done = published_posts.look(sent_post())
        assert (done.state, done.note) == (State.UNREACHABLE, published_posts.OFF)
        assert web.asked == []

    def test_nor_for_a_sample(self, web):
        done = published_posts.look(sent_post(is_sample=True))
        assert (done.state, done.note) == (State.UNREACHABLE, published_posts.SAMPLE)
        assert web.asked == []

    @pytest.mark.parametrize("state", ["spam", "withdrawn", "not_selected"])
    def test_nor_for_a_story_that_nobody_reads(self, web, state):
        assert published_posts.look(sent_post(state=state)) is None
        assert web.asked == []


class TestTheQueue:
    @pytest.fixture
    def committed(self, django_capture_on_commit_callbacks):
        return lambda: django_capture_on_commit_callbacks(execute=True)

    def test_a_story_that_comes_in_is_looked_at_after_the_commit(self, web, committed):
        with committed():
            post = sent_post()
            assert web.asked == []
        post.refresh_from_db()
        assert post.state == State.FOUND

    def test_a_broken_queue_loses_no_story(self, web, committed, monkeypatch):
        def broken(pk):
            raise OSError

        monkeypatch.setattr(published_posts, "look_at_post", SimpleNamespace(enqueue=broken))
        with committed():
            post = sent_post()
        post.refresh_from_db()
        assert post.state == State.WAITING

    def test_time_picks_up_what_was_lost(self, web):
        post = sent_post()
        assert due.look_after_posts(timezone.now()) == 1
        post.refresh_from_db()
        assert post.state == State.FOUND
        assert due.look_after_posts(timezone.now()) == 0

    def test_and_what_is_to_be_tried_again(self, web):
        web.failure = NoAnswer("Nobody answers.")
        post, now = sent_post(), timezone.now()
        published_posts.look(post, now=now - published_posts.RETRY_AFTER)
        web.failure = None
        assert due.look_after_posts(now) == 1
        post.refresh_from_db()
        assert post.state == State.FOUND

    def test_a_queue_that_stands_still_is_asked_once(self, web, monkeypatch):
        wishes = []
        task = SimpleNamespace(enqueue=wishes.append)
        monkeypatch.setattr(published_posts, "look_at_post", task)
        post = sent_post()
        for _ in range(3):
            published_posts.look_after()
        assert wishes == [post.pk]

    def test_a_story_that_was_held_is_looked_at_when_it_is_let_in(self, web):
        post = sent_post(state="spam")
        assert published_posts.look_after() == 0
        moderation.reopen(post.submission, user=make.moderator())
        assert published_posts.look_after() == 1


class TestConfirming:
    def test_a_person_says_that_it_is_there(self):
        post, user, now = sent_post(), make.moderator(), timezone.now()
        done = published_posts.confirm(post, user=user, hashtags=["#NHITWeek", "#Other"], now=now)
        assert (done.state, done.hashtags) == (State.CONFIRMED, ["#NHITWeek"])
        assert (done.confirmed_by, done.looked_at) == (user, now)
        entry = ModelLogEntry.objects.get(action="stories.confirm_post")
        assert (entry.user, entry.object_id) == (user, str(post.submission.pk))

    def test_twice_is_once(self):
        post, first = sent_post(), make.moderator()
        for user in (first, make.moderator()):
            done = published_posts.confirm(post, user=user)
        assert done.confirmed_by == first
        assert ModelLogEntry.objects.filter(action="stories.confirm_post").count() == 1

    def test_the_machine_never_overwrites_it(self, web):
        post = sent_post()
        web.meanwhile = lambda: published_posts.confirm(post, user=make.moderator())
        web.failure = NotThere("No such page.")
        assert published_posts.look(post).state == State.CONFIRMED
        assert published_posts.look(post, now=timezone.now() + timedelta(days=1)) is None

    @pytest.mark.parametrize("who", [make.editor, make.auditor, make.privacy_staff])
    def test_only_moderators_may(self, web, who):
        post, user = sent_post(), who()
        with pytest.raises(PermissionDenied):
            published_posts.confirm(post, user=user)
        with pytest.raises(PermissionDenied):
            published_posts.look_again(post, user=user)


class TestFollowing:
    """The sender names another post: what was known of the old one is not known of this one."""

    OTHER = "https://blog.example.net/my-real-story"

    @pytest.mark.parametrize("is_confirmed", [False, True])
    def test_another_address_is_looked_at_anew(self, web, is_confirmed):
        old = published_posts.look(sent_post())
        if is_confirmed:
            published_posts.confirm(old, user=make.moderator())
        published_posts.follow(old.submission, self.OTHER, "Mine")
        post = PublishedPost.objects.get()
        assert (post.url, post.title, post.state) == (self.OTHER, "Mine", State.WAITING)
        assert (post.hashtags, post.confirmed_by, post.looked_at) == ([], None, None)
        published_posts.look(post)
        assert [url for url, _ in web.asked] == [ADDRESS, self.OTHER]

    def test_the_worker_is_asked_after_the_commit(
        self, web, django_capture_on_commit_callbacks, monkeypatch
    ):
        asked, old = [], sent_post()
        monkeypatch.setattr(published_posts, "ask_for", lambda post: asked.append(post.url))
        with django_capture_on_commit_callbacks(execute=True):
            published_posts.follow(old.submission, self.OTHER, "")
            assert asked == []
        assert asked == [self.OTHER]

    def test_who_is_still_at_the_old_address_writes_nothing(self, web):
        old = sent_post()
        web.meanwhile = lambda: published_posts.follow(old.submission, self.OTHER, "")
        assert published_posts.look(old) is None
        assert PublishedPost.objects.get().state == State.WAITING

    def test_another_title_changes_nothing_else(self):
        old = published_posts.confirm(sent_post(), user=make.moderator())
        published_posts.follow(old.submission, ADDRESS, "Another title")
        post = PublishedPost.objects.get()
        assert (post.pk, post.state, post.title) == (old.pk, State.CONFIRMED, "Another title")

    def test_no_address_is_no_post(self):
        old = sent_post()
        published_posts.follow(old.submission, "", "")
        assert not PublishedPost.objects.exists()
        published_posts.follow(old.submission, self.OTHER, "")
        assert PublishedPost.objects.get().url == self.OTHER


class TestLookingAgain:
    def test_what_was_found_stays_until_it_is_found_anew(
        self, web, django_capture_on_commit_callbacks
    ):
        web.page = "<p>#IHeartHIT</p>"
        post = published_posts.look(sent_post())
        web.page = BOTH
        with django_capture_on_commit_callbacks(execute=True):
            published_posts.look_again(post, user=make.moderator())
            post.refresh_from_db()
            assert (post.state, post.hashtags) == (State.FOUND, ["#IHeartHIT"])
        post.refresh_from_db()
        assert post.hashtags == ["#IHeartHIT", "#NHITWeek"]
        assert ModelLogEntry.objects.filter(action="stories.look_at_post").count() == 1

    def test_a_lost_wish_is_picked_up(self, web):
        post = published_posts.look(sent_post())
        published_posts.look_again(post, user=make.moderator())
        assert published_posts.look_after() == 1

    def test_not_what_a_person_confirmed(self, web):
        post = published_posts.confirm(sent_post(), user=make.moderator())
        with pytest.raises(published_posts.LookRefused):
            published_posts.look_again(post, user=make.moderator())

    def test_not_where_it_is_switched_off(self, settings):
        with pytest.raises(published_posts.LookRefused, match="Open the address yourself"):
            published_posts.look_again(sent_post(), user=make.moderator())


class TestAStoryThatIsToldInAPostAlone:
    def test_it_waits_until_somebody_has_seen_the_post(self):
        post = only_post(state="approved")
        make.index_page()
        with pytest.raises(promotion.PromotionRefused, match="nobody has seen that post yet"):
            promotion.promote(post.submission, user=make.editor())
        published_posts.confirm(post, user=make.moderator())
        post.submission.refresh_from_db()
        assert promotion.promote(post.submission, user=make.editor())

    def test_it_cannot_hide_the_name_and_show_the_post(self):
        post = only_post(state="approved", story_name_shown="none")
        published_posts.confirm(post, user=make.moderator())
        post.submission.refresh_from_db()
        assert any("no name shown" in why for why in consent.missing_agreements(post.submission))

    def test_a_story_with_words_never_waits_for_its_post(self):
        post = sent_post(state="approved")
        assert consent.missing_agreements(post.submission) == []
        assert not published_posts.is_told_there_only(post.submission)

    def test_nor_one_with_a_video(self):
        post = only_post(
            state="approved", story_video="https://www.youtube.com/watch?v=dQw4w9WgXcQ"
        )
        assert consent.missing_agreements(post.submission) == []

    def test_a_story_without_a_post_is_not_meant(self):
        assert published_posts.obstacles(make.submission()) == []
