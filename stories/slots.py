"""Slots: the blocks of a page that hold stories, found in its typed body, however deep they are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from cms import text
from stories.blocks import SlotBlock
from stories.models import Placement, StoryPage

SLOT_NAME_LENGTH = Placement._meta.get_field("slot_name").max_length


@dataclass(frozen=True)
class Slot:
    """A block of a page that holds stories.

    page: the page as read, a draft or the public version. field: the StreamField. id: the id of the
    block. name: for editors, for example "Wall of stories: People who heart health IT". stories: in
    their order, those included that may not show now. tells: whether it prints them as stories.
    """

    page: Page = field(repr=False)
    field: str
    id: str
    name: str
    capacity: int
    stories: tuple[StoryPage, ...]
    put: Callable[[list[StoryPage]], None] = field(repr=False, compare=False)
    tells: bool = True

    @property
    def is_full(self) -> bool:
        """Say whether no further story fits in."""
        return len(self.stories) >= self.capacity

    @property
    def room(self) -> int:
        """Return how many further stories fit in."""
        return max(0, self.capacity - len(self.stories))

    def holds(self, story: StoryPage) -> bool:
        """Say whether a story stands in the slot."""
        return story.pk in [held.pk for held in self.stories]


def slots_of(page: Page) -> list[Slot]:
    """Return the slots of a specific page as it was read, in the order of its body."""
    return [
        slot
        for stream in page._meta.get_fields()
        if isinstance(stream, StreamField)
        for slot in _walk(stream.stream_block, getattr(page, stream.name), page, stream.name, "")
    ]


def slots_in(child: Any, page: Page, field_name: str) -> list[Slot]:
    """Return the slots of one block of a StreamField, in order."""
    setter = partial(setattr, child, "value")
    return list(_walk(child.block, child.value, page, field_name, child.id, setter))


def _walk(block: blocks.Block, value: Any, page, field_name, block_id, put=None) -> Iterator[Slot]:
    """Yield the slots below a typed value; each knows how to put stories back where it was found."""
    if isinstance(block, SlotBlock):
        heading = value.get("heading") or ""
        name = f"{block.label}: {heading}" if heading else str(block.label)

        def put_stories(stories):
            put(block.with_stories(value, stories))

        yield Slot(
            page=page,
            field=field_name,
            id=block_id,
            name=text.shorten(name, SLOT_NAME_LENGTH),
            capacity=block.capacity,
            stories=tuple(block.stories_in(value)),
            put=put_stories,
            tells=block.tells,
        )
    elif isinstance(block, blocks.BaseStreamBlock | blocks.ListBlock):
        children = value.bound_blocks if isinstance(block, blocks.ListBlock) else value
        for child in children:
            setter = partial(setattr, child, "value")
            yield from _walk(child.block, child.value, page, field_name, child.id, setter)
    # The block of a picture is built like a struct, and its value is the picture itself.
    elif isinstance(value, blocks.StructValue):
        for name, child in block.child_blocks.items():
            setter = partial(value.__setitem__, name)
            yield from _walk(child, value.get(name), page, field_name, block_id, setter)
