"""Edits: the changed pieces of a copy beside the sealed original, each with its kind, and by whom it was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms import text
from stories import facts, word_diff
from stories.models import CopyEdit, Submission
from stories.models.text import SEALED_TEXTS

Kind = CopyEdit.Kind
# Who may say of what kind an edit is: those who edit copies, and those who edit pages.
PERMISSIONS = ("stories.moderate_submission", "stories.promote_submission")
LABELS = {
    "title": "Title",
    "what_happened": "What happened",
    "what_learned": "What I learned",
    "why_it_matters": "Why it should matter to others",
    "because": "The because line",
    "picture": "Picture",
}
SENT_PICTURE, OTHER_PICTURE, NO_PICTURE = "the picture that was sent", "another picture", "none"


@dataclass(frozen=True)
class Piece:
    """One changed piece: the words before and after, the kind that fits, and the CopyEdit that says so.

    kind is that of the record, else the one that is certain, else "".
    """

    field: str
    before: str
    after: str
    kind: str
    edit: CopyEdit | None = None

    @property
    def key(self) -> str:
        """Return a short name that stays while the words do."""
        words = "\0".join((self.field, self.before, self.after))
        return blake2b(words.encode(), digest_size=8).hexdigest()

    @property
    def is_typed(self) -> bool:
        """Say whether somebody has said of what kind it is."""
        return self.edit is not None


@dataclass(frozen=True)
class Part:
    """One text that was changed: both versions as pieces of (text, changed), and its Pieces."""

    label: str
    before: list
    after: list
    pieces: list[Piece]


def shown_of(submission: Submission) -> dict[str, str]:
    """Return what would be published, by the name of the part: the draft of the page, else the copy."""
    page = getattr(submission, "story_page", None)
    if page is None:
        return {"title": submission.title, **submission.texts}
    draft = page.latest_revision.content if page.latest_revision else {}
    return shown_on(submission, page, draft)


def shown_on(submission: Submission, page, draft: Mapping) -> dict[str, str]:
    """Return what a story page would show; `draft` holds what differs from the page as it is."""
    from stories import promotion

    def value(name):
        return draft[name] if name in draft else getattr(page, name)

    title = value("title")
    return {
        # The title that promotion makes of a because line is no edit.
        "title": submission.title if title == promotion.title_of(submission) else title,
        **{name: value(name) or "" for name in SEALED_TEXTS},
        "picture": _picture_on(submission, value),
    }


def parts_of(submission: Submission, shown: Mapping[str, str] | None = None) -> list[Part]:
    """Return the changed parts of a story in the order of its page, every piece with its kind.

    shown: other words than those that are saved, for an editor who is typing.
    """
    original = submission.original
    if original is None:
        return []
    shown = shown_of(submission) if shown is None else shown
    sent = _sent_of(original)
    rows = {
        (row.field, row.before, row.after): row
        for row in submission.copy_edits.all()
        if row.version == original.version
    }
    doubts = _doubts(sent, shown)
    found = []
    for name, label in LABELS.items():
        before, after = sent.get(name) or "", shown.get(name, sent.get(name)) or ""
        if text.normalise(before) == text.normalise(after):
            continue
        pieces = {}
        for change in _changes(name, before, after):
            was, now = change.before.strip(), change.after.strip()
            row = rows.get((name, was, now))
            kind = row.kind if row else _certain_kind(name, change, before, doubts)
            piece = Piece(name, was, now, kind, row)
            # The same change made twice is one.
            pieces.setdefault(piece.key, piece)
        found.append(Part(label, *word_diff.compare_words(before, after), [*pieces.values()]))
    return found


def record(
    submission: Submission,
    kinds: Mapping[str, str],
    *,
    user,
    now=None,
) -> list[CopyEdit]:
    """Keep of what kind the edits are, and return the new rows.

    kinds: values of CopyEdit.Kind by the key of the Piece. Of a piece that is not named, a kind that
    is certain is kept; any other waits until somebody says it. What is on record already is not
    written again. Raises PermissionDenied. One transaction.
    """
    if not (user.is_active and any(user.has_perm(name) for name in PERMISSIONS)):
        raise PermissionDenied("You do not have permission to say of what kind an edit is.")
    now = now or timezone.now()
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        draft = getattr(submission, "story_page", submission)
        rows = [
            CopyEdit.objects.create(
                submission=submission,
                version=submission.original.version,
                revision_id=draft.latest_revision_id,
                field=piece.field,
                before=piece.before,
                after=piece.after,
                kind=kind,
                by=user,
                at=now,
            )
            for part in parts_of(submission)
            for piece in part.pieces
            if (kind := kinds.get(piece.key) or piece.kind) in Kind.values
            and not (piece.is_typed and piece.edit.kind == kind)
        ]
        if rows:
            log(
                submission,
                "stories.type_edits",
                user=user,
                data={"kinds": sorted({row.kind for row in rows})},
            )
    return rows


def read_kinds(posted: Mapping[str, str]) -> dict[str, str]:
    """Return the kinds of a form by the key of their piece."""
    return {
        name.removeprefix("kind-"): value
        for name, value in posted.items()
        if name.startswith("kind-") and value in Kind.values
    }


def untyped(parts: list[Part]) -> list[Piece]:
    """Return the pieces of which nobody has said what kind they are."""
    return [piece for part in parts for piece in part.pieces if not piece.is_typed]


def kinds_of(parts: list[Part]) -> list[str]:
    """Return the kinds of all pieces, each once."""
    kinds = {piece.kind for part in parts for piece in part.pieces}
    return [kind for kind in Kind.values if kind in kinds]


def _sent_of(original):
    return {**original.texts, "picture": SENT_PICTURE if original.picture else NO_PICTURE}


def _picture_on(submission, value):
    if value("picture"):
        return OTHER_PICTURE
    has_sent = submission.original is not None and bool(submission.original.picture)
    return SENT_PICTURE if has_sent and value("show_sent_picture") else NO_PICTURE


def _changes(name, before, after):
    """Return the changed stretches; a title or a picture is one whole thing."""
    if name in ("title", "picture"):
        return [word_diff.Change(before, after, (0, len(before)), (0, len(after)))]
    return word_diff.find_changes(before, after)


def _certain_kind(name, change, before, doubts):
    """Return the kind of a change where there is no doubt; whether it touches privacy only people know."""
    if name == "title":
        return Kind.TITLE
    if name == "picture":
        return Kind.CROP
    if _meets(change.span, doubts[0].get(name, ())) or _meets(
        change.new_span, doubts[1].get(name, ())
    ):
        return ""
    if change.is_cut:
        return Kind.LENGTH if word_diff.are_sentences(change, before) else ""
    is_spelled_alike = _letters(change.before) == _letters(change.after)
    has_digit = any(letter.isdigit() for letter in change.before + change.after)
    return Kind.GRAMMAR if is_spelled_alike and not has_digit else ""


def _letters(words):
    return [letter for letter in words.casefold() if letter.isalnum()]


def _meets(span, others):
    return any(start < span[1] and span[0] < end for start, end in others)


def _doubts(sent, shown):
    """Return where the fact ledger has doubts, by the name of the text: in the original, and in the copy."""
    texts = [{name: words.get(name) or "" for name in SEALED_TEXTS} for words in (sent, shown)]
    if texts[0] == texts[1]:
        return {}, {}
    ledger = facts.compare(*("\n\n".join(filter(None, words.values())) for words in texts))
    spans = (
        [entry.original_span for entry in ledger.changed],
        [entry.copy_span for entry in ledger.changed],
    )
    return tuple(map(_by_text, texts, spans))


def _by_text(texts, spans):
    """Return spans of all texts as one, as spans of each."""
    found, start = {}, 0
    for name, words in texts.items():
        if not words:
            continue
        end = start + len(words)
        found[name] = [
            (span[0] - start, span[1] - start) for span in spans if span and start <= span[0] < end
        ]
        start = end + 2
    return found
