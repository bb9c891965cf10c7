"""The headers that every answer carries, and a page instead of an empty "method not allowed"."""

import codecs

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import BadRequest
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.views.defaults import page_not_found

from cms.page_cache import marks
from cms.views import bad_request, method_not_allowed

# What the site never asks a browser for, so that nothing embedded in it can either.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)

# Python's names of the encodings in which a form may arrive.
READABLE = {"ascii", "utf-8", "utf-16", "iso8859-1", "iso8859-15", "cp1252"}


class CompressPagesMiddleware(GZipMiddleware):
    """Compresses pages, and leaves files as they are: a video is asked for in parts (RFC 9110, 14.2).

    Django adds random bytes of random length, so that the length of a page tells nothing of the tokens
    in it (the BREACH attack).
    """

    def process_response(self, request, response):
        """Return the answer, compressed if it is a page and the browser can unpack it.

        A page that is kept for all holds no token, and is compressed once, where it is kept.
        """
        if marks.may_keep(request, response):
            return response
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class SecurityHeadersMiddleware:
    """Adds the headers for which Django has no setting; a view that sets its own keeps it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer with the headers added."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """Sends the public policy everywhere but in the admin, whose own scripts are partly inline."""

    def get_policy_parts(self, request, response, report_only=False):
        """Return the admin's policy below its address; what a view asked for wins over both.

        The preview of a page is answered below the admin's address too, but Wagtail runs it through
        the middleware once more under the public address, so it comes with the public policy
        (wagtail/models/preview.py, make_preview_request).
        """
        parts = super().get_policy_parts(request, response, report_only)
        if report_only or parts != PolicyParts(nonce=parts.nonce):
            return parts
        if request.path_info.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts


class ReadableTextMiddleware:
    """Refuses a body in an encoding that no browser sends.

    Python counts compression and escape schemes among its codecs, and Django's parsers break on them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer, or raise BadRequest, which is a page with status 400."""
        if request.encoding and codecs.lookup(request.encoding).name not in READABLE:
            raise BadRequest("The request is written in an encoding that is not for text.")
        return self.get_response(request)


class KindMethodErrorsMiddleware:
    """Puts a page where Django answers a wrong method with nothing at all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer; an empty 405 gets words, and keeps the methods that it allows."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            return method_not_allowed(request, response.headers.get("Allow", "GET"))
        return response


class OwnErrorPagesMiddleware:
    """In development, shows what a visitor would see instead of Django's page for developers.

    Only for addresses and requests that are wrong; a fault of ours keeps its traceback.
    """

    MARK = b"DEBUG = True"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer; a technical 404 or 400 becomes the site's own."""
        response = self.get_response(request)
        if response.status_code not in (400, 404) or response.streaming:
            return response
        if self.MARK not in response.content:
            return response
        if response.status_code == 404:
            return page_not_found(request, None)
        return bad_request(request)
