"""Every block that editors can choose says what it is and shows what it looks like."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from tests import make

pytestmark = pytest.mark.django_db


def blocks():
    """Return every block of every page's StreamField, by page type and name."""
    return [
        pytest.param(block, id=f"{model.__name__}-{name}")
        for model in get_page_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for name, block in field.stream_block.child_blocks.items()
    ]


@pytest.fixture
def editor(client):
    """A signed-in editor's browser, on a site with the form and two published stories."""
    make.form_page()
    make.event_page(edition=make.edition(starts_on=date(2099, 9, 21), ends_on=date(2099, 9, 25)))
    make.story(picture=make.picture())
    make.story()
    client.force_login(make.editor())
    return client


@pytest.mark.parametrize("block", blocks())
class TestBlockPicker:
    """The picker shows an icon, a sentence and a preview."""

    def test_it_has_an_icon_of_its_own(self, block):
        assert block.meta.icon != "placeholder"

    def test_it_says_in_a_sentence_what_it_is(self, block):
        assert block.meta.description.endswith(".")


class TestPreviews:
    """The picker shows what each block looks like; one site serves them all."""

    def test_every_preview_shows_something(self, editor):
        for block in (param.values[0] for param in blocks()):
            assert block.is_previewable, block.name
            response = editor.get(
                reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
            )
            assert response.status_code == 200, block.name
            main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
            assert "</" in main.split("block-", 1)[1].rpartition("</div>")[0], block.name
