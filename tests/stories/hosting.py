"""Pages with slots for the tests of placing: the landing page, filled, and what its slots hold."""

from wagtail.models import Page

from home.models import HomePage
from stories import slots
from tests import make


def host(*blocks, **changes):
    """Return the landing page with these blocks in its body, published."""
    page = make.home_page()
    page.body = list(blocks) or [
        ("story_opening", {}),
        ("story_wall", {"heading": "People", "stories": []}),
    ]
    for name, value in changes.items():
        setattr(page, name, value)
    page.save()
    page.save_revision().publish()
    return HomePage.objects.get(pk=page.pk)


def draft_of(page):
    """Return the latest draft of a page."""
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


def slot(page, name="story_wall", *, draft=True):
    """Return the first slot of a block type in the draft or the public version of a page."""
    page = draft_of(page) if draft else Page.objects.get(pk=page.pk).specific
    ids = [block.id for block in page.body if block.block_type == name]
    return next(slot for slot in slots.slots_of(page) if slot.id == ids[0])


def keys(page, name="story_wall", *, draft=True):
    """Return the keys of the stories in a slot."""
    return [story.pk for story in slot(page, name, draft=draft).stories]
