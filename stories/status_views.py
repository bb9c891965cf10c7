"""The sender's own pages, opened by the private link: where the story stands, and what can be done about it."""

import mimetypes
from functools import wraps

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from cms.models import CampaignSettings
from cms.views import method_not_allowed
from stories import (
    correction,
    holding,
    permissions,
    post_words,
    private_links,
    promotion,
    roles,
    second_look,
    signoff,
    standing,
)
from stories.models import Submission
from stories.models.text import SEALED_TEXTS
from stories.sender_language import as_asked, speak_to_sender_of
from stories.showing import Surface, may_show
from stories.views import keep_address

State = Submission.State
# How the way to the form is called, and whether it is what to do now.
CHANGE_LABELS = {
    State.CHANGES_REQUESTED: (_("Answer and change my story"), True),
    State.NOT_SELECTED: (_("Change it and send it again"), True),
}
# What was just done, by the word in the address that the deed led to.
DONE = {
    "confirmed": _(
        "Your address is confirmed. We have mailed you the link to this page. Keep that mail."
    ),
    "changed": _("We have your new words. They are read again before anybody can see them."),
    "said_yes": _("Thank you. We publish exactly the words that you said yes to."),
    "said_no": _(
        "Thank you. Your own words stay as they are. An editor looks at your story again."
    ),
    "looked_at_again": _("Another person reads your story now. We have mailed you that, too."),
    "permission_ended": _("That permission has ended. Everything else stays as it was."),
    "withdrawn": _("Your story is withdrawn. No page of ours shows it any more."),
}


def private_page(view):
    """Let a view answer GET with a page of the story that a link opens; opening it changes nothing."""

    @never_cache
    @wraps(view)
    def opened(request, token):
        if request.method not in ("GET", "HEAD"):
            return method_not_allowed(request, "GET, HEAD")
        try:
            link = private_links.find(token)
        except private_links.LinkRefused as refusal:
            return refuse(request, refusal)
        with speak_to_sender_of(link.submission):
            return keep_address(view(request, link.submission, token))

    return opened


@private_page
def show_status(request, submission, token):
    """Show where the story stands, whose turn it is, and what can be done."""
    context = {
        "standing": standing.read(submission),
        "people": standing.people_to_wait_for(submission),
        "actions": _actions(submission, token),
        "may_correct": correction.may_correct(submission),
        "sections": _words_of(submission.original),
        "original": submission.original,
        "permissions": permissions.open_ones(submission),
        "notice": DONE.get(request.GET.get("now"), ""),
        **post_words.describe(submission, CampaignSettings.for_request(request)),
    }
    return show(request, "status", submission, token, **context)


@private_page
def explain_withdrawal(request, submission, token):
    """Say what happens when the story is taken back, and what cannot be recalled."""
    return show(request, "withdraw", submission, token, page_is_live=is_public(submission))


@private_page
def explain_data(request, submission, token):
    """Say what is in the file with everything that is kept."""
    return show(request, "data", submission, token)


@private_page
def explain_erasure(request, submission, token):
    """Say what is erased and what stays, before the last question."""
    return show_erasure(request, submission, token)


@private_page
def picture(request, submission, token):
    """Give the sender the picture of the latest version."""
    return _answer(submission.original.picture)


@private_page
def poster(request, submission, token):
    """Give the sender the first picture of the video, once the worker has made it."""
    return _answer(submission.video and submission.video.poster)


@never_cache
@as_asked
def show_erased(request):
    """Say that a story is gone; there is nothing left to name."""
    if request.method not in ("GET", "HEAD"):
        return method_not_allowed(request, "GET, HEAD")
    return render(request, "stories/status/erased.html", {"page": None})


def show(request, name, submission, token, *, status=200, **context):
    """Answer with one of the sender's pages."""
    context |= {
        "submission": submission,
        "token": token,
        "title": shown_title(submission),
        "campaign": CampaignSettings.for_request(request),
        "status_url": reverse("story_status", args=[token]),
    }
    response = render(request, f"stories/status/{name}.html", context, status=status)
    return keep_address(response)


def show_erasure(request, submission, token, *, is_unsure=False):
    """Answer with the last question before an erasure."""
    return show(
        request,
        "erase",
        submission,
        token,
        is_unsure=is_unsure,
        page_is_live=is_public(submission),
        versions=submission.originals.count(),
    )


def refuse(request, refusal, *, texts=()):
    """Say why a link opens nothing and how to get one that does; texts (label, words) are given back."""
    template, status = "link_unknown", 404
    if isinstance(refusal, private_links.UnconfirmedLink):
        template, status = "link_unconfirmed", 403
    elif isinstance(refusal, private_links.SpentLink):
        template, status = "link_over", 410
    context = {"texts": texts, "campaign": CampaignSettings.for_request(request)}
    link = getattr(refusal, "link", None)
    with speak_to_sender_of(link.submission if link else None):
        response = render(request, f"stories/status/{template}.html", context, status=status)
    return keep_address(response)


def shown_title(submission):
    """Return the title of the page where there is one, else that of the story."""
    page = getattr(submission, "story_page", None)
    return page.title if page and page.live else promotion.title_of(submission)


def _actions(submission, token):
    """Return (label, address, whether it is the one to choose) of what the story's state invites to."""
    page = getattr(submission, "story_page", None)
    state = holding.shown_state(submission)
    links = {
        name: reverse(f"story_{name}", args=[token])
        for name in ("change", "withdraw", "data", "erase")
    }
    again = []
    if second_look.may_ask(submission):
        url = reverse("story_second_look", args=[token])
        again.append((gettext("Ask for a second look"), url, False))
    if state == State.WITHDRAWN or (
        state == State.NOT_SELECTED and not correction.may_correct(submission)
    ):
        return [
            *again,
            (gettext("Get everything we keep"), links["data"], False),
            (gettext("Erase my story"), links["erase"], False),
        ]
    found = []
    asked = signoff.open_question(submission)
    if asked:
        found.append((gettext("Look at the edits"), reverse("story_edits", args=[token]), True))
    if page and may_show(page, Surface.LIST):
        found.append((gettext("Read my story"), page.get_url() or "", not asked))
    label, is_main = CHANGE_LABELS.get(state, (gettext("Change my story"), False))
    found.append((label, links["change"], is_main))
    found += again
    found.append((gettext("Withdraw my story"), links["withdraw"], False))
    return found


def _words_of(original):
    """Return (question, words) of the story as it was sent last."""
    labels = dict(original.labels)
    by_text = {field: role for role, field in roles.TEXT_OF_ROLE.items()}
    return [
        (labels.get(by_text[name], ""), original.texts[name])
        for name in SEALED_TEXTS
        if original.texts[name]
    ]


def is_public(submission):
    """Say whether the page of a story can be seen now."""
    page = getattr(submission, "story_page", None)
    return bool(page and page.live)


def _answer(file):
    """Answer with a private file; 404 for one that is not there."""
    if not file:
        raise Http404
    try:
        opened = file.open("rb")
    except OSError as error:
        raise Http404("The file is gone.") from error
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    response = FileResponse(opened, content_type=kind)
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response
