"""Everything that is kept about one story, for its sender: a ZIP file that is made while it is sent.

Nothing in it was written for staff only: no internal note, no name of a moderator or editor.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext

from stories import emails, holding, standing
from stories.models import Decision, SecondLook

CHUNK = 2**16


def stream(submission, *, now=None) -> Iterator[bytes]:
    """Return the bytes of the ZIP file, part by part: index.html to read, data.json for machines, every file.

    All rows are read before the first byte leaves; files are read while they are sent.
    """
    now = now or timezone.now()
    files = dict(_files_of(submission))
    data = collect(submission, now=now) | {"files": sorted(files)}
    texts = {
        "index.html": render_to_string("stories/status/my_data.html", {"data": data}),
        "data.json": json.dumps(data, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False),
    }
    return _archive(texts, files, now)


def collect(submission, *, now) -> dict:
    """Return what is kept as a dictionary of plain values."""
    page = getattr(submission, "story_page", None)
    return {
        "made_at": now,
        "number": submission.number,
        "state": standing.read(submission, now=now).word,
        "sent_at": submission.submit_time,
        "address_confirmed_at": submission.email_confirmed_at,
        "name": submission.sender_name,
        "email": submission.sender_email,
        "name_shown": submission.get_name_shown_display(),
        "versions": [_version(original) for original in submission.originals.all()],
        "copy_to_be_published": {
            "title": submission.title,
            **submission.texts,
            "topic": str(submission.topic or ""),
        },
        "consents": list(
            submission.consents.values(
                "scope", "wording", "name_shown", "given_at", "withdrawn_at", "expires_on"
            )
        ),
        "people": list(
            submission.protected_parties.values(
                "relation", "basis", "email", "at", "confirmed_at", "refused_at"
            )
        ),
        "decisions": [
            {
                "at": decision.at,
                "decision": decision.get_kind_display(),
                "grounds": decision.ground_labels,
                "note": decision.note,
                "rules": decision.policy.name if decision.policy else "",
            }
            for decision in reversed(holding.told_decisions(submission))
            if decision.kind not in (Decision.Kind.REOPEN, Decision.Kind.SPAM)
        ],
        "second_look": SecondLook.objects.filter(submission=submission)
        .values("asked_at", "reason")
        .first(),
        "edits": list(submission.copy_edits.values("at", "field", "before", "after", "kind")),
        "edits_shown": [
            {
                "at": shown.asked_at,
                "words": shown.texts,
                "changes": shown.reasons,
                "answer": shown.get_answer_display(),
                "answered_at": shown.answered_at,
            }
            for shown in submission.sign_offs.all()
        ],
        "hints": [
            # Stored as the program has them; most are sentences of the interface.
            {"at": flag.at, "kind": flag.kind, "reason": flag.reason and gettext(flag.reason)}
            for flag in submission.flags.filter(by=None)
        ],
        "mails": list(
            submission.mails.exclude(kind__in=emails.TO_STAFF)
            .filter(to=submission.sender_email, held_at=None)
            .values("subject", "created_at", "sent_at")
        ),
        "videos": [_video(video) for video in submission.videos.all()],
        "published_before": _published_before(submission),
        "arrival": _arrival(submission),
        "page": page and _page(page),
        "used_elsewhere": [
            {
                "at": copy.at,
                "kind": copy.get_kind_display(),
                "where": copy.where,
                "removed_at": copy.removed_at,
            }
            for copy in submission.outside_copies.all()
        ],
    }


def _archive(texts, files, now):
    out = _Pipe()
    with zipfile.ZipFile(out, "w") as archive:
        for name, words in texts.items():
            archive.writestr(_entry(name, now, zipfile.ZIP_DEFLATED), words)
            yield out.take()
        for name, file in files.items():
            yield from _copy(archive, out, _entry(name, now, zipfile.ZIP_STORED), file)
    yield out.take()


def _version(original):
    return {
        "version": original.version,
        "at": original.at,
        "answers": [
            {"question": question, "answer": answer} for question, answer in original.questions
        ],
        "all_answers": original.answers,
        "boxes": original.consents,
        "picture": _picture_name(original) if original.picture else "",
    }


def _video(video):
    return {
        "state": video.get_state_display(),
        "sent_at": video.created_at,
        "seconds": video.seconds,
        "captions": video.captions,
        "transcript": video.transcript,
    }


def _published_before(submission):
    post = getattr(submission, "published_post", None)
    return post and {
        "address": post.url,
        "title": post.title,
        "found": post.get_state_display(),
        "hashtags": post.hashtags,
        "looked_at": post.looked_at,
    }


def _arrival(submission):
    arrival = getattr(submission, "arrival", None)
    return arrival and {
        "came": arrival.get_channel_display(),
        "consent_given": arrival.consent_given,
        "at": arrival.at,
    }


def _page(page):
    return {
        "address": page.address,
        "is_public": page.live,
        "first_published_at": page.first_published_at,
        "last_published_at": page.last_published_at,
        "title": page.title,
        "shown_in": list(
            page.placements.order_by("at").values("page__title", "slot_name", "at", "removed_at")
        ),
    }


def _files_of(submission):
    """Yield (name in the archive, stored file) of everything that was sent or made of it."""
    for original in submission.originals.all():
        if original.picture:
            yield _picture_name(original), original.picture
    for number, video in enumerate(submission.videos.all(), start=1):
        parts = {"video-as-sent": video.source, "video": video.result, "video-poster": video.poster}
        for name, file in parts.items():
            if file:
                yield f"{name}-{number}{PurePath(file.name).suffix}", file
    scan = getattr(getattr(submission, "arrival", None), "scan", None)
    if scan:
        yield f"scanned-form{PurePath(scan.name).suffix}", scan


def _picture_name(original):
    return f"picture-version-{original.version}{PurePath(original.picture.name).suffix}"


def _entry(name, now, compression):
    entry = zipfile.ZipInfo(name, timezone.localtime(now).timetuple()[:6])
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    return entry


def _copy(archive, out, entry, file):
    """Yield the bytes of a stored file as they enter the archive; one that is gone leaves the rest whole."""
    try:
        source = file.open("rb")
    except OSError:
        return
    with source, archive.open(entry, "w", force_zip64=True) as target:
        for chunk in source.chunks(CHUNK):
            target.write(chunk)
            yield out.take()
    yield out.take()


class _Pipe(io.RawIOBase):
    """What a ZipFile writes into: it cannot go back, and keeps nothing that was taken."""

    def __init__(self):
        super().__init__()
        self._parts = []

    def writable(self):
        """Say yes."""
        return True

    def write(self, data):
        """Keep some bytes until they are taken."""
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """Return what was written since."""
        taken, self._parts = b"".join(self._parts), []
        return taken
