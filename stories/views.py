"""Public views of the story form: which page answers, the start page, the thank-you page, previews."""

import logging
import uuid
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token
from wagtail.models import Page

import cms.views
from cms.models import CampaignSettings
from stories import (
    check_views,
    closing,
    draft_files,
    drafts,
    emails,
    form_start,
    hearts,
    look_views,
    save_views,
    step_page,
    step_views,
)
from stories.models import StepCount, StoryFormPage, Submission
from stories.sender_language import speak_to_sender_of
from stories.steps import find_step
from stories.visit import Visit, keep_address, see_other

logger = logging.getLogger(__name__)

START_OVER = "start_over"
SAMPLE = (
    "My mother keeps her pills in a blue box on the kitchen table, and she has never liked screens. "
    "When the pharmacy changed one dose, her phone told her before the bottle did. "
    "She called me, not to complain, but to read it aloud. It was the first time in years that she "
    "was sure what to take, and when, and why it was there at all."
)
SAMPLE_BECAUSE = "#IHeartHIT because my mother knew before I could worry."
# Places of the form that are no steps.
FILES = {"picture": draft_files.picture, "poster": draft_files.poster}
PLACES = {
    "check": check_views.check,
    "save": save_views.save,
    "ask-them": save_views.ask_them,
    "look-again": look_views.look_again,
    **FILES,
}


@never_cache
def story_form(request, page, place=""):
    """Answer at the form's own address (place "") or at one place below it."""
    if request.method not in ("GET", "HEAD", "POST"):
        return cms.views.method_not_allowed(request, "GET, HEAD, POST")
    return answer(Visit(request, page), place)


def answer(visit, place):
    """Answer at one place of the form; "" is its start page."""
    if not visit.is_post and place not in FILES and visit.sent_before:
        return visit.thank(visit.sent_before)
    if closing.is_shut_for(visit):
        return closing.show_closed(visit)
    if not place:
        return _receive_start(visit) if visit.is_post else show_start(visit)
    if place in PLACES:
        return PLACES[place](visit)
    step = find_step(visit.steps, place)
    if step is None:
        # An editor may have renamed the page meanwhile: what was typed is kept all the same.
        return step_views.receive_strays(visit) if visit.is_post else visit.lead_to(status=302)
    return (
        step_views.receive_step(visit, step) if visit.is_post else step_views.open_step(visit, step)
    )


def show_start(visit, *, notice="", status=200):
    """Answer with the start page: what it takes, the rules, the way in."""
    page = visit.page
    step = visit.step(visit.draft.last_step) if visit.draft else None
    if visit.request.method == "GET" and not visit.draft:
        visit.count("start", StepCount.Event.START)
    context = {
        "notice": notice,
        "needs": page.needs.splitlines(),
        "rules": page.rules.splitlines(),
        "first_url": visit.url(visit.steps[0].key),
        "go_on_url": visit.url((step or visit.steps[0]).key),
        "start_over": START_OVER,
    }
    return visit.show("start", context, status=status)


def _receive_start(visit):
    """Begin anew where that was asked for; whatever else arrives here is kept in the draft."""
    if START_OVER not in visit.request.POST:
        return step_views.receive_strays(visit)
    if visit.draft:
        drafts.erase(visit.draft)
    return visit.release(see_other(visit.url(visit.steps[0].key)))


@never_cache
def thank_you(request, receipt, **context):
    """Say that the story is stored: its number and its heart, and nothing else about it.

    It is said in the form's words, whether or not the form is still open.
    """
    if request.method not in ("GET", "HEAD"):
        return cms.views.method_not_allowed(request, "GET, HEAD")
    submission = get_object_or_404(Submission, receipt=receipt)
    forms = StoryFormPage.objects.order_by("pk")
    page = forms.filter(pk=submission.page_id).first() or forms.first() or StoryFormPage()
    with speak_to_sender_of(submission):
        return keep_address(show_thanks(request, page, submission, **context))


@never_cache
def receipt_heart(request, receipt):
    """Give the sender the heart of the story as a picture file."""
    submission = get_object_or_404(Submission, receipt=receipt)
    with speak_to_sender_of(submission):
        title = gettext("A heart drawn from the words of a story")
    drawing = hearts.draw_heart(
        submission.story_text,
        submission.because,
        colours={"story": "#c2124a", "because": "#ffc34d", "background": "#1f0f2b"},
        title=title,
    )
    return HttpResponse(
        drawing,
        content_type="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="{submission.number}-heart.svg"'},
    )


@requires_csrf_token
@never_cache
def csrf_failure(request, reason=""):
    """Take a page of the form that vouches for itself in another way, else give its words back.

    A browser that holds no cookie of ours still says where the page came from, and the form token
    names the draft. Other pages have their own answer.
    """
    page, place = _form_place(request)
    if page is None:
        return cms.views.csrf_failure(request, reason=reason)
    if request.method != "POST":
        # Django asks every method but the reading ones for a token before the form sees it.
        return cms.views.method_not_allowed(request, "GET, HEAD, POST")
    if form_start.is_from_here(request) and Visit(request, page).sent_token:
        return story_form(request, page, place)
    # What another site posted must not lead into a draft that somebody else can open.
    visit = Visit(request, page, trusts=False)
    return step_page.give_back(visit, place, step_views.went_stale(visit), status=403)


def form_closed(request):
    """Say that there is no form to start."""
    raise Http404


def preview(request, page, mode):
    """Show editors a page of the form, with an invented story where one is needed."""
    visit = Visit(request, page)
    if mode == "thanks":
        sample = Submission(
            number="IHH-4K7Q-29",
            receipt=uuid.uuid4(),
            what_happened=SAMPLE,
            because=SAMPLE_BECAUSE,
        )
        return show_thanks(request, page, sample)
    if mode == "check":
        return check_views.show_check(visit)
    if mode == "closed":
        return closing.show_closed(visit)
    for step in visit.steps:
        if step.preview_mode == mode:
            return step_page.show_step(visit, step)
    return show_start(visit)


def show_thanks(request, page, submission, **context):
    """Answer with the thank-you page of a submission; context: more values for its template."""
    sent_at = submission.submit_time
    context |= page.get_context(request)
    context |= {
        "submission": submission,
        "heart": mark_safe(
            hearts.draw_heart(submission.story_text, submission.because, key="thanks")
        ),
        "word_count": submission.word_count,
        "sent_at": sent_at,
        "confirm_by": timezone.localdate(sent_at + timedelta(days=emails.CONFIRM_DAYS)),
        "read_by": timezone.localdate(sent_at + timedelta(days=page.reading_days)),
        "campaign": CampaignSettings.for_request(request),
    }
    return render(request, "stories/thank_you.html", context)


def _form_place(request):
    """Return (the story form that the request was sent to, the place below it), or (None, "")."""
    found = Page.route_for_request(request, request.path)
    if found is None or not isinstance(found.page, StoryFormPage):
        return None, ""
    return found.page, found.kwargs.get("place", "")
