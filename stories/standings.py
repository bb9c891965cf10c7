"""Where stories stand: on which page, in which slot, in public, in a draft or for a date."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from wagtail.models import Page

from stories.models import Placement
from stories.slots import slots_of

LIVE, DRAFT, SCHEDULED, GONE = "live", "draft", "scheduled", "gone"
STATES = {
    LIVE: "On the public page",
    DRAFT: "In the draft",
    SCHEDULED: "Scheduled",
    GONE: "Not on the page any more",
}


@dataclass(frozen=True)
class Standing:
    """Where one placement stands.

    scheduled_for: when a version of the page that holds the story goes live by itself, or None.
    """

    placement: Placement
    page: Page = field(repr=False)
    is_public: bool
    is_in_draft: bool
    scheduled_for: datetime | None = None

    @property
    def state(self) -> str:
        """Return LIVE, SCHEDULED, DRAFT or GONE: the first that holds."""
        if self.is_public:
            return LIVE
        if self.scheduled_for:
            return SCHEDULED
        return DRAFT if self.is_in_draft else GONE

    @property
    def label(self) -> str:
        """Return the state in words."""
        return STATES[self.state]

    @property
    def leaves(self) -> bool:
        """Say whether the story leaves the public page with its next publication."""
        return self.is_public and not self.is_in_draft


@dataclass(frozen=True)
class Look:
    """What the versions of a page hold: (story key, slot id) -> name of the slot, for each of them."""

    public: dict
    draft: dict
    scheduled: dict
    scheduled_for: datetime | None

    def holds(self, where: tuple[int, str]) -> bool:
        """Say whether a story stands in any version that is or will be shown."""
        return where in self.public or where in self.draft or where in self.scheduled


def held_by(page: Page) -> dict:
    """Return where stories stand on a page as it was read: (story key, slot id) -> name of the slot."""
    return {(story.pk, slot.id): slot.name for slot in slots_of(page) for story in slot.stories}


def look_at(page: Page) -> Look:
    """Return what the public version, the latest draft and the scheduled version of a page hold."""
    public = held_by(page) if page.live else {}
    draft = held_by(page.get_latest_revision_as_object()) if page.latest_revision_id else public
    waiting = page.revisions.filter(approved_go_live_at__isnull=False).first()
    if waiting is None:
        return Look(public, draft, {}, None)
    is_latest = waiting.pk == page.latest_revision_id
    held = draft if is_latest else held_by(waiting.as_object())
    return Look(public, draft, held, waiting.approved_go_live_at)


def standings_of(placements: Iterable[Placement]) -> list[Standing]:
    """Return a Standing for each placement, in their order; each page is read once.

    A placement that ended stands nowhere.
    """
    looks, found = {}, []
    for placement in placements:
        if placement.page_id not in looks:
            page = placement.page.specific
            looks[placement.page_id] = page, look_at(page)
        page, look = looks[placement.page_id]
        where = (placement.story_id, placement.slot)
        is_open = placement.removed_at is None
        found.append(
            Standing(
                placement,
                page,
                is_open and where in look.public,
                is_open and where in look.draft,
                look.scheduled_for if is_open and where in look.scheduled else None,
            )
        )
    return found


def standings(story) -> list[Standing]:
    """Return where a story stands now, the newest placement first."""
    opened = story.placements.filter(removed_at=None)
    return standings_of(opened.select_related("page", "by", "story"))


def standings_on(page) -> list[Standing]:
    """Return which stories stand on a page, in the order of its slots; the newest first in each."""
    opened = Placement.objects.filter(page_id=page.pk, removed_at=None)
    return standings_of(opened.select_related("page", "by", "story").order_by("slot", "-at"))


def lost_on(page) -> list[Placement]:
    """Return the placements that a save from an old tab took off a page, while nobody has answered."""
    lost = Placement.objects.filter(page_id=page.pk, lost_at__isnull=False)
    return list(lost.select_related("story", "page").order_by("lost_at", "pk"))
