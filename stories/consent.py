"""May this story show, now? One answer for pages, blocks, lists, and for every door that publishes."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from stories import agreed_words, kept_pages
from stories.models.text import hash_words


def showable_filter(now):
    """Return the Q for StoryPage rows whose sender and people still agree to publication at a moment.

    The queryset form of `may_show`; it asks neither live nor view restrictions.
    """
    from stories.models import Consent, ProtectedParty, Submission

    agreed = Consent.objects.current(now).filter(
        submission=OuterRef("submission"), scope=Consent.Scope.PUBLISH
    )
    waiting = ProtectedParty.objects.unsettled().filter(submission=OuterRef("submission"))
    return (
        Q(submission__state__in=Submission.PUBLISHABLE)
        & Q(submission__email_confirmed_at__isnull=False)
        & Q(Exists(agreed))
        & ~Q(Exists(waiting))
        & (Q(go_live_at=None) | Q(go_live_at__lte=now) | Q(live=True))
        & (Q(expire_at=None) | Q(expire_at__gt=now))
    )


def may_show(story, now=None):
    """Say whether one story page may be seen by everybody at a moment, in lists, blocks and pictures."""
    from stories.models import StoryPage

    if story.pk is None or not story.live:
        return False
    return StoryPage.objects.showable(now).filter(pk=story.pk).exists() and has_agreed_words(
        story, now
    )


def may_serve(story, now=None):
    """Say whether the page of a story may answer at a moment.

    The same as `may_show`, but for view restrictions: Wagtail has asked for the password by then.
    """
    from stories.models import StoryPage

    if story.pk is None or not story.live:
        return False
    agreed = showable_filter(now or timezone.now())
    return StoryPage.objects.live().filter(agreed, pk=story.pk).exists() and has_agreed_words(
        story, now
    )


def has_agreed_words(story, now=None):
    """Say whether a story page holds words that its sender agreed to, at a moment.

    The doors that publish ask this too; here it catches what was written past them, by a script
    or an update of many rows. Reads `sealed_hash` and `sealed_version` where the query brought them
    along, and what tells an edited title (`for_cards()`).
    """
    if hasattr(story, "sealed_hash"):
        sealed, version = story.sealed_hash, story.sealed_version
        sent = {"title": story.sealed_title, "because": story.sealed_because}
    else:
        original = story.submission.original
        if original is None:
            return False
        sealed, version, sent = original.text_hash, original.version, original.texts
    words = hash_words(story.words_beside(sent))
    return words == sealed or agreed_words.are_signed(story.submission, words, version, now)


def was_taken_down(submission):
    """Say whether the story was public and is withdrawn: its address answers 410, not 404."""
    from stories.models import Consent, Submission

    if submission.state == Submission.State.WITHDRAWN:
        return True
    return (
        submission.consents.filter(scope=Consent.Scope.PUBLISH).exists()
        and not submission.consents.current().filter(scope=Consent.Scope.PUBLISH).exists()
    )


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
    # By rows: the desk has read them already.
    given = [one for one in submission.consents.all() if one.scope == Consent.Scope.PUBLISH]
    if not any(one.is_current(now) for one in given):
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
    asked = original is not None and any(
        box["scope"] == Consent.Scope.IMAGE for box in original.consents
    )
    current = submission.consents.current(now)
    return not asked or current.filter(scope=Consent.Scope.IMAGE).exists()


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
