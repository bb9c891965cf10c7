"""The post in which a sender published the story before, on the desk: what is there, and a person's own word."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name

from stories import published_posts
from stories.models import PublishedPost

State = PublishedPost.State
STATUS = {State.FOUND: "good", State.CONFIRMED: "good", State.WAITING: "note"}


def describe_post(submission, user, campaign, *, shows_address):
    """Return the context of the desk on the sender's own post; empty without one.

    The address leads to a person: shows_address says whether the reader may know where senders are reached.
    """
    post = published_posts.post_of(submission)
    if post is None:
        return {}
    may_decide = user.has_perm(published_posts.PERMISSION) and post.state != State.CONFIRMED
    return {
        "post": {
            "pk": post.pk,
            # Only what a browser opens as a page becomes a link.
            "url": post.url if shows_address and post.host else "",
            "words": post.url if shows_address else "",
            "title": post.title if shows_address else "",
            "status": STATUS.get(post.state, "bad"),
            "found": _found(post),
            "note": post.note,
            "hashtags": [
                (tag, tag in post.hashtags) for tag in published_posts.hashtags_of(campaign)
            ],
            # Of a page that nobody opened there is nothing to say.
            "shows_hashtags": post.state not in (State.WAITING, State.UNREACHABLE),
            "tells_hidden_name": post.tells_hidden_name,
            "may_confirm": may_decide,
            "may_look": may_decide and settings.LOOK_AT_POSTS and not submission.is_sample,
        }
    }


@require_POST
def confirm(request, pk):
    """Record that the person who asks has seen the post, with the hashtags that they ticked."""
    post = _find(request, pk)
    published_posts.confirm(post, user=request.user, hashtags=request.POST.getlist("hashtag"))
    messages.success(request, "The post is confirmed. Thank you for looking.")
    return redirect(post.submission.desk_url)


@require_POST
def look_again(request, pk):
    """Let the machine look once more."""
    post = _find(request, pk)
    try:
        published_posts.look_again(post, user=request.user)
    except published_posts.LookRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "We look at the post again. Open this page again in a minute.")
    return redirect(post.submission.desk_url)


def get_urls():
    """Return the addresses below /admin/."""
    return [
        path("submissions/posts/<int:pk>/confirm/", confirm, name="post_confirm"),
        path("submissions/posts/<int:pk>/look/", look_again, name="post_look"),
    ]


def _find(request, pk):
    # Before the look-up: whether there is a post is nobody else's business.
    if not request.user.has_perm(published_posts.PERMISSION):
        raise PermissionDenied
    return get_object_or_404(PublishedPost.objects.select_related("submission"), pk=pk)


def _found(post):
    """Return what is known, in a sentence or two."""
    if post.state == State.CONFIRMED:
        who = get_user_display_name(post.confirmed_by) if post.confirmed_by else "A person"
        return f"{who} saw it on {_day(post.looked_at)}."
    if post.looked_at is None and post.submission.state in published_posts.NOT_LOOKED_AT:
        return "Nobody has looked at it. We open posts only of stories that are being read."
    if post.looked_at is None:
        return "Nobody has looked at it yet. We open it soon."
    if post.state == State.WAITING:
        return "It could not be opened yet. We try again soon."
    if post.state == State.UNREACHABLE:
        return f"It could not be opened on {_day(post.looked_at)}. Please look at it yourself."
    if post.state == State.FOUND:
        return f"It was there on {_day(post.looked_at)}."
    return (
        f"A page was there on {_day(post.looked_at)}, without a hashtag. Some sites show posts "
        "only to people. Please look at it yourself."
    )


def _day(moment):
    return f"{timezone.localtime(moment):%B %-d, %Y}"
