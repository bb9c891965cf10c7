"""Sign-off: senders are shown every edit of their words, and say yes to exactly these, or no."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms import text
from stories import emails, facts, moderation, titles
from stories.models import Flag, SignOff, StoryPage, Submission
from stories.models.signoff import SMALL_AFTER
from stories.models.text import SEALED_TEXTS, hash_words
from stories.sender_language import speak_to_sender_of
from stories.word_diff import compare_words

State, Answer = Submission.State, SignOff.Answer
# Who may show edits to a sender: those who read stories, and those who make their pages.
PERMISSIONS = ("stories.moderate_submission", "stories.promote_submission")
ASKABLE = (*Submission.PUBLISHABLE, State.AWAITING_SIGN_OFF)
REMIND_AFTER = (timedelta(days=3), timedelta(days=7))
# Then it goes back to the editors: silence is no consent.
RETURN_AFTER = timedelta(days=10)
LABELS = {
    "title": _("The title"),
    "what_happened": _("What happened"),
    "what_learned": _("What you learned"),
    "why_it_matters": _("Why it matters"),
    "because": _("Your sentence"),
}
SENTENCES = {
    "changed": _("“{before}” is “{after}” now."),
    "dropped": _("“{before}” is not there any more."),
    "added": _("“{after}” is new."),
}
# The facts that a title may take from the story, or leave to it.
MAY_REPEAT = frozenset(
    "cardinal ordinal date time duration age unit money percentage name place nationality health".split()
)
RESPELLED = _("The name “{before}” is written “{after}” now.")
LONGEST_REASON = 300


class SignOffRefused(Exception):
    """Edits that cannot be shown or answered; the message says why, in words for the person."""


class NothingToShow(SignOffRefused):
    """The words are the sender's own."""


class SaidNo(SignOffRefused):
    """The sender has said no to exactly these words."""


class NothingAsked(SignOffRefused):
    """There is no open question about these words any more."""


@dataclass(frozen=True)
class Edit:
    """One text before and after, each as pieces of (text, whether it changed)."""

    label: str
    before: list
    after: list
    sent: str
    shown: str


@dataclass(frozen=True)
class Judgement:
    """What the fact ledger says of an edit: it flags changes, and knows nothing of what is true."""

    needs_yes: bool
    reasons: tuple[str, ...]


def current_texts(submission) -> dict[str, str]:
    """Return the words that would be published: those of the page's draft, else those of the copy.

    A title is among them only where it is an edit.
    """
    page = StoryPage.objects.filter(submission=submission).first()
    return draft_words(page) if page else submission.shown_words


def draft_words(page) -> dict[str, str]:
    """Return the words of the latest draft of a story page, without making a page of it."""
    latest = page.latest_revision
    if latest is None:
        return page.shown_words
    texts = {name: latest.content.get(name) or "" for name in SEALED_TEXTS}
    original = page.submission.original
    title = titles.edited(
        texts,
        latest.content.get("title") or "",
        sent=original.texts if original else {},
        number=page.submission.number,
    )
    return {**texts, **({"title": title} if title else {})}


def edits_of(sent: dict, shown: dict) -> list[Edit]:
    """Return the texts that differ, in the order of the story page."""
    return [
        Edit(LABELS[name], *compare_words(before, after), before, after)
        for name in ("title", *SEALED_TEXTS)
        # A title that is not shown here is the sender's own.
        if name in shown or name in SEALED_TEXTS
        for before, after in [(sent.get(name) or "", shown.get(name) or "")]
        if text.normalise(before) != text.normalise(after)
    ]


def judge(sent: dict, shown: dict) -> Judgement:
    """Return which facts an edit changes, in sentences. All texts count as one: a fact may move.

    A title is judged by itself: it may repeat what the story tells, and need not tell it all.
    """
    ledger = facts.compare(_whole(sent), _whole(shown))
    changed, spellings = [*ledger.changed], [*ledger.spellings]
    if "title" in shown:
        title = facts.compare(sent.get("title") or "", shown["title"])
        changed += [entry for entry in title.changed if not _is_told(entry, sent, shown)]
        spellings += title.spellings
    found = [
        *(SENTENCES[entry.change].format(**_words_of(entry)) for entry in changed),
        *(RESPELLED.format(**_words_of(entry)) for entry in spellings),
    ]
    return Judgement(bool(changed), tuple(text.shorten(reason, LONGEST_REASON) for reason in found))


