"""Placing: putting a story into a slot of a page, and the record of where every story stands.

A placement is open while its story stands in the latest draft or in the public version of the page.
"""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision, get_page_models
from wagtail.permissions import policy_registry

from stories import consent
from stories.models import Placement, StoryHost
from stories.promotion import require_promoter
from stories.slots import slots_of


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


@dataclass(frozen=True)
class Standing:
    """Where one placement stands: in the public version of its page, in the latest draft, or in both."""

    placement: Placement
    page: Page
    is_public: bool
    is_in_draft: bool


@dataclass(frozen=True)
class Reckoning:
    """What a look at a page showed: placements that ended, that end with the next publication, that are new."""

    ended: list[Placement]
    ending: list[Placement]
    found: list[Placement]


def get_host_models() -> list[type[Page]]:
    """Return the page types that have slots: those that inherit StoryHost."""
    return [model for model in get_page_models() if issubclass(model, StoryHost)]


def host_pages(user=None):
    """Return the pages with slots, by title; only those that a user may edit, where one is given."""
    pages = Page.objects.all()
    if user is not None:
        policy = policy_registry.get_by_type(Page)
        pages = policy.instances_user_has_permission_for(user, "change")
    types = ContentType.objects.get_for_models(*get_host_models()).values()
    return pages.filter(content_type__in=types).order_by("path")


def standings(story) -> list[Standing]:
    """Return where a story stands now, the newest placement first."""
    found = []
    for placement in story.placements.filter(removed_at=None).select_related("page"):
        page = placement.page.specific
        where = (story.pk, placement.slot)
        is_public = page.live and where in _standing(page)
        is_in_draft = where in _standing(page.get_latest_revision_as_object())
        found.append(Standing(placement, page, is_public, is_in_draft))
    return found


@transaction.atomic
def place(story, page, slot_id, *, user, publish=False, position=None, replace=False, now=None):
    """Put a story into a slot of the latest draft of a page and return the Placement.

    publish: publish that draft too. position: index in the slot, the end by default. replace: in a
    slot for one story, take the present one out. Called again it changes nothing and returns the same
    row. A story that is a draft itself may be placed: it shows once it is live. Raises
    PermissionDenied, StoryNotReady, SlotGone, SlotFull, PageLocked, OthersDraft. One transaction.
    """
    require_promoter(user)
    reasons = consent.missing_agreements(story.submission, now)
    if reasons:
        raise StoryNotReady(" ".join(reasons))
    row, draft = _open(page, user, publish)
    slot = next((slot for slot in slots_of(draft) if slot.id == slot_id), None)
    if slot is None:
        raise SlotGone("That place is not on the page any more. Choose another one.")
    if not slot.holds(story):
        others = [] if replace and slot.capacity == 1 else list(slot.stories)
        if len(others) >= slot.capacity:
            raise SlotFull(f"“{slot.name}” is full. Take a story out of it first.")
        others.insert(len(others) if position is None else position, story)
        slot.put(others)
        _save(draft, user)
        log(row, "stories.place", user=user, data={"story": story.pk, "slot": slot.name})
    placement, _ = Placement.objects.get_or_create(
        story=story,
        page_id=row.pk,
        slot=slot.id,
        removed_at=None,
        defaults={"slot_name": slot.name, "by": user, "at": now or timezone.now()},
    )
    _finish(row, user, publish, now)
    return placement


@transaction.atomic
def remove(placement, *, user, publish=False, now=None):
    """Take a story out of the latest draft of a page and return the Placement.

    On a published page it ends with the next publication, at once with publish. Raises
    PermissionDenied, PageLocked, OthersDraft. One transaction.
    """
    require_promoter(user)
    row, draft = _open(placement.page, user, publish)
    changed = [slot for slot in slots_of(draft) if slot.id == placement.slot]
    if _take_out(changed, placement.story_id):
        _save(draft, user)
        data = {"story": placement.story_id, "slot": placement.slot_name}
        log(row, "stories.remove", user=user, data=data)
    _finish(row, user, publish, now)
    placement.refresh_from_db()
    return placement


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
        row = _locked(pk)
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
    return count


@transaction.atomic
def reckon(page, *, user=None, now=None):
    """Bring the placements in line with a page that was saved by hand, and return a Reckoning.

    An editor who saves an old tab takes out stories that were placed meanwhile; one who uses the
    chooser puts some in. Placements end where the story stands in no version any more.
    """
    now = now or timezone.now()
    row = _locked(page.pk)
    public = _standing(row) if row.live else {}
    draft = _standing(row.get_latest_revision_as_object()) if row.latest_revision_id else public
    ended, ending, known = [], [], set()
    opened = Placement.objects.filter(page_id=row.pk, removed_at=None)
    for placement in opened.select_related("story"):
        place_ = (placement.story_id, placement.slot)
        known.add(place_)
        if place_ in draft:
            continue
        if place_ in public:
            ending.append(placement)
        else:
            placement.removed_at = now
            placement.save(update_fields=["removed_at"])
            ended.append(placement)
    found = [
        Placement.objects.create(
            story_id=story_id, page_id=row.pk, slot=slot_id, slot_name=name, by=user, at=now
        )
        for (story_id, slot_id), name in draft.items()
        if (story_id, slot_id) not in known
    ]
    return Reckoning(ended, ending, found)


def _standing(page):
    """Return where stories stand on a page as read: (story key, slot id) -> name of the slot."""
    return {(story.pk, slot.id): slot.name for slot in slots_of(page) for story in slot.stories}


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


def _open(page, user, publish):
    """Return the row of a page, locked, and its latest draft, if this user may change (and publish) it."""
    row = _locked(page.pk)
    permissions = row.permissions_for_user(user)
    if not permissions.can_edit():
        raise PermissionDenied(f"You do not have permission to edit “{row.title}”.")
    lock = row.get_lock()
    if lock and lock.for_user(user):
        raise PageLocked(f"“{row.title}” is locked. {lock.get_description(user)}.")
    if publish:
        if not permissions.can_publish():
            raise PermissionDenied(f"You do not have permission to publish “{row.title}”.")
        other = others_draft(row, user)
        if other:
            who = (other.user.get_full_name() or other.user.get_username()) if other.user else ""
            raise OthersDraft(
                f"“{row.title}” has changes by {who or 'somebody else'} that are not published yet. "
                "Place the story as a draft, or ask them to publish first."
            )
    return row, row.get_latest_revision_as_object()


def _locked(pk):
    """Return the page, locked until the end of the transaction (SQLite locks the whole database instead)."""
    Page.objects.select_for_update().get(pk=pk)
    return Page.objects.get(pk=pk).specific


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


def _finish(row, user, publish, now):
    """Publish the latest draft if asked to, then bring the placements in line with what stands there."""
    row = _locked(row.pk)
    if publish and (row.has_unpublished_changes or not row.live):
        revision = row.get_latest_revision() or row.save_revision(user=user)
        try:
            PublishPageRevisionAction(revision, user=user).execute()
        except ValidationError as error:
            raise PlacementRefused(
                f"“{row.title}” cannot be published yet: {' '.join(error.messages)}"
            ) from error
    reckon(row, user=user, now=now)
