"""Receiving a story: what was sent is stored in one transaction, exactly once.

What follows from it (stories.enrolling) happens in the same transaction, or a moment later in the worker.
"""

import itertools
import logging
import uuid
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.pictures import CleanPicture
from stories import enrolling, moderation, parties, roles, screening, sealed_rows, sent_files
from stories.hints import findings_of
from stories.models import Draft, PublishedPost, Submission, Topic
from stories.story_form import Agreement

logger = logging.getLogger(__name__)

# The answers that are read for advertising and the like.
TOLD = {
    *roles.TEXT_OF_ROLE,
    "story_about",
    "story_place",
    "story_image_alt",
    "story_image_credit",
    "story_transcript",
    "published_title",
}
# The shares of a crop in the order in which the original tells them.
CROP = ("left", "top", "width", "height", "focus_x", "focus_y")
NO_PICTURE = "The story came without a picture. The sender can still add one."
# Two rows drawing the same number is a matter of one in hundreds of millions: draw again.
NUMBER_TRIES = 3


@dataclass(frozen=True)
class _Sent:
    """One sending, judged and about to be written."""

    answers: dict
    labels: list
    agreements: list
    picture: CleanPicture | None
    draft: Draft | None
    findings: list
    enrolls_later: bool


class DraftGone(Exception):
    """The draft was erased before its story could be stored, and no story was made of it."""


def receive(
    page,
    answers: dict,
    *,
    receipt: uuid.UUID,
    labels: Iterable[tuple[str, str]] = (),
    agreements: Iterable[Agreement] = (),
    picture: CleanPicture | None = None,
    draft: Draft | None = None,
    crop: dict | None = None,
    made_at: datetime | None = None,
    honeypot: str = "",
    hints: Iterable[tuple] = (),
    is_sample: bool = False,
    enrolls_later: bool = False,
    now: datetime | None = None,
) -> Submission:
    """Store one story with its sealed original, consents, people and flags, and enroll it. Return the submission.

    answers maps clean names of the form's fields to texts, lists and numbers (no consent boxes);
    labels are pairs of clean name and question. The files come either from the draft, which hands
    over picture and video and is deleted in the same transaction, or as a picture that was cleaned
    before: no file is decoded here. crop is the chosen part of the picture (stories.crops.read_crop);
    hints are pairs of an Identifier and what the sender said to it, "keep" or "allowed".
    receipt is the one-time id of the form: the same one again returns the submission that it
    made, whatever else is passed, also when both arrive at once. made_at (when the form was shown)
    and honeypot are judged by screening, which holds what only a machine does for a person to
    look at. Neither address nor browser of the sender is stored. With enrolls_later the worker is
    asked for the review and the mail: the story is in the queue all the same.

    Any failure leaves neither rows nor files, and the draft whole. Raises DraftGone.
    """
    now = now or timezone.now()
    answers = sealed_rows.as_stored(answers)
    if crop:
        shares = " ".join(f"{crop[name]:g}" for name in CROP)
        answers.setdefault("story_image_crop", shares)
    labels = [list(pair) for pair in labels]
    findings = [
        *screening.screen(
            {name: value for name, value in answers.items() if _is_told(name, value)},
            now=now,
            made_at=made_at,
            honeypot=honeypot,
            about=answers.get("story_about") or "",
        ),
        *findings_of(hints),
    ]
    sent = _Sent(answers, labels, [*agreements], picture, draft, findings, enrolls_later)
    for attempt in itertools.count(1):
        # Of a draft that still stands no story was made: its lock says so better than a look.
        if draft is None or attempt > 1:
            stored = Submission.objects.filter(receipt=receipt).first()
            if stored:
                return stored
        submission = _submission(page, answers, receipt, is_sample, now)
        submission.picture_crop = crop or {}
        try:
            return _store(submission, sent, now)
        except (IntegrityError, DraftGone):
            # The same form arrived twice at once, or the number was taken: look again.
            if attempt == NUMBER_TRIES:
                raise
            logger.info("A story met a row that was already there.")


def _submission(page, answers, receipt, is_sample, now):
    """Return the unsaved row: the copy, which starts as exactly what was sent, and the sender."""
    copy = {field: answers.get(role) or "" for role, field in roles.TEXT_OF_ROLE.items()}
    topic = answers.get("story_topic")
    return Submission(
        page_id=page.pk if page else None,
        receipt=receipt,
        submit_time=now,
        state_changed_at=now,
        is_sample=is_sample,
        topic=Topic.objects.filter(name=topic).first() if topic else None,
        sender_name=answers["story_name"],
        sender_email=answers["story_email"],
        sender_about=answers.get("story_about") or "",
        sender_place=answers.get("story_place") or "",
        name_shown=answers.get("story_name_shown") or Submission.NameShown.NONE,
        video_url=answers.get("story_video") or "",
        picture_alt=answers.get("story_image_alt") or "",
        picture_credit=answers.get("story_image_credit") or "",
        form_data={name: value for name, value in answers.items() if name not in roles.NAMES},
        **copy,
    )


def _store(submission, sent, now):
    """Write a picture that came without a draft, then all rows in one transaction; a failure leaves neither."""
    draft, answers = sent.draft, sent.answers
    new = nullcontext() if draft else sent_files.kept_picture(submission.ref, sent.picture)
    with new as picture, transaction.atomic():
        if draft:
            # Locked: of two clicks the second waits, and finds the story instead of the draft.
            draft = Draft.objects.select_for_update().filter(pk=draft.pk).first()
            if draft is None:
                raise DraftGone
            picture = sent_files.picture_of(draft)
        # Without the signals of a save: what they ask the search index for, enrolling asks for too.
        Submission.objects.bulk_create([submission])
        sealed_rows.seal(
            submission,
            answers,
            labels=sent.labels,
            agreements=sent.agreements,
            picture=picture,
            video_hash=sent_files.hand_over_video(draft, submission, answers) if draft else "",
            now=now,
        )
        parties.name_people(submission, answers.get("story_people"), now=now)
        if answers.get("published_url"):
            PublishedPost.objects.create(
                submission=submission,
                url=answers["published_url"],
                title=answers.get("published_title") or "",
            )
        findings = [*sent.findings, *_judge_picture(picture, sent.labels)]
        sealed_rows.write_flags(submission, findings, now=now)
        if screening.is_held(findings):
            moderation.hold_as_spam(submission, now=now)
        if sent.enrolls_later:
            enrolling.ask_for(submission)
        else:
            enrolling.enroll_row(submission, now=now)
        if draft:
            draft.delete()
    return submission


def _is_told(name, value):
    """Say whether an answer is text that somebody wrote, and no address or choice that we asked for."""
    return isinstance(value, str) and (name in TOLD or name not in roles.NAMES)


def _judge_picture(picture, labels):
    """Return what a moderator should know about the picture, or about there being none."""
    if picture.name:
        return [screening.Finding(code, "", 0, 0, words) for code, words in picture.warnings]
    if any(name == "story_image" for name, _ in labels):
        return [screening.Finding("missing_picture", "", 0, 0, NO_PICTURE)]
    return []
