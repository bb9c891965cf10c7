"""Moving the moment at which a scheduled page goes live."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from stories import promotion
from stories.models import StoryPage


class MoveRefused(Exception):
    """A page whose moment cannot be moved, with what to do instead."""


def scheduled_revision(page):
    """Return the Revision of a page that waits for its moment, or None."""
    return page.revisions.filter(approved_go_live_at__isnull=False).order_by("-pk").first()


@transaction.atomic
def move(page, *, user, to, now=None):
    """Let a scheduled page go live at another moment, and return it.

    to: an aware datetime in the future. Raises PermissionDenied, MoveRefused, and PromotionRefused for
    a story that may not go live any more. One transaction.
    """
    now = now or timezone.now()
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if not page.permissions_for_user(user).can_publish():
        raise PermissionDenied("You do not have permission to publish this page.")
    revision = scheduled_revision(page)
    if revision is None:
        raise MoveRefused("This page waits for no moment any more. It may be live by now.")
    if not revision.is_latest_revision():
        raise MoveRefused(
            "Somebody has saved newer words since. Open the page, look at them and schedule it anew."
        )
    if to <= now:
        raise MoveRefused("This moment is over. Choose one that is still to come.")
    draft = revision.as_object()
    if draft.expire_at and draft.expire_at <= to:
        raise MoveRefused("The page comes down before that. Choose an earlier moment.")
    # Until then Wagtail locks the page because it is scheduled, which is what is being changed.
    page.revisions.update(approved_go_live_at=None)
    lock = page.get_lock()
    if lock and lock.for_user(user):
        raise MoveRefused("Somebody has locked this page. Ask them to unlock it.")
    draft.go_live_at = to
    moved = draft.save_revision(user=user, log_action=True)
    if isinstance(page, StoryPage):
        promotion.publish(page, user=user)
    else:
        PublishPageRevisionAction(moved, user=user).execute()
    return Page.objects.get(pk=page.pk).specific
