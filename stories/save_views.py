"""Save and finish later: the mailed link that leads back to a draft, and the note for people in the story."""

from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from cms.models import CampaignSettings
from cms.rate_limit import allow, client_address
from cms.views import method_not_allowed
from stories import closing, drafts, emails, form_people, form_start, roles, step_page
from stories.models import StepCount
from stories.sender_language import speak_in_form
from stories.steps import Step, step_after, step_of
from stories.visit import Visit, keep_address, see_other

HOUR, DAY = 3600, 24 * 3600
# Mails that one visitor may ask for, and that one address may get.
LINKS_AN_HOUR = 20
LINKS_A_DAY = 10
MAILED = "mailed"
TOO_MANY_LINKS = _(
    "We have sent several links already. Your story is saved. Please look into your mail, and into "
    "the spam folder. You can ask for another link later."
)
# The one question of the save page.
ADDRESS = Step("save", 0, "", ("story_email",), False)


def save(visit):
    """Ask where to mail the link, or mail it."""
    if visit.draft is None:
        if visit.sent:
            return visit.thank(visit.sent)
        return see_other(visit.url(), 303 if visit.is_post else 302)
    if visit.is_post:
        return _mail_link(visit)
    if MAILED in visit.query:
        return visit.hold(visit.show("saved", _dates(visit)))
    return visit.hold(_show_save(visit))


def ask_them(visit):
    """Say that the draft waits until somebody was asked, with a note to show that person."""
    if visit.draft is None:
        return see_other(visit.url(), 303 if visit.is_post else 302)
    people = step_of(visit.steps, "story_people")
    following = people and step_after(visit.steps, people)
    told = [
        {"label": label, "words": visit.answers.get(name)}
        for name, label in _questions(visit, (*roles.PROMPTS, "story_because"))
        if str(visit.answers.get(name) or "").strip()
    ]
    rows = form_people.read_rows(visit.answers.get("story_people"))
    waiting = [row["relation"] for row in rows if form_people.has_unasked([row])]
    context = {
        **_dates(visit),
        "told": told,
        "waiting": [relation for relation in waiting if relation],
        "form": visit.make_form(step=ADDRESS, initial=visit.answers),
        "people_url": visit.url(people.key) if people else visit.url("check"),
        "next_url": visit.url(following.key if following else "check"),
    }
    return visit.hold(visit.show("ask_them", context))


@never_cache
def resume(request, token):
    """Show the one button that opens the draft; mail programs open links, so opening decides nothing."""
    if request.method not in ("GET", "HEAD"):
        return method_not_allowed(request, "GET, HEAD")
    return _show_link(request, token)


@csrf_exempt
@never_cache
def resume_story(request):
    """Open the draft of a mailed link in this browser, at the page where its sender stopped.

    Only from our own page: another site could open a draft of its own here, to read what is typed.
    """
    if request.method != "POST":
        return method_not_allowed(request, "POST")
    token = request.POST.get("token", "")
    draft = drafts.find_by_link(token)
    if draft is None or draft.page is None or not form_start.is_from_here(request):
        return _show_link(request, token)
    visit = Visit(request, draft.page, trusts=False)
    visit.draft, visit.token = draft, drafts.token_of(draft)
    if closing.is_shut_for(visit):
        with speak_in_form(draft.page):
            return closing.show_closed(visit)
    step = visit.step(draft.last_step) or visit.steps[0]
    visit.count(step.key, StepCount.Event.RESUME)
    return visit.lead_to(step.key)


def _mail_link(visit):
    """Keep the address and mail the link to it; whatever is wrong is said on the page."""
    post = visit.request.POST
    form = visit.make_form(post, step=ADDRESS)
    verdict = visit.allow_saving()
    if not verdict.allowed:
        notice = step_page.ask_for_patience(verdict.retry_after)
        return _show_save(visit, form, notice, status=429, retry_after=verdict.retry_after)
    typed = drafts.read_typed(form.fields, post, {})
    try:
        visit.draft = drafts.save(visit.page, visit.token, typed, now=visit.now)
    except drafts.AlreadySent as sent:
        return visit.thank(sent.submission)
    if not form.is_valid():
        return visit.hold(_show_save(visit, form))
    address = form.cleaned_data["story_email"]
    by_visitor = allow(
        "draft_link", client_address(visit.request), limit=LINKS_AN_HOUR, seconds=HOUR
    )
    to_address = allow("draft_link_to", address.casefold(), limit=LINKS_A_DAY, seconds=DAY)
    if not (by_visitor.allowed and to_address.allowed):
        wait = max(by_visitor.retry_after, to_address.retry_after)
        return _show_save(visit, form, TOO_MANY_LINKS, status=429, retry_after=wait)
    with transaction.atomic():
        link = drafts.make_link(visit.draft)
        emails.resume_link(visit.draft, link, to=address, now=visit.now)
    visit.count(visit.draft.last_step or visit.steps[0].key, StepCount.Event.SAVE)
    return visit.lead_to("save", f"{MAILED}=1")


def _show_save(visit, form=None, notice="", *, status=200, retry_after=0):
    step = visit.step(visit.draft.last_step) or visit.steps[0]
    context = {
        **_dates(visit),
        "form": form or visit.make_form(step=ADDRESS, initial=visit.answers),
        "notice": notice,
        "back_url": visit.url(step.key),
    }
    return visit.show("save", context, status=status, retry_after=retry_after)


def _dates(visit):
    return {
        "until": timezone.localdate(visit.draft.expires_at),
        "address": visit.answers.get("story_email", ""),
        "go_on_url": visit.url((visit.step(visit.draft.last_step) or visit.steps[0]).key),
    }


def _questions(visit, names):
    fields = visit.form_class.base_fields
    return [(name, str(fields[name].label)) for name in names if name in fields]


def _show_link(request, token):
    """Answer with what a link leads to: the button, or what to do instead."""
    draft = drafts.find_by_link(token)
    context = {"campaign": CampaignSettings.for_request(request)}
    if draft is None or draft.page is None:
        return keep_address(
            render(request, "stories/form/resume_unknown.html", context, status=404)
        )
    other = drafts.find_by_cookie(request, draft.page)
    context |= {
        "token": token,
        "saved_at": timezone.localtime(draft.saved_at),
        "until": timezone.localdate(draft.expires_at),
        "has_other": bool(other) and other != draft,
        "save_url": f"{draft.page.get_url(request)}save/",
    }
    with speak_in_form(draft.page):
        return keep_address(render(request, "stories/form/resume.html", context))
