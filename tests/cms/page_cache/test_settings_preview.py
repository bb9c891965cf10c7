"""A preview of the settings of the campaign puts nothing into what is kept for visitors."""

import pytest
from django.test import Client

from tests import make
from tests.cms.page_cache.asking import is_kept
from tests.cms.test_settings_preview import preview

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


@pytest.mark.parametrize("asks_first", ["visitor", "editor"])
def test_visitors_meet_nothing_of_it(client, asks_first):
    make.campaign_settings(tagline="As it was.")
    editor = Client()
    editor.force_login(make.editor())
    if asks_first == "visitor":
        assert is_kept(client)
    changes = {"tagline": "Told anew.", "banner_is_on": "on", "banner_text": "The week begins."}
    menu = [{"where": "header", "label": "Typed", "page": "", "address": "/typed/"}]
    accounts = [{"network": "x", "address": "https://x.com/typed"}]
    page = str(preview(editor, menu=menu, accounts=accounts, **changes))
    typed = ("Told anew.", "The week begins.", "/typed/", "https://x.com/typed")
    assert all(words in page for words in typed)
    # The landing page was built before or now; the second page from what is known by then.
    for path in ("/", make.event_page().url):
        seen = client.get(path).content.decode()
        assert "As it was." in seen and not any(words in seen for words in typed)
