"""What was sent, as it is sealed: the answers, the consents in their exact words, the hints."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from cms import text
from stories import queue_marks, roles, terms
from stories.models import Consent, Flag, Original
from stories.models.text import hash_texts

# What the original says of the files beside their hashes; which story it is they do not tell.
FILE_ANSWERS = frozenset({"story_image", "story_image_crop", "story_video_file"})


def seal(submission, answers, *, labels, agreements, picture, video_hash="", now):
    """Write the first original and the consents that were given. Return the Original.

    answers as from `as_stored`; labels: [clean name, question] pairs; agreements: every Agreement
    of the form; picture: a SentPicture. Inside the caller's transaction.
    """
    if picture.name:
        answers = {"story_image": f"{picture.width} by {picture.height} pixels", **answers}
    ends_on = terms.last_day(answers.get("consent_until"), timezone.localdate(now))
    Consent.objects.bulk_create(
        Consent(
            submission=submission,
            scope=box.scope,
            wording=box.wording,
            wording_version=version_of(box.wording),
            name_shown=submission.name_shown if box.scope == Consent.Scope.PUBLISH else "",
            how_given=box.how,
            given_at=box.given_at or now,
            expires_on=(box.ends_on if box.how else ends_on)
            if box.scope in terms.ENDING_SCOPES
            else None,
        )
        for box in agreements
        # Nothing is agreed to about a picture that was not sent.
        if box.given and (picture.name or box.scope != Consent.Scope.IMAGE)
    )
    return Original.objects.create(
        submission=submission,
        at=now,
        answers=answers,
        labels=labels,
        consents=boxes_of(agreements, answers),
        text_hash=submission.text_hash,
        video_hash=video_hash,
        **picture.columns,
    )


def write_flags(submission, findings, *, now):
    """Write a Flag for each Finding, and what the queue reads of the story's rows so far."""
    Flag.objects.bulk_create(
        Flag(
            submission=submission,
            kind=finding.kind,
            field=finding.field,
            # A finding about the whole story has no place in a text.
            start=finding.start if finding.field else None,
            end=finding.end if finding.field else None,
            reason=text.shorten(finding.reason, 300),
            at=now,
        )
        for finding in findings
    )
    queue_marks.refresh(submission.pk)


def as_stored(answers):
    """Return the answers as the database gives them back: dates and decimals become text."""
    return json.loads(json.dumps(answers, cls=DjangoJSONEncoder))


def boxes_of(agreements, answers):
    """Return the consent boxes and the chosen terms as they are sealed."""
    return [
        *({"scope": box.scope, "wording": box.wording, "given": box.given} for box in agreements),
        *terms.seal_terms(answers),
    ]


def words_of(answers):
    """Return the answers without what only describes the files; those are compared by their hashes."""
    return {name: value for name, value in answers.items() if name not in FILE_ANSWERS}


def text_hash_of(answers):
    """Return the hash of the texts among the answers."""
    return hash_texts({field: answers.get(role) for role, field in roles.TEXT_OF_ROLE.items()})


def version_of(wording: str) -> str:
    """Return the version of a consent's wording: equal words, equal version."""
    return hashlib.sha256(wording.encode()).hexdigest()[:12]
