"""The sender's page that asks for a second look at a refused story."""

from django.urls import reverse

from stories import second_look, status_views
from stories.status_actions import deed
from stories.views import see_other


@status_views.private_page
def explain(request, submission, token):
    """Say what a second look is; opening the page asks for nothing."""
    return _show(request, submission, token)


@deed
def ask(request, submission, token):
    """Take the request and lead back to the story."""
    reason = request.POST.get("reason", "")
    if len(reason.strip()) > second_look.REASON_LENGTH:
        return _show(request, submission, token, reason=reason, status=422)
    try:
        second_look.ask(submission, reason=reason)
    except second_look.SecondLookRefused:
        return _show(request, submission, token, reason=reason, status=409)
    return see_other(f"{reverse('story_status', args=[token])}?now=looked_at_again")


def _show(request, submission, token, *, reason="", status=200):
    return status_views.show(
        request,
        "second_look",
        submission,
        token,
        status=status,
        may_ask=second_look.may_ask(submission),
        asked=second_look.look_at(submission),
        reason=reason,
        most=second_look.REASON_LENGTH,
        over=max(0, len(reason.strip()) - second_look.REASON_LENGTH),
    )
