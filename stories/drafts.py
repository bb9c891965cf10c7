"""Drafts of stories: found by what the browser holds, saved with each page, erased with their files.

A draft is found by the form token, which is a hidden field of every page of the form, else by the
signed cookie. Its answers are what was typed, unchecked.
"""

import logging
import re
import secrets
import uuid
from datetime import timedelta

from django import forms
from django.core import signing
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from cms.tally import count_up
from stories import screening, video_intake
from stories.models import Draft, DraftLink, StepCount, Submission
from stories.models.draft import DRAFT_DAYS
from stories.models.submission import private_storage
from stories.private_links import digest_of

logger = logging.getLogger(__name__)

COOKIE = "story_draft"
# Names the draft of a first answer until the form has taken it in.
FIRST_COOKIE = "story_first"
SALT = "stories.form_start"
FILES_SALT = "stories.drafts.files"
# How long the address of a draft's own picture works without the cookie.
FILES_SECONDS = 3600
LET_GO_AFTER = timedelta(minutes=10)
# What is longer than any answer may be comes back on the page, but is not stored.
LONGEST_TYPED = 100_000
# No database keeps these in a JSON text: NUL, and halves of a sign.
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


class AlreadySent(Exception):
    """The story with this one-time id was sent; `submission` is what it became."""

    def __init__(self, submission):
        super().__init__("The story was sent.")
        self.submission = submission


def read_token(value: str, now) -> screening.FormToken | None:
    """Return what a form token says, however old it is, or None for one that is not ours."""
    try:
        return screening.read_form_token(value, now)
    except screening.TokenExpired as expired:
        return expired.token
    except screening.TokenRefused:
        return None


def sign_token(token: screening.FormToken) -> str:
    """Return the hidden field for a token."""
    return screening.make_form_token(token.made_at, token.form_id)


def token_of(draft: Draft) -> screening.FormToken:
    """Return the token under which a draft is found."""
    return screening.FormToken(draft.form_id, draft.begun_at)


def find_by_token(token, page, now=None) -> Draft | None:
    """Return the draft of a token, if it still stands."""
    if token is None:
        return None
    return Draft.objects.standing(now).filter(form_id=token.form_id, page=page).first()


def find_by_cookie(request, page, now=None, *, name=COOKIE) -> Draft | None:
    """Return the draft that a cookie names, if it still stands."""
    key, _ = _read_cookie(request, name)
    return Draft.objects.standing(now).filter(key=key, page=page).first() if key else None


def sent_by_cookie(request) -> Submission | None:
    """Return the submission that the draft of the cookie became, or None."""
    _, form_id = _read_cookie(request, COOKIE)
    return Submission.objects.filter(receipt=form_id).first() if form_id else None


def sent_with(token) -> Submission | None:
    """Return the submission that was sent with this one-time id, or None."""
    return Submission.objects.filter(receipt=token.form_id).first() if token else None


def read_typed(fields, post, files) -> dict:
    """Return what was typed into these form fields (a mapping by name), as a draft keeps it.

    Texts stay as they are, a ticked box is "on", several choices are a list. Files are left out,
    and so is what is longer than LONGEST_TYPED.
    """
    typed = {}
    for name, field in fields.items():
        if isinstance(field, forms.FileField):
            continue
        value = field.widget.value_from_datadict(post, files, name)
        if isinstance(value, bool) or value is None:
            value = "on" if value else ""
        value = _storable(value)
        if len(str(value)) <= LONGEST_TYPED:
            typed[name] = value
    return typed


def save(page, token, typed: dict, *, step: str = "", now=None) -> Draft:
    """Write what was typed into the draft of the token, which is made if there is none. Return it.

    The days until it is erased begin anew. Raises AlreadySent.
    """
    now = now or timezone.now()
    for attempt in (1, 2):
        try:
            with transaction.atomic():
                draft = _lock_or_make(page, token, now)
                draft.answers |= typed
                draft.last_step = step or draft.last_step
                draft.saved_at = now
                draft.expires_at = now + timedelta(days=DRAFT_DAYS)
                draft.save(update_fields=["answers", "last_step", "saved_at", "expires_at"])
                # Also when it was sent in between: nothing of it may stay behind here.
                sent = sent_with(token)
                if sent:
                    raise AlreadySent(sent)
            return draft
        except IntegrityError:
            # The same page arrived twice at once, and the other one made the draft.
            if attempt == 2:
                raise
    raise AssertionError("One of the two attempts returns or raises.")


