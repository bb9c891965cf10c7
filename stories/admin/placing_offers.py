"""What the screen of placing offers: pages drawn as their layouts, with what stands in the way on each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from wagtail.admin.models import EditingSession
from wagtail.models import Page

from stories import balance, consent, placement, promotion
from stories.layout import Part, layout_of
from stories.models import StoryPage, Submission
from stories.slots import Slot
from stories.standings import Standing, lost_on, standings

LOCKED = "This page is locked, so nothing can be placed on it now."
OTHERS = "Somebody else has changes here that are not published. Place the story as a draft."


@dataclass(frozen=True)
class Chosen:
    """A story that is to be placed; story is None while it has no page. reasons: why it cannot go live."""

    submission: Submission
    story: StoryPage | None
    reasons: list[str]
    standings: list[Standing] = field(repr=False)

    @property
    def title(self) -> str:
        """Return the title of the story page, as it is or as it will be."""
        return self.story.title if self.story else promotion.title_of(self.submission)


@dataclass(frozen=True)
class Choice:
    """One slot: the value of its radio button, and whether it can be chosen for these stories."""

    value: str
    slot: Slot
    is_here: bool
    is_free: bool
    replaces: StoryPage | None

    @property
    def empty(self) -> range:
        """Return one number for each place that is free, to draw it."""
        return range(self.slot.room)


@dataclass(frozen=True)
class Offer:
    """One page as the screen draws it.

    parts: pairs of a Part and its Choices, from the top down. notes: what an editor should know
    before. lost: placements that a save took out and that nobody has answered yet.
    """

    page: Page
    parts: list[tuple[Part, list[Choice]]]
    notes: list[str]
    lost: list
    is_locked: bool
    can_publish: bool
    can_submit: bool
    has_own_draft: bool

    @property
    def has_slots(self) -> bool:
        """Say whether there is any place for a story on the page."""
        return any(choices for _, choices in self.parts)


def choose(submissions: Iterable[Submission]) -> list[Chosen]:
    """Return the stories that are to be placed, each with what stands in its way."""
    return [_choose(submission) for submission in submissions]


def offer_of(page: Page, chosen: list[Chosen], user) -> Offer:
    """Return the Offer of a specific page for these stories: its latest draft, as this user may use it."""
    draft = page.get_latest_revision_as_object()
    permissions = page.permissions_for_user(user)
    lock = page.get_lock()
    is_locked = bool(lock and lock.for_user(user))
    others = placement.others_draft(page, user)
    notes = [LOCKED] if is_locked else [OTHERS] if others else []
    notes += [_open_note(names) for names in [_open_by(page, user)] if names]
    notes += [_bring_note(one.story, draft) for one in chosen if one.story and len(chosen) == 1]
    is_free = not is_locked and not others
    return Offer(
        page,
        [
            (part, [_choice(page, slot, chosen, is_locked) for slot in part.slots])
            for part in layout_of(draft)
        ],
        list(filter(None, notes)),
        lost_on(page),
        is_locked,
        can_publish=is_free and permissions.can_publish(),
        can_submit=is_free and permissions.can_submit_for_moderation(),
        has_own_draft=is_free and page.has_unpublished_changes,
    )


def _choose(submission):
    story = StoryPage.objects.filter(submission=submission).first()
    words = (story.get_latest_revision_as_object() if story else submission).shown_words
    reasons = consent.obstacles(submission, words)
    return Chosen(submission, story, reasons, standings(story) if story else [])


def _choice(page, slot, chosen, is_locked):
    arriving = [one for one in chosen if not (one.story and slot.holds(one.story))]
    is_here = bool(chosen) and not arriving
    # Nothing is chosen yet where an editor starts from the page.
    needed = max(1, len(arriving))
    replaces = slot.stories[0] if slot.capacity == 1 and slot.is_full and not is_here else None
    fits = needed <= slot.room or (slot.capacity == 1 and needed == 1)
    return Choice(f"{page.pk}:{slot.id}", slot, is_here, not is_locked and fits, replaces)


def _open_by(page, user):
    """Return the names of the others who have the page open in Wagtail's editor and are at it."""
    sessions = EditingSession.objects.available().filter(
        content_type=page.cached_content_type, object_id=str(page.pk)
    )
    people = {one.user for one in sessions.exclude(user=user).select_related("user")}
    return sorted(person.get_full_name() or person.get_username() for person in people)


def _bring_note(story, draft):
    """Say what a story has that no other one of the page does."""
    brings = balance.brings(story, draft)
    return f"No other story on this page has: {', '.join(brings)}." if brings else ""


def _open_note(names):
    who = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    has = "has" if len(names) == 1 else "have"
    return (
        f"{who} {has} this page open. If their save takes the story out, we tell you and you can "
        "put it back."
    )
