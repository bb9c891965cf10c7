"""What is mailed to senders and to staff, and when; stories.outbox writes and sends it.

Every mail is a template in templates/stories/emails; its first line is the subject.
"""

import secrets

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cms.addresses import page_address, site_address
from cms.models import CampaignSettings
from stories import private_links, share_meta, sharing
from stories.mail_words import compose
from stories.models import Decision, PrivateLink, SecondLook, Submission
from stories.outbox import (
    CLAIM,
    NEVER,
    TO_STAFF,
    Sending,
    deliver,
    send,
    send_due,
    silence,
    write,
)
from stories.private_links import digest_of
from stories.review_step import name_of
from stories.sender_language import address_in_language, speak_to_sender_of

# What others ask for under the name of this module.
__all__ = [
    "CLAIM",
    "NEVER",
    "TO_STAFF",
    "Sending",
    "deliver",
    "digest_of",
    "send",
    "send_due",
    "silence",
]

CONFIRM_DAYS = private_links.DAYS[PrivateLink.Purpose.CONFIRM]
DIGEST_HOUR = 8
# Mails to the sender with a link that confirms the address they went to.
WITH_LINK = frozenset({"received", "confirm_reminder", "address_corrected"})
# What is mailed about a decision, by what was decided.
DECISION_MAILS = {
    Decision.Kind.APPROVE: "approved",
    Decision.Kind.CHANGES: "changes_requested",
    Decision.Kind.REFUSE: "not_selected",
}


def received(submission, *, now=None):
    """Mail the story number, the link that confirms the address, and all that was agreed to. Return the OutboxMail."""
    consents = list(submission.consents.all())
    return write(
        "received",
        submission,
        key=f"received:{submission.pk}",
        now=now,
        confirm_url=make_confirm_link(submission, now=now),
        ask_url=_address_to_ask(submission),
        consents=consents,
        terms=_terms_of(submission, consents),
        people=list(submission.protected_parties.all()),
    )


def confirm_reminder(submission, *, now=None):
    """Remind once of an unconfirmed address, with a new link; a corrected one gets a reminder of its own."""
    return write(
        "confirm_reminder",
        submission,
        key=f"confirm_reminder:{submission.pk}:{digest_of(submission.sender_email)[:16]}",
        now=now,
        confirm_url=make_confirm_link(submission, now=now),
    )


def address_corrected(submission, *, correction, now=None):
    """Ask the new address to confirm, once for each correction."""
    return write(
        "address_corrected",
        submission,
        key=f"address_corrected:{submission.pk}:{correction}",
        now=now,
        confirm_url=make_confirm_link(submission, now=now),
    )


def withdrawn(submission):
    """Say that the story was withdrawn."""
    return write("withdrawn", submission, key=f"withdrawn:{submission.pk}")


def decided(decision, *, words=None, held_by=None):
    """Tell the sender of a decision. Return the OutboxMail, None where no address is known.

    words: the MailWords as the decider edited them, else they are the template's. held_by: who
    wants the mail held in the outbox until it is released.
    """
    return write(
        DECISION_MAILS[decision.kind],
        decision.submission,
        key=key_of(decision),
        words=words or decision_words(decision),
        edited_by=decision.by if words else None,
        held_by=held_by,
    )


def decision_words(decision):
    """Return the MailWords on a decision, which may be one that is not stored yet."""
    with speak_to_sender_of(decision.submission):
        return compose(
            DECISION_MAILS[decision.kind],
            decision.submission,
            decision=decision,
            note=decision.note,
            grounds=decision.ground_labels,
            can_be_mended=decision.can_be_mended,
            rules=decision.policy,
            rules_url=_address_of(decision.policy),
            **_second_look_of(decision),
        )


def second_look(look, *, now=None):
    """Say that another person reads the story once more."""
    return write("second_look", look.submission, key=f"second_look:{look.pk}", now=now)


def key_of(decision):
    """Return the key of the one mail about a decision."""
    return f"decision:{decision.pk}"


def story_is_live(submission, story):
    """Send the address of the published story, its card, and posts that are ready to be pasted."""
    settings = CampaignSettings.of_default_site()
    with speak_to_sender_of(submission):
        posts = sharing.ready_texts(story, settings, names_teller=False)
    return write(
        "story_is_live",
        submission,
        key=f"story_is_live:{submission.pk}:{story.live_revision_id}",
        story=story,
        story_url=page_address(story),
        card_url=share_meta.card_of(story, settings).url,
        posts=posts,
    )


def private_link(submission, *, now=None):
    """Send the link to the story's own page; asked for twice within a minute it is sent once."""
    now = now or timezone.now()
    key = f"private_link:{submission.pk}:{now:%Y%m%d%H%M}"
    return write("private_link", submission, key=key, now=now)


def resume_link(draft, token, *, to, now=None):
    """Mail the link that leads back to a draft; it names nobody, and nothing of the story is in it."""
    return write(
        "resume_link",
        None,
        key=f"resume_link:{digest_of(token)}",
        to=to,
        now=now,
        draft=draft,
        resume_url=site_address(reverse("resume_link", args=[token])),
        until=timezone.localdate(draft.expires_at),
    )


def erased(address, *, language):
    """Say that a story is erased; nothing of this mail is kept once it has left, nor of whom it went to."""
    key = f"erased:{secrets.token_hex(16)}"
    return write("erased", None, key=key, to=address, language=language)


def edits_shown(sign_off, edits, *, now=None):
    """Show the sender what the editors changed, side by side; edits: what stories.signoff.edits_of returns."""
    return write(
        "edits_shown",
        sign_off.submission,
        key=f"edits_shown:{sign_off.pk}",
        now=now,
        sign_off=sign_off,
        edits=edits,
    )


