"""The mailed link that confirms an address: opening it decides nothing, its one button does."""

from datetime import timedelta

from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from cms.models import CampaignSettings
from cms.views import method_not_allowed
from stories import emails, private_links, sender_address
from stories.models import PrivateLink
from stories.sender_language import speak_to_sender_of
from stories.views import keep_address, see_other

# A second click, or a reload, is still the first one.
ONE_CLICK = timedelta(minutes=10)


@never_cache
def confirm(request, token):
    """Show the one button that confirms; mail scanners open links, so opening decides nothing."""
    if request.method not in ("GET", "HEAD"):
        return method_not_allowed(request, "GET, HEAD")
    return _show_link(request, token)


@csrf_exempt
@never_cache
def confirm_address(request):
    """Confirm the address, mail the private link and lead to the story's own page.

    The token is the authority, and it travels in no address here. A token in the body needs no
    cookie, so that it works in the browsers inside of mail programs.
    """
    if request.method != "POST":
        return method_not_allowed(request, "POST")
    token = request.POST.get("token", "")
    link = _find_link(token)
    if link is None or not _may_use(link):
        return _show_link(request, token)
    now = timezone.now()
    with transaction.atomic():
        if sender_address.confirm(link.submission, link=link, now=now):
            emails.private_link(link.submission, now=now)
    if not _has_just_confirmed(link, now):
        # A link that has done its work is no second key: from then on there is the private one.
        return keep_address(see_other(reverse("confirm_link", args=[token])))
    own = private_links.make(link.submission, PrivateLink.Purpose.STATUS, now=now)
    return keep_address(see_other(f"{reverse('story_status', args=[own])}?now=confirmed"))


def _find_link(token):
    return (
        PrivateLink.objects.select_related("submission")
        .filter(digest=private_links.digest_of(token), purpose=PrivateLink.Purpose.CONFIRM)
        .first()
    )


def _has_just_confirmed(link, now):
    """Say whether it was this link that confirmed the address, a moment ago."""
    link = PrivateLink.objects.select_related("submission").get(pk=link.pk)
    return (
        link.expires_at > now
        and link.used_at == link.submission.email_confirmed_at
        and link.used_at > now - ONE_CLICK
    )


def _may_use(link):
    return link.submission.is_confirmed or link.expires_at > timezone.now()


def _show_link(request, token):
    """Answer with what a confirm link leads to: the button, the thanks, or what to do instead."""
    link = _find_link(token)
    context = {"campaign": CampaignSettings.for_request(request)}
    status, template = 200, "stories/confirm.html"
    if link is None:
        status, template = 404, "stories/confirm_unknown.html"
    elif link.submission.is_confirmed:
        template = "stories/confirm_done.html"
    elif not _may_use(link):
        status, template = 410, "stories/confirm_expired.html"
    if link:
        context |= {"submission": link.submission, "token": token}
    with speak_to_sender_of(link.submission if link else None):
        return keep_address(render(request, template, context, status=status))
