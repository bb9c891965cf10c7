"""One page of the form: shown, saved, checked; what was typed is kept before anything else."""

import logging

from django.db import InterfaceError, OperationalError
from django.http import JsonResponse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _

from stories import drafts, form_people, form_start, look_views, video_intake, words_back
from stories.models import StepCount
from stories.step_page import KNOWN, ask_for_patience, give_back, show_step
from stories.steps import step_after, step_of
from stories.story_form import HONEYPOT
from stories.video_files import VideoRefused

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 30
AUTOSAVE, SAVE, REMOVE = "autosave", "save", "remove"
# Beside the picture stands which part of it shows; these are no questions of the builder.
BESIDE_PICTURE = ("story_image_crop", "story_image_focus")
# The page says these above the form; the answers are all in it again.
WENT_STALE = _(
    "This page was open for a long time, so we could not take it. Your words are all here. "
    "Please look at them and send once more. If this happens again, {way_out}."
)
FROM_ELSEWHERE = _(
    "Your browser did not say that these words come from our own page. They are all here. "
    "Please go on from this page."
)
TOO_LONG = _("That is a lot of words. They are all here. Please shorten them on this page.")
BUSY = _(
    "We could not store your words just now. They are all here. "
    "Please wait half a minute and send once more."
)
FILE_NOT_KEPT = _(
    "We could not keep your file just now. Your words are all here. "
    "Please choose it again and send once more, or go on without it."
)
ERASED = _(
    "The rest of your story was erased meanwhile. What stands on this page is safe. "
    "Please look at the other pages again."
)
MOVED = _(
    "This page has changed since you opened it. Your words are all here. Please go on from here."
)


def open_step(visit, step):
    """Show a step to somebody who comes to it."""
    is_read = visit.request.method == "GET"
    if is_read and not visit.draft and step.number == 1:
        visit.count(step.key, StepCount.Event.START)
    notice = form_start.take_in(visit) if is_read else ""
    response = visit.hold(show_step(visit, step, notice=notice))
    if is_read:
        visit.release(response, drafts.FIRST_COOKIE)
    return response


def receive_step(visit, step):
    """Keep what was typed, then look at it: on to the next page, or this one again with what to mend.

    A page with things to mend comes back with 200: to the person it is the next step and no failure,
    and browsers and logs would report every 4xx as one.
    """
    post = visit.request.POST
    is_autosave = AUTOSAVE in post
    verdict = visit.allow_saving()
    if not verdict.allowed:
        return too_many(visit, step, verdict.retry_after, is_autosave)
    if visit.token is None:
        return give_back(visit, step.key, went_stale(visit), status=422)
    was_erased = KNOWN in post and not visit.draft
    try:
        save_typed(visit, step.names, step.key)
    except drafts.AlreadySent as sent:
        if is_autosave:
            return JsonResponse({}, status=409)
        return words_back.show_sent(visit, sent.submission)
    except (OperationalError, InterfaceError) as error:
        logger.error("A draft could not be saved: %s", type(error).__name__)
        return give_back(visit, step.key, BUSY, status=503, retry_after=RETRY_AFTER_SECONDS)
    if is_autosave:
        return _say_saved(visit)
    form = visit.make_form(post, visit.request.FILES, step=step)
    form.full_clean()
    try:
        _keep_files(visit, form)
    except OSError as error:
        logger.error("A file could not be kept: %s", type(error).__name__)
        return give_back(
            visit, step.key, FILE_NOT_KEPT, status=503, retry_after=RETRY_AFTER_SECONDS
        )
    if was_erased:
        return visit.hold(show_step(visit, step, notice=ERASED))
    return _go_on(visit, step, form)