def edits_reminder(sign_off, number, *, now=None):
    """Remind the sender of edits that wait for an answer, once for each number."""
    return write(
        "edits_reminder",
        sign_off.submission,
        key=f"edits_reminder:{sign_off.pk}:{number}",
        now=now,
        sign_off=sign_off,
    )


def edits_answered(sign_off):
    """Tell the one who asked what the sender said to the edits."""
    user, submission = sign_off.asked_by, sign_off.submission
    if user and user.is_active:
        write(
            "edits_answered",
            submission,
            key=f"edits_answered:{sign_off.pk}:{sign_off.answer}",
            to=user.email,
            user=user,
            sign_off=sign_off,
            desk_url=site_address(submission.desk_url),
        )


def story_corrected(original, *, users, was_public):
    """Tell those who dealt with a story that its sender has sent new words, once for each version."""
    submission = original.submission
    for user in users:
        write(
            "story_corrected",
            submission,
            key=f"story_corrected:{original.pk}:{user.pk}",
            to=user.email,
            user=user,
            version=original.version,
            was_public=was_public,
            desk_url=site_address(submission.desk_url),
        )


def first_waiting(submission):
    """Tell moderators that a story arrived in an empty queue; each of them can switch it off."""
    for user in reviewers("first_waiting"):
        write(
            "first_waiting",
            submission,
            key=f"first_waiting:{submission.pk}:{user.pk}",
            to=user.email,
            user=user,
            desk_url=site_address(submission.desk_url),
        )


def story_assigned(submission, *, by, now):
    """Tell a moderator that a colleague has given them a story, once for each time it is given."""
    user = submission.assigned_to
    if user is None or user == by or not reviewers("story_assigned").filter(pk=user.pk).exists():
        return None
    return write(
        "story_assigned",
        submission,
        key=f"story_assigned:{submission.pk}:{user.pk}:{now:%Y%m%d%H%M%S%f}",
        to=user.email,
        now=now,
        user=user,
        by=name_of(by),
        desk_url=site_address(submission.desk_url),
    )


def daily_digest(*, now=None):
    """Tell moderators once a day how many stories wait. Return how many mails were written.

    It counts what was sent before eight that morning: who was just told of a first story is not
    told of it again.
    """
    now = now or timezone.now()
    morning = timezone.localtime(now).replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    waiting = Submission.objects.waiting().filter(submit_time__lt=morning)
    count = waiting.count()
    if not count:
        return 0
    oldest = waiting.order_by("submit_time").first()
    day = timezone.localdate(now)
    written = 0
    for user in reviewers("daily_digest"):
        mail = write(
            "daily_digest",
            None,
            key=f"daily_digest:{day}:{user.pk}",
            to=user.email,
            now=now,
            user=user,
            count=count,
            unclaimed=waiting.filter(claimed_by=None).count(),
            corrected=waiting.filter(originals__version=2).count(),
            days=(now - oldest.submit_time).days,
            queue_url=site_address(reverse("submissions:list")),
        )
        written += mail is not None
    return written


def schedule_refused(page, reasons):
    """Tell editors that a story or the form did not go live when it was to, and why."""
    editors = get_user_model().objects.filter(is_active=True, groups__name="Campaign editors")
    for user in editors.exclude(email="").distinct():
        write(
            "schedule_refused",
            getattr(page, "submission", None),
            key=f"schedule_refused:{page.pk}:{page.latest_revision_id}:{user.pk}",
            to=user.email,
            user=user,
            page=page,
            kind_of_page=page._meta.verbose_name,
            reasons=reasons,
            edit_url=site_address(reverse("wagtailadmin_pages:edit", args=[page.pk])),
        )


def reviewers(preference=""):
    """Return the active moderators with an address who have not switched this mail off, if it can be."""
    found = (
        get_user_model()
        .objects.filter(
            Q(groups__permissions__codename="moderate_submission")
            | Q(user_permissions__codename="moderate_submission"),
            is_active=True,
        )
        .exclude(email="")
    )
    if preference:
        found = found.exclude(**{f"reviewer_preference__{preference}": False})
    return found.distinct().order_by("pk")


def _terms_of(submission, consents):
    """Return the chosen terms in their words by what they are about, and the last day if there is one."""
    original = submission.original
    words = {box["scope"]: box["wording"] for box in original.consents} if original else {}
    return {
        "name_shown": words.get("name_shown"),
        "teller": submission.teller,
        "until": words.get("until"),
        "last_day": next((given.expires_on for given in consents if given.expires_on), None),
    }


def make_confirm_link(submission, *, now=None):
    """Return the whole address that confirms.

    Its token is in the mail until that was sent; what is kept from then on is only its hash.
    """
    token = private_links.make(submission, PrivateLink.Purpose.CONFIRM, now=now)
    return site_address(reverse("confirm_link", args=[token]))


def _address_of(policy):
    return site_address(address_in_language(policy.get_absolute_url())) if policy else ""


def _address_to_ask(submission):
    with speak_to_sender_of(submission):
        return site_address(address_in_language(reverse("ask_for_link")))


def _second_look_of(decision):
    """Say whether a decision is on a second look, and whether somebody else took it."""
    look = SecondLook.objects.filter(submission=decision.submission).first()
    is_second = look is not None and decision.at >= look.asked_at
    return {
        "is_second_look": is_second,
        "is_by_other": is_second and look.decision.by_id != decision.by_id,
        "may_ask_again": look is None,
    }
