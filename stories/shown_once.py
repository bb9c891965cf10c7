"""Which stories one page shows, so that none of them stands on it twice; one register for each rendering.

Placed stories win, those further down the page too: what chooses itself takes only what is left.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cms.timed_blocks import timing_of_child
from stories.showing import Surface, showable

if TYPE_CHECKING:
    from wagtail.models import Page

    from stories.models import StoryPage

KEY = "shown_once"


class ShownOnce:
    """The register of one rendering of a page; blocks ask it in the order in which they stand."""

    def __init__(self, placed: Iterable["StoryPage"] = ()):
        self.placed = dict.fromkeys(story.pk for story in placed)
        self._shown: set[int] = set()
        self._read: dict[int, StoryPage] = {}
        self._asked: set[int] = set()

    def take_placed(self, stories: Iterable["StoryPage"]) -> list["StoryPage"]:
        """Return those of a slot that may show and do not stand further up, ready for cards."""
        wanted = dict.fromkeys(story.pk for story in stories)
        readable = self._readable(wanted)
        found = [readable[pk] for pk in wanted if pk in readable and pk not in self._shown]
        self._shown.update(story.pk for story in found)
        return found

    def take_free(self, rows, count: int) -> list["StoryPage"]:
        """Return up to `count` of a queryset of stories, none of them placed or shown on the page."""
        taken = [*self.placed, *self._shown]
        found = list(rows.exclude(pk__in=taken)[:count] if taken else rows[:count])
        self._shown.update(story.pk for story in found)
        return found

    def _readable(self, wanted):
        """Return the showable ones by key; all that are placed are read at once."""
        if not wanted.keys() <= self._asked:
            missing = {*self.placed, *wanted} - self._asked
            self._read |= showable(Surface.BLOCK).for_cards().in_bulk(missing)
            self._asked |= missing
        return self._read


def register_of(context) -> ShownOnce:
    """Return the register of the page that a context renders, or one for a block that stands alone."""
    found = context.get(KEY)
    return found if found is not None else ShownOnce()


def begin(page: "Page", standing) -> ShownOnce:
    """Return the register of a page about to be rendered, with the stories of the slots that show then."""
    return ShownOnce(story for slot in _shown_slots(page, standing) for story in slot.stories)


def _shown_slots(page, standing) -> Iterator:
    """Yield the slots whose block shows at the moment and whose stories are printed as stories."""
    hidden = {
        child.id
        for field in page._meta.get_fields()
        if hasattr(field, "stream_block")
        for child in getattr(page, field.name)
        if not timing_of_child(child).shows(standing)
    }
    return (slot for slot in page.get_slots() if slot.id not in hidden and slot.tells)
