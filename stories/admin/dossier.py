"""What is known about one submission, made ready to read: story, checks, permissions, steps, history."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry as log_registry

from cms import text
from stories import consent, emails, public_videos, published_posts, roles
from stories.admin import marks, people
from stories.admin.kept import KEPT, without_contacts
from stories.edits import LABELS
from stories.models import StoryFormField, Submission
from stories.models.text import SEALED_TEXTS

GOOD_WIDTH, GOOD_HEIGHT = 1200, 630
# How the story page heads each part; the title and the because line stand apart.
HEADINGS = {
    "what_happened": "",
    "what_learned": "What I learned",
    "why_it_matters": "Why it should matter to others",
}
FIELD_LABELS = {
    **HEADINGS,
    "title": "The title",
    "what_happened": "What happened",
    "because": "The because line",
}
# Decisions have records of their own, with more to tell than the log.
TOLD_ELSEWHERE = (
    "stories.approve",
    "stories.changes",
    "stories.refuse",
    "stories.reopen",
    "stories.spam",
    "stories.correct",
    "stories.type_edits",
)
HISTORY_LENGTH = 100
LONGEST_WORDS = 160
# The story itself: whoever reads submissions reads all of it.
TOLD_TO_ALL = frozenset({*roles.TEXT_OF_ROLE, "story_video"})


@dataclass(frozen=True)
class Check:
    """One thing looked at: status is good, note or bad."""

    status: str
    label: str
    detail: str = ""


@dataclass
class Entry:
    """One line of the history."""

    at: datetime
    who: str
    what: str
    grounds: list = field(default_factory=list)
    note: str = ""
    internal_note: str = ""


def marked_texts(submission, original, flags):
    """Return the title and the texts of the copy by name, as paragraphs with the flags drawn in."""
    sent = {"title": submission.title, **(original.texts if original else {})}
    spans = {}
    for number, flag in enumerate(flags, start=1):
        name = roles.TEXT_OF_ROLE.get(flag.field, flag.field)
        shown = getattr(submission, name, "") if name in sent else ""
        place = marks.place_span(sent.get(name, ""), shown, flag.start, flag.end)
        if place:
            spans.setdefault(name, []).append(marks.Span(*place, flag.reason, (number,)))
    return {
        name: marks.mark_paragraphs(getattr(submission, name), spans.get(name, ()))
        for name in ("title", *SEALED_TEXTS)
    }


def sections(texts):
    """Return (heading, paragraphs) of the parts that hold words, in the order of the story page."""
    return [(heading, texts[name]) for name, heading in HEADINGS.items() if texts[name]]


def obstacles(submission):
    """Return why the story could not be published as it stands, the pending decision aside."""
    found = consent.obstacles(submission, submission.shown_words)
    # The first sentence says that it is not approved, which the desk shows all over.
    return found if submission.state in Submission.PUBLISHABLE else found[1:]


def checks(submission, original, campaign):
    """Return the Checks of a submission; campaign holds the limits."""
    words, characters = submission.word_count, text.count_characters(submission.because)
    found = [
        _limit("Words", words, campaign.word_limit, "words"),
        _limit("Because line", characters, campaign.because_limit, "characters"),
    ]
    if not submission.because.strip():
        found[1] = Check("bad", "Because line", "There is none.")
    if not words:
        found[0] = _check_without_words(submission)
    found += _picture_checks(submission, original)
    found += _video_checks(submission)
    found.append(_address_check(submission))
    if original is None:
        found.append(Check("bad", "Original", "It is missing."))
    elif not original.is_intact:
        found.append(
            Check("bad", "Original", "Its words do not match their seal. Tell an administrator.")
        )
    else:
        found.append(Check("good", "Original", f"Sealed and intact, version {original.version}."))
    if original and not submission.is_true_to_original:
        found.append(Check("bad", "Copy", "Its words differ from the original."))
    return found


def permissions(submission, now=None):
    """Return every consent with its wording and a status: good while it holds, bad once it ended."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    found = []
    for given in submission.consents.all():
        if given.withdrawn_at:
            status, detail = "bad", f"Withdrawn on {_day(given.withdrawn_at)}."
        elif given.expires_on and given.expires_on < today:
            status, detail = "bad", f"Ended on {given.expires_on:%B %-d, %Y}."
        else:
            status, detail = "good", f"Given on {_day(given.given_at)}."
            if given.expires_on:
                detail += f" It ends on {given.expires_on:%B %-d, %Y}."
            if given.how_given:
                detail += " Not by the form."
        found.append(
            {
                "status": status,
                "label": given.get_scope_display(),
                "wording": given.wording,
                "detail": detail,
            }
        )
    return found


def steps(submission):
    """Return the steps of the review with name, status (approved, in_progress, …) and the status in words."""
    state = submission.current_workflow_state or next(iter(submission.reviews), None)
    if state is None:
        return []
    words = {
        "approved": "Approved",
        "rejected": "Changes asked for",
        "in_progress": "In progress",
        "cancelled": "Stopped",
    }
    return [
        {
            "name": task.name,
            "status": task.status or "waiting",
            "words": words.get(task.status, "Not yet"),
        }
        for task in state.all_tasks_with_status()
    ]


