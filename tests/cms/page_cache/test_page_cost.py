"""No public page asks the database more than eight times when it is built (issue 6)."""

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from cms.page_cache import facts
from cms.page_cache.store import store
from cms.page_cache.version import version

pytestmark = pytest.mark.django_db
MOST = 8
MORE = ["/stories/?topic=getting-the-record", "/stories/?q=list", "/feeds/stories.atom"]


def queries(client, address):
    """Return the queries of a page that is built anew, while what all pages share is known."""
    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    assert client.get(address).status_code == 200
    store.clear()
    version.current()
    with connection.execute_wrapper(note):
        client.get(address)
    return [sql for sql in asked if "SAVEPOINT" not in sql]


@pytest.mark.usefixtures("kept")
def test_every_page_of_the_demo(client, monkeypatch):
    # What all pages share is read once a minute, and a busy machine needs longer for the walk.
    monkeypatch.setattr(facts, "LONGEST_SECONDS", 3600)
    call_command("load_demo", verbosity=0)
    pages = [page.get_url() for page in Page.objects.live().specific() if page.get_url()]
    assert len(pages) > 30
    costs = {address: queries(client, address) for address in [*pages, *MORE]}
    dear = {address: asked for address, asked in costs.items() if len(asked) > MOST}
    assert not dear, "\n".join(
        f"{len(sql)} {where}:\n  " + "\n  ".join(sql) for where, sql in dear.items()
    )
