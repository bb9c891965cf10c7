"""Files to take along show to all or not at all; a letter opens in any mail program as it was written."""

from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from events.action_blocks import PolicymakersBlock
from tests import make

pytestmark = pytest.mark.django_db


def document(title="Sheet", name="sheet.pdf", **changes):
    return get_document_model().objects.create(
        title=title, file=ContentFile(b"x" * 2048, name=name), **changes
    )


def shown(client, *items):
    """Return the page of a week with these downloads."""
    page = make.event_page(body=[("toolkit", {"heading": "Take these", "downloads": [*items]})])
    return client.get(page.url).content.decode()


class TestToolkit:
    def test_a_file_says_what_it_is(self, client):
        text = shown(
            client, {"document": document(), "text": "For your wall.", "language": "Spanish"}
        )
        assert "For your wall." in text
        assert "PDF, 2.0\xa0KB, Spanish" in text

    def test_an_editor_can_give_it_another_name(self, client):
        text = shown(client, {"document": document(), "label": "The poster"})
        assert "The poster" in text and ">Sheet<" not in text

    def test_a_file_of_a_private_collection_does_not_show(self, client):
        root = Collection.get_first_root_node()
        closed = root.add_child(name="Partners only")
        inner = closed.add_child(name="Deeper")
        restriction = {"restriction_type": "password", "password": "x"}
        CollectionViewRestriction.objects.create(collection=closed, **restriction)
        open_ = root.add_child(name="Press")
        items = [
            {"document": document("Secret", collection=closed)},
            {"document": document("Deep secret", collection=inner)},
            {"document": document("Open", collection=open_)},
        ]
        text = shown(client, *items)
        assert "Open" in text
        assert "ecret" not in text.replace("Secretary", "")

    def test_without_files_there_is_no_heading(self, client):
        page = make.event_page(body=[("toolkit", {"heading": "Take these", "downloads": []})])
        assert "Take these" not in client.get(page.url).content.decode()

    def test_a_file_is_taken_along_and_never_opened_here(self, client):
        response = client.get(document().url)
        assert response.getvalue()
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_the_public_folder_does_not_hand_it_out(self, client):
        made = document()
        name = made.file.name.rpartition("/")[2]
        response = client.get(made.url)
        assert response.getvalue()
        assert response.status_code == 200
        for path in (f"documents/{name}", f"./documents/{name}", f"x/../documents/{name}"):
            assert client.get(f"/media/{path}").status_code == 404


class TestTheLetter:
    LETTER = {
        "heading": "Ask",
        "subject": "A story & more, 100%",
        "letter": 'Dear [name],\n\nread "this": a+b & c=d?\nThank you, Zoë',
        "steps": [],
    }

    def test_the_mail_address_holds_subject_and_letter(self):
        value = PolicymakersBlock().normalize(self.LETTER)
        scheme, _, rest = value.mail_address.partition("?")
        parts = dict(part.split("=") for part in rest.split("&"))
        assert scheme == "mailto:"
        assert unquote(parts["subject"]) == self.LETTER["subject"]
        assert unquote(parts["body"]) == self.LETTER["letter"].replace("\n", "\r\n")
        assert "+" not in rest and " " not in rest and "%0D%0A" in rest

    def test_the_page_shows_it_and_asks_nobody_else(self, client):
        page = make.event_page(body=[("policymakers", self.LETTER)])
        text = client.get(page.url).content.decode()
        assert "Dear [name]," in text
        assert "read &quot;this&quot;: a+b &amp; c=d?" in text
        assert "mailto:?subject=A%20story%20%26%20more%2C%20100%25&amp;body=Dear" in text