def ask(submission, *, kinds, user, how="", now=None) -> SignOff:
    """Show the sender the edited words as they are now, and ask for a yes. Return the SignOff.

    kinds: values of SignOff.Kind, at least one. how: for a sender without an address, how and when
    the yes was given; it counts at once. The same words again ask nothing anew; other words replace
    an open question. Raises PermissionDenied, NothingToShow, SaidNo, SignOffRefused. One transaction.
    """
    if not (user.is_active and any(user.has_perm(name) for name in PERMISSIONS)):
        raise PermissionDenied("You do not have permission to show edits to senders.")
    now = now or timezone.now()
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        original, shown = submission.original, current_texts(submission)
        words = hash_words(shown)
        if submission.state not in ASKABLE:
            raise SignOffRefused(
                f"This story is “{submission.get_state_display()}”. Approve it first."
            )
        if words == original.text_hash:
            raise NothingToShow("The words are the sender’s own. There is nothing to show.")
        known = _known(submission, original.version, words)
        if known:
            return known
        # The sender reads them.
        with speak_to_sender_of(submission):
            judged = judge(original.texts, shown)
        take_back(submission, now=now)
        row = SignOff.objects.create(
            submission=submission,
            version=original.version,
            texts=shown,
            text_hash=words,
            kinds=[kind for kind in SignOff.Kind.values if kind in kinds],
            needs_yes=judged.needs_yes or bool(SignOff.NEEDS_YES.intersection(kinds)),
            reasons=list(judged.reasons),
            asked_at=now,
            asked_by=user,
        )
        log(submission, "stories.ask_sign_off", user=user, data={"version": row.version})
        if submission.sender_email:
            emails.edits_shown(row, edits_of(original.texts, shown), now=now)
            if submission.state == State.APPROVED:
                moderation.set_state(submission, State.AWAITING_SIGN_OFF, now)
        else:
            _record_yes(row, how, user, now)
    return row


def answer(submission, *, says_yes: bool, text_hash: str, now=None) -> SignOff:
    """Take the sender's own answer to exactly the words with this hash. Return the SignOff.

    The same answer again changes nothing. After a no the sender's own words are read again; where
    the story has a page, its live words stay and the edits stay a draft. Raises NothingAsked. One
    transaction.
    """
    now = now or timezone.now()
    wanted = Answer.YES if says_yes else Answer.NO
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        row = submission.sign_offs.filter(text_hash=text_hash).last()
        if row and row.answer == wanted and row.version == submission.original.version:
            return row
        if row is None or not row.is_waiting or row.version != submission.original.version:
            raise NothingAsked("The editors have changed something since.")
        row.answer, row.answered_at = wanted, now
        row.save(update_fields=["answer", "answered_at"])
        log(submission, f"stories.sign_off_{'yes' if says_yes else 'no'}")
        if says_yes:
            _go_on(submission, now)
        else:
            _go_back(submission, row, now)
        emails.edits_answered(row)
    return row


def take_back(submission, *, now=None) -> None:
    """Close the open question about a story, if there is one; inside the caller's transaction.

    Small edits that two days have freed may be public by now: they keep what the silence gave them.
    """
    now = now or timezone.now()
    waiting = submission.sign_offs.filter(answer=Answer.WAITING)
    free = waiting.filter(needs_yes=False, asked_at__lte=now - SMALL_AFTER)
    free.update(answer=Answer.SILENT, answered_at=now)
    waiting.update(answer=Answer.TAKEN_BACK, answered_at=now)


def open_question(submission) -> SignOff | None:
    """Return the question that waits for the sender's answer, or None."""
    return submission.sign_offs.filter(answer=Answer.WAITING).last()


