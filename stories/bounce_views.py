"""The door through which a mail server or provider says that a mail came back."""

import hashlib
import hmac
import json
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from stories import bounces

LONGEST_BODY = 64 * 1024
HEADER = "X-Signature"


class Unreadable(Exception):
    """What was sent is no notification; the words say what is wrong with it."""


@csrf_exempt
@require_POST
@never_cache
def note_bounce(request):
    """Note one mail that came back; the body is signed with BOUNCE_SECRET, without which there is no door.

    The body is JSON: message_id, and if known reason, at (ISO 8601 with a time zone) and final,
    false for a mail that may still arrive. The header X-Signature is "sha256=" and the HMAC of the
    body in hexadecimal digits (RFC 2104). Answers 204 for mails that nobody knows too, or a provider
    would ask for ever.
    """
    if not settings.BOUNCE_SECRET:
        raise Http404
    if len(request.body) > LONGEST_BODY:
        return HttpResponse("The notification is too long.", status=413, content_type="text/plain")
    if not is_signed(request.body, request.headers.get(HEADER, "")):
        return HttpResponse(
            "The signature does not fit the body.", status=403, content_type="text/plain"
        )
    try:
        message_id, told = read(request.body)
    except Unreadable as error:
        return HttpResponse(str(error), status=400, content_type="text/plain")
    if mail := bounces.find(message_id):
        try:
            bounces.note(mail, **told)
        except bounces.NeverSent as error:
            return HttpResponse(str(error), status=400, content_type="text/plain")
    return HttpResponse(status=204)


def is_signed(body: bytes, signature: str) -> bool:
    """Say whether somebody who has the secret has signed the body."""
    right = hmac.new(settings.BOUNCE_SECRET.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"sha256={right}".encode(), signature.strip().lower().encode())


def read(body: bytes) -> tuple[str, dict]:
    """Return the id of the mail, and what bounces.note is told of it. Raises Unreadable."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("The body is no JSON.") from error
    if not isinstance(given, dict) or not isinstance(given.get("message_id"), str):
        raise Unreadable("The body needs message_id, the Message-ID of the mail that came back.")
    reason, final = given.get("reason", ""), given.get("final", True)
    if not isinstance(reason, str) or not isinstance(final, bool):
        raise Unreadable("reason is a text, and final is true or false.")
    return given["message_id"], {"reason": reason, "final": final, "at": _moment(given.get("at"))}


def _moment(given) -> datetime | None:
    if given is None:
        return None
    try:
        moment = parse_datetime(given) if isinstance(given, str) else None
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment):
        raise Unreadable("at is a moment with its time zone, such as 2026-09-23T09:41:00-04:00.")
    # A clock that is ahead must not put it into the future.
    return min(moment, timezone.now())
