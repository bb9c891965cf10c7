"""The pages for what goes wrong, where Django's own views would say too little, and the icon of the site."""

import logging
import sys
import uuid

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.templatetags.static import static
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 30
FAVICON_SECONDS = 24 * 3600


@require_safe
@cache_control(public=True, max_age=FAVICON_SECONDS)
def favicon(request):
    """Lead those who ask for the icon by its old name to the drawing; each page names that itself."""
    return redirect(static("img/favicon.svg"))


@never_cache
@requires_csrf_token
def bad_request(request, exception=None):
    """Answer what did not arrive whole with 400, and what is too large with 413 (RFC 9110)."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    # No request for the template: its host name may be what is wrong.
    return HttpResponse(loader.get_template(f"{status}.html").render(), status=status)


@never_cache
@requires_csrf_token
def csrf_failure(request, reason=""):
    """Answer a form without text of a person in it that was open for too long."""
    return render(request, "403_csrf.html", status=403)


@never_cache
def method_not_allowed(request, allowed):
    """Answer a request whose method this address does not know; `allowed` names those it does."""
    response = render(request, "405.html", status=405)
    response.headers["Allow"] = allowed
    return response


@never_cache
@requires_csrf_token
def server_error(request):
    """Answer an error of ours with a reference that the log knows, and nothing else.

    A database that is away comes back: then it is 503 with Retry-After (RFC 9110, 15.6.4).
    """
    error = sys.exc_info()[1]
    reference = uuid.uuid4().hex[:8].upper()
    logger.error("A visitor saw reference %s: %s", reference, type(error).__name__)
    # No request for the template: it must not need the database, a session or a user.
    content = loader.get_template("500.html").render({"reference": reference})
    if isinstance(error, OperationalError | InterfaceError):
        return HttpResponse(content, status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
    return HttpResponse(content, status=500)
