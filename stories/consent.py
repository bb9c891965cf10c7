"""What senders agreed to: their consents, their words, their picture; and what is missing before a door opens.

Whether a story shows at a place is asked of stories.showing, which asks here.
"""

from typing import NamedTuple

from django.utils import timezone

from stories import agreed_words, kept_pages
from stories.models.text import hash_words


def is_given(submission, scope, now=None):
    """Say whether a consent of a scope holds at a moment. Reads the rows that a query brought along."""
    return any(row.scope == scope and row.is_current(now) for row in submission.consents.all())


def has_agreed_words(story, now=None):
    """Say whether a story page holds words that its sender agreed to, at a moment.

    The doors that publish ask this too; here it catches what was written past them, by a script
    or an update of many rows. Reads `sealed_hash` and `sealed_version` where the query brought them
    along, and what tells an edited title (`for_cards()`).
    """
    sealed = sealed_of(story)
    if sealed is None:
        return False
    words = hash_words(story.words_beside(sealed.sent))
    return words == sealed.text_hash or agreed_words.are_signed(
        story.submission, words, sealed.version, now
    )


def has_own_words(story):
    """Say whether the words of a story page are exactly the ones that were sent."""
    sealed = sealed_of(story)
    return sealed is not None and hash_words(story.words_beside(sealed.sent)) == sealed.text_hash


class Sealed(NamedTuple):
    """What the words of a story are held against: of its original the hash, the version, and at least title and because."""

    text_hash: str | None
    version: int | None
    sent: dict[str, str | None]


def sealed_of(story):
    """Return the Sealed of a story page, as its query brought it along or read now; None without an original."""
    if hasattr(story, "sealed_hash"):
        sent = {"title": story.sealed_title, "because": story.sealed_because}
        return Sealed(story.sealed_hash, story.sealed_version, sent)
    original = story.submission.original
    return original and Sealed(original.text_hash, original.version, original.texts)


def obstacles(submission, texts, now=None):
    """Return what stands in the way of publishing these texts, as sentences; an empty list is a yes.

    texts maps the names of the sealed texts to their words; "title" is among them where it is an edit.
    """
    found = missing_agreements(submission, now)
    original = submission.original
    if original is None:
        found.append("The sealed original is missing.")
    else:
        differs = agreed_words.obstacle(submission, hash_words(texts), original, now)
        found += [differs] if differs else []
    return found


def missing_agreements(submission, now=None):
    """Return what stands in the way of publishing a story at all, whatever its words are."""
    from stories import holding, public_videos, published_posts
    from stories.models import Consent, Submission

    found = []
    if submission.state not in Submission.PUBLISHABLE:
        found.append(f"The submission is not approved. It is “{submission.get_state_display()}”.")
    elif holding.is_held(submission):
        found.append(
            "The mail that tells the sender of the choice is still held in the outbox. Release it first."
        )
    if not submission.is_confirmed:
        found.append("The sender has not confirmed the email address yet.")
    if not is_given(submission, Consent.Scope.PUBLISH, now):
        found.append("There is no current consent to publish this story.")
    people = submission.protected_parties.all()
    found += [_sentence_on(person) for person in people if not person.is_settled]
    found += public_videos.obstacles(submission)
    found += published_posts.obstacles(submission)
    return found


def may_use_picture(submission, now=None):
    """Say whether the picture that was sent may be published at a moment.

    A form that did not ask about the picture told its senders in other words that it is used; one
    that asked needs a yes that holds.
    """
    from stories.models import Consent

    original = submission.original
    asked = original is not None and was_asked_for_picture(original.consents)
    return not asked or is_given(submission, Consent.Scope.IMAGE, now)


def was_asked_for_picture(boxes):
    """Say whether the boxes of a form, as an Original keeps them, ask for the picture."""
    from stories.models import Consent

    return any(box["scope"] == Consent.Scope.IMAGE for box in boxes or ())


def withdraw(submission, *, now=None):
    """End every consent that lets the story be used; it leaves every public surface with this commit.

    Publishing, quoting, printing in briefs and the picture end. What the sender stated stays: that it is true, that we
    may refuse or edit it, and that we may read it and write back, without which nobody could answer.
    """
    from stories.models import Consent

    submission.consents.filter(scope__in=Consent.USES, withdrawn_at=None).update(
        withdrawn_at=now or timezone.now()
    )
    # Rows that are updated together tell nobody.
    kept_pages.state_changed(submission.state, submission.state)


def _sentence_on(person):
    """Return why a person in the story stands in the way."""
    if person.refused_at:
        return f"A person in the story has said no: {person.relation}."
    if person.basis == person.Basis.NOT_YET:
        return f"A person in the story has not been asked yet: {person.relation}."
    return f"A person in the story has not said yes yet: {person.relation}."
