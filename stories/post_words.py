"""What senders read about the post in which they published their story before."""

from django.utils.translation import gettext, ngettext

from stories import holding, published_posts
from stories.models import PublishedPost, Submission

State = PublishedPost.State
# Nothing is left to do about the post of a story that goes no further.
OVER = (Submission.State.WITHDRAWN, Submission.State.NOT_SELECTED)


def describe(submission, campaign) -> dict:
    """Return the context of the status page on the sender's own post; empty where there is nothing to say."""
    post = published_posts.post_of(submission)
    if post is None or holding.shown_state(submission) in OVER:
        return {}
    lines = [*_found(post), *_missing(post, campaign), *_consequences(post)]
    return {"post": post, "post_lines": lines}


def _found(post):
    if post.state == State.WAITING:
        return [gettext("We have not opened your post yet. We do so soon.")]
    if post.state == State.CONFIRMED:
        return [gettext("One of us has seen your post.")]
    if post.state == State.FOUND:
        return [gettext("We found your post.")]
    if post.state == State.NO_HASHTAG:
        return [gettext("Our program opened your post. One of us looks at it, too.")]
    return [
        gettext("Our program could not open your post. One of us looks at it."),
        gettext("Is the address right? If not, change your story and mend it there."),
    ]


def _missing(post, campaign):
    """Return what is said of the hashtags: a wish, and never a condition."""
    if post.state in (State.WAITING, State.UNREACHABLE):
        return []
    wanted = published_posts.hashtags_of(campaign)
    missing = [tag for tag in wanted if tag not in post.hashtags]
    if missing:
        return [
            ngettext(
                "We did not see {hashtags} in it. You may add it, if you like. "
                "Your story goes on either way.",
                "We did not see {hashtags} in it. You may add them, if you like. "
                "Your story goes on either way.",
                len(missing),
            ).format(hashtags=gettext(" or ").join(missing))
        ]
    return (
        [gettext("It has {hashtags}. Thank you.").format(hashtags=gettext(" and ").join(wanted))]
        if wanted
        else []
    )


def _consequences(post):
    """Return what the post means for the page of the story."""
    is_alone = published_posts.is_told_there_only(post.submission)
    if post.tells_hidden_name:
        lines = [
            gettext(
                "You asked us to show no name. So the page of your story does not lead to your post."
            )
        ]
        if is_alone:
            lines.append(
                gettext("Please tell your story here, too. Without it, its page would be empty.")
            )
        return lines
    if post.may_be_linked:
        return [
            gettext("The page of your story leads to it, as the place where it came out first.")
        ]
    if is_alone:
        return [
            gettext("Your story is told there only. So its page waits until one of us has seen it.")
        ]
    return []
