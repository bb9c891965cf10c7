"""The picture of a page's layout: its blocks in order, the slots among them with what they hold."""

from dataclasses import dataclass, field

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from cms import text
from cms.timed_blocks import timing_of_child
from stories.slots import Slot, slots_in

HINT_LENGTH = 60


@dataclass(frozen=True)
class Part:
    """One block of a page in the picture.

    label: the kind of block. hint: its heading in short, or "". timing: when it shows, "" for always.
    slots: the places for stories in it; none for a block that is drawn as a quiet bar.
    """

    label: str
    hint: str
    timing: str
    slots: list[Slot] = field(repr=False)


def layout_of(page: Page) -> list[Part]:
    """Return the parts of a specific page as it was read, from the top down."""
    return [
        Part(
            str(child.block.label),
            _hint(child),
            timing_of_child(child).describe(),
            slots_in(child, page, stream.name),
        )
        for stream in page._meta.get_fields()
        if isinstance(stream, StreamField)
        for child in getattr(page, stream.name)
    ]


def _hint(child) -> str:
    value = child.value
    if not isinstance(value, blocks.StructValue):
        return ""
    words = value.get("heading") or (value.get("text") if child.block_type == "heading" else "")
    return text.shorten(words, HINT_LENGTH) if isinstance(words, str) else ""