def receive_strays(visit):
    """Keep what arrived at an address that asks nothing, and show the page that asks it now."""
    names = [name for step in visit.steps for name in step.names if name in visit.request.POST]
    if not names or visit.token is None:
        return give_back(visit, "", went_stale(visit) if names else "", status=422)
    step = step_of(visit.steps, names[0])
    verdict = visit.allow_saving()
    if not verdict.allowed:
        return too_many(visit, step, verdict.retry_after, AUTOSAVE in visit.request.POST)
    try:
        save_typed(visit, names, step.key)
    except drafts.AlreadySent as sent:
        return words_back.show_sent(visit, sent.submission)
    if AUTOSAVE in visit.request.POST:
        return _say_saved(visit)
    return visit.hold(show_step(visit, step, notice=MOVED))


def save_typed(visit, names, key):
    """Write what was typed into these questions to the draft, which is made if there is none."""
    post, files = visit.request.POST, visit.request.FILES
    fields = visit.make_form().fields
    typed = drafts.read_typed({name: fields[name] for name in names if name in fields}, post, files)
    if "story_image" in names:
        typed |= {name: post[name][:200] for name in BESIDE_PICTURE if name in post}
    if post.get(HONEYPOT):
        typed[HONEYPOT] = post[HONEYPOT][:200].replace("\x00", "")
    visit.draft = drafts.save(visit.page, visit.token, typed, step=key, now=visit.now)


def _go_on(visit, step, form):
    """Lead to where the pressed button says, else to the next page, unless there is something to mend."""
    post = visit.request.POST
    if form_people.changes_rows(post):
        return visit.lead_to(step.key, anchor=form_people.changed_row(post), query=_from(visit))
    if REMOVE in post:
        _remove(visit.draft, post[REMOVE])
        return visit.lead_to(step.key, query=_from(visit))
    if SAVE in post and not any(name in form.errors for name in _uploads(form)):
        return visit.lead_to("save")
    if form.errors:
        visit.count(step.key, StepCount.Event.ERROR)
        return visit.hold(show_step(visit, step, form=form))
    visit.count(step.key, StepCount.Event.DONE)
    if form_people.has_unasked(visit.answers.get("story_people")) and "story_people" in step.names:
        return visit.lead_to("ask-them")
    if visit.back_to:
        return visit.lead_to(visit.back_to)
    following = step_after(visit.steps, step)
    if following is None:
        return visit.lead_to(look_views.place_after_the_last_step(visit))
    if not visit.answers.keys() & set(following.names):
        visit.count(following.key, StepCount.Event.START)
    return visit.lead_to(following.key)


def _keep_files(visit, form):
    """Put the files that can be taken beside the draft: they outlive an error in another question."""
    picture = form.cleaned_data.get("story_image")
    if picture:
        drafts.keep_picture(visit.draft, picture)
    video = form.cleaned_data.get("story_video_file")
    if video:
        try:
            video_intake.keep_upload(visit.draft, video)
        except VideoRefused as refusal:
            form.add_error("story_video_file", refusal.message)
        visit.draft.refresh_from_db()


def _remove(draft, what):
    if what == "picture":
        drafts.drop_picture(draft)
    elif what == "video":
        video_intake.drop(draft)


def _uploads(form):
    """Return the names of the questions to which a file was sent."""
    return [name for name in form.fields if name in form.files]


def _from(visit):
    return f"from={visit.back_to}" if visit.back_to else ""


def _say_saved(visit):
    """Answer to the page's own script: when it was saved, and the token to go on with."""
    moment = format_date(timezone.localtime(visit.draft.saved_at), "P")
    return visit.hold(JsonResponse({"saved": moment, "token": visit.signed_token}))


def went_stale(visit):
    """Return the words for somebody whose page named no draft of ours."""
    return WENT_STALE.format(way_out=visit.way_out)


def too_many(visit, step, retry_after, is_autosave=False):
    """Ask for patience (RFC 6585, 4); the words stay in the form."""
    if is_autosave:
        return JsonResponse({}, status=429, headers={"Retry-After": retry_after})
    return give_back(
        visit, step.key, ask_for_patience(retry_after), status=429, retry_after=retry_after
    )
