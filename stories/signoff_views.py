"""The sender's own page about our edits, and the answer to exactly the words that it showed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from stories import signoff, status_views
from stories.status_actions import deed
from stories.views import see_other

OVER = _(
    "The editors have changed something since this page was opened. Your answer was not taken. "
    "Please look at your story again."
)


@status_views.private_page
def show_edits(request, submission, token):
    """Show the words side by side; opening the page decides nothing."""
    return _show(request, submission, token)


@deed
def answer(request, submission, token):
    """Take a yes or a no to the words with the hash that the page carried."""
    said = request.POST.get("answer")
    if said not in ("yes", "no"):
        return _show(request, submission, token)
    try:
        signoff.answer(submission, says_yes=said == "yes", text_hash=request.POST.get("words", ""))
    except signoff.NothingAsked:
        return _show(request, submission, token, notice=OVER, status=409)
    return see_other(f"{reverse('story_status', args=[token])}?now=said_{said}")


def _show(request, submission, token, *, notice="", status=200):
    question = signoff.open_question(submission)
    return status_views.show(
        request,
        "edits",
        submission,
        token,
        status=status,
        notice=notice,
        question=question,
        edits=signoff.edits_of(submission.original.texts, question.texts) if question else [],
    )
