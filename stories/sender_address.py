"""The address of a sender: confirmed by the link that was mailed to it, corrected by staff."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from stories import bounces, emails, kept_pages, parties
from stories.models import PrivateLink, Submission


def confirm(submission: Submission, *, link: PrivateLink | None = None, now=None) -> bool:
    """Record that the sender owns the address, by which link. Return whether this was the first time."""
    now = now or timezone.now()
    with transaction.atomic():
        if link:
            PrivateLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now)
        is_first = Submission.objects.filter(pk=submission.pk, email_confirmed_at=None).update(
            email_confirmed_at=now
        )
        kept_pages.state_changed(submission.state, submission.state)
        if is_first:
            # The people in the story hear of it only from somebody whose address is known.
            parties.ask_people(submission, now=now)
        return bool(is_first)


def correct_address(submission: Submission, address: str, *, user, now=None) -> Submission:
    """Write to another address from now on, as the sender asked. Return the submission.

    The new address has to be confirmed like the first one, so nothing of the story shows until then;
    links mailed to the old address stop working, and mails that still wait go to the new one. The
    original keeps what was sent.
    """
    now = now or timezone.now()
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        # Mails to staff and to the people in the story go where they were to go.
        waiting = submission.mails.filter(sent_at=None, to=submission.sender_email)
        waiting = waiting.exclude(kind__in=emails.TO_STAFF)
        waiting = submission.mails.filter(pk__in=list(waiting.values_list("pk", flat=True)))
        submission.sender_email = address
        submission.email_confirmed_at = None
        submission.save(update_fields=["sender_email", "email_confirmed_at"])
        submission.private_links.all().delete()
        # What holds a dead link is of no use; everything else the sender reads at the new address.
        waiting.filter(kind__in=emails.WITH_LINK).delete()
        waiting.update(to=address, attempts=0, next_try_at=now, last_error="")
        # What came back came back from the old address.
        bounces.dismiss(submission)
        # The entry says that it happened; an address does not belong into a log.
        entry = log(submission, "stories.correct_address", user=user)
        emails.address_corrected(submission, correction=entry.pk, now=now)
    return submission
