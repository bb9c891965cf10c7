"""Reckoning: the placements brought in line with what the versions of a page really hold."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from stories.models import Placement
from stories.standings import look_at


@dataclass(frozen=True)
class Reckoning:
    """What a look at a page showed: placements that ended, that end with the next publication, that are new."""

    ended: list[Placement]
    ending: list[Placement]
    found: list[Placement]


@transaction.atomic
def reckon(page, *, user=None, now=None):
    """Bring the placements in line with a page that was saved by hand, and return a Reckoning.

    An editor who saves an old tab takes out stories that were placed meanwhile; one who uses the
    chooser puts some in. Placements end where the story stands in no version any more.
    """
    now = now or timezone.now()
    row = locked(page.pk)
    look = look_at(row)
    ended, ending, known = [], [], set()
    opened = Placement.objects.filter(page_id=row.pk, removed_at=None)
    for placement in opened.select_related("story"):
        place_ = (placement.story_id, placement.slot)
        known.add(place_)
        if place_ in look.draft:
            continue
        if look.holds(place_):
            ending.append(placement)
        else:
            placement.removed_at = now
            placement.save(update_fields=["removed_at"])
            ended.append(placement)
    found = [
        Placement.objects.create(
            story_id=story_id, page_id=row.pk, slot=slot_id, slot_name=name, by=user, at=now
        )
        for (story_id, slot_id), name in look.draft.items()
        if (story_id, slot_id) not in known
    ]
    return Reckoning(ended, ending, found)


@transaction.atomic
def note_losses(page, placements, *, now=None):
    """Remember the placements that were lost from a page, until an editor has answered each."""
    keys = [placement.pk for placement in placements]
    Placement.objects.filter(pk__in=keys, page_id=page.pk).update(lost_at=now or timezone.now())


def locked(pk):
    """Return the page, locked until the end of the transaction (SQLite locks the whole database instead)."""
    Page.objects.select_for_update().get(pk=pk)
    return Page.objects.get(pk=pk).specific