def history(submission):
    """Return all that happened, newest first: decisions, steps from the log, mails, versions sent."""
    entries = [
        Entry(
            decision.at,
            _name(decision.by),
            decision.get_kind_display() + (f" ({decision.step})" if decision.step else ""),
            decision.ground_labels,
            decision.note,
            decision.internal_note,
        )
        for decision in submission.decisions.all()
    ]
    for edit in submission.copy_edits.all():
        what = f"{edit.kind_in_short}: {LABELS[edit.field]}"
        words = " → ".join(filter(None, (edit.before, edit.after)))
        note = text.shorten(words, LONGEST_WORDS)
        entries.append(Entry(edit.at, _name(edit.by), f"Edit. {what}", internal_note=note))
    for original in submission.originals.all():
        what = "Sent the story" if original.version == 1 else f"Sent version {original.version}"
        entries.append(Entry(original.at, submission.sender_name, what))
    if submission.email_confirmed_at and submission.sender_email:
        entries.append(
            Entry(submission.email_confirmed_at, submission.sender_name, "Confirmed the address")
        )
    for mail in submission.mails.all():
        if mail.kind in emails.TO_STAFF:
            continue
        told = "Mail sent" if mail.sent_at else "Mail waits to be sent"
        if mail.held_at:
            told = "Mail is held in the outbox"
        entries.append(Entry(mail.sent_at or mail.created_at, "", f"{told}: {mail.subject}"))
    logs = (
        log_registry.get_logs_for_instance(submission)
        .exclude(action__in=TOLD_ELSEWHERE)
        .exclude(action__startswith="wagtail.workflow")
        .exclude(action="wagtail.create")
        .latest_by_uuid_and_action()
        .select_related("user")
    )
    for log in logs[:HISTORY_LENGTH]:
        what = "Changed the copy" if log.action == "wagtail.edit" else log.message
        entries.append(Entry(log.timestamp, _name(log.user), what))
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:HISTORY_LENGTH]


def answers(original, *, with_address):
    """Return every question of the form with its answer as sent, in words.

    with_address says whether the reader may see where the sender can be reached; without it the
    story stays whole and every other answer loses what leads to a person.
    """
    if original is None:
        return []
    addresses = set() if with_address else _address_questions(original)
    found = []
    for name, label in original.labels:
        answer = original.answers.get(name, "")
        if isinstance(answer, bool):
            answer = "Yes" if answer else "No"
        elif name == "story_people":
            answer = people.in_words(answer)
        elif isinstance(answer, list | tuple):
            answer = ", ".join(map(str, answer))
        if not with_address and name not in TOLD_TO_ALL and answer not in ("", None):
            answer = KEPT if name in addresses else without_contacts(str(answer))
        found.append((label, answer))
    return found


def _address_questions(original):
    """Return the names of the questions whose answer leads to the sender."""
    questions = StoryFormField.objects.filter(
        page=original.submission.page_id, field_type="email"
    ).values_list("clean_name", flat=True)
    return {"story_email", "published_url", *questions}


def _limit(label, count, limit, unit):
    over = count - limit
    if over > 0:
        return Check("bad", label, f"{count} of {limit} {unit}: {over} over.")
    return Check("good", label, f"{count} of {limit} {unit}.")


def _check_without_words(submission):
    if submission.video_url or submission.video:
        return Check("note", "Words", "None: this story is a video.")
    if published_posts.post_of(submission):
        return Check("note", "Words", "None: this story is a post of the sender’s own.")
    return Check("bad", "Words", "There is neither text nor video.")


def _address_check(submission):
    if submission.is_confirmed and not submission.sender_email:
        return Check("note", "Address", "None is known. Staff vouched for the sender.")
    if submission.is_confirmed:
        return Check("good", "Address", f"Confirmed on {_day(submission.email_confirmed_at)}.")
    return Check("note", "Address", "The sender has not confirmed it yet.")


def _picture_checks(submission, original):
    if original is None or not original.picture:
        return [Check("note", "Picture", "None. The heart takes its place.")]
    width, height = original.picture_width or 0, original.picture_height or 0
    size = f"{width} × {height} pixels"
    good = width >= GOOD_WIDTH and height >= GOOD_HEIGHT
    found = [
        Check("good", "Picture", f"{size}.")
        if good
        else Check(
            "note",
            "Picture",
            f"{size}. From {GOOD_WIDTH} × {GOOD_HEIGHT} on it is sharp everywhere.",
        )
    ]
    found.append(
        Check("good", "Description", submission.picture_alt)
        if submission.picture_alt
        else Check("bad", "Description", "Nobody has said what the picture shows.")
    )
    return found


def _video_checks(submission):
    video = submission.video
    if video is None:
        return []
    why = public_videos.obstacles(submission)
    if why:
        status = "note" if video.state in (video.State.WAITING, video.State.WORKING) else "bad"
        return [Check(status, "Video", why[0])]
    return [
        Check("good", "Video", f"{round(video.seconds)} seconds, with captions and transcript.")
    ]


def _day(moment):
    return f"{timezone.localtime(moment):%B %-d, %Y}"


def _name(user):
    return get_user_display_name(user) if user else ""
