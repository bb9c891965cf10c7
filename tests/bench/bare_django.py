"""The least that Django can do with a page: a view that returns one file, with no middleware at all.

The peer of a kept page in tests.bench.page_cache. It runs as a WSGI application of its own; PAGE_FILE
names the file.
"""

import os
from pathlib import Path

from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="measuring-only",
)

import django  # noqa: E402

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

PAGE = Path(os.environ["PAGE_FILE"]).read_bytes()

HEADERS = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(PAGE))}


def answer(request):
    """Answer with the page."""
    return HttpResponse(PAGE, headers=HEADERS)


urlpatterns = [path("", answer)]
application = get_wsgi_application()
