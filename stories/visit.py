"""One request to the story form: whose draft it is about, which pages the form has, where to lead."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.models import CampaignSettings
from cms.rate_limit import allow, client_address
from stories import drafts, screening
from stories.steps import find_step, steps_of
from stories.story_form import HONEYPOT, TOKEN

RATE_SECONDS = 600
# A second click costs a look and makes no story: it is counted apart, and more generously.
CLICKS = 5
# A story takes about ten pages, and each page is saved by itself now and then.
SAVES = 40
# In the hidden field that says where a page was opened from.
BACK_FIELD = "back_to"
BACK = ("check", "look-again")


class Visit:
    """What the views of the form ask about one request."""

    # Whether another site shows the form on a page of its own (stories.embedding).
    is_embedded = False
    # The template around every page of the form, and the address of the page that thanks.
    around = "base.html"
    receipt_name = "thank_you"
    # What to do where no page ever names a draft of ours.
    way_out = _("allow cookies for this site")

    def __init__(self, request, page, *, trusts=True):
        """Take the request to a form page; without trust its form token names no draft."""
        self.request, self.page = request, page
        self.now = timezone.now()
        self.is_post = request.method == "POST"
        self.query = request.GET
        self.trusts = trusts

    @cached_property
    def campaign(self):
        """The settings of the campaign."""
        return CampaignSettings.for_request(self.request)

    @cached_property
    def form_class(self):
        """The class that the builder makes of the page's questions."""
        return self.page.get_form_class()

    @cached_property
    def steps(self):
        """The pages of the form."""
        return steps_of(self.page, self.form_class)

    @cached_property
    def sent_token(self):
        """What the hidden field says, or None for one that is not ours."""
        if not (self.request.method == "POST" and self.trusts):
            return None
        return drafts.read_token(self.request.POST.get(TOKEN, ""), self.now)

    @cached_property
    def token(self):
        """What names the draft: the hidden field first, then the cookie. None if neither is ours."""
        if self.sent_token:
            return self.sent_token
        draft = self.held()
        return drafts.token_of(draft) if draft else None

    @cached_property
    def draft(self):
        """The draft that stands under the token, or None."""
        if getattr(self.request, "is_preview", False):
            return None
        return drafts.find_by_token(self.token, self.page, self.now)

    @cached_property
    def sent(self):
        """The submission that was sent under the token, or None: what was sent has no draft any more."""
        return None if self.draft else drafts.sent_with(self.token)

    @cached_property
    def sent_before(self):
        """The submission that the draft in this browser became, or None; a draft that waits counts more.

        The answer to the sending may never have arrived: then the browser still holds the draft.
        """
        if self.draft or self.held(drafts.FIRST_COOKIE):
            return None
        return drafts.sent_by_cookie(self.request)

    @property
    def answers(self):
        """What the draft holds, as typed; {} without one."""
        return self.draft.answers if self.draft else {}

    @cached_property
    def signed_token(self):
        """The hidden field of the next page; a new one where none came, so that a draft can begin."""
        if self.token:
            return drafts.sign_token(self.token)
        return screening.make_form_token(self.now)

    @property
    def back_to(self):
        """Where a page leads back to when it was opened to change one answer: a key, or ""."""
        sent = self.request.POST if self.is_post else self.query
        place = sent.get(BACK_FIELD if self.is_post else "from", "")
        return place if place in BACK else ""

    def make_form(self, *args, step=None, **kwargs):
        """Return the form of a step, or the whole one."""
        return self.form_class(
            *args,
            page=self.page,
            campaign=self.campaign,
            names=step.names if step else None,
            others=self.answers,
            draft=self.draft,
            **kwargs,
        )

    def step(self, key):
        """Return the step at an address, or None."""
        return find_step(self.steps, key)

    def url(self, place="", query="", anchor=""):
        """Return the address of a place of the form; "" is the start page."""
        base = self.page.get_url(self.request) or "/"
        path = f"{base}{place}/" if place else base
        return path + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")

    def lead_to(self, place="", query="", anchor="", *, status=303):
        """Answer a POST with the address of the next page (RFC 9110, 15.4.4), and hold the draft."""
        response = see_other(self.url(place, query, anchor), status)
        return self.hold(response)

    def thank(self, submission):
        """Lead to the thank-you page of what was sent; the browser lets go of its draft."""
        return self.release(see_other(reverse(self.receipt_name, args=[submission.receipt])))

    def held(self, name=drafts.COOKIE):
        """Return the draft that the browser holds under this name, if it still stands."""
        return drafts.find_by_cookie(self.request, self.page, self.now, name=name)

    def hold(self, response):
        """Let the browser hold the draft."""
        if self.draft:
            drafts.remember(self.request, response, self.draft, self.page)
        return response

    def release(self, response, name=drafts.COOKIE):
        """Let the browser forget the draft that it holds under this name."""
        drafts.forget(self.request, response, self.page, name=name)
        return response

    def show(self, template, context, *, status=200, retry_after=0):
        """Answer with a page of the form."""
        context = {
            **self.page.get_context(self.request),
            "campaign": self.campaign,
            "is_problem": status >= 400,
            "token_name": TOKEN,
            "token": self.signed_token,
            "has_draft": self.draft is not None,
            "honeypot": HONEYPOT,
            "around": self.around,
            "is_embedded": self.is_embedded,
            "start_url": self.url(),
            "save_url": self.url("save"),
            **context,
        }
        response = render(self.request, f"stories/form/{template}.html", context, status=status)
        if retry_after:
            response.headers["Retry-After"] = retry_after
        return response

    def count(self, step, event):
        """Count an event, but for editors who look at a preview."""
        if not getattr(self.request, "is_preview", False):
            drafts.count(self.page, step, event, self.now)

    def allow_saving(self):
        """Count one more page that is saved and say whether that is all right."""
        return self._allow("story_step", SAVES)

    def allow_sending(self):
        """Count one more story that is sent and say whether that is all right."""
        if self.sent:
            return self._allow("story_form_again", CLICKS)
        return self._allow("story_form", 1)

    def _allow(self, scope, times):
        return allow(
            scope,
            client_address(self.request),
            limit=settings.STORY_FORM_LIMIT * times,
            seconds=RATE_SECONDS,
        )


def see_other(url, status=303):
    """Redirect to a page to be read (RFC 9110, 15.4.4)."""
    response = HttpResponseRedirect(url)
    response.status_code = status
    return response


def keep_address(response):
    """Keep the address of a page, which opens it, out of every Referer header.

    "no-referrer" would do the same, but then browsers send "Origin: null" with the next form.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