def look_after(*, now=None) -> int:
    """Free small edits, remind of the others, and give those without an answer back. Return how many.

    Runs when it is due; one story that fails never stops the others.
    """
    now = now or timezone.now()
    waiting = SignOff.objects.filter(answer=Answer.WAITING).select_related("submission")
    done = 0
    small = waiting.filter(needs_yes=False, asked_at__lte=now - SMALL_AFTER)
    for row in small.filter(submission__state=State.AWAITING_SIGN_OFF)[:200]:
        done += _in_turn(row, _free, now)
    grave = waiting.filter(needs_yes=True)
    for row in grave.filter(asked_at__lte=now - RETURN_AFTER)[:200]:
        done += _in_turn(row, _give_back, now)
    for number, after in enumerate(REMIND_AFTER, start=1):
        for row in grave.filter(asked_at__lte=now - after, asked_at__gt=now - RETURN_AFTER)[:200]:
            with transaction.atomic():
                done += emails.edits_reminder(row, number, now=now) is not None
    return done


def _in_turn(row, work, now) -> bool:
    """Do something with a question that still waits once its story is locked."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=row.submission_id)
        row = submission.sign_offs.filter(pk=row.pk, answer=Answer.WAITING).first()
        if row is None:
            return False
        work(submission, row, now)
    return True


def _free(submission, row, now):
    """Let small edits go on: they were shown, and two days have passed."""
    _go_on(submission, now)
    log(submission, "stories.sign_off_free")


def _give_back(submission, row, now):
    """Give a story whose sender has not answered back to the editors."""
    take_back(submission, now=now)
    days = RETURN_AFTER.days
    _flag(submission, f"The sender has not answered the edits within {days} days.", now)
    log(submission, "stories.sign_off_unanswered")
    if submission.state != State.AWAITING_SIGN_OFF:
        return
    if hasattr(submission, "story_page"):
        moderation.set_state(submission, State.APPROVED, now)
    else:
        moderation.start_review(submission, now=now)


def _go_on(submission, now):
    if submission.state == State.AWAITING_SIGN_OFF:
        moderation.set_state(submission, State.APPROVED, now)


def _go_back(submission, row, now):
    """After a no: whatever shows these words comes down, and the sender's own words count again."""
    _flag(submission, "The sender said no to the edits and wants the own words kept.", now)
    page = StoryPage.objects.filter(submission=submission).first()
    if page is None:
        own = submission.original.texts
        for name in ("title", *SEALED_TEXTS):
            setattr(submission, name, own[name])
        submission.save(update_fields=["title", *SEALED_TEXTS])
        submission.save_revision(clean=False)
        moderation.read_again(submission, now=now)
        return
    _go_on(submission, now)
    if page.live and page.words_hash == row.text_hash:
        # Small edits that went live after two days.
        moderation.take_page_down(submission, now=now)


def _record_yes(row, how, user, now):
    """Write down the yes of a sender whom no mail reaches, in the words of the staff member."""
    if not how.strip():
        raise SignOffRefused(
            "No address of the sender is known. Read the words to them, and say how they said yes."
        )
    row.answer, row.answered_at, row.how = Answer.YES, now, text.shorten(how.strip(), 300)
    row.save(update_fields=["answer", "answered_at", "how"])
    log(row.submission, "stories.sign_off_heard", user=user)
    _go_on(row.submission, now)


def _known(submission, version, words):
    """Return the question about these words that was asked before; SaidNo where the answer was no."""
    row = submission.sign_offs.filter(version=version, text_hash=words).last()
    if row is None or row.answer == Answer.TAKEN_BACK:
        return None
    if row.answer == Answer.NO:
        raise SaidNo("The sender has said no to exactly these words. Edit them again first.")
    return row


def _flag(submission, reason, now):
    Flag.objects.create(submission=submission, kind="sign_off", reason=reason, at=now)


def _words_of(entry):
    return {"before": entry.original_text, "after": entry.copy_text}


def _is_told(entry, sent, shown):
    """Say whether a fact that a title lost or won is told by the story too, before and after.

    A no turns what it stands beside: another no elsewhere does not tell the same.
    """
    if entry.kind not in MAY_REPEAT:
        return False
    sides = [(entry.original_text, shown), (entry.copy_text, sent)]
    return all(_tells(_whole(texts), words) for words, texts in sides if words)


def _tells(story, words):
    """Say whether a story tells a fact somewhere, in this or an equal form."""
    return any(entry.copy_span == (0, len(words)) for entry in facts.compare(story, words).kept)


def _whole(texts):
    return "\n\n".join(filter(None, (texts.get(name) or "" for name in SEALED_TEXTS)))
