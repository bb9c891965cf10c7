"""What time takes away: pages whose consent has ended, and public files of stories that may not show."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from stories import moderation, public_pictures, public_videos
from stories.models import Consent, PromotedPicture, PublicVideo, StoryPage, Submission
from stories.showing import Surface, showable

# The rest has its turn a minute later.
MOST = 200


def look_after(*, now=None) -> int:
    """Take down what may not be public any more; return how many stories lost something.

    No page prints it by then: pages ask when they are rendered. This takes it from the tree, and the
    files from the folder of the web server. Each story by itself, in a transaction of its own.
    """
    now = now or timezone.now()
    done = 0
    for submission in _ended(now):
        with transaction.atomic():
            moderation.take_page_down(submission, now=now)
            log(submission, "stories.consent_over")
        done += 1
    for model, take_down in (
        (PromotedPicture, public_pictures.take_down),
        (PublicVideo, public_videos.take_down),
    ):
        for submission in Submission.objects.filter(pk__in=_without_leave(model, now))[:MOST]:
            with transaction.atomic():
                take_down(submission)
            done += 1
    return done


def _ended(now):
    """Return the submissions whose page is live without a consent to publish it."""
    agreed = Consent.objects.current(now).filter(scope=Consent.Scope.PUBLISH)
    pages = StoryPage.objects.live().exclude(submission__in=agreed.values("submission"))
    return Submission.objects.filter(pk__in=pages.values("submission"))[:MOST]


def _without_leave(model, now):
    """Return the keys of submissions with public files of a model that may not be public."""
    shown = showable(Surface.MEDIA, now).order_by().values("submission")
    found = {*model.objects.exclude(submission__in=shown).values_list("submission", flat=True)}
    if model is PromotedPicture:
        image = Consent.Scope.IMAGE
        agreed = Consent.objects.current(now).filter(scope=image).values("submission")
        # Who was never asked about it has no row to end.
        ended = model.objects.filter(submission__consents__scope=image)
        found.update(ended.exclude(submission__in=agreed).values_list("submission", flat=True))
    return found
