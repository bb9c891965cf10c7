"""Placing: putting a story into a slot of a page, and the record of where every story stands.

A placement is open while its story stands in the latest draft or in the public version of the page.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from stories import consent
from stories.hosts import host_pages
from stories.models import Placement
from stories.promotion import require_promoter
from stories.reckoning import locked, reckon
from stories.slots import slots_of
from stories.standings import held_by


class PlacementRefused(Exception):
    """A story that cannot be placed or taken out; the message says why, in words for the editor."""


class SlotFull(PlacementRefused):
    """The slot holds as many stories as it can."""


class SlotGone(PlacementRefused):
    """The page has no such slot any more."""


class PageLocked(PlacementRefused):
    """Somebody locked the page, or it waits for its date or its review."""


class OthersDraft(PlacementRefused):
    """The page has changes by somebody else that are not published yet."""


class StoryNotReady(PlacementRefused):
    """The story may not be published at all: not approved, not confirmed or without consent."""


class NotNow(PlacementRefused):
    """What should become of the page is not possible now: a past date, or no review to send it to."""


class Then(StrEnum):
    """What becomes of the page after a story was placed."""

    DRAFT = "draft"
    PUBLISH = "publish"
    SUBMIT = "submit"
    SCHEDULE = "schedule"


@dataclass(frozen=True)
class Placed:
    """What placing made: one Placement for each story, and the page as it is afterwards."""

    placements: list[Placement]
    page: Page = field(repr=False)


def place(story, page, slot_id, *, user, publish=False, position=None, replace=False, now=None):
    """Put one story into a slot of the latest draft of a page and return the Placement: see place_all."""
    then = Then.PUBLISH if publish else Then.DRAFT
    placed = place_all(
        [story], page, slot_id, user=user, then=then, position=position, replace=replace, now=now
    )
    return placed.placements[0]


@transaction.atomic
def place_all(
    stories,
    page,
    slot_id,
    *,
    user,
    then: Then = Then.DRAFT,
    at: datetime | None = None,
    position: int | None = None,
    replace: bool = False,
    now: datetime | None = None,
) -> Placed:
    """Put stories into a slot of the latest draft of a page, in their order, and return what was Placed.

    then: what becomes of that draft; at: the aware moment of Then.SCHEDULE. position: index in the
    slot, the end by default. replace: in a slot for one story, take the present one out. Called
    again it changes nothing and returns the same rows. A story that is a draft itself may be placed:
    it shows once it is live. Raises PermissionDenied, StoryNotReady, SlotGone, SlotFull, PageLocked,
    OthersDraft, NotNow. One transaction.
    """
    require_promoter(user)
    now = now or timezone.now()
    for story in stories:
        reasons = consent.missing_agreements(story.submission, now)
        if reasons:
            raise StoryNotReady(" ".join(reasons))
    if _is_done(page, stories, slot_id, then, at):
        return _placed(stories, page, slot_id)
    row, draft = _open(page, user, then, at, now)
    slot = _find(draft, slot_id)
    arriving = [story for story in stories if not slot.holds(story)]
    if arriving:
        slot.put(_make_room(slot, arriving, position, replace))
        _save(draft, user)
        for story in arriving:
            log(row, "stories.place", user=user, data={"story": story.pk, "slot": slot.name})
    for story in stories:
        _record(story, row, slot, user, now)
    _finish(row, user, then, at, now)
    return _placed(stories, row, slot.id)


@transaction.atomic
def move(page, slot_id, story_pk, *, step, user, now=None):
    """Move a story in its slot by some places in the latest draft, and return its index there.

    step: -1 for one place up, 1 for one down; beyond an end it stays there. Raises
    PermissionDenied, SlotGone, PageLocked. One transaction.
    """
    require_promoter(user)
    row, draft = _open(page, user, Then.DRAFT)
    slot = _find(draft, slot_id)
    order = list(slot.stories)
    at = next((index for index, story in enumerate(order) if story.pk == story_pk), None)
    if at is None:
        raise SlotGone("That story is not in this place any more.")
    to = min(max(at + step, 0), len(order) - 1)
    if to != at:
        order.insert(to, order.pop(at))
        slot.put(order)
        _save(draft, user)
        log(row, "stories.move", user=user, data={"story": story_pk, "slot": slot.name})
    _finish(row, user, Then.DRAFT, None, now)
    return to


@transaction.atomic
def put_back(placement, *, user, now=None):
    """Put a story that a save took out back into its slot, in the draft, and return the Placement.

    Raises what place raises. Called again it changes nothing. One transaction.
    """
    return place(placement.story, placement.page, placement.slot, user=user, now=now)


@transaction.atomic
def leave_out(placement, *, user):
    """Take note that a story that a save took out stays out. Raises PermissionDenied."""
    require_promoter(user)
    if not placement.page.permissions_for_user(user).can_edit():
        raise PermissionDenied(f"You do not have permission to edit “{placement.page.title}”.")
    Placement.objects.filter(pk=placement.pk).update(lost_at=None)


@transaction.atomic
def finish_page(page, *, user, then, at=None, now=None):
    """Publish, submit or schedule the latest draft of a page as it is, and return the page.

    Raises PermissionDenied, PageLocked, OthersDraft, NotNow. One transaction.
    """
    require_promoter(user)
    now = now or timezone.now()
    row, _ = _open(page, user, then, at, now)
    _finish(row, user, then, at, now)
    return Page.objects.get(pk=row.pk).specific


@transaction.atomic
def remove(placement, *, user, publish=False, now=None):
    """Take a story out of the latest draft of a page and return the Placement: see take_out."""
    take_out(
        placement.page, placement.slot, placement.story_id, user=user, publish=publish, now=now
    )
    placement.refresh_from_db()
    return placement


@transaction.atomic
def take_out(page, slot_id, story_pk, *, user, publish=False, now=None):
    """Take a story out of a slot of the latest draft of a page; return the name of the slot, "" if it is gone.

    On a published page it ends with the next publication, at once with publish. Raises
    PermissionDenied, PageLocked, OthersDraft. One transaction.
    """
    require_promoter(user)
    then = Then.PUBLISH if publish else Then.DRAFT
    row, draft = _open(page, user, then, now=now)
    slots = [slot for slot in slots_of(draft) if slot.id == slot_id]
    name = slots[0].name if slots else ""
    if _take_out(slots, story_pk):
        _save(draft, user)
        log(row, "stories.remove", user=user, data={"story": story_pk, "slot": name})
    _finish(row, user, then, None, now)
    Placement.objects.filter(story=story_pk, page_id=row.pk, slot=slot_id).update(lost_at=None)
    return name


@transaction.atomic
def remove_everywhere(story, *, user, now=None):
    """Take a story out of every page, drafts and public versions, at once. Return how many pages held it.

    user: None when the story itself is taken down or erased, which asks nobody. Other people's drafts
    stay drafts: nothing but the story leaves them. Old versions keep its number and nothing else.
    """
    from stories import empty_places

    if user is not None:
        require_promoter(user)
    else:
        empty_places.note(story, now=now)
    count = 0
    for pk in host_pages().values_list("pk", flat=True):
        row = locked(pk)
        fields = _take_out(slots_of(row), story.pk)
        if fields:
            row.save(update_fields=sorted(fields), clean=False)
        kept = Q(pk__in=[row.latest_revision_id, row.live_revision_id])
        in_drafts = [
            _take_out_of_revision(revision, story.pk)
            for revision in row.revisions.filter(kept | Q(approved_go_live_at__isnull=False))
        ]
        if fields or any(in_drafts):
            count += 1
            log(row, "stories.remove", user=user, data={"story": story.pk})
    story.placements.filter(removed_at=None).update(removed_at=now or timezone.now())
    story.placements.filter(lost_at__isnull=False).update(lost_at=None)
    return count


def _find(draft, slot_id):
    """Return the slot of a draft, or raise SlotGone."""
    slot = next((slot for slot in slots_of(draft) if slot.id == slot_id), None)
    if slot is None:
        raise SlotGone("That place is not on the page any more. Choose another one.")
    return slot


def _make_room(slot, arriving, position, replace):
    """Return what a slot holds once stories have arrived, or raise SlotFull."""
    others = [] if replace and slot.capacity == 1 else list(slot.stories)
    free = slot.capacity - len(others)
    if len(arriving) > free:
        if free <= 0:
            raise SlotFull(f"“{slot.name}” is full. Take a story out of it first.")
        raise SlotFull(
            f"“{slot.name}” has room for {free} more, and you chose {len(arriving)}. Choose fewer."
        )
    at = len(others) if position is None else position
    return [*others[:at], *arriving, *others[at:]]


def _is_done(page, stories, slot_id, then, at):
    """Say whether a second press asks for what waits for its date or its review already."""
    row = locked(page.pk)
    waits = (
        then is Then.SCHEDULE
        and row.scheduled_revision
        and row.scheduled_revision.approved_go_live_at == at
    ) or (then is Then.SUBMIT and row.workflow_in_progress)
    if not waits:
        return False
    held = held_by(row.get_latest_revision_as_object())
    return all((story.pk, slot_id) in held for story in stories)


def _placed(stories, page, slot_id):
    """Return the open placements of stories in a slot, in their order, with the page as it is now."""
    opened = Placement.objects.filter(
        story__in=stories, page_id=page.pk, slot=slot_id, removed_at=None
    )
    found = {one.story_id: one for one in opened.select_related("story")}
    placements = [found[story.pk] for story in stories if story.pk in found]
    return Placed(placements, Page.objects.get(pk=page.pk).specific)


def _record(story, row, slot, user, now):
    """Make sure of the open placement of a story in a slot; what was lost there before is answered."""
    Placement.objects.get_or_create(
        story=story,
        page_id=row.pk,
        slot=slot.id,
        removed_at=None,
        defaults={"slot_name": slot.name, "by": user, "at": now},
    )
    same = Placement.objects.filter(story=story, page_id=row.pk, slot=slot.id)
    same.filter(lost_at__isnull=False).update(lost_at=None)


def _take_out(slots, story_pk):
    """Take a story out of slots; return the names of the fields that changed."""
    changed = set()
    for slot in slots:
        left = [story for story in slot.stories if story.pk != story_pk]
        if len(left) < len(slot.stories):
            slot.put(left)
            changed.add(slot.field)
    return changed


def _take_out_of_revision(revision, story_pk):
    """Take a story out of a stored version of a page, and leave all else of it as it is."""
    version = revision.as_object()
    fields = _take_out(slots_of(version), story_pk)
    if fields:
        data = version.serializable_data()
        content = {**revision.content, **{name: data[name] for name in fields}}
        Revision.objects.filter(pk=revision.pk).update(content=content)
    return bool(fields)


def _open(page, user, then, at=None, now=None):
    """Return the row of a page, locked, and its latest draft, if this user may do with it what comes then."""
    row = locked(page.pk)
    permissions = row.permissions_for_user(user)
    if not permissions.can_edit():
        raise PermissionDenied(f"You do not have permission to edit “{row.title}”.")
    lock = row.get_lock()
    if lock and lock.for_user(user):
        raise PageLocked(f"“{row.title}” is locked. {lock.get_description(user)}.")
    if then in (Then.PUBLISH, Then.SCHEDULE) and not permissions.can_publish():
        raise PermissionDenied(f"You do not have permission to publish “{row.title}”.")
    if then is Then.SCHEDULE and (at is None or at <= now):
        raise NotNow("Choose a day and a time that are still to come.")
    if then is Then.SUBMIT and not permissions.can_submit_for_moderation():
        raise NotNow(f"“{row.title}” has no review that it could be sent to now.")
    other = None if then is Then.DRAFT else others_draft(row, user)
    if other:
        who = (other.user.get_full_name() or other.user.get_username()) if other.user else ""
        raise OthersDraft(
            f"“{row.title}” has changes by {who or 'somebody else'} that are not published yet. "
            "Place the story as a draft, or ask them to publish first."
        )
    return row, row.get_latest_revision_as_object()


def others_draft(page, user):
    """Return the last draft since the publication that somebody else wrote, or None."""
    if not page.has_unpublished_changes:
        return None
    drafts = page.revisions.exclude(user=user)
    if page.live_revision_id:
        drafts = drafts.filter(created_at__gt=page.live_revision.created_at)
    return drafts.order_by("-created_at").select_related("user").first()


def _save(draft, user):
    """Save a draft as the latest revision; it may be as incomplete as its editor left it."""
    return draft.save_revision(user=user, log_action=True, clean=False)


def _finish(row, user, then, at, now):
    """Do with the latest draft what was asked, then bring the placements in line with what stands there."""
    row = locked(row.pk)
    if then is Then.SCHEDULE:
        draft = row.get_latest_revision_as_object()
        draft.go_live_at = at
        _publish(row, _save(draft, user), user)
    elif then is Then.SUBMIT:
        _submit(row, user)
    elif then is Then.PUBLISH and (row.has_unpublished_changes or not row.live):
        _publish(row, row.get_latest_revision() or row.save_revision(user=user), user)
    reckon(row, user=user, now=now)


def _publish(row, revision, user):
    try:
        PublishPageRevisionAction(revision, user=user).execute()
    except ValidationError as error:
        raise PlacementRefused(
            f"“{row.title}” cannot be published yet: {' '.join(error.messages)}"
        ) from error


def _submit(row, user):
    """Send the latest draft to the review of the page, or back into the one that asked for changes."""
    state = row.current_workflow_state
    if state:
        state.resume(user)
    else:
        row.get_workflow().start(row, user)
