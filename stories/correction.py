"""Correcting: the sender's new words become the next version of the sealed original and are read again."""

import uuid

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from stories import (
    correction_flags,
    correction_video,
    crops,
    emails,
    holding,
    moderation,
    parties,
    promotion,
    published_posts,
    roles,
    sealed_rows,
    sent_files,
)
from stories.models import Consent, Decision, Original, StoryPage, Submission
from stories.models.text import SEALED_TEXTS
from stories.next_version import (
    PARTS,
    Correction,
    changed_parts,
    merge_answers,
    merge_consents,
    merge_labels,
    next_picture_hash,
    next_video_hash,
    picture_columns,
)

State = Submission.State
# Answers that have a column of their own, besides the texts.
COLUMN_OF_ROLE = {
    "story_video": "video_url",
    "story_image_alt": "picture_alt",
    "story_image_credit": "picture_credit",
}
PICTURE_OUT = "The sender has taken the picture out."
OPEN_STATES = frozenset(
    {
        *Submission.WAITING,
        *Submission.PUBLISHABLE,
        State.CHANGES_REQUESTED,
        State.AWAITING_SIGN_OFF,
        State.SPAM,
    }
)


class CorrectionRefused(Exception):
    """A correction that is not taken."""


class NotOpen(CorrectionRefused):
    """The story is withdrawn, or was not selected for a reason that no change can mend."""


class ChangedSince(CorrectionRefused):
    """Another version was sent since the sender saw the words."""


class WouldComeDown(CorrectionRefused):
    """The story went live since the sender was told what a change leads to."""


class NothingNew(CorrectionRefused):
    """Everything is as it was."""


def may_correct(submission) -> bool:
    """Say whether the sender may send new words."""
    state = holding.shown_state(submission)
    if state != State.NOT_SELECTED:
        return state in OPEN_STATES
    refusal = submission.decisions.filter(kind=Decision.Kind.REFUSE).first()
    return refusal is not None and refusal.can_be_mended


def would_come_down(submission) -> bool:
    """Say whether a correction takes something off the site, or a date to go live away."""
    page = getattr(submission, "story_page", None)
    return page is not None and (page.live or page.approved_schedule)


def correct(submission, given: Correction, *, version, knows=False, now=None) -> Original:
    """Store what the sender gave as the next version, and have it read again. Return the Original.

    version: the one that the sender saw. The same correction of the same version again returns the
    Original that it made, also when both arrive at once. knows: the sender was told that the page
    comes down. Raises NotOpen, ChangedSince, WouldComeDown, NothingNew. One transaction.
    """
    now = now or timezone.now()
    base = submission.originals.filter(version=version).first()
    if base is None:
        raise ChangedSince("There is no such version.")
    picture = None if given.removes_picture else given.picture
    if picture and picture.sha256 == base.picture_hash:
        picture = None
    answers = merge_answers(base, given, picture)
    hashes = {
        "picture_hash": next_picture_hash(base, given, picture),
        "video_hash": next_video_hash(base, given),
    }
    made = _find_made(base, answers, hashes)
    if made:
        return made
    try:
        with sent_files.kept_picture(uuid.uuid4(), picture) as sent, transaction.atomic():
            submission = Submission.objects.select_for_update().get(pk=submission.pk)
            _require_open(submission, base, knows)
            video = correction_video.new_video(submission, base, given)
            changed = changed_parts(base, answers, _other_files(base, hashes, video))
            # A request that is held is not known to the sender, who cannot have answered it.
            is_asked = holding.shown_state(submission) == State.CHANGES_REQUESTED
            is_answer = given.note and is_asked
            if not changed and not is_answer:
                raise NothingNew("Nothing has changed.")
            original = _store(submission, base, given, answers, sent, changed, now)
            correction_video.bring_up_to_date(submission, given, video, original, changed)
            return original
    except ChangedSince:
        # The second of two clicks waited for the first one's end.
        made = _find_made(base, answers, hashes)
        if made:
            return made
        raise


def _require_open(submission, base, knows):
    if not may_correct(submission):
        raise NotOpen("This story cannot be changed any more.")
    if submission.original.version != base.version:
        raise ChangedSince("Another version was sent since.")
    if would_come_down(submission) and not knows:
        raise WouldComeDown("The story went live since.")


