"""Gives people their words back when the site cannot answer at all: no database, no settings, no page."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token

import cms.views
from stories.embedding import let_in
from stories.form_start import is_from_here
from stories.story_form import HONEYPOT, TOKEN

# What a page carries unseen goes along when it is sent again, and is nothing to read.
UNSEEN = {"csrfmiddlewaretoken", TOKEN, HONEYPOT, "known", "back_to", "save", "autosave", "open"}


@never_cache
@requires_csrf_token
def server_error(request):
    """Answer an error of ours; what was typed into the story form is on the page, to be sent again.

    Nothing here may need the database: it may be what is away. Then it is 503 with Retry-After
    (RFC 9110, 15.6.4), and the log has the reference that every other error page shows.
    """
    error = sys.exc_info()[1]
    plain = cms.views.server_error(request)
    posted = _posted(request)
    if not posted:
        return plain
    is_away = isinstance(error, OperationalError | InterfaceError)
    context = {
        "action": request.path,
        "fields": [(name, value) for name, values in posted for value in values],
        "texts": [
            value
            for name, values in posted
            for value in values
            if name not in UNSEEN and " " in value.strip()
        ],
    }
    # Without a request for the template: it must not need a session or a user.
    content = loader.get_template("stories/form/outage.html").render(context)
    status = HTTPStatus.SERVICE_UNAVAILABLE if is_away else HTTPStatus.INTERNAL_SERVER_ERROR
    response = HttpResponse(content, status=status)
    if is_away:
        response.headers["Retry-After"] = cms.views.RETRY_AFTER_SECONDS
    if request.path.startswith(reverse("embedded_form")) and is_from_here(request):
        # The list of sites is in the database. Here stands nothing but what this very page has sent.
        let_in(response, ["*"])
    return response


def _posted(request):
    """Return what was sent from a page of the form as (name, values), or nothing for other requests."""
    if request.method != "POST":
        return []
    try:
        posted = request.POST
    except Exception:
        # Whatever broke the body broke it for the page as well.
        return []
    if TOKEN not in posted and request.path != reverse("start_story"):
        return []
    return list(posted.lists())
