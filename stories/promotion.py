"""Promoting: making the story page of an approved submission, and publishing it through the one door."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.coreutils import find_available_slug
from wagtail.locks import BaseLock
from wagtail.log_actions import log
from wagtail.models import Page

from cms import text
from cms.models import CampaignSettings
from stories import consent, emails, titles
from stories.models import StoryIndexPage, StoryPage, Submission
from stories.models.found_by import aspects_of
from stories.models.text import SEALED_TEXTS
from stories.sender_language import language_of

PERMISSION = "stories.promote_submission"
SLUG_LENGTH = 60


class PromotionRefused(Exception):
    """A story that cannot be promoted or published; `reasons` are sentences for the editor."""

    def __init__(self, *reasons):
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


class NoStoryList(PromotionRefused):
    """There is no list of stories below which the page could be made."""


class PromotedLock(BaseLock):
    """Freezes a submission that has a story page: from then on the page holds the only editable copy."""

    def for_user(self, user):
        """Lock everybody out, administrators too."""
        return True

    def get_message(self, user):
        """Say where the text is edited now."""
        return "This story has its page now. Edit the words there: the copy here is kept as it was."

    def get_locked_by(self, user):
        """Say what locked it."""
        return "Locked: it has a story page"

    def get_description(self, user):
        """Say what to do."""
        return "Edit the story page instead."


def promote(submission, *, user, now=None):
    """Make the story page of an approved submission, as a draft, and return it.

    Called again, at the same time too, it returns the page that is there already. The picture that
    was sent stays in private storage until the page goes live. Raises PermissionDenied,
    PromotionRefused with every reason, NoStoryList. One transaction.
    """
    require_promoter(user)
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        page = StoryPage.objects.filter(submission=submission).first()
        return page or _make_page(submission, user, now or timezone.now())


def draft_page(submission):
    """Return the story page as it would be made, not saved: for the preview on the review desk."""
    return StoryPage(
        title=title_of(submission),
        draft_title=title_of(submission),
        # By key: an assigned submission would take this for the page that it has.
        submission_id=submission.pk,
        teller=submission.teller,
        teller_note=submission.teller_note,
        topic=submission.topic,
        video_url=submission.video_url,
        live=False,
        **aspects_of(submission),
        **{name: getattr(submission, name) for name in SEALED_TEXTS},
    )


def title_of(submission):
    """Return the title of a story: its own, else its because line in short, else its number."""
    return (
        submission.title.strip()
        or titles.made_of(submission.because)
        or titles.made_of_number(submission.number, language_of(submission))
    )


def publish(story, *, user, at=None):
    """Publish the latest words of a story page and return the page as it is then.

    at: an aware moment for which they are scheduled instead. A page with a go-live date ahead is
    scheduled for that. Raises PromotionRefused with every reason, and PermissionDenied. One transaction.
    """
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=story.pk)
        story = StoryPage.objects.get(pk=story.pk)
        latest = story.get_latest_revision_as_object()
        reasons = consent.obstacles(story.submission, latest.shown_words)
        if reasons:
            raise PromotionRefused(*reasons)
        lock = story.get_lock()
        if lock and lock.for_user(user):
            raise PromotionRefused("Somebody has locked this story page. Ask them to unlock it.")
        revision = story.get_latest_revision()
        if at:
            latest.go_live_at = at
            revision = latest.save_revision(user=user, log_action=True)
        revision = revision or story.save_revision(user=user)
        PublishPageRevisionAction(revision, user=user).execute()
    return StoryPage.objects.get(pk=story.pk)


def keep_back(page, revision, *, user=None):
    """Leave a GatedPage as it is when something stands in its way, and say whether; nothing is raised.

    For doors that have no screen to say no on: the end of a review of pages, and the clock, where
    one exception would stop every page that is scheduled after this one. The date is taken away,
    the audit trail says so, and editors are told why.
    """
    from stories import projection

    reasons = revision.as_object().obstacles
    if not reasons:
        return False
    with transaction.atomic():
        revision.approved_go_live_at = None
        revision.content["go_live_at"] = None
        revision.save(update_fields=["approved_go_live_at", "content"])
        Page.objects.filter(pk=page.pk).update(go_live_at=None)
        page.refresh_from_db()
        log(page, "stories.not_published", user=user, data={"reasons": list(reasons)})
        if isinstance(page, StoryPage):
            projection.project_page(page)
        emails.schedule_refused(page, list(reasons))
    return True


def may_promote(user):
    """Say whether somebody promotes and places stories."""
    return bool(user and user.is_active and user.has_perm(PERMISSION))


def require_promoter(user):
    """Raise PermissionDenied for those who cannot promote and place."""
    if not may_promote(user):
        raise PermissionDenied("You do not have permission to promote stories.")


def _make_page(submission, user, now):
    reasons = consent.obstacles(submission, submission.shown_words, now)
    if reasons:
        raise PromotionRefused(*reasons)
    language = language_of(submission)
    parent = _story_list(language)
    page = draft_page(submission)
    page.language = language
    page.submission = submission
    page.slug = _find_slug(parent, submission, page.title)
    page.owner = user
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    log(page, "stories.promote", user=user, data={"submission": submission.pk})
    log(submission, "stories.promote", user=user, data={"page": page.pk})
    return page


def _story_list(language):
    """Return the list below which story pages are made, locked: two at once would take one place.

    A story goes below the list in its own language, where there is one that visitors see: then all
    that stands around its words is in that language, too.
    """
    chosen = CampaignSettings.of_default_site().index_page_id
    lists = StoryIndexPage.objects.all()
    own = lists.live().filter(locale__language_code=language).exclude(pk=chosen)
    twin = own.filter(translation_key__in=lists.filter(pk=chosen).values("translation_key"))
    chosen = twin.values_list("pk", flat=True).first() or chosen
    pks = list(lists.filter(pk=chosen).values_list("pk", flat=True)) or list(
        lists.values_list("pk", flat=True)[:2]
    )
    if not pks:
        raise NoStoryList(
            "There is no list of stories to put the page into. Make one below the landing page."
        )
    if len(pks) > 1:
        raise NoStoryList(
            "Choose the list of stories under Settings, Campaign, then promote again."
        )
    Page.objects.select_for_update().get(pk=pks[0])
    return StoryIndexPage.objects.get(pk=pks[0])


def _find_slug(parent, submission, title):
    """Return a free slug from the title, or from the number where the title has no letters for one.

    Addresses travel further than pages: a name that the page does not show stays out of them.
    """
    words = slugify(text.shorten(title, SLUG_LENGTH))
    hidden = set(slugify(submission.sender_name).split("-")) - set(
        slugify(submission.teller).split("-")
    )
    if not words or hidden & set(words.split("-")):
        words = submission.number.lower()
    return find_available_slug(parent, words)