def data_of(answers: dict) -> dict:
    """Return a draft's answers as a browser would post them: lists by the name of the input."""
    posted = {}
    for name, value in answers.items():
        if isinstance(value, list) and any(isinstance(row, dict) for row in value):
            for number, row in enumerate(value):
                for part, words in row.items():
                    posted[f"{name}-{number}-{part}"] = [words]
        elif isinstance(value, list):
            posted[name] = value
        elif value != "":
            posted[name] = [value]
    return posted


def remember(request, response, draft, page, *, name=COOKIE) -> None:
    """Let the browser hold the key of the draft, for as long as the draft is kept.

    The one-time id stands beside it, because it leads to the story when the draft is gone.
    """
    response.set_signed_cookie(
        name,
        f"{draft.key}.{draft.form_id}",
        salt=SALT,
        max_age=timedelta(days=DRAFT_DAYS),
        path=page.get_url(request),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def forget(request, response, page, *, name=COOKIE) -> None:
    """Take the key of the draft out of the browser."""
    if name in request.COOKIES:
        response.delete_cookie(name, path=page.get_url(request), samesite="Lax")


def let_go(draft, now) -> None:
    """Keep a draft that is of no more use only until a second click on its page has arrived."""
    Draft.objects.filter(pk=draft.pk).update(expires_at=now + LET_GO_AFTER)


def erase(draft) -> None:
    """Delete a draft with its picture and its video."""
    from stories import retention

    retention.erase_draft(draft)


def keep_picture(draft, picture) -> None:
    """Store a cleaned picture with the draft, in the place of an earlier one."""
    name = private_storage().save(
        f"{uuid.uuid4()}/1-picture.{picture.extension}", ContentFile(picture.data)
    )
    _write_picture(
        draft,
        picture=name,
        picture_hash=picture.sha256,
        picture_width=picture.width,
        picture_height=picture.height,
        picture_warnings=[[warning.code, warning.message] for warning in picture.warnings],
    )


def drop_picture(draft) -> None:
    """Take the picture of a draft away; no error if it has none."""
    _write_picture(
        draft,
        picture="",
        picture_hash="",
        picture_width=None,
        picture_height=None,
        picture_warnings=[],
    )


def files_token(draft) -> str:
    """Return the signed, short-lived value that opens the draft's files without a cookie."""
    return signing.dumps(draft.form_id.hex, salt=FILES_SALT)


def find_by_files_token(value, page) -> Draft | None:
    """Return the draft of such a value, if both still stand."""
    try:
        form_id = uuid.UUID(signing.loads(value, salt=FILES_SALT, max_age=FILES_SECONDS))
    except (signing.BadSignature, ValueError):
        return None
    return Draft.objects.standing().filter(form_id=form_id, page=page).first()


def make_link(draft) -> str:
    """Return a new token that leads back to the draft; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    DraftLink.objects.create(draft=draft, digest=digest_of(token))
    return token


def find_by_link(token, now=None) -> Draft | None:
    """Return the draft to which a mailed token leads, if it still stands."""
    return Draft.objects.standing(now).filter(links__digest=digest_of(token)).first()


def count(page, step: str, event: str, now=None) -> None:
    """Count that something happened at a step today. Nobody is followed, and nothing fails with it."""
    day = timezone.localdate(now)
    try:
        with transaction.atomic():
            count_up(StepCount, {"page": page.pk, "day": day, "step": step, "event": event})
    except DatabaseError as error:
        logger.warning("A step could not be counted: %s", type(error).__name__)


def _read_cookie(request, name):
    """Return (key, one-time id) of the draft that a cookie names; None for what it does not say."""
    value = request.get_signed_cookie(name, default="", salt=SALT)
    key, _, form_id = value.partition(".")
    return _uuid(key), _uuid(form_id)


def _uuid(value):
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


def _storable(value):
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, list):
        return [_storable(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _storable(entry) for key, entry in value.items()}
    return value


def _lock_or_make(page, token, now):
    draft = Draft.objects.select_for_update().filter(form_id=token.form_id).first()
    if draft and draft.expires_at <= now:
        erase(draft)
        draft = None
    if draft is None:
        draft = Draft.objects.create(
            page=page, form_id=token.form_id, begun_at=min(token.made_at, now)
        )
    return draft


def _write_picture(draft, **values):
    """Put other values into the picture's columns; the file that stood there leaves after the commit."""
    old = draft.picture.name
    for name, value in values.items():
        setattr(draft, name, value)
    with transaction.atomic():
        draft.save(update_fields=list(values))
        if old and old != draft.picture.name:
            transaction.on_commit(lambda: video_intake.delete_files([old]))
