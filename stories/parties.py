"""The people in a story besides its sender: who has to say yes still, how they are asked, what they answer."""

import secrets

from django.db import transaction
from django.utils import timezone

from stories import moderation, party_mails
from stories.models import Flag, ProtectedParty, Submission
from stories.private_links import digest_of

State = Submission.State
# Nobody is written to about a story that no person has taken for one, or that goes nowhere.
_QUIET = (State.SPAM, State.WITHDRAWN, State.NOT_SELECTED)


class UnknownPerson(Exception):
    """No person has this link: it was cut off or mistyped, or the story was erased."""


def name_people(submission, people, *, version=1, now):
    """Record the people that an answer of the form names. Return the rows.

    people: dictionaries with relation, basis and email. In a later version who is named again keeps
    the own answer, and who is not leaves; but a no stays until the editors have looked at it, since
    leaving somebody out of a list takes nobody out of a story. Inside the caller's transaction.
    """
    before = list(submission.protected_parties.all()) if version > 1 else []
    rows = []
    for person in people or ():
        email = person.get("email") or ""
        known = next(
            (row for row in before if (row.relation, row.email) == (person["relation"], email)),
            None,
        )
        if known:
            before.remove(known)
            known.basis, known.version = person["basis"], version
            known.save(update_fields=["basis", "version"])
        else:
            known = ProtectedParty.objects.create(
                submission=submission,
                version=version,
                relation=person["relation"],
                basis=person["basis"],
                email=email,
                at=now,
            )
        rows.append(known)
    for row in before:
        if not row.refused_at:
            party_mails.take_back(row)
            row.delete()
    if submission.is_confirmed:
        ask_people(submission, now=now)
    return rows


def ask_people(submission, *, now=None):
    """Mail a link to each person with an address, once, when the sender's own is confirmed. Return how many."""
    now = now or timezone.now()
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        if not submission.is_confirmed or submission.is_sample or submission.state in _QUIET:
            return 0
        asked = 0
        for person in submission.protected_parties.filter(link_digest="").exclude(email=""):
            # 256 random bits; what is kept is the hash.
            token = secrets.token_urlsafe(32)
            if party_mails.ask(person, token, now=now) is None:
                continue
            person.link_digest = digest_of(token)
            person.save(update_fields=["link_digest"])
            asked += 1
    return asked


def ask_waiting(*, now=None):
    """Ask those who could not be asked before, such as when a story was held as spam. Return how many."""
    waiting = (
        Submission.objects.filter(
            protected_parties__link_digest="",
            email_confirmed_at__isnull=False,
            is_sample=False,
        )
        .exclude(protected_parties__email="")
        .exclude(state__in=_QUIET)
    )
    return sum(ask_people(submission, now=now) for submission in waiting.distinct()[:50])


def find(token: str) -> ProtectedParty:
    """Return the person whose link has this token, with the submission. Raises UnknownPerson."""
    person = (
        ProtectedParty.objects.select_related("submission")
        .filter(link_digest=digest_of(token))
        .first()
    )
    if person is None:
        raise UnknownPerson("No person has this link.")
    return person


def answer(token: str, *, agrees: bool, now=None) -> ProtectedParty:
    """Record a person's own yes or no; a no takes the story off the site at once. Return the row.

    The answer can be changed at any time, and the same one again changes nothing. Raises
    UnknownPerson. One transaction.
    """
    now = now or timezone.now()
    submission = find(token).submission
    with transaction.atomic():
        # In the order in which others lock.
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        person = find(token)
        person.submission = submission
        if agrees and person.confirmed_at is None:
            person.confirmed_at, person.refused_at = now, None
            person.save(update_fields=["confirmed_at", "refused_at"])
        elif not agrees and person.refused_at is None:
            person.confirmed_at, person.refused_at = None, now
            person.save(update_fields=["confirmed_at", "refused_at"])
            _refused(person, submission, now)
    return person


def _refused(person, submission, now):
    moderation.take_page_down(submission, now=now)
    Flag.objects.create(
        submission=submission,
        kind="person_refused",
        reason=f"A person in the story has said no: {person.relation}.",
        at=now,
    )
    party_mails.refused(person, now=now)
