"""Places on public pages that a story has left: editors see them until another story stands there."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from stories import standings
from stories.models import EmptyPlace, Placement
from stories.showing import Surface, showable

# Of so many the list tells; editors who left more alone do not read them.
MOST = 100


def note(story, *, now=None) -> int:
    """Note each place on a public page that a story leaves; return how many are new.

    For every way out: withdrawal, the end of a consent, a takedown, an erasure. Called again it notes
    nothing twice. A story that nobody could see leaves no place.
    """
    if not story.was_public:
        return 0
    new = 0
    for standing in standings.standings(story):
        if not standing.is_public:
            continue
        _, is_new = EmptyPlace.objects.get_or_create(
            placement=standing.placement,
            closed_at=None,
            defaults={
                "page_id": standing.page.pk,
                "slot": standing.placement.slot,
                "slot_name": standing.placement.slot_name,
                "at": now or timezone.now(),
            },
        )
        new += is_new
    return new


def find(*, page=None) -> list[EmptyPlace]:
    """Return the places that are still empty, the newest first; of one page, where one is given.

    A place is filled once its story shows again, once another one that shows was placed there since,
    or once its block or its page is gone.
    """
    rows = EmptyPlace.objects.filter(closed_at=None, page__live=True).select_related("page")
    if page is not None:
        rows = rows.filter(page=page.pk)
    rows = list(rows[:MOST])
    if not rows:
        return []
    shown = set(
        Placement.objects.filter(
            page__in=[row.page_id for row in rows],
            removed_at=None,
            story__in=showable(Surface.BLOCK).values("pk"),
        ).values_list("page", "slot", "pk", "at")
    )
    slots = {row.page_id: _slots_of(row.page) for row in rows}
    return [row for row in rows if row.slot in slots[row.page_id] and not _is_filled(row, shown)]


def still_open(keys):
    """Return those of some places that nobody has closed since, the newest first."""
    return EmptyPlace.objects.filter(pk__in=keys, closed_at=None).select_related("page")


def close(row, *, user, now=None) -> EmptyPlace:
    """Note that a place is fine as it is. Called again it changes nothing. Raises PermissionDenied."""
    with transaction.atomic():
        row = EmptyPlace.objects.select_for_update().get(pk=row.pk)
        if not row.page.permissions_for_user(user).can_edit():
            raise PermissionDenied("You do not have permission to edit this page.")
        if row.closed_at is None:
            row.closed_at, row.closed_by = now or timezone.now(), user
            row.save(update_fields=["closed_at", "closed_by"])
            log(row.page, "stories.leave_empty", user=user, data={"slot": row.slot_name})
    return row


def _slots_of(page) -> set[str]:
    return {slot.id for slot in page.specific.get_slots()}


def _is_filled(row, shown) -> bool:
    """Say whether the story is back, or another one came; shown: (page, slot, placement, at) of what shows."""
    return any(
        (page, slot) == (row.page_id, row.slot) and (pk == row.placement_id or at > row.at)
        for page, slot, pk, at in shown
    )
