"""The last page before sending: every answer once more, and the sending itself."""

import logging

from django.db import InterfaceError, OperationalError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from stories import answer_rows, crops, drafts, intake, look_views, repeats, step_page, step_views
from stories.form_fields import complete_because
from stories.models import StepCount
from stories.questions import count_problems
from stories.steps import step_of
from stories.story_form import HONEYPOT
from stories.visit import see_other

logger = logging.getLogger(__name__)

STALE = _(
    "This page was open for a long time, so we could not take it. Your story is all here. "
    "Please look at it and send once more. If this happens again, {way_out}."
)
BUSY = _(
    "We could not store your story just now. It is safe as it stands here. "
    "Please wait half a minute and send once more."
)
FILES_BUSY = _(
    "We could not keep your picture just now. Your words are all safe. "
    "Please send once more, or remove the picture and send the story without it."
)
GONE = _(
    "Your story is not here anymore: it was erased after {days} days without a change, or by you. "
    "You can start it again."
)


def check(visit):
    """Show the answers, or send them."""
    if visit.is_post:
        return _send(visit)
    if visit.draft is None:
        return see_other(visit.url(), 302)
    return visit.hold(show_check(visit))


def show_check(visit, *, form=None, notice="", status=200, retry_after=0):
    """Answer with every question and its answer; form: the whole form, once it was looked at."""
    form = form or make_whole_form(visit)
    problems = _problems_of(visit, form) if form.is_bound and form.is_checked else []
    context = {
        "groups": answer_rows.groups_of(visit, form, problems),
        "problems": problems,
        "problems_title": count_problems(len(problems)),
        "notice": notice,
        "form_url": visit.url("check"),
        "back_url": visit.url(visit.steps[-1].key),
        "look_url": visit.url("look-again"),
        # Their own browser keeps it for the posts on the thank-you page.
        "because": complete_because(
            " ".join(str(visit.answers.get("story_because") or "").split()),
            visit.campaign.hashtag,
        ),
    }
    return visit.show("check", context, status=status, retry_after=retry_after)


def make_whole_form(visit):
    """Return the whole form, bound to what the draft holds and not looked at yet."""
    form = visit.make_form(MultiValueDict(drafts.data_of(visit.answers)), MultiValueDict())
    form.is_checked = False
    return form


def _send(visit):
    """Store the story and lead to the thank-you page, or say what is in the way.

    The same token again leads to the same thank-you page, whatever became of the draft.
    """
    from stories.views import show_start

    verdict = visit.allow_sending()
    # Of two clicks the second may find the draft gone that the first one made a story of.
    if visit.sent:
        return visit.thank(visit.sent)
    if visit.draft is None:
        gone, stale = GONE.format(days=drafts.DRAFT_DAYS), STALE.format(way_out=visit.way_out)
        notice = gone if visit.token else stale
        return show_start(visit, notice=notice, status=410 if visit.token else 422)
    if not verdict.allowed:
        notice = step_page.ask_for_patience(verdict.retry_after)
        return show_check(visit, notice=notice, status=429, retry_after=verdict.retry_after)
    form = make_whole_form(visit)
    form.is_checked = True
    if not form.is_valid():
        visit.count("check", StepCount.Event.ERROR)
        return visit.hold(show_check(visit, form=form))
    try:
        submission = _store(visit, form)
    except (OperationalError, InterfaceError) as error:
        logger.error("A story could not be stored: %s", type(error).__name__)
        return _try_later(visit, BUSY)
    except OSError as error:
        logger.error("A picture could not be kept: %s", type(error).__name__)
        return _try_later(visit, FILES_BUSY)
    except intake.DraftGone:
        return show_start(visit, notice=GONE.format(days=drafts.DRAFT_DAYS), status=410)
    visit.count("check", StepCount.Event.SEND)
    return visit.thank(submission)


def _store(visit, form):
    """Return the submission that the draft becomes, or the equal one that was sent before."""
    draft = visit.draft
    video = getattr(draft, "video", None)
    repeated = repeats.find_repeat(
        form.answers,
        form.agreements,
        picture_hash=draft.picture_hash,
        video_hash=video.source_hash if video else "",
        now=visit.now,
    )
    if repeated:
        drafts.let_go(draft, visit.now)
        return repeated
    return intake.receive(
        visit.page,
        form.answers,
        receipt=draft.form_id,
        labels=form.labels,
        agreements=form.agreements,
        draft=draft,
        crop=_crop_of(draft),
        hints=look_views.decided_hints(visit, form.answers),
        made_at=draft.begun_at,
        honeypot=visit.request.POST.get(HONEYPOT) or draft.answers.get(HONEYPOT, ""),
        enrolls_later=True,
        now=visit.now,
    )


def _crop_of(draft):
    """Return which part of the picture shows; {} without a picture or a choice."""
    if not draft.picture:
        return {}
    answers = draft.answers
    return crops.read_choice(
        answers.get("story_image_crop", ""), answers.get("story_image_focus", "")
    )


def _problems_of(visit, form):
    """Return what is to be mended: dictionaries of name, message and the address of the field."""
    problems = []
    for question in form.problems:
        step = step_of(visit.steps, question.bound.name)
        for target, message in question.error_links:
            url = visit.url(step.key, "from=check", target) if step else visit.url()
            problems.append({"name": question.bound.name, "message": message, "url": url})
    return problems


def _try_later(visit, notice):
    return show_check(visit, notice=notice, status=503, retry_after=step_views.RETRY_AFTER_SECONDS)
