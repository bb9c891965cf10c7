"""The mailed link of a person in a story: it shows the story as it was sent, and two buttons decide."""

import mimetypes

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from cms.models import CampaignSettings
from cms.views import method_not_allowed
from stories import parties
from stories.models import Submission
from stories.sender_language import speak_to_sender_of
from stories.views import keep_address, see_other

ANSWERS = {"yes": True, "no": False}


@never_cache
def story(request, token):
    """Show the story and the two buttons; opening the link decides nothing."""
    if request.method not in ("GET", "HEAD"):
        return method_not_allowed(request, "GET, HEAD")
    return _show(request, token)


@never_cache
def picture(request, token):
    """Answer with the picture that came with the story."""
    if request.method not in ("GET", "HEAD"):
        return method_not_allowed(request, "GET, HEAD")
    try:
        person = parties.find(token)
    except parties.UnknownPerson as unknown:
        raise Http404 from unknown
    original = person.submission.original
    if _is_over(person) or original is None or not original.picture:
        raise Http404
    try:
        file = original.picture.open("rb")
    except OSError as gone:
        raise Http404 from gone
    kind = mimetypes.guess_type(original.picture.name)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind)
    response["Content-Disposition"] = 'inline; filename="picture"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    return keep_address(response)


@csrf_exempt
@never_cache
def answer(request):
    """Take a yes or a no; the token is the authority, and it travels in no address here.

    A token in the body needs no cookie, so that it works in the browsers inside of mail programs.
    """
    if request.method != "POST":
        return method_not_allowed(request, "POST")
    token = request.POST.get("token", "")
    given = ANSWERS.get(request.POST.get("answer"))
    try:
        if given is None or _is_over(parties.find(token)):
            return _show(request, token)
        parties.answer(token, agrees=given)
    except parties.UnknownPerson:
        return _show(request, token)
    return keep_address(see_other(reverse("their_story", args=[token])))


def _is_over(person):
    return person.submission.state == Submission.State.WITHDRAWN


def _show(request, token):
    """Answer with what a link leads to: the story, or a word on why there is none."""
    context = {"campaign": CampaignSettings.for_request(request)}
    try:
        person = parties.find(token)
    except parties.UnknownPerson:
        return keep_address(render(request, "stories/person_unknown.html", context, status=404))
    original = person.submission.original
    context |= {
        "person": person,
        "submission": person.submission,
        "token": token,
        "is_over": _is_over(person),
        "texts": original.texts if original else {},
        "has_picture": bool(original and original.picture),
        "picture_alt": (original.answers.get("story_image_alt") or "") if original else "",
        "has_video": bool(
            original and (original.video_hash or original.answers.get("story_video"))
        ),
    }
    with speak_to_sender_of(person.submission):
        return keep_address(render(request, "stories/person.html", context))
