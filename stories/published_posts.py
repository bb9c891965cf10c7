"""Looks at the post in which a sender published the story before: is it there, and with which hashtags."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from cms.models import CampaignSettings
from stories import kept_pages, visible_text
from stories.guarded_fetch import FetchFailed, fetch
from stories.models import PublishedPost, Submission

logger = logging.getLogger(__name__)
State = PublishedPost.State

PERMISSION = "stories.moderate_submission"
RETRY_AFTER = timedelta(minutes=15)
MOST_ATTEMPTS = 3
# Nobody opens an address for a story that nobody reads.
NOT_LOOKED_AT = (
    Submission.State.SPAM,
    Submission.State.NOT_SELECTED,
    Submission.State.WITHDRAWN,
)
OFF = "This site does not open addresses by itself."
SAMPLE = "This is a sample story: its address leads nowhere."
GIVEN_UP = "We tried several times and never came to an end."
LONG = "The page is very long. Only its beginning was read."


class LookRefused(Exception):
    """A post that is not looked at by the machine; the words say why."""


@task()
def look_at_post(pk):
    """Look at one post in the worker."""
    post = PublishedPost.objects.filter(pk=pk).first()
    if post:
        look(post)


def ask_for(post) -> None:
    """Ask the worker to look at a post; asked again within RETRY_AFTER it is asked once."""
    # A queue that stands still would otherwise fill with the same wish.
    if cache.add(_key(post), True, timeout=RETRY_AFTER.total_seconds() - 1):
        look_at_post.enqueue(post.pk)


def look(post, *, now=None) -> PublishedPost | None:
    """Open a post that waits and write down what is there. Return its row, or None when nothing was to do.

    Any number of calls, also at once, open it once. What may pass is tried again later, MOST_ATTEMPTS
    times; then a person has to look. What a person confirmed stays. Call it outside of a transaction.
    """
    post = _claim(post, now or timezone.now())
    if post is None:
        return None
    reason = _reason_not_to(post)
    if not reason and post.attempts > MOST_ATTEMPTS:
        # It may be the page itself that ends every worker.
        reason = GIVEN_UP
    if reason:
        return _finish(post, State.UNREACHABLE, note=reason)
    campaign = CampaignSettings.of_default_site()
    try:
        page = fetch(post.url, user_agent=_user_agent())
    except FetchFailed as failure:
        logger.info("Post %s was not read: %s", post.pk, type(failure).__name__)
        again = failure.may_pass and post.attempts < MOST_ATTEMPTS
        return _finish(post, State.WAITING if again else State.UNREACHABLE, note=str(failure))
    words = visible_text.read(page.body, kind=page.kind, charset=page.charset)
    tags = visible_text.hashtags_in(words, hashtags_of(campaign))
    state = State.FOUND if tags else State.NO_HASHTAG
    return _finish(post, state, hashtags=tags, note="" if page.is_whole else LONG)


def look_after(*, now=None) -> int:
    """Ask for posts that nobody has come to look at, or that are to be tried again. Return how many."""
    posts = list(_waiting(now or timezone.now())[:50])
    for post in posts:
        ask_for(post)
    return len(posts)


def look_again(post, *, user) -> None:
    """Let the machine look once more, as a moderator wishes; until then all stays as it was found.

    Raises PermissionDenied, and LookRefused for a post that a person confirmed or that is never opened.
    """
    _require_moderator(user)
    reason = _reason_not_to(post)
    if reason:
        raise LookRefused(f"{reason} Open the address yourself.")
    with transaction.atomic():
        open_posts = PublishedPost.objects.exclude(state=State.CONFIRMED)
        if not open_posts.filter(pk=post.pk).update(looked_at=None, attempts=0):
            raise LookRefused("Somebody has confirmed this post already.")
        log(post.submission, "stories.look_at_post", user=user)
        transaction.on_commit(lambda: _ask_at_once(post), robust=True)


def confirm(post, *, user, hashtags=(), now=None) -> PublishedPost:
    """Record that a person has seen the post, with the hashtags that they saw. Return the row.

    Done twice it is done once. Raises PermissionDenied. One transaction.
    """
    _require_moderator(user)
    with transaction.atomic():
        post = PublishedPost.objects.select_for_update().get(pk=post.pk)
        if post.state == State.CONFIRMED:
            return post
        post.state, post.note = State.CONFIRMED, ""
        post.hashtags = [
            tag for tag in hashtags_of(CampaignSettings.of_default_site()) if tag in hashtags
        ]
        post.confirmed_by, post.looked_at = user, now or timezone.now()
        post.save(update_fields=["state", "note", "hashtags", "confirmed_by", "looked_at"])
        log(post.submission, "stories.confirm_post", user=user)
    return post


def follow(submission, url: str, title: str) -> None:
    """Let the post of a submission be the one that its sender names now; no address: there is none.

    At another address nothing is known, whoever confirmed the old one: it is looked at anew. Inside
    the caller's transaction.
    """
    posts = PublishedPost.objects.filter(submission=submission)
    if posts.filter(url=url).update(title=title):
        return
    # A new row: the worker, or the person, who is still at the old address has none to write to.
    posts.delete()
    if url:
        post = PublishedPost.objects.create(submission=submission, url=url, title=title)
        transaction.on_commit(lambda: _ask_at_once(post), robust=True)


def post_of(submission) -> PublishedPost | None:
    """Return where the story of a submission was published before, or None."""
    return getattr(submission, "published_post", None)


def hashtags_of(campaign) -> list[str]:
    """Return the hashtags of the campaign that a post should have."""
    return [tag for tag in (campaign.hashtag, campaign.week_hashtag) if tag.strip("# ")]


def is_told_there_only(submission) -> bool:
    """Say whether a submission has a post, and neither words nor a video beside it."""
    if post_of(submission) is None:
        return False
    return not (submission.story_text or submission.video_url or submission.video)


def obstacles(submission) -> list[str]:
    """Return why a story that is told in a post alone cannot be published, as sentences.

    Its page shows little but the way to the post, so somebody must have seen the post, and the way
    must not give away a name that the sender wants hidden. A story with words or a video of its own
    never waits for a post.
    """
    if not is_told_there_only(submission):
        return []
    post = post_of(submission)
    if post.tells_hidden_name:
        return [
            "The story is told in the sender’s own post only, and the sender wants no name shown. "
            "Ask for the story itself."
        ]
    if not post.is_settled:
        return [
            "The story is told in the sender’s own post only, and nobody has seen that post yet. "
            "Open it on the review desk."
        ]
    return []


def _reason_not_to(post):
    """Return why the machine does not open a post at all, or ""."""
    if post.submission.is_sample:
        return SAMPLE
    return "" if settings.LOOK_AT_POSTS else OFF


def _waiting(now):
    """Return the posts to look at: those that nobody has tried, and those whose next try has come."""
    to_try = Q(looked_at=None) | Q(state=State.WAITING, looked_at__lte=now - RETRY_AFTER)
    return (
        PublishedPost.objects.filter(to_try)
        .exclude(state=State.CONFIRMED)
        .exclude(submission__state__in=NOT_LOOKED_AT)
        .order_by("pk")
    )


def _claim(post, now):
    found = _waiting(now).filter(pk=post.pk).first()
    if found is None:
        return None
    # One UPDATE: of two workers exactly one gets the post.
    mine = PublishedPost.objects.filter(pk=post.pk, attempts=found.attempts)
    if not mine.update(attempts=F("attempts") + 1, looked_at=now):
        return None
    return PublishedPost.objects.select_related("submission").filter(pk=post.pk).first()


def _finish(post, state, **found):
    """Write what was found, unless a person confirmed the post meanwhile or it is looked at anew."""
    values = {"state": state, "hashtags": [], **found}
    mine = PublishedPost.objects.filter(pk=post.pk, attempts=post.attempts)
    mine.exclude(state=State.CONFIRMED).update(**values)
    kept_pages.state_changed(post.submission.state, post.submission.state)
    return PublishedPost.objects.filter(pk=post.pk).first()


def _ask_at_once(post):
    cache.delete(_key(post))
    ask_for(post)


def _key(post):
    return f"stories.post.{post.pk}"


def _user_agent():
    # It says who asks, so that the owner of a site can ask back.
    return f"StoryPostReader/1.0 (+{settings.WAGTAILADMIN_BASE_URL})"


def _require_moderator(user):
    if not (user and user.is_active and user.has_perm(PERMISSION)):
        raise PermissionDenied("You do not have permission to decide on posts.")
