"""The page that mails a new private link; what it answers tells nobody whether a story exists."""

import re

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from cms.models import CampaignSettings
from cms.rate_limit import allow, client_address
from cms.views import method_not_allowed
from stories import emails
from stories.models import Submission
from stories.patience import say_wait
from stories.sender_language import address_in_language, as_asked
from stories.views import see_other

TRIES, TRY_SECONDS = 20, 600
LINKS_AN_HOUR = 5
ASKED = {
    "number": _("Enter your story number. It looks like IHH-4K7Q-29"),
    "email": _("Enter the email address that you gave us with the story"),
}
TOO_OFTEN = _(
    "That was tried many times from your connection. Please wait {wait}, then try once more."
)


@csrf_exempt
@never_cache
@as_asked
def ask_for_link(request):
    """Ask for story number and address, and mail a link if they belong together.

    No cookie is needed: who sends this form for somebody else only makes a mail to the right person.
    """
    if request.method == "POST":
        return _take(request)
    if request.method not in ("GET", "HEAD"):
        return method_not_allowed(request, "GET, HEAD, POST")
    return _show(request)


@never_cache
@as_asked
def show_asked(request):
    """Say the same to everybody: if number and address belong together, a mail is on its way."""
    if request.method not in ("GET", "HEAD"):
        return method_not_allowed(request, "GET, HEAD")
    context = {"campaign": CampaignSettings.for_request(request)}
    return render(request, "stories/status/asked.html", context)


def _take(request):
    typed = {name: request.POST.get(name, "").strip()[:254] for name in ASKED}
    errors = {name: message for name, message in ASKED.items() if not typed[name]}
    if "email" not in errors and "@" not in typed["email"]:
        errors["email"] = ASKED["email"]
    if errors:
        return _show(request, typed, errors)
    verdict = allow("story_link", client_address(request), limit=TRIES, seconds=TRY_SECONDS)
    if not verdict.allowed:
        notice = TOO_OFTEN.format(wait=say_wait(verdict.retry_after))
        response = _show(request, typed, notice=notice, status=429)
        response.headers["Retry-After"] = verdict.retry_after
        return response
    _send(typed)
    return see_other(address_in_language(reverse("link_asked")))


def _send(typed):
    """Mail the link, though not to an address that got many of them within the hour."""
    letters = re.sub(r"[^0-9A-Z]", "", typed["number"].upper()).removeprefix("IHH")
    number = f"IHH-{letters[:4]}-{letters[4:]}"
    submission = Submission.objects.filter(
        number=number, sender_email__iexact=typed["email"].replace("\x00", "")
    ).first()
    if submission is None:
        return
    if allow("story_link_mail", str(submission.pk), limit=LINKS_AN_HOUR, seconds=3600).allowed:
        emails.private_link(submission, now=timezone.now())


def _show(request, typed=None, errors=None, notice="", status=200):
    context = {
        "typed": typed or {},
        "errors": errors or {},
        "notice": notice,
        "campaign": CampaignSettings.for_request(request),
    }
    return render(request, "stories/status/ask.html", context, status=status)