def _store(submission, base, given, answers, sent, changed, now):
    """Write the version, the copy, the page's draft and all that tells of it."""
    users = _who_dealt_with(submission)
    was_public = hasattr(submission, "story_page") and submission.story_page.live
    title_before = promotion.title_of(submission)
    original = Original.objects.create(
        submission=submission,
        version=base.version + 1,
        at=now,
        answers=answers,
        labels=merge_labels(base, answers),
        consents=merge_consents(base, given.agreement),
        text_hash=sealed_rows.text_hash_of(answers),
        video_hash=next_video_hash(base, given),
        **(sent.columns if sent.name or given.removes_picture else picture_columns(base)),
    )
    _write_copy(submission, original)
    if given.agreement and given.agreement.given:
        _agree(submission, given.agreement, now)
    if "story_people" in changed:
        parties.name_people(
            submission, answers.get("story_people"), version=original.version, now=now
        )
    if {"published_url", "published_title"}.intersection(changed):
        url, title = answers.get("published_url"), answers.get("published_title")
        published_posts.follow(submission, url or "", title or "")
    correction_flags.bring_up_to_date(
        submission,
        base,
        original,
        changed=[PARTS[name] for name in changed],
        warnings=_warnings(given, sent),
        hints=given.hints,
        now=now,
    )
    moderation.read_again(submission, now=now)
    _write_draft(submission, title_before)
    log(submission, "stories.correct", data={"version": original.version})
    emails.story_corrected(original, users=users, was_public=was_public)
    return original


def _write_copy(submission, original):
    """Let the copy hold exactly what was sent, with a revision for the review to start from."""
    columns = {**roles.TEXT_OF_ROLE, **COLUMN_OF_ROLE}
    for role, column in columns.items():
        if role in original.answers:
            setattr(submission, column, original.answers[role] or "")
    submission.picture_crop = crops.read_crop(original.answers.get("story_image_crop", ""))
    submission.save(update_fields=[*columns.values(), "picture_crop"])
    submission.save_revision(clean=False)


def _write_draft(submission, title_before):
    """Let the draft of a story page hold the new words; what editors chose beside them stays."""
    page = StoryPage.objects.filter(submission=submission).first()
    if page is None:
        return
    draft = page.get_latest_revision_as_object()
    for name in (*SEALED_TEXTS, "video_url"):
        setattr(draft, name, getattr(submission, name))
    title = promotion.title_of(submission)
    if title != title_before:
        draft.title = draft.draft_title = title
    draft.save_revision(clean=False, log_action=True)


def _who_dealt_with(submission):
    """Return the staff who should hear of it: the reader, who decided last, who made the page."""
    last = submission.decisions.exclude(by=None).first()
    page = getattr(submission, "story_page", None)
    keys = {submission.claimed_by_id, last and last.by_id, page and page.owner_id} - {None}
    users = get_user_model().objects.filter(pk__in=keys, is_active=True)
    return list(users.exclude(email="").order_by("pk"))


def _warnings(given, sent):
    """Return what moderators should know of another picture, None where it is the same."""
    if given.removes_picture:
        return [("missing_picture", PICTURE_OUT)]
    return sent.warnings if sent.name else None


def _other_files(base, hashes, video):
    """Return the roles of the files that are not those of the version before."""
    others = set()
    if hashes["picture_hash"] != base.picture_hash:
        others.add("story_image")
    if video or hashes["video_hash"] != base.video_hash:
        others.add("story_video_file")
    return others


def _find_made(base, answers, hashes):
    """Return the later version that holds exactly this correction, or None."""
    later = Original.objects.filter(submission=base.submission_id, version__gt=base.version)
    for original in later.filter(**hashes):
        if original.answers == answers:
            return original
    return None


def _agree(submission, agreement, now):
    """Record the yes to the picture; it ends with the yes to publish."""
    publish = submission.consents.current(now).filter(scope=Consent.Scope.PUBLISH).first()
    Consent.objects.create(
        submission=submission,
        scope=agreement.scope,
        wording=agreement.wording,
        wording_version=sealed_rows.version_of(agreement.wording),
        given_at=now,
        expires_on=publish.expires_on if publish else None,
    )
