"""Slots: found in every page that can hold stories, however deep they are."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail import blocks
from wagtail.blocks import StreamValue

from cms.models import CampaignImage
from events.models import EventPage
from home.models import HomePage, StandardPage
from stories import hosts, slots
from stories.blocks import QuoteBlock
from tests import make
from tests.stories.hosting import host

pytestmark = pytest.mark.django_db


class TestSlots:
    """What a page offers."""

    def test_slots_come_in_the_order_of_the_page_with_names_for_editors(self):
        page = host()
        opening, wall = slots.slots_of(page)
        assert opening.name == "Opening sentence" and opening.capacity == 1
        assert wall.name == "Wall of stories: People" and wall.capacity == 12
        assert {wall.field, opening.field} == {"body"} and wall.room == 12 and not wall.is_full

    def test_blocks_without_stories_are_no_slots(self):
        page = host(("heading", {"text": "Hello"}), ("story_latest", {"heading": "New"}))
        assert slots.slots_of(page) == []

    def test_pictures_are_no_slots_and_stand_in_nobodys_way(self):
        picture = CampaignImage.objects.create(
            title="Bee", file=ImageFile(ContentFile(make.picture_bytes()), name="bee.jpg")
        )
        value = {"picture": {"image": picture, "alt_text": "A bee.", "decorative": False}}
        page = host(("picture", value), ("story_quote", {"story": None}))
        assert [slot.capacity for slot in slots.slots_of(page)] == [1]

    def test_a_slot_deep_inside_other_blocks_is_found_and_filled(self):
        inner = blocks.StreamBlock([("story_quote", QuoteBlock())])
        column = blocks.StructBlock([("title", blocks.CharBlock()), ("body", inner)])
        stream = blocks.StreamBlock([("columns", blocks.ListBlock(column))])
        quote = {"type": "story_quote", "value": {"story": None}, "id": "q1"}
        item = {"type": "item", "id": "i1", "value": {"title": "x", "body": [quote]}}
        value = StreamValue(
            stream, [{"type": "columns", "value": [item], "id": "c1"}], is_lazy=True
        )
        [found] = slots._walk(stream, value, None, "body", "")
        story = make.story()
        found.put([story])
        data = json.dumps(stream.get_prep_value(value))
        assert found.id == "q1" and f'"story": {story.pk}' in data

    def test_host_pages_are_found_by_what_they_inherit(self):
        assert set(hosts.get_host_models()) == {HomePage, EventPage}

    def test_only_pages_that_a_user_may_edit_are_offered(self):
        home = make.home_page()
        home.add_child(instance=StandardPage(title="About", slug="about"))
        assert list(hosts.host_pages(make.editor())) == [home.page_ptr]
        assert list(hosts.host_pages(make.moderator())) == []
