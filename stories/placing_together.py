"""Several stories into one slot in one step: promoted, published or scheduled, and placed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from stories import consent, placement, promotion
from stories.models import StoryPage, Submission
from stories.placement import Placed, SlotFull, SlotGone, StoryNotReady, Then
from stories.slots import slots_of


@transaction.atomic
def place_together(
    submissions: Sequence[Submission],
    page: Page,
    slot_id: str,
    *,
    user,
    then: Then = Then.DRAFT,
    at: datetime | None = None,
    position: int | None = None,
    now: datetime | None = None,
) -> Placed:
    """Place approved submissions in a slot, in their order, and return what was Placed.

    One that has no story page yet gets it. With Then.PUBLISH the story pages are published along,
    with Then.SCHEDULE for the moment `at`, with Then.SUBMIT sent to their own review if there is
    one. A story page that waits for its own date keeps it. Raises what promotion.promote,
    promotion.publish and placement.place_all raise. One transaction.
    """
    promotion.require_promoter(user)
    stories = [promotion.promote(submission, user=user, now=now) for submission in submissions]
    stories = [_bring_along(story, then, at, user) for story in stories]
    return placement.place_all(
        stories,
        page,
        slot_id,
        user=user,
        then=then,
        at=at,
        position=position,
        replace=True,
        now=now,
    )


def try_together(
    submissions: Sequence[Submission], page: Page, slot_id: str, *, position: int | None = None
) -> Page:
    """Return the latest draft of a page as it would be with these stories; nothing is saved.

    Stories that are not published yet show there, for a preview. Raises StoryNotReady, SlotGone, SlotFull.
    """
    draft = page.get_latest_revision_as_object()
    slot = next((slot for slot in slots_of(draft) if slot.id == slot_id), None)
    if slot is None:
        raise SlotGone("That place is not on the page any more. Choose another one.")
    stories = [_tried(submission) for submission in submissions]
    arriving = [story for story in stories if not (story.pk and slot.holds(story))]
    others = [] if slot.capacity == 1 and arriving else list(slot.stories)
    if len(others) + len(arriving) > slot.capacity:
        raise SlotFull(f"“{slot.name}” has no room for these stories. Choose another place.")
    at = len(others) if position is None else position
    tried = {story.pk: story for story in stories if story.pk}
    held = [tried.get(story.pk, story) for story in others]
    slot.put([*held[:at], *arriving, *held[at:]])
    return draft


def _bring_along(story, then, at, user):
    """Do with a story page that is a draft what becomes of the page that will show it."""
    if story.live or story.approved_schedule:
        return story
    if then is Then.PUBLISH:
        return promotion.publish(story, user=user)
    if then is Then.SCHEDULE:
        return promotion.publish(story, user=user, at=at)
    if (
        then is Then.SUBMIT
        and story.permissions_for_user(user).can_submit_for_moderation()
        and not story.current_workflow_state
    ):
        story.get_workflow().start(story, user)
    return story


def _tried(submission):
    """Return the story page of a submission as it would be published, for a preview."""
    page = StoryPage.objects.filter(submission=submission).first()
    story = page.get_latest_revision_as_object() if page else promotion.draft_page(submission)
    reasons = consent.obstacles(submission, story.shown_words)
    if reasons:
        raise StoryNotReady(" ".join(reasons))
    story.is_tried = True
    return story
