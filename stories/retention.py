"""Erasing: all that is known about one submission leaves, and only the fact of the erasure stays."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from stories import (
    gone,
    held_files,
    outside_copies,
    public_pictures,
    public_videos,
    video_intake,
    workbooks,
)
from stories.models import Draft, ErasurePermit, Original, Submission


def erase(submission, *, user=None, reason, now=None):
    """Erase a submission with its originals, page, picture, files, mails, revisions and log texts.

    Return the ErasurePermit, which records that it happened. One transaction; files go after it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        permit = ErasurePermit.objects.create(
            submission_id=submission.pk, ref=submission.ref, reason=reason, by=user, opened_at=now
        )
        files = [
            original.picture.name for original in submission.originals.all() if original.picture
        ]
        if hasattr(submission, "arrival") and submission.arrival.scan:
            files.append(submission.arrival.scan.name)
        outside_copies.keep_without_person(submission)
        page = getattr(submission, "story_page", None)
        if page:
            _erase_page(page)
        # What was copied, not what the page shows: editors may have changed that.
        public_pictures.take_down(submission)
        public_videos.take_down(submission)
        for video in submission.videos.all():
            files += video.file_names
        _erase_traces(submission)
        workbooks.forget_words()
        Original.objects.filter(submission=submission).delete()
        submission.delete()
        permit.closed_at = now
        permit.save(update_fields=["closed_at"])
        # Looked for after the commit: until then the sender may still send one.
        transaction.on_commit(
            lambda: video_intake.delete_files({*files, *held_files.names_of(submission)})
        )
    return permit


def erase_draft(draft):
    """Erase a draft with its picture, its video, its links and its mails; no error if it is gone."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if draft is None:
            return
        video_intake.drop(draft)
        names = [draft.picture.name] if draft.picture else []
        draft.delete()
        transaction.on_commit(lambda: video_intake.delete_files(names))


def erase_expired_drafts(*, now=None):
    """Erase drafts whose days are over, each by itself. Return how many."""
    over = list(Draft.objects.filter(expires_at__lte=now or timezone.now()))
    for draft in over:
        erase_draft(draft)
    return len(over)


def _erase_page(page):
    """Delete a story page for good: out of every layout, with its log texts and its former addresses."""
    from stories import placement

    former = dict(Redirect.objects.filter(redirect_page=page).values_list("pk", "old_path"))
    # Nobody comes back for an invented story.
    if page.was_public and not page.is_sample:
        names = ("story_heart", "story_card_frame", "story_card_png", "story_card_jpg")
        files = [reverse(name, args=[page.pk]) for name in names]
        gone.remember([page.get_url() or "", *former.values(), *files])
    placement.remove_everywhere(page, user=None)
    PageLogEntry.objects.filter(page=page.pk).update(label="Erased story", data={})
    page_pk = page.pk
    page.delete()
    PageLogEntry.objects.filter(page=page_pk).update(label="Erased story", data={})
    # The addresses go with the page; what was logged of them may be made of a title.
    logged = ModelLogEntry.objects.get_for_model(Redirect).filter(object_id__in=map(str, former))
    logged.update(label="Erased address", data={})


def _erase_traces(submission):
    """Delete revisions, review states and the texts of log entries; deleting a row leaves them behind."""
    content_type = ContentType.objects.get_for_model(Submission)
    for workflow_state in submission.workflow_states:
        workflow_state.delete()
    Revision.objects.filter(base_content_type=content_type, object_id=str(submission.pk)).delete()
    ModelLogEntry.objects.filter(content_type=content_type, object_id=str(submission.pk)).update(
        label="Erased submission", data={}
    )
