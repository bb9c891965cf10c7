"""Ask for a page, and see whether it was built or kept."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.page_cache.version import version


def built(client, path="/", **headers):
    """Say whether a page was built for this request, and not kept: building needs the database."""
    version.current()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, **headers)
    return any("wagtailcore_page" in query["sql"] for query in queries), response


def is_kept(client, path="/", **headers):
    """Ask twice, and say whether the second answer came from what was kept."""
    client.get(path, **headers)
    return not built(client, path, **headers)[0]
