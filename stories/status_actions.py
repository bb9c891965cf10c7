"""What senders do with their story: each deed is a POST, and the token in its body is the authority."""

import logging
from dataclasses import replace
from functools import wraps

from django.db import InterfaceError, OperationalError, transaction
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from wagtail.log_actions import log

from cms.rate_limit import allow
from cms.views import method_not_allowed
from stories import (
    correction,
    correction_form,
    correction_hints,
    emails,
    hints,
    holding,
    moderation,
    my_data,
    permissions,
    private_links,
    retention,
    status_views,
)
from stories.change_page import ChangePage
from stories.models import Submission
from stories.patience import say_wait
from stories.sender_language import address_in_language, language_of, speak_to_sender_of
from stories.views import keep_address, see_other

logger = logging.getLogger(__name__)

CHANGES_AN_HOUR, COPIES_AN_HOUR = 30, 10
RETRY_AFTER_SECONDS = 30
REASON = "The sender asked for it on the story's own page."
NOTHING_NEW = _("Nothing is different yet. Change your words first, or go back to your story.")
NOTHING_ANSWERED = _(
    "Nothing is different yet. Change your words, or write a note to the editors below."
)
CHANGED_SINCE = _(
    "You have changed your story on another page since this one was opened. The words of this page "
    "are all here. Look at them, and send them again if they are the ones that you want."
)
WENT_LIVE = _(
    "Your story went live while you were writing. If you send your new words, its page comes down "
    "until they are read. They are all here."
)
BUSY = _(
    "We could not store this just now. Your words are all here. Please wait half a minute and send once more."
)
TOO_OFTEN = _(
    "You have sent many changes in a short time. Your words are all here. Please wait {wait}, then send once more."
)


def deed(view):
    """Let a view answer POST from who has the private link; a link that does something replaces older ones.

    A token in the body needs no cookie, so that it works in the browsers inside of mail programs.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def done(request):
        if request.method != "POST":
            return method_not_allowed(request, "POST")
        token = request.POST.get("token", "")
        try:
            link = private_links.use(token)
        except private_links.LinkRefused as refusal:
            texts = correction_form.texts_of(request.POST)
            return status_views.refuse(request, refusal, texts=texts)
        with speak_to_sender_of(link.submission):
            return keep_address(view(request, link.submission, token))

    return done


@deed
def change(request, submission, token):
    """Take new words, or show the form again with everything typed."""
    now = timezone.now()
    version = request.POST.get("version", "")
    original = submission.originals.filter(version=int(version) if version.isdecimal() else 0)
    page = ChangePage(request, submission, token, original.first() or submission.original)
    page.hold_video()
    if correction_form.changes_page(request.POST) or correction_hints.wants_words(request.POST):
        return page.show_typed()
    verdict = allow("story_change", str(submission.pk), limit=CHANGES_AN_HOUR, seconds=3600)
    if not verdict.allowed:
        wait = say_wait(verdict.retry_after)
        return page.show_typed(TOO_OFTEN.format(wait=wait), 429, verdict.retry_after)
    form = page.bound_form()
    if not form.is_valid():
        return page.show(form)
    given = page.read(form)
    found = correction_hints.find_new(page.original, given.answers)
    if correction_hints.is_due(found, request.POST):
        return page.show_hints(form, given, found)
    choices = hints.read_choices(request.POST)
    try:
        correction.correct(
            submission,
            replace(given, hints=tuple(hints.decided(found, choices))),
            version=page.original.version,
            knows=request.POST.get("knows") == "1",
            now=now,
        )
    except correction.NothingNew:
        asked = holding.shown_state(submission) == Submission.State.CHANGES_REQUESTED
        return page.show(form, NOTHING_ANSWERED if asked else NOTHING_NEW, 422)
    except correction.ChangedSince:
        page.original = submission.original
        return page.show_typed(CHANGED_SINCE, 409)
    except correction.WouldComeDown:
        return page.show_typed(WENT_LIVE, 409)
    except correction.NotOpen:
        return page.show_closed()
    except (OperationalError, InterfaceError, OSError) as error:
        logger.error("A correction could not be stored: %s", type(error).__name__)
        return page.show_typed(BUSY, 503, RETRY_AFTER_SECONDS)
    page.drop_video()
    return _lead_back(token, "changed")


@deed
def withdraw(request, submission, token):
    """Take the story back, at once and everywhere."""
    if submission.state != Submission.State.WITHDRAWN:
        moderation.withdraw(submission)
    return _lead_back(token, "withdrawn")


@deed
def end_permission(request, submission, token):
    """End one permission beside publication; ended already, it says the same."""
    permissions.end(submission, request.POST.get("scope", ""))
    return _lead_back(token, "permission_ended")


@deed
def send_my_data(request, submission, token):
    """Answer with everything that is kept, as one file."""
    verdict = allow("story_data", str(submission.pk), limit=COPIES_AN_HOUR, seconds=3600)
    if not verdict.allowed:
        response = status_views.show(
            request, "data", submission, token, is_too_often=True, status=429
        )
        response.headers["Retry-After"] = verdict.retry_after
        return response
    log(submission, "stories.my_data")
    response = StreamingHttpResponse(my_data.stream(submission), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{submission.number}.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@deed
def erase(request, submission, token):
    """Erase the story once the box is ticked that says so."""
    if request.POST.get("sure") != "on":
        return status_views.show_erasure(request, submission, token, is_unsure=True)
    with transaction.atomic():
        emails.erased(submission.sender_email, language=language_of(submission))
        log(submission, "stories.erase")
        retention.erase(submission, reason=REASON)
    return see_other(address_in_language(reverse("story_erased")))


def _lead_back(token, done):
    return see_other(f"{reverse('story_status', args=[token])}?now={done}")
